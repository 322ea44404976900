"""Parts of a workbook: missing, renamed, or of another kind."""

import re
from functools import partial

from tests.workbooks import official_workbook

from .catalogue import REFUSED, STATED, add, refused, states
from .good_workbook import (
    LINKS,
    OLE,
    ROWS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    edited,
    entries,
    packed,
    with_cell,
    with_parts,
)


@refused("shared string beyond the last")
def beyond_strings():
    return with_cell("E5", '<c r="E5" t="s"><v>4294967295</v></c>')


@refused("shared string with a negative index")
def before_strings():
    return with_cell("E5", '<c r="E5" t="s"><v>-1</v></c>')


def without(*names):
    return with_parts(without=names)


for name in (STRINGS, LINKS, WORKBOOK, SHEET, "_rels/.rels"):
    add(f"without {name}", REFUSED, partial(without, name))
for name in (TYPES, STYLES, "docProps/core.xml"):
    add(f"without {name}", STATED, partial(without, name))


@refused("workbook without sheets")
def no_sheets():
    return edited_workbook(r"<sheets>.*</sheets>", "<sheets/>")


def edited_workbook(pattern, new):
    text, count = re.subn(pattern, new, entries()[WORKBOOK].decode(), flags=re.DOTALL)
    if count != 1:
        raise ValueError(pattern)
    return with_parts({WORKBOOK: text})


for state in ("hidden", "veryHidden"):
    add(
        f"all sheets {state}",
        REFUSED,
        partial(edited_workbook, r'state="visible"', f'state="{state}"'),
    )


@refused("two sheets of one name")
def sheets_of_one_name():
    def change(workbook):
        other = workbook.create_sheet("Other")
        other["A1"] = "Other"

    content = official_workbook(ROWS, change=change)
    return edited((WORKBOOK, 'name="Other"', 'name="Sheet"'), content=content)


@refused("sheet that is a relationship of nothing")
def dangling():
    return edited((LINKS, "worksheets/sheet1.xml", "worksheets/sheet9.xml"))


@refused("relationship to itself")
def cyclic():
    return edited((LINKS, "worksheets/sheet1.xml", "workbook.xml"))


@refused("relationship out of the file")
def outside():
    return edited((LINKS, "worksheets/sheet1.xml", "../../../../etc/passwd"))


@refused("relationship to an address")
def to_address():
    return edited((LINKS, "/xl/worksheets/sheet1.xml", "http://127.0.0.1:9/sheet1.xml"))


@refused("part names with a slash before")
def absolute_names():
    return packed({f"/{name}": data for name, data in entries().items()})


@states("part name that leads out of the folder")
def leading_out():
    return with_parts({"../../../../tmp/out.xml": b"<a/>", "C:\\out.xml": b"<a/>"})


@refused("part names in capitals")
def capitals():
    return packed({name.upper(): data for name, data in entries().items()})


@refused("two parts whose names differ in case")
def names_in_two_cases():
    return with_parts({"xl/worksheets/Sheet1.xml": entries()[SHEET]})


@refused("two parts of one name")
def names_twice():
    other = SHEET.replace("sheet1", "sheet_")
    return with_parts({other: b"<worksheet/>"}).replace(other.encode(), SHEET.encode())


for name in ("xl/vbaProject.bin", "xl/VBAProject.bin"):
    add(f"macros as {name}", REFUSED, partial(with_parts, {name: OLE}))


@states("content type of a workbook with macros")
def macro_type():
    old = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return edited((TYPES, old, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))


@states("content type of macros under another name")
def macros_elsewhere():
    macros = (
        '<Override PartName="/xl/other.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    )
    return with_parts(
        {"xl/other.bin": OLE}, content=edited((TYPES, "</Types>", f"{macros}</Types>"))
    )
