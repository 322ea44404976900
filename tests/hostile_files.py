"""Files that nobody should send, and good ones that look odd: each with a name and a fate.

The checklist they are sent to asks 1, 2 and 3, in the words of `ROWS`.
"""

import bz2
import codecs
import gzip
import io
import lzma
import random
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from disclosures.imports.files import limits

from .workbooks import HEADING, official_workbook

ROWS = [
    (1, "", "Name 1", "Question 1?", "One."),
    (2, "", "Name 2", "Question 2?", "Two."),
    (3, "", "Name 3", "Question 3?", "Three."),
]
STATED = {"1": "One.", "2": "Two.", "3": "Three."}
SHEET, WORKBOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
TYPES, LINKS, STYLES = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
REFUSED = "refused"  # with the reason in words; any other fate is what the answers say then

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

KINDS = {}


@dataclass(frozen=True)
class Kind:
    """A file's bytes, made when they are needed, and what becomes of them."""

    make: object
    fate: object


def add(name, fate, make):
    """Enter a kind into the catalogue."""
    if name in KINDS:
        raise ValueError(name)
    KINDS[name] = Kind(make, fate)


def refused(name):
    """The decorated function makes bytes that are refused in words."""
    return lambda make: add(name, REFUSED, make)


def states(name, **changes):
    """The decorated function makes a file that states the usual but these; "" is nothing.

    An item is named by its number behind a letter: n2="Other."
    """
    fate = STATED | {number[1:]: text for number, text in changes.items()}
    return lambda make: add(name, {number: text for number, text in fate.items() if text}, make)


def nothing(name):
    """The decorated function makes a file that can be looked at and states nothing."""
    return states(name, n1="", n2="", n3="")


# Tools


