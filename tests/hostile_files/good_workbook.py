"""The good workbook and table, and how their parts and cells are replaced."""

import io
import random
import re
import zipfile

from tests.workbooks import official_workbook

ROWS = [
    (1, "", "Name 1", "Question 1?", "One."),
    (2, "", "Name 2", "Question 2?", "Two."),
    (3, "", "Name 3", "Question 3?", "Three."),
]

SHEET, WORKBOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
TYPES, LINKS, STYLES = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


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


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)
