"""Whether a row carries the wording of an item, and where in the row its answer stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from products.folding import folded
from products.markup import first_remains, text_from_html

from .layouts import Layout
from .rows import Row

MIN_CUT_SHORT = 15  # signs that a question cut short must still have


@dataclass(frozen=True)
class Question:
    """An item of the guideline, in its own words."""

    number: str
    category: str
    name: str
    question: str
    asks_availability: bool = False
    states_disclosure_date: bool = False


def differing(row: Row, question: Question, layout: Layout) -> list[str]:
    """The texts in the row's columns that are not the item's wording; [""] without any text."""
    found = []
    if layout.has("name") and not _same_name(row, question):
        found.append(f"{row.category} {row.name}".strip())
    if layout.has("question") and not _same_question(row.question, question.question):
        found.append(row.question)
    return found


def _same_name(row: Row, question: Question) -> bool:
    whole, name = folded(question.category + question.name), folded(question.name)
    return folded(row.category + row.name) == whole or (
        not row.category and folded(row.name) == name
    )


def _same_question(read: str, asked: str) -> bool:
    """Whether the file's text is the question. It may be cut short; one that goes on is another."""
    text, whole = folded(read), folded(asked)
    return text == whole or (len(text) >= MIN_CUT_SHORT and whole.startswith(text))


def behind_the_question(cells: tuple[str, ...], question: Question) -> tuple[str, ...] | None:
    """The cells that follow the item's wording, wherever that stands; None without the wording.

    The wording is category and name, each of them or both in one cell or missing, and then the
    question, alone or together with them. No other text may stand before or between.
    """
    texts = [folded(text_from_html(cell) if first_remains(cell) else cell) for cell in cells]
    names = {folded(text) for text in _names(question)}
    asked = {folded(name + question.question) for name in ("", *_names(question))}
    for at, text in enumerate(texts):
        if text in names and not (text in asked and asked.isdisjoint(texts[at + 1 :])):
            continue
        if text in asked or _same_question(text, question.question):
            return cells[at + 1 :]
        return None
    return None


def _names(question: Question) -> Iterator[str]:
    yield question.category
    yield question.name
    yield question.category + question.name
