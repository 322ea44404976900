"""Files in other formats than workbooks and tables of text."""

import bz2
import gzip
import lzma
import zlib
from functools import partial

from .catalogue import REFUSED, add, refused
from .good_workbook import GOOD, OLE, TYPES, entries, noise, packed

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
