"""Zip bombs, and workbooks that are too large once unpacked."""

import struct
import zipfile
from functools import partial

from disclosures.imports.files import limits

from .catalogue import REFUSED, add, refused, states
from .good_workbook import GOOD, SHEET, STRINGS, edited, noise, packed, with_parts


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
