"""A sheet as a table for programs: one row an item and product, one datum a cell.

After the government's rules for tables that machines read
(機械判読可能なデータの表記方法の統一ルール). Its words are part of the formats and always Japanese.
"""

from collections.abc import Iterator

from ..sheet import Sheet, SheetAnswer, SheetItem

HEADINGS = (
    *("番号", "区分", "大項目", "項目", "内容"),
    *("サービス・製品", "有無", "責任主体", "同上", "回答"),
)
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

    No product means all of them. What a product adds is a row of its own for each product. 同上
    names the item that is repeated, and the row holds what that item answers.
    """
    for section in sheet.sections:
        for item in section.items:
            asked = (item.number, section.title, item.category, item.name, item.question)
            for product, answer in _answers(sheet, item):
                yield (*asked, product, *_said(item, answer))


def _answers(sheet: Sheet, item: SheetItem) -> Iterator[tuple[str, SheetAnswer]]:
    if not item.answers:
        yield "", SheetAnswer((), None, None, "")
    for answer in item.answers:
        for name in sheet.product_names(answer.products) if answer.products else ("",):
            yield name, answer


def _said(item: SheetItem, answer: SheetAnswer) -> tuple[str, ...]:
    availability = AVAILABILITY[answer.availability] if answer.availability else ""
    responsibility = RESPONSIBILITY[answer.responsibility] if answer.responsibility else ""
    return availability, responsibility, item.same_as or "", answer.body