def entries(content=None):
    with zipfile.ZipFile(io.BytesIO(content or GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def answered(*answers):
    """The usual rows with other answers to the first items."""
    rest = [row[4] for row in ROWS[len(answers) :]]
    return [(*row[:4], text) for row, text in zip(ROWS, [*answers, *rest], strict=True)]


def packed(parts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_shared_strings(content):
    """The workbook as Excel would write it: its texts stand in a part of their own."""
    parts, texts = entries(content), []

    def numbered(found):
        texts.append(found[2].decode())
        return b'<c r="%s" t="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    pattern = rb'<c r="([A-Z]+\d+)" t="inlineStr"><is><t>([^<]*)</t></is></c>'
    parts[SHEET] = re.sub(pattern, numbered, parts[SHEET])
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts[STRINGS] = f'<?xml version="1.0"?><sst xmlns="{name}">{items}</sst>'.encode()
    link = f'<Relationship Id="rId99" Type="{TYPE}" Target="sharedStrings.xml"/></Relationships>'
    parts[LINKS] = parts[LINKS].replace(b"</Relationships>", link.encode())
    kind = f'<Override PartName="/{STRINGS}" ContentType="{STRINGS_TYPE}"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", kind.encode())
    return packed(parts)


GOOD = with_shared_strings(official_workbook(ROWS))
PARTS = list(entries())


def with_parts(parts=(), *, content=GOOD, without=()):
    """The good workbook with these parts added or in the place of its own."""
    kept = {name: data for name, data in entries(content).items() if name not in without}
    return packed({**kept, **dict(parts)})


def edited(*changes, content=GOOD):
    """The good workbook with each of (part, old, new) replaced in its text."""
    parts = entries(content)
    for name, old, new in changes:
        if old.encode() not in parts[name]:
            raise ValueError(f"{name} lacks {old}")
        parts[name] = parts[name].replace(old.encode(), new.encode())
    return packed(parts)


def with_cell(place, cell, content=GOOD):
    """The good workbook with this XML in the place of that cell; more cells or none may do."""
    parts = entries(content)
    pattern = rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)'.encode()
    parts[SHEET], count = re.subn(pattern, lambda _: cell.encode(), parts[SHEET])
    if count != 1:
        raise ValueError(place)
    return packed(parts)


def inline(place, text, more=""):
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{text}</t></is></c>'


def table(rows=ROWS, *, heading=("No.", "大項目", "項目", "内容", "回答"), between=","):
    lines = [heading, *rows]
    return "\r\n".join(between.join(str(cell) for cell in line) for line in lines) + "\r\n"


def in_csv(*answers):
    return table(answered(*answers)).encode()


def numbered(*numbers):
    return [(number, *row[1:]) for number, row in zip(numbers, ROWS, strict=True)]


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


# What a spreadsheet would calculate


for sign in ("=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|'/c calc'!A0", '=HYPERLINK("x")'):
    quoted = sign.replace('"', '""')
    add(f"formula as text in CSV {sign}", STATED | {"1": sign}, partial(in_csv, f'"{quoted}"'))

for name, sign in (("tab", "\t"), ("carriage return", "\r")):
    add(f"{name} before a formula", STATED | {"1": "=1+1"}, partial(in_csv, f'"{sign}=1+1"'))


@states("formula without its result", n1="")
def formula():
    return official_workbook(answered("=1+1"))


@states("formula with a stored result", n1="Stored.")
def formula_with_result():
    return with_cell("E5", '<c r="E5" t="str"><f>"Sto"&amp;"red."</f><v>Stored.</v></c>')


@states("DDE formula", n1="")
def dde():
    return with_cell("E5", "<c r=\"E5\"><f>cmd|'/c calc'!A0</f></c>")


@states("formula into another workbook", n1="")
def external_formula():
    return with_cell("E5", '<c r="E5"><f>[1]Sheet1!A1</f></c>')


@states("formula of an error", n1="")
def error_cell():
    return with_cell("E5", '<c r="E5" t="e"><f>A1+#REF!</f><v>#REF!</v></c>')


@states("error in a cell without its place", n1="")
def error_without_place():
    return with_cell("E5", '<c t="e"><v>#REF!</v></c>')


@refused("error in a cell with a small letter")
def error_at_small_letter():
    return with_cell("E5", '<c r="e5" t="e"><v>#REF!</v></c>')


@states("external links")
def external_links():
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{target}" Target="file:///etc/passwd"'
        ' TargetMode="External"/></Relationships>'
    )
    return with_parts(
        {
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
        }
    )


# Values


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


# Numbers of items


@states("numbers with a fraction of nothing")
def fraction_numbers():
    return official_workbook(numbered(1.0, 2.0, 3.0))


@states("numbers as text with a fraction", n1="")
def text_fractions():
    return official_workbook(numbered("1.0", 2, 3))


@states("number with an exponent", n1="")
def exponent():
    return official_workbook(numbered("1e1", 2, 3))


@states("exponent that calculates to an item")
def calculated_exponent():
    return with_cell("A5", '<c r="A5"><v>1e0</v></c>')


@states("negative number", n1="")
def negative():
    return official_workbook(numbered(-1, 2, 3))


@states("number with a full-width zero before", n1="")
def leading_zero():
    return official_workbook(numbered("０１", 2, 3))


@states("full-width numbers")
def full_width():
    return official_workbook(numbered("１", "２", "３"))


@states("number beyond 32 bits in CSV", n1="")
def beyond_32_bits():
    return table(numbered(2**31, 2, 3)).encode()


@states("number of 5,000 digits in CSV", n1="")
def digits():
    return table(numbered("1" * 5_000, 2, 3)).encode()


@states("number twice with other answers", n1="")
def conflicting():
    return official_workbook([*ROWS, (*ROWS[0][:4], "Other.")])


@states("number twice with other wording")
def repeated_number():
    return official_workbook([*ROWS, (1, "", "Other", "Something else?", "Other.")])


@states("number twice with one answer", n1="")
def repeated_row():
    return official_workbook([*ROWS, ROWS[0]])


# Headings and columns


@nothing("answer heading twice")
def answer_heading_twice():
    rows = [(*row, f"Other {row[0]}.") for row in ROWS]
    return official_workbook(rows, heading=(*HEADING, "事業者回答"))


@nothing("number heading twice")
def number_heading_twice():
    rows = [(9 - row[0], *row) for row in ROWS]
    return official_workbook(rows, heading=("No.", "No.", "大項目", "項目", "内容", "回答"))


for name, column in (("number", 0), ("answer", 4)):
    add(
        f"{name} column missing",
        {},
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


@refused("51 filled columns")
def columns_51():
    return official_workbook([(*row, *["x"] * 46) for row in ROWS])


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


@refused("501 filled rows")
def rows_501():
    return official_workbook([*ROWS, *([("x",)] * 501)])


@refused("10,001 rows of one merged cell")
def rows_sharing():
    def change(book):
        for row in range(100, 10_150):
            book.active.cell(row, 5, "x")
        book.active.merge_cells("A100:A10150")

    return official_workbook(ROWS, change=change)


@refused("501 filled rows in CSV")
def rows_501_csv():
    return (table() + "x\r\n" * 501).encode()


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


# Merged cells


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


# Zip bombs


def bomb(size=limits.MAX_UNPACKED + 1):
    return with_parts({"xl/media/image1.png": bytes(size)})


add("zip bomb by ratio", REFUSED, bomb)


@refused("zip bomb in a zip bomb")
def nested():
    return with_parts({"xl/embeddings/inner.zip": bomb(), "xl/media/a.bin": bytes(60 * 2**20)})


@states("zip in a part that nobody opens")
def inner_zip():
    return with_parts({"xl/embeddings/inner.zip": packed({"a": bytes(40 * 2**20)})})


def lying(content, name, size):
    """Both headers of that part claim that unpacked size."""
    changed = bytearray(content)
    for start, at_name, at_size in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        place = next(
            at
            for at in range(len(content))
            if content.startswith(start, at) and content.startswith(name.encode(), at + at_name)
        )
        changed[place + at_size : place + at_size + 4] = struct.pack("<I", size)
    return bytes(changed)


add("size declared too small", REFUSED, partial(lying, GOOD, SHEET, 10))
add("size declared too large", REFUSED, partial(lying, GOOD, SHEET, 2**32 - 2))
add("strings declared too small", REFUSED, partial(lying, GOOD, STRINGS, 10))
add("strings declared too large", REFUSED, partial(lying, GOOD, STRINGS, 2**32 - 2))


@refused("zip bomb that declares little")
def lying_bomb():
    return lying(bomb(), "xl/media/image1.png", 10)


@refused("parts that overlap")
def overlapping():
    """Every entry of the directory unpacks the same bytes."""
    kernel = packed({"a0": bytes(1024**2)})
    begin = kernel.index(b"PK\x01\x02")
    entry, end = kernel[begin : begin + 48], bytearray(kernel[-22:])
    directory = b"".join(entry[:46] + b"a%x" % n for n in range(16))
    struct.pack_into("<HHII", end, 8, 16, 16, len(directory), begin)
    return kernel[:begin] + directory + bytes(end)


@refused("more parts than a workbook has")
def many_parts():
    return with_parts({f"xl/part{n}.xml": b"" for n in range(limits.MAX_ENTRIES)})


@refused("twenty thousand parts")
def very_many_parts():
    return packed({f"{n}": b"" for n in range(20_000)}, zipfile.ZIP_STORED)


@refused("sheet of 210,000 rows")
def large_sheet():
    return with_rows('<row r="{0}"><c r="A{0}"><v>1</v></c></row>', 210_000)


@states("cells with nothing but a style")
def styled_cells():
    return with_rows('<row r="{0}">' + '<c s="1"/>' * 9 + "<c r='J{0}' s='1'/></row>", 10_000)


def with_rows(row, count):
    rows = "".join(row.format(number) for number in range(9, count))
    return edited((SHEET, "</sheetData>", rows + "</sheetData>"))


@refused("shared strings of 40 MB")
def large_strings():
    piece = f"<si><t>{noise(400).hex()}</t></si>"
    return edited((STRINGS, "</sst>", piece * 48_000 + "</sst>"))


# XML

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


# Parts of a workbook


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


# The container


def flagged():
    content = bytearray(GOOD)
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + at] |= 1
    return bytes(content)


add("part marked as encrypted", REFUSED, flagged)
for name, method in (("LZMA", zipfile.ZIP_LZMA), ("BZIP2", zipfile.ZIP_BZIP2)):
    add(f"packed with {name}", REFUSED, partial(packed, entries(), method))
add("stored without packing", STATED, partial(packed, entries(), zipfile.ZIP_STORED))


@states("ZIP64")
def zip64():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries().items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(data)
    return file.getvalue()


@states("ZIP written as a stream")
def streamed():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.written = b""

        def writable(self):
            return True

        def write(self, data):
            self.written += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries().items():
            archive.writestr(name, data)
    return pipe.written


add("data before the workbook", REFUSED, lambda: b"#!/bin/sh\n" + GOOD)
add("data after the workbook", REFUSED, lambda: GOOD + b"\n<?php ?>" * 9)
add("workbook after another", REFUSED, lambda: official_workbook(answered("Other.")) + GOOD)
add("directory in the comment", REFUSED, lambda: commented(GOOD[-22:]))
add("comment on the whole", STATED, lambda: commented(b"Made by hand"))


def commented(comment):
    return GOOD[:-2] + struct.pack("<H", len(comment)) + comment


for part in (4, 30, 100, len(GOOD) // 2, len(GOOD) - 23, len(GOOD) - 1):
    add(f"cut off after {part} bytes", REFUSED, partial(GOOD.__getitem__, slice(part)))


def flipped(place):
    content = bytearray(GOOD)
    content[place] ^= 0x10
    return bytes(content)


for at in range(100, len(GOOD), 1_500):
    add(f"bit flipped at {at}", None, partial(flipped, at))


# Other formats

for name, content in (
    ("password (encrypted package)", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")),
    ("old .xls", OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(1000)),
    ("OLE header alone", OLE),
    ("program of Windows", b"MZ\x90\0\x03" + noise(2000)),
    ("program of Linux", b"\x7fELF\x02\x01\x01" + bytes(9) + noise(2000)),
    ("script", b"#!/bin/sh\nrm -rf $HOME # \xff\xfe\n"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(500)),
    ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(500)),
    ("GIF", b"GIF89a\x01\0\x01\0" + noise(500)),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\x04" + noise(500)),
    ("RAR", b"Rar!\x1a\x07\x01\0" + noise(500)),
    ("gzip", gzip.compress(GOOD, mtime=0)),
    ("bzip2", bz2.compress(GOOD)),
    ("xz", lzma.compress(GOOD)),
    ("zlib", zlib.compress(GOOD)),
    ("web page", "<html><table><tr><td>No.</td><td>回答</td></tr></table>".encode()),
    ("web page saved as .xls", b'\xef\xbb\xbf<html xmlns:x="urn:schemas-microsoft-com">'),
    ("XML spreadsheet 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas"/>'),
    ("RTF", b"{\\rtf1\\ansi One.}"),
    ("SQLite", b"SQLite format 3\0" + noise(500)),
    ("pickle", b"\x80\x04\x95cos\nsystem\n."),
    ("JSON", b'{"items": [{"number": "1", "body": "One."}]}'),
):
    add(name, {} if name in ("RTF", "JSON") else REFUSED, partial(bytes, content))


@refused("OpenDocument")
def ods():
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": "<a/>"})


@refused("Word document")
def docx():
    return packed({TYPES: entries()[TYPES], "word/document.xml": "<a/>"})


@refused("workbook of binary parts (.xlsb)")
def xlsb():
    return packed({TYPES: entries()[TYPES], "xl/workbook.bin": noise(500)})


@refused("empty ZIP")
def empty_zip():
    return packed({})


# Bytes of text

CSV = table()
for name, fate, content in (
    ("empty file", REFUSED, b""),
    ("one byte", {}, b"1"),
    ("one line end", REFUSED, b"\n"),
    ("one quote", REFUSED, b'"'),
    ("only a mark of UTF-8", REFUSED, codecs.BOM_UTF8),
    ("only a mark of UTF-16", REFUSED, codecs.BOM_UTF16_LE),
    ("NULs", REFUSED, bytes(1000)),
    ("NUL in a cell", REFUSED, CSV.replace("One.", "One\0.").encode()),
    ("UTF-32", REFUSED, CSV.encode("utf-32")),
    ("UTF-32 with its bytes turned", REFUSED, codecs.BOM_UTF32_BE + CSV.encode("utf-32-be")),
    ("UTF-16 without a mark", REFUSED, CSV.encode("utf-16-le")),
    ("UTF-16 of odd length", REFUSED, CSV.encode("utf-16")[:-1]),
    ("UTF-16", STATED, CSV.encode("utf-16")),
    ("UTF-7", STATED, CSV.encode("utf-7")),
    ("half a character", REFUSED, CSV.encode().replace(b"One.", b"\xed\xa0\x80\xed\xb0\x80")),
    (
        "half a character in UTF-16",
        REFUSED,
        CSV.replace("O", "\ud800").encode("utf-16", "surrogatepass"),
    ),
    ("invalid UTF-8", REFUSED, CSV.encode().replace(b"One.", b"\xc0\xaf\xff")),
    ("mixed encodings", REFUSED, CSV.encode() + "9,,,,有り\n".encode("cp932")),
    ("EUC-JP", REFUSED, CSV.replace("One.", "利用者の登録").encode("euc-jp")),
    ("ISO-2022-JP", REFUSED, CSV.encode("iso-2022-jp")),
    ("Latin-1", REFUSED, b"No.,Item,Question,Answer\n1,Name 1,Question 1?,Caf\xe9\n"),
    ("cp932", STATED, CSV.encode("cp932")),
    ("line ends of old Macs", STATED, CSV.replace("\r\n", "\r").encode()),
    ("unclosed quote", REFUSED, in_csv('"One.')),
    ("quote within a cell", REFUSED, in_csv('"One" more."')),
    ("quoted line breaks", STATED | {"1": "One.\nMore."}, in_csv('"One.\r\nMore."')),
    ("line of 5 MB", REFUSED, b"x" * limits.MAX_CONTENT),
    ("more than 5 MB", REFUSED, b"x" * (limits.MAX_CONTENT + 1)),
    ("line of 4 MB of commas", REFUSED, b"," * (4 * 1024**2)),
    ("4 MB of line ends", REFUSED, b"\n" * (4 * 1024**2)),
    ("4 MB of quotes", REFUSED, b'"' * (4 * 1024**2)),
    ("tabs", STATED, table(between="\t").encode()),
    ("tabs mixed with commas", {}, CSV.replace("\r\n", "\tx\r\n").encode()),
    ("semicolons", {}, table(between=";").encode()),
    ("bars", {}, table(between="|").encode()),
    ("escape sequence of a terminal", REFUSED, in_csv("\x1b[31mOne.")),
    ("cell with a bell", REFUSED, in_csv("One\x07.")),
    ("cell with a control character of Latin-1", STATED | {"1": ""}, in_csv("One\x9b.")),
    ("direction override", STATED | {"1": ""}, in_csv("One\u202eowt")),
    ("isolated direction", STATED | {"1": ""}, in_csv("One\u2066.")),
    ("only zero-width signs", STATED | {"1": ""}, in_csv("\u200b\u200d\ufeff")),
    ("Hangul filler", STATED | {"1": ""}, in_csv("\u3164")),
    ("private character", STATED | {"1": ""}, in_csv("\ue000")),
    ("no character", STATED | {"1": ""}, in_csv("One\ufffe.")),
    ("script as a link", STATED | {"1": ""}, in_csv("javascript:alert(1)")),
    ("HTML", STATED | {"1": ""}, in_csv("<img src=x onerror=alert(1)>")),
    ("template", STATED | {"1": ""}, in_csv("{{ settings.SECRET_KEY }}")),  # nobody filled it in
    ("SQL", STATED | {"1": "'; DROP TABLE users; --"}, in_csv("'; DROP TABLE users; --")),
    ("percent signs", STATED | {"1": "%(x)s %s %n"}, in_csv("%(x)s %s %n")),
    ("NUL of a path", STATED | {"1": "%00"}, in_csv("%00")),
    ("combining marks", REFUSED, in_csv("a" + "\u0300\u0316" * 15_000)),
    ("tag without end", STATED | {"1": ""}, in_csv("<a " + "=" * 30_000)),
    ("tags without end", STATED | {"1": ""}, in_csv("<a " * 10_000)),
    ("white space without end", STATED | {"1": ""}, in_csv("・" + " " * 30_000 + ".")),
):
    stated = fate if fate == REFUSED else {key: text for key, text in fate.items() if text}
    add(f"text: {name}", stated, partial(bytes, content))


@states("text: 150 rows of hostile cells")
def hostile_cells():
    wide = "<a " + "=" * 9_000
    return table([*ROWS, *(("9", "", wide, "", "") for _ in range(150))]).encode()


@refused("text: 500 rows of combining marks")
def combining_cells():
    marks = "a" + "\u0300\u0316" * 1_200
    return table([*ROWS, *(("9", "", "", marks, "") for _ in range(490))]).encode()


# Damage at random


def damaged_file(chance):
    """The good workbook with bytes changed, lost or moved; no checksum agrees any more."""
    damage = chance.choice((flip_bytes, cut, swap, overwrite))
    return damage(chance, GOOD)


def damaged_frame(chance):
    """The good workbook with such damage in a part that holds no text of a cell, packed anew."""
    return with_damage(chance, chance.choice([WORKBOOK, LINKS, STYLES, TYPES]))


def damaged_text(chance):
    """As `damaged_frame`, in a part that says what stands where: another workbook altogether."""
    return with_damage(chance, chance.choice([SHEET, STRINGS]))


def with_damage(chance, name):
    parts = entries()
    damage = chance.choice((flip_bytes, cut, swap, overwrite))
    return packed({**parts, name: damage(chance, parts[name])})


def flip_bytes(chance, content):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def cut(chance, content):
    return content[: chance.randrange(len(content))]


def swap(chance, content):
    size = chance.randint(1, len(content) // 4)
    first = chance.randrange(len(content) - 2 * size)
    second = chance.randrange(first + size, len(content) - size + 1)
    pieces = (
        content[:first],
        content[second : second + size],
        content[first + size : second],
        content[first : first + size],
        content[second + size :],
    )
    return b"".join(pieces)


def overwrite(chance, content):
    place, size = chance.randrange(len(content)), chance.randint(1, 40)
    return content[:place] + chance.randbytes(size) + content[place + size :]


# Names of files: the bytes in the header of the upload, and the name that is kept

LONG = "x" * 300
NAMES = {
    "CR LF and a header": (b"a\r\nX-Evil: 1\r\n.xlsx", '"a'),
    "quotes": (b'a\\"b.xlsx', 'a"b.xlsx'),
    "path upwards": (b"../../etc/passwd", "passwd"),
    "path of Windows": (b"C:\\temp\\a.xlsx", "a.xlsx"),
    "path as entities": (b"..&#x2F;..&#x2F;a.xlsx", "a.xlsx"),
    "300 characters": (LONG.encode() + b".xlsx", (LONG + ".xlsx")[-200:]),
    "script beyond the cut": (b"y" * 50 + b"javascript:" + b"x" * 189, None),
    "3,000 characters": (b"x" * 3000, None),
    "NUL": (b"a\0b.xlsx", "ab.xlsx"),
    "direction override": ("a\u202exslx.exe".encode(), "axslx.exe"),
    "no UTF-8": (b"\xff\xfe.xlsx", None),
    "cp932": ("回答.xlsx".encode("cp932"), None),
    "HTML": (b"<img src=x onerror=alert(1)>.xlsx", None),
    "only dots": (b"..", None),
    "nothing": (b"", None),
    "a space": (b" ", ""),
    "composed letters": ("か\u3099.xlsx".encode(), "が.xlsx"),
    "device of Windows": (b"CON", "CON"),
    "another type": (b"a.exe", "a.exe"),
}
