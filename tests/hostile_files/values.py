"""Values of cells: numbers, dates, formatted texts, and texts that are too long."""

import re
from functools import partial

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks import official_workbook

from .catalogue import add, refused, states
from .good_workbook import (
    ROWS,
    SHEET,
    STRINGS,
    answered,
    edited,
    entries,
    in_csv,
    inline,
    with_cell,
)


@states("boolean", n1="TRUE")
def boolean():
    return official_workbook(answered(True))


@states("number with a fraction", n1="0.1")
def fraction():
    return official_workbook(answered(0.1))


@states("sum of fractions as it is shown", n1="0.3")
def sum_of_fractions():
    return with_cell("E5", '<c r="E5"><v>0.30000000000000004</v></c>')


@states("percentage", n1="")
def percentage():
    def change(workbook):
        workbook.active["E5"].number_format = "0.0%"

    return official_workbook(answered(0.999), change=change)


@states("number that the format hides", n1="")
def hidden_by_format():
    def change(workbook):
        workbook.active["E5"].number_format = ";;;"

    return official_workbook(answered(5), change=change)


@states("number in thousands", n1="")
def in_thousands():
    def change(workbook):
        workbook.active["E5"].number_format = "#,##0,"

    return official_workbook(answered(5000), change=change)


for name, value in (("infinite", "1e999"), ("not a number", "NaN")):
    add(
        f"number that is {name}",
        {"2": "Two.", "3": "Three."},
        partial(with_cell, "E5", f'<c r="E5"><v>{value}</v></c>'),
    )


@states("number that is a word", n1="many")
def number_of_letters():
    return with_cell("E5", '<c r="E5"><v>many</v></c>')


@states("date counted from 1904", n1="2025-10-01")
def since_1904():
    from datetime import date

    def change(workbook):
        workbook.epoch = CALENDAR_MAC_1904

    return official_workbook(answered(date(2025, 10, 1)), change=change)


@states("date beyond the calendar", n1="")
def late_date():
    from datetime import date

    content = official_workbook(answered(date(2025, 10, 1)))
    style = re.search(rb'<c r="E5" s="(\d+)"', entries(content)[SHEET])[1].decode()
    return with_cell("E5", f'<c r="E5" s="{style}"><v>99999999</v></c>', content)


@states("rich text", n1="Bold and plain.")
def rich_text():
    def change(workbook):
        text = CellRichText(TextBlock(InlineFont(b=True), "Bold"), " and plain.")
        workbook.active["E5"] = text

    return official_workbook(ROWS, change=change)


@states("phonetic runs", n1="東京")
def phonetic():
    runs = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
    return edited((STRINGS, "<t>One.</t>", runs))


@states("inline strings", n1="Inline.")
def inline_strings():
    return with_cell("E5", inline("E5", "Inline."))


@states("comments on cells")
def comments():
    def change(workbook):
        workbook.active["E5"].comment = Comment("Not the answer.", "Somebody")

    return official_workbook(ROWS, change=change)


@states("answer of 40,000 characters", n1="")
def long_answer():
    return official_workbook(answered("あ" * 30_000 + "い" * 2_767))


@refused("cell of 40,000 characters")
def longer_than_cells():
    return with_cell("E5", inline("E5", "あ" * 40_000))


@refused("CSV cell of 40,000 characters")
def long_csv():
    return in_csv("あ" * 40_000)
