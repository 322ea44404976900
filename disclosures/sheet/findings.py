"""The findings of plain rules over a sheet, to look at before it goes on; no Django.

A rule sees words and codes, never the truth. Each says by a code what it found and where; whoever
prints it has the words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from texts.entities import addresses, dates
from texts.evidence import addresses_by_label
from texts.html import first_html
from texts.language import may_be_japanese
from texts.left_open import left_open
from texts.normalize import caseless
from texts.polarity import contradicts, sentences
from texts.quantities import figures

from .content import answers_something, written_in
from .diff import Risk, changes
from .document import Sheet, SheetItem

# In the order in which people should look; what blocks comes first.
BLOCKING = ("required_unanswered", "same_as_unanswered")
ADVISORY = (
    "availability_flipped",
    "availability_contradicted",
    "prompt",
    "related_availability",
    "related_figures",
    "disclosure_date",
    "disclosure_date_missing",
    "unanswered",
    "product_unanswered",
    "availability_missing",
    "other_product",
    "same_sentence",
    "evidence_alone",
    "evidence_moved",
    "insecure_link",
    "markup",
)
MIN_SENTENCE = 12  # characters of a sentence that nobody writes twice by chance


@dataclass(frozen=True)
class Finding:
    """That the rule `code` found something: in the item of that number, or in the title ("").

    `about` is what the rule names besides: texts, numbers of items, codes of availability, days.
    `is_known`: the sheet before had it, too.
    """

    code: str
    number: str
    about: Mapping[str, str] = field(default_factory=dict)
    is_known: bool = False

    @property
    def severity(self) -> Literal["blocking", "advisory"]:
        """Whether a sheet with it cannot be submitted."""
        return "blocking" if self.code in BLOCKING else "advisory"

    @property
    def numbers(self) -> frozenset[str]:
        """The items of which it speaks."""
        others = (self.about.get("other", ""), *self.about.get("others", "").split("、"))
        return frozenset(filter(None, (self.number, *others)))


def findings(
    sheet: Sheet,
    before: Sheet | None = None,
    *,
    related: Iterable[tuple[str, str]] = (),
    other_products: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What the rules find in the sheet, in the order of the codes, then in reading order.

    before: the sheet that readers saw last. related: pairs of item numbers whose answers must
    agree. other_products: names of products that exist, whether on this sheet or not.
    """
    pairs = tuple(related)
    current = _findings(sheet, before, pairs, other_products)
    earlier = _findings(before, None, pairs, other_products) if before else []
    return tuple(
        replace(finding, is_known=True) if finding in earlier else finding for finding in current
    )


def _findings(
    sheet: Sheet,
    before: Sheet | None,
    related: Iterable[tuple[str, str]],
    other_products: Collection[str],
) -> list[Finding]:
    items = {item.number: item for item in sheet.items()}
    # What an item repeats from another one (同上) is found there.
    earlier = {item.number: item for item in before.items()} if before else {}
    answered_itself = [item for item in items.values() if not item.same_as]
    found = [
        *(finding for item in items.values() for finding in _unanswered(item, sheet)),
        *_disclosure_dates(items.values(), sheet.updated_on),
        *(finding for item in answered_itself for finding in _availability(item, sheet)),
        *_flipped(before, sheet),
        *(found for item in answered_itself for found in _evidence(item, earlier.get(item.number))),
        *_related(items, related),
        *_same_sentences(answered_itself),
        *_in_texts(sheet, answered_itself, other_products),
        *_prompts(sheet, answered_itself),
    ]
    position = {"": -1, **{number: index for index, number in enumerate(items)}}
    codes = (*BLOCKING, *ADVISORY)
    return sorted(found, key=lambda finding: (codes.index(finding.code), position[finding.number]))


def _unanswered(item: SheetItem, sheet: Sheet) -> Iterator[Finding]:
    if item.is_answered:
        silent = _silent_products(item, sheet)
        if silent:
            yield Finding("product_unanswered", item.number, {"products": "、".join(silent)})
    elif item.same_as:
        yield Finding("same_as_unanswered", item.number, {"other": item.same_as})
    else:
        yield Finding("required_unanswered" if item.is_required else "unanswered", item.number)


def _silent_products(item: SheetItem, sheet: Sheet) -> list[str]:
    """The names of the products for which nothing is answered."""
    answering = [answer for answer in item.answers if answers_something(answer)]
    if any(not answer.products for answer in answering):
        return []
    speaking = {slug for answer in answering for slug in answer.products}
    return [product.name for product in sheet.products if product.slug not in speaking]


