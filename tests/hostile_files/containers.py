"""The ZIP container: packed in other ways, cut off, or with something before or after it."""

import io
import struct
import zipfile
from functools import partial

from tests.workbooks import official_workbook

from .catalogue import REFUSED, STATED, add, states
from .good_workbook import GOOD, answered, entries, packed


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
