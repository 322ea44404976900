"""Headings and columns: missing, twice, moved or too many; and too many rows."""

import re
from functools import partial

from disclosures.imports.files import limits
from tests.workbooks import HEADING, official_workbook

from .catalogue import STATED, add, nothing, refused, states
from .good_workbook import ROWS, SHEET, edited, entries, inline, table, with_cell


@nothing("answer heading twice")
def answer_heading_twice():
    rows = [(*row, f"Other {row[0]}.") for row in ROWS]
    return official_workbook(rows, heading=(*HEADING, "事業者回答"))


@nothing("number heading twice")
def number_heading_twice():
    rows = [(9 - row[0], *row) for row in ROWS]
    return official_workbook(rows, heading=("No.", "No.", "大項目", "項目", "内容", "回答"))


for name, column, fate in (("number", 0, STATED), ("answer", 4, {})):
    add(
        f"{name} column missing",
        fate,
        partial(
            official_workbook,
            [(*row[:column], *row[column + 1 :]) for row in ROWS],
            heading=tuple(
                text
                for at, text in enumerate(("No.", "大項目", "項目", "内容", "回答"))
                if at != column
            ),
        ),
    )


@nothing("columns in the order of another form")
def other_order():
    return official_workbook([(row[0], row[4], *row[1:4]) for row in ROWS])


@states("row shifted by a cell", n1="")
def shifted_row():
    first, *others = ROWS
    return official_workbook([(first[0], *first[2:], None), *others])


@nothing("answers shifted beside their column")
def shifted_answers():
    return official_workbook([(*row[:4], None, row[4]) for row in ROWS])


PRIVATE = ("id", "checklist", "state", "approved_by", "owner", "is_staff", "confirmed_on")


@states("columns named like fields of the database")
def fields_as_columns():
    rows = [(*row, 999, 999, "approved", "admin", "admin", "1", "2020-01-01") for row in ROWS]
    return official_workbook(rows, heading=(*HEADING, *PRIVATE))


@nothing("only columns named like fields of the database")
def only_fields():
    return table([(*row, 1, 1, "a", "a", "a", 1, "") for row in ROWS], heading=PRIVATE).encode()


@refused("more filled columns than a check sheet has")
def many_columns():
    return official_workbook([(*row, *["x"] * (limits.MAX_COLUMNS - 4)) for row in ROWS])


@refused("10,000 columns in CSV")
def columns_10000():
    return (table() + "," * 10_000).encode()


@refused("2,600,000 columns in cp932")
def columns_without_end():
    return "ｱ,".encode("cp932") * 2_600_000


@refused("2,000,000 columns divided by tabs")
def tabs_without_end():
    return b"a\t" * 2_000_000


@refused("40,000 lines of 60 empty columns")
def empty_columns():
    return (b"," * 60 + b"\n") * 40_000


@refused("10,000 columns")
def columns_10000_workbook():
    return official_workbook([(*row, *["x"] * 10_000) for row in ROWS[:1]])


@refused("more filled rows than a check sheet has")
def many_rows():
    return official_workbook([*ROWS, *([("x",)] * limits.MAX_ROWS)])


@refused("more rows of one merged cell than a check sheet has")
def rows_sharing():
    def change(book):
        last = 100 + limits.MAX_SHARING
        for row in range(100, last):
            book.active.cell(row, 5, "x")
        book.active.merge_cells(f"A100:A{last}")

    return official_workbook(ROWS, change=change)


@refused("more filled rows in CSV than a check sheet has")
def many_rows_csv():
    return (table() + "x\r\n" * limits.MAX_ROWS).encode()


@states("a million rows declared")
def far_dimension():
    name = re.search(rb'<dimension ref="[^"]*"', entries()[SHEET])[0].decode()
    return edited((SHEET, name, '<dimension ref="A1:XFD1048576"'))


@refused("cell in the last row and column")
def far_cell():
    return official_workbook(ROWS, change=lambda workbook: reach(workbook, "XFD1048576"))


@refused("cell in the last row")
def far_row():
    return official_workbook(ROWS, change=lambda workbook: reach(workbook, "E1048576"))


def reach(workbook, place):
    workbook.active[place] = "far"


@refused("cell beyond the last row")
def beyond_rows():
    return with_cell("E7", inline("E7", "Three.") + inline("E4294967295", "far"))
