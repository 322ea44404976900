"""XML that should not be read: entities, encodings, contradictions."""

import re
from functools import partial

from .catalogue import REFUSED, add, refused, states
from .good_workbook import (
    LINKS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    edited,
    entries,
    inline,
    packed,
    with_cell,
    with_parts,
)

DOCTYPE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b0 "ha">'
    + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def with_doctype(name, doctype=DOCTYPE):
    text = re.sub(rb"^<\?xml[^>]*\?>", b"", entries()[name])
    return with_parts({name: doctype.encode() + text})


for name in (TYPES, LINKS, WORKBOOK, STRINGS, STYLES, SHEET):
    add(f"DOCTYPE in {name}", REFUSED, partial(with_doctype, name))


@refused("billion laughs")
def laughs():
    content = with_doctype(STRINGS, LAUGHS)
    return edited((STRINGS, "<t>One.</t>", "<t>&b9;</t>"), content=content)


@refused("entity that nobody declared")
def unknown_entity():
    return edited((STRINGS, "<t>One.</t>", "<t>&b;</t>"))


@refused("DOCTYPE in UTF-16")
def utf_16_doctype():
    text = entries()[SHEET].decode().replace("<worksheet", DOCTYPE + "<worksheet", 1)
    text = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return with_parts({SHEET: text.encode("utf-16")})


@refused("billion laughs in a sheet of another file name")
def hidden_laughs():
    sheet = with_doctype(SHEET, LAUGHS)
    cell = with_cell("E5", inline("E5", "&b9;"), content=sheet)
    parts = entries(cell)
    parts["xl/media/sheet1.png"] = parts.pop(SHEET)
    return edited((LINKS, "worksheets/sheet1.xml", "media/sheet1.png"), content=packed(parts))


@refused("sheet in UTF-7")
def utf_7():
    text = b'<?xml version="1.0" encoding="UTF-7"?>' + entries()[SHEET].decode().encode("utf-7")
    return with_parts({SHEET: text})


@refused("sheet in EBCDIC")
def ebcdic():
    text = re.sub(r"^<\?xml[^>]*\?>", "", entries()[SHEET].decode())
    return with_parts(
        {
            SHEET: ('<?xml version="1.0" encoding="cp037"?>' + text).encode(
                "cp037", "xmlcharrefreplace"
            )
        }
    )


@refused("shared texts in UTF-16")
def utf_16_texts():
    text = re.sub(r"^<\?xml[^>]*\?>", "", entries()[STRINGS].decode())
    return with_parts({STRINGS: text.encode("utf-16")})


@refused("sheet that ends early")
def cut_sheet():
    return with_parts({SHEET: entries()[SHEET][:-120]})


@refused("elements within elements without end")
def deep():
    return edited((SHEET, "</sheetData>", "</sheetData>" + "<a>" * 200_000))


@refused("attribute of a megabyte that is no style")
def long_attribute():
    return with_cell("E5", f'<c r="E5" s="{"1" * 2**20}"><v>1</v></c>')


@refused("cell twice in a row")
def cell_twice():
    return with_cell("E5", inline("E5", "One.") + inline("E5", "Other."))


@refused("row that contradicts its cells")
def row_and_cell():
    return with_cell("E5", inline("E6", "Other."))


@states("hidden row without its number", n1="")
def hidden_row():
    return edited((SHEET, '<row r="5"', '<row hidden="1"'))


@states("hidden row in the strict namespaces", n1="")
def strict():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = entries(edited((SHEET, '<row r="5"', '<row r="5" hidden="1"')))
    for name in (SHEET, WORKBOOK, STRINGS, STYLES, LINKS):
        text = parts[name].decode().replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        text = text.replace(relations, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        parts[name] = text.encode()
    return packed(parts)


@states("text with codes of control characters", n1="")
def escaped_control():
    return edited((STRINGS, "<t>One.</t>", "<t>One_x0000__x0007__xD800_.</t>"))


@states("control character in XML", n1="")
def raw_control():
    return edited((STRINGS, "<t>One.</t>", "<t>One\x01.</t>"))