def _disclosure_dates(items: Iterable[SheetItem], updated_on: date) -> Iterator[Finding]:
    for item in items:
        if item.states_disclosure_date and item.is_answered:
            stated = [day for answer in item.answers for day in dates(answer.body)]
            if not stated:
                yield Finding("disclosure_date_missing", item.number)
            elif updated_on not in stated:
                about = {"stated": stated[0].isoformat(), "updated": updated_on.isoformat()}
                yield Finding("disclosure_date", item.number, about)


def _availability(item: SheetItem, sheet: Sheet) -> Iterator[Finding]:
    """有無 that is asked and not stated, or contradicted by the text that follows it."""
    if item.asks_availability and item.is_answered:
        views = {product.name: item.for_product(product.slug) for product in sheet.products}
        missing = [name for name, view in (views or {"": item}).items() if not _states_it(view)]
        if missing:
            products = "" if len(missing) >= len(views) else "、".join(missing)
            yield Finding("availability_missing", item.number, {"products": products})
    common = next((answer.availability for answer in item.answers if not answer.products), None)
    is_japanese = may_be_japanese(sheet.language)
    for answer in item.answers:
        stated = answer.availability or common
        if stated in ("yes", "no") and is_japanese and contradicts(stated, answer.body):
            about = {"availability": stated, "text": _beginning(answer.body)}
            yield Finding("availability_contradicted", item.number, about)


def _states_it(item: SheetItem) -> bool:
    return not item.is_answered or any(answer.availability for answer in item.answers)


def _flipped(before: Sheet | None, sheet: Sheet) -> Iterator[Finding]:
    for item in changes(before, sheet).items if before else ():
        for change in item.fields:
            if change.risk == Risk.FLIP and item.kind == "changed":
                names = "、".join(product.name for product in change.products)
                about = {"old": change.old, "new": change.new, "products": names}
                yield Finding("availability_flipped", item.number, about)


def _related(
    items: Mapping[str, SheetItem], related: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
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


def _same_sentences(items: Iterable[SheetItem]) -> Iterator[Finding]:
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
        about = {"others": "、".join(others), "text": _beginning(sentence)}
        yield Finding("same_sentence", number, about)


def _in_texts(
    sheet: Sheet, items: Iterable[SheetItem], other_products: Collection[str]
) -> Iterator[Finding]:
    """What no public text should contain."""
    texts = [("", _title_texts(sheet)), *((item.number, _texts(item)) for item in items)]
    own_names = {caseless(product.name) for product in sheet.products}
    names = {
        **{name: name for name in own_names},
        **{caseless(name): name for name in other_products},
    }
    # The longest first: within a longer name a shorter one does not count. Nor does a name within
    # a longer word of ASCII letters; Japanese has no blanks around a name.
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![0-9a-z])(?:{any_name})(?![0-9a-z])") if names else None
    for number, parts in texts:
        text = "\n".join(parts)
        for name in sorted(set(pattern.findall(caseless(text))) - own_names) if pattern else ():
            yield Finding("other_product", number, {"product": names[name]})
        for address in dict.fromkeys(addresses(text)):
            if address.lower().startswith("http://"):
                yield Finding("insecure_link", number, {"address": address})
        if html := first_html(text):
            yield Finding("markup", number, {"text": html.group()})


def _prompts(sheet: Sheet, items: Iterable[SheetItem]) -> Iterator[Finding]:
    """What nobody filled in, wherever the text came from."""
    # Only the title prints the names of the company and of products.
    title = [*_title_texts(sheet), sheet.company, *(product.name for product in sheet.products)]
    if prompt := left_open(*title):
        yield Finding("prompt", "", {"text": _beginning(prompt)})
    for item in items:
        if prompt := left_open(*written_in(item.answers)):
            yield Finding("prompt", item.number, {"text": _beginning(prompt)})


def _title_texts(sheet: Sheet) -> list[str]:
    return [sheet.title, sheet.department, sheet.notes, sheet.contact, sheet.summary]


def _texts(item: SheetItem) -> list[str]:
    """What its answers say in words, and where they lead to."""
    return [text for answer in item.answers for text in (answer.body, answer.evidence)]


def _evidence(item: SheetItem, before: SheetItem | None) -> Iterator[Finding]:
    """Evidence with no answer beside it, and links whose address is another one than before."""
    if item.answers and not item.is_answered:
        yield Finding("evidence_alone", item.number)
    earlier = addresses_by_label(answer.evidence for answer in before.answers) if before else {}
    now = addresses_by_label(answer.evidence for answer in item.answers)
    for label in now:
        gone = [address for address in earlier.get(label, ()) if address not in now[label]]
        new = [address for address in now[label] if address not in earlier.get(label, ())]
        if gone and new:
            about = {"label": label, "before": ", ".join(gone), "now": ", ".join(new)}
            yield Finding("evidence_moved", item.number, about)


def _beginning(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
