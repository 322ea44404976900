"""A sheet as a table for programs: one row an item and product, one datum a cell.

Exports write it, imports read it back. After the government's rules for tables that machines read
(機械判読可能なデータの表記方法の統一ルール). Its words are part of the formats and always Japanese.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .sheet import Sheet, SheetAnswer, SheetItem, SheetSection

HEADINGS = (
    *("番号", "区分", "大項目", "項目", "内容"),
    *("サービス・製品", "有無", "責任主体", "同上", "回答"),
)
PAGE = "データ"  # where it stands in a workbook
# A spreadsheet calculates what begins like this; in CSV one ' in front says that it is a text.
CALCULATED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
LONGEST = 32_767  # characters of a cell; Excel refuses more
TOO_LONG = "回答が長いため、「データ」のシートをご覧ください。"
COMMON = "全サービス共通"
AVAILABILITY = {
    "yes": "有り",
    "no": "無し",
    "partial": "一部・条件付き",
    "not_applicable": "該当なし",
    "undisclosed": "非公開",
}
RESPONSIBILITY = {
    "vendor": "自社",
    "cloud_provider": "クラウド事業者",
    "shared": "共同",
    "customer": "お客様",
}


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
    for product, answer in _answers(sheet, item):
        yield (*asked, product, *_said(item, answer))


def _answers(sheet: Sheet, item: SheetItem) -> Iterator[tuple[str, SheetAnswer]]:
    if not item.answers:
        yield COMMON, SheetAnswer((), None, None, "")
    for answer in item.answers:
        for name in sheet.product_names(answer.products) if answer.products else (COMMON,):
            yield name, answer


def _said(item: SheetItem, answer: SheetAnswer) -> tuple[str, ...]:
    availability = AVAILABILITY[answer.availability] if answer.availability else ""
    responsibility = RESPONSIBILITY[answer.responsibility] if answer.responsibility else ""
    return availability, responsibility, item.same_as or "", answer.body


@dataclass(frozen=True)
class WordedStatement:
    """What is said of these products, of all of them where none is named; or that it is 同上.

    `state` is 有無 and 責任主体 in words. Each part may be empty.
    """

    products: str
    state: str
    body: str

    @property
    def lead(self) -> str:
        """The products before what is said of them: on its line, or above its lines."""
        if not self.products:
            return ""
        return f"{self.products}：\n" if "\n" in self._words else f"{self.products}："

    @property
    def _words(self) -> str:
        return "\n".join(filter(None, [self.state, self.body]))

    def __str__(self) -> str:
        return self.lead + self._words


def statements(said: Iterable[tuple[str, ...]]) -> list[WordedStatement]:
    """What is answered to one item, part by part, to read.

    said: of each of the item's rows the last five columns, from the product on. Products that
    say the same stand together.
    """
    rows = [tuple(row) for row in said]
    parts: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for product, *words in rows:
        parts.setdefault((product == COMMON, tuple(words)), []).append(product)
    same_as = next((row[3] for row in rows if row[3]), "")
    found = [WordedStatement("", f"同上（項目{same_as}）", "")] if same_as else []
    found += [
        _statement([] if is_common else names, words)
        for (is_common, words), names in parts.items()
        if _says(words)
    ]
    return found


def as_text(cell: str) -> str:
    """The text as a cell of CSV, where no spreadsheet calculates it."""
    return f"'{cell}" if cell.startswith(CALCULATED) else cell


def written(cell: str) -> str:
    """The text that `as_text` made this cell of."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(CALCULATED) else cell


def cell_text(said: Iterable[tuple[str, ...]]) -> str:
    """What is answered to one item, as one text to read in a cell; see `statements`."""
    text = "\n".join(str(statement) for statement in statements(said))
    return text if len(text) <= LONGEST else TOO_LONG


def _says(words: tuple[str, ...]) -> bool:
    availability, responsibility, _same_as, body = words
    return bool(availability or responsibility or body)


def _statement(names: list[str], words: tuple[str, ...]) -> WordedStatement:
    availability, responsibility, _same_as, body = words
    said = [availability] if availability else []
    if responsibility:
        said.append(f"責任主体：{responsibility}")
    return WordedStatement("、".join(names), "　".join(said), body)
