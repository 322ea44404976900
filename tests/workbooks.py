"""Workbooks for the tests, in the layout of the official check sheets."""

import io
import struct

from openpyxl import Workbook

TITLE = ("Security check sheet", "Example Inc.", "Version: 1.0")
HEADING = ("No.", "【情報開示項目】", None, "【内容】", "事業者回答")
FIRST_ROW = len(TITLE) + 2
END = 0xFFFFFFFE  # of a chain of sectors


def official_workbook(rows, *, heading=HEADING, title=TITLE, merged=(), change=None):
    """The bytes of an .xlsx file with one sheet.

    rows: tuples of number, category, name, question and answer; a plain text is the bar of a
    section. With the usual title and heading they begin in row FIRST_ROW. merged: ranges such
    as "E5:E6". change: is called with the openpyxl workbook before it is saved.
    """
    workbook = Workbook()
    sheet = workbook.active
    write_sheet(sheet, rows, heading=heading, title=title)
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(workbook)
    return saved(workbook)


def write_sheet(sheet, rows, *, heading=HEADING, title=TITLE):
    """Append title lines, the heading (None: without one) and the rows to an openpyxl sheet."""
    for text in title:
        sheet.append([text])
    if heading:
        sheet.append(heading)
        if heading[2] is None:
            sheet.merge_cells(f"B{sheet.max_row}:C{sheet.max_row}")
    for row in rows:
        sheet.append([row] if isinstance(row, str) else row)
        if isinstance(row, str):
            sheet.merge_cells(f"A{sheet.max_row}:E{sheet.max_row}")


def saved(workbook):
    """The bytes of an openpyxl workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def official_xls(rows, *, merged=()):
    """The bytes of an .xls file with the usual heading in its first row, the rows below it.

    merged: first row, last row, first column and last column of ranges, from 0.
    """
    cells = [
        (row, column, value)
        for row, values in enumerate([HEADING, *rows])
        for column, value in enumerate(values)
        if value is not None
    ]
    return _compound_file(_biff(cells, merged))


def _biff(cells, merged):
    """A BIFF8 stream of one sheet (MS-XLS 2.1.4): records of type, length and data."""
    begin, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), _record(0x000A)
    name = b"\x05\x00Sheet"
    position = len(begin) + len(_record(0x0085, bytes(6) + name)) + len(end)
    bound_sheet = _record(0x0085, struct.pack("<IH", position, 0) + name)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0))
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            sheet += _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            sheet += _record(0x0203, place + struct.pack("<d", value))
    ranges = b"".join(struct.pack("<HHHH", *cells) for cells in merged)
    sheet += _record(0x00E5, struct.pack("<H", len(merged)) + ranges)
    return begin + bound_sheet + end + sheet + end


def _record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def _compound_file(stream):
    """An OLE compound file (MS-CFB 2) that holds the stream as its `Workbook`."""
    sectors = max(8, -(-len(stream) // 512))  # from 8 on, it needs no mini stream
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    chain = [*range(3, sectors + 2), END]
    table = struct.pack(f"<{sectors + 2}I", 0xFFFFFFFD, END, *chain)
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(
        "Workbook", 2, 0xFFFFFFFF, 2, sectors * 512
    )
    return (
        header
        + table.ljust(512, b"\xff")
        + directory.ljust(512, b"\0")
        + stream.ljust(sectors * 512, b"\0")
    )


def _entry(name, kind, child, start, size):
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
