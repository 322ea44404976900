"""An item in the guideline's own words, and a row's texts made ready to be compared with them."""

from dataclasses import dataclass
from functools import cache, cached_property

from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.rows import Row
from texts.html import first_html
from texts.html_text import text_from_html
from texts.normalize import wording_key

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
    section: str = ""

    @cached_property
    def names(self) -> tuple[str, str, str]:
        """Category, name and both together, `wording_key`."""
        return (
            wording_key(self.category),
            wording_key(self.name),
            wording_key(self.category + self.name),
        )

    @cached_property
    def asked(self) -> frozenset[str]:
        """The question, alone and behind each of the `names`, `wording_key`."""
        names = ("", self.category, self.name, self.category + self.name)
        return frozenset(wording_key(name + self.question) for name in names)

    @cached_property
    def normalized(self) -> str:
        """The question for comparing."""
        return wording_key(self.question)

    def is_worded_by(self, text: str) -> bool:
        """Whether the text, which is `wording_key`, holds name and question."""
        return bool(self.normalized) and self.normalized in text and self.names[1] in text


@dataclass(frozen=True)
class FoldedRow:
    """What a row says of what it asks, for comparing."""

    category: str
    name: str
    whole: str  # category and name
    question: str
    cells: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> "FoldedRow":
        fold = cache(wording_key)  # the cells hold the other texts as well
        cells = (text_from_html(cell) if first_html(cell) else cell for cell in row.cells)
        return cls(
            fold(row.category),
            fold(row.name),
            fold(row.category + row.name),
            fold(row.question),
            tuple(fold(cell) for cell in cells),
        )


def differing(row: Row, texts: FoldedRow, question: Question, layout: Layout) -> list[str]:
    """The texts in the row's columns that are not the item's wording; "" for an empty cell."""
    texts_found = []
    if layout.has("name") and not _same_name(texts, question):
        texts_found.append(f"{row.category} {row.name}".strip())
    if layout.has("question") and not _same_question(texts.question, question.normalized):
        texts_found.append(row.question)
    return texts_found


def _same_name(texts: FoldedRow, question: Question) -> bool:
    _category, name, whole = question.names
    return texts.whole == whole or (not texts.category and texts.name == name)


def _same_question(text: str, whole: str) -> bool:
    """Whether the file's text is the question. It may be cut short; one that goes on is another."""
    return text == whole or (len(text) >= MIN_CUT_SHORT and whole.startswith(text))


def behind_the_question(texts: tuple[str, ...], question: Question) -> int | None:
    """From where on cells follow the item's wording, wherever that stands; None without it.

    texts: the row's cells for comparing. The wording is category and name, each of them or both
    in one cell or missing, and then the question, alone or together with them. No other text may
    stand before or between.
    """
    names, asked = question.names, question.asked
    for index, text in enumerate(texts):
        if text in names and not (text in asked and asked.isdisjoint(texts[index + 1 :])):
            continue
        if text in asked or _same_question(text, question.normalized):
            return index + 1
        return None
    return None
