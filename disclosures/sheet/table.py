"""A sheet as a table for programs: one row an item and product, one datum a cell.

Exports write it, imports read it back, and so they do with the cells of the form for people. After
the government's rules for tables that machines read (機械判読可能なデータの表記方法の統一ルール).
Its words are part of the formats and always Japanese.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .content import states_something
from .document import Sheet, SheetAnswer, SheetItem, SheetSection
from .form_words import JAPANESE, FormWords

HEADINGS = (
    *("番号", "区分", "大項目", "項目", "内容"),
    *("サービス・製品", "有無", "責任主体", "同上", "回答", JAPANESE["evidence"]),
)
OLDER_HEADINGS = HEADINGS[:-1]  # of files from before there was evidence
EVIDENCE = JAPANESE.label("evidence")  # in the cell of the form, before each link
PAGE = "データ"  # where it stands in a workbook
FORM_HEADINGS = {
    column: JAPANESE[name]
    for column, name in {0: "number", 1: "item", 3: "question", 4: "answer"}.items()
}
HASH = JAPANESE.label("sha256")  # above them, before the hash of the version
# A spreadsheet calculates what begins like this; in CSV one ' in front says that it is a text.
CALCULATED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
COMMON = "全サービス共通"
AVAILABILITY = {
    code: JAPANESE[code] for code in ("yes", "no", "partial", "not_applicable", "undisclosed")
}
RESPONSIBILITY = {
    code: JAPANESE[code] for code in ("vendor", "cloud_provider", "shared", "customer")
}
NOT_STATED = "記載なし"  # only read: instead of a word of 有無 or 責任主体, it clears that


class TableAnswer(NamedTuple):
    """What one row of the table answers: its columns from the product on, in their order."""

    product: str
    availability: str
    responsibility: str
    same_as: str
    body: str
    evidence: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether it says something besides 同上."""
        return states_something(self)


TableAnswers = Sequence[TableAnswer]  # of one item


def rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """One tuple of texts under `HEADINGS` for each answer; without an answer one that says none.

    What is stated of all products says so in the place of the product. What a product adds is a
    row of its own for each product. 同上 names the item that is repeated, and the row holds what
    that item answers.
    """
    for section in sheet.sections:
        for item in section.items:
            yield from item_rows(sheet, section, item)


def item_rows(sheet: Sheet, section: SheetSection, item: SheetItem) -> Iterator[tuple[str, ...]]:
    """The rows of one item, as `rows` has them."""
    asked = (item.number, section.title, item.category, item.name, item.question)
    for answer in item_answers(sheet, item):
        yield (*asked, *answer)


def item_answers(
    sheet: Sheet, item: SheetItem, words: FormWords = JAPANESE
) -> Iterator[TableAnswer]:
    """What the rows of one item answer; other words are for files that no import reads."""
    for product, answer in _answers(sheet, item):
        yield _table_answer(item, product, answer, words)


def _answers(sheet: Sheet, item: SheetItem) -> Iterator[tuple[str, SheetAnswer]]:
    if not item.answers:
        yield COMMON, SheetAnswer((), None, None, "")
    for answer in item.answers:
        for name in sheet.product_names(answer.products) if answer.products else (COMMON,):
            yield name, answer


def _table_answer(
    item: SheetItem, product: str, answer: SheetAnswer, words: FormWords
) -> TableAnswer:
    availability = words[answer.availability] if answer.availability else ""
    responsibility = words[answer.responsibility] if answer.responsibility else ""
    state = (availability, responsibility, item.same_as or "")
    return TableAnswer(product, *state, answer.body, answer.evidence)


def escape_cell(cell: str) -> str:
    """The text as a cell of CSV, where no spreadsheet calculates it."""
    return f"'{cell}" if cell.startswith(CALCULATED) else cell


def unescape_cell(cell: str) -> str:
    """The text that `escape_cell` made this cell of."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(CALCULATED) else cell
