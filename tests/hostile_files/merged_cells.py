"""Merged cells: too many, too large, or overlapping."""

import re

from tests.workbooks import official_workbook

from .catalogue import nothing, refused, states
from .good_workbook import GOOD, ROWS, SHEET, edited, entries


@nothing("whole sheet merged")
def all_merged():
    old = re.search(rb"<mergeCells.*</mergeCells>", entries()[SHEET])[0].decode()
    return edited((SHEET, old, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))


@states("merged over a million rows", n2="= 1", n3="= 1")
def merged_far():
    first, *others = ROWS
    content = official_workbook([first, *((*row[:4], None) for row in others)])
    return with_merges("E5:E1048576", content=content)


@refused("merged ranges that overlap")
def merged_twice():
    return with_merges("E5:E6", "E6:E7")


@refused("one cell in a hundred thousand merged ranges")
def merged_often():
    return with_merges(*["E5:E6"] * 100_000)


def with_merges(*places, content=GOOD):
    cells = "".join(f'<mergeCell ref="{place}"/>' for place in places)
    return edited((SHEET, "</mergeCells>", f"{cells}</mergeCells>"), content=content)
