"""Rules that hold the answers of several items against each other; no Django."""

from collections.abc import Iterable, Iterator, Mapping

from texts.entities import addresses
from texts.polarity import sentences
from texts.quantities import figures

from .document import SheetItem
from .finding import Finding, beginning

MIN_SENTENCE = 12  # characters of a sentence that nobody writes twice by chance


def related_items(
    items: Mapping[str, SheetItem], related: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Pairs of items whose answers must agree and do not; `related` has their numbers."""
    for number, other in related:
        if number in items and other in items:
            yield from _disagreement(items[number], items[other])


def _disagreement(item: SheetItem, other: SheetItem) -> Iterator[Finding]:
    """Opposite 有無, or different numbers of the same unit."""
    here, there = _availabilities(item), _availabilities(other)
    if {"yes", "no"} in ({a, b} for a in here for b in there):
        yield Finding("related_availability", item.number, {"other": other.number})
    figures_here, figures_there = _by_unit(item), _by_unit(other)
    for unit in sorted(figures_here.keys() & figures_there.keys()):
        if figures_here[unit] != figures_there[unit]:
            about = {"here": _listed(figures_here[unit]), "there": _listed(figures_there[unit])}
            yield Finding("related_figures", item.number, {"other": other.number, **about})


def _availabilities(item: SheetItem) -> set[str]:
    return {answer.availability for answer in item.answers if answer.availability}


def _by_unit(item: SheetItem) -> dict[str, set[str]]:
    """The figures of all answers by their unit, as people write them; none without a unit."""
    by_unit: dict[str, set[str]] = {}
    for answer in item.answers:
        for value, unit in figures(answer.body):
            if unit:
                by_unit.setdefault(unit, set()).add(f"{value}{unit}" if unit != "date" else value)
    return by_unit


def _listed(values: set[str]) -> str:
    return "、".join(sorted(values))


def same_sentences(items: Iterable[SheetItem]) -> Iterator[Finding]:
    """One finding for each group of items that share a sentence, with the first one they share."""
    numbers_of: dict[str, dict[str, None]] = {}  # a dict for a set that keeps its order
    for item in items:
        for answer in item.answers:
            for sentence in sentences(answer.body):
                if len(sentence) >= MIN_SENTENCE and not addresses(sentence):
                    numbers_of.setdefault(sentence, {})[item.number] = None
    groups: dict[tuple[str, ...], str] = {}
    for sentence, numbers in numbers_of.items():
        if len(numbers) > 1:
            groups.setdefault(tuple(numbers), sentence)
    for (number, *others), sentence in groups.items():
        about = {"others": "、".join(others), "text": beginning(sentence)}
        yield Finding("same_sentence", number, about)
