"""The file around a workbook: whether it is one at all, and small enough to be opened.

ZIP: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header) and 4.3.12 (central directory). OLE
compound files, which hold an .xls or an encrypted .xlsx: MS-CFB 2.2.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .unreadable import UnreadableSheet, damaged, encrypted

MAX_CONTENT = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 2_000

ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_SLICE = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")


def check_container(content: bytes) -> None:
    """Raise `UnreadableSheet` for bytes that no spreadsheet reader should be given."""
    if len(content) > MAX_CONTENT:
        raise UnreadableSheet(
            _("The file is larger than %(limit)d MB.") % {"limit": MAX_CONTENT // 1024**2}
        )
    if content.startswith(ZIP_START):
        _check_zip(content)
    elif not content.startswith(OLE_START):
        raise UnreadableSheet(_("The file is no Excel workbook (.xlsx or .xls)."))
    elif ENCRYPTED in content:
        raise encrypted()


def _check_zip(content: bytes) -> None:
    """Unpack everything once and count: the sizes in the headers may lie."""
    entries = _entries(content)
    if len(entries) > MAX_ENTRIES:
        raise UnreadableSheet(_("The file has more than %(limit)d parts.") % {"limit": MAX_ENTRIES})
    unpacked = 0
    for entry in entries:
        for length in _unpacked_lengths(content, entry):
            unpacked += length
            if unpacked > MAX_UNPACKED:
                raise UnreadableSheet(
                    _("The file is larger than %(limit)d MB when it is unpacked.")
                    % {"limit": MAX_UNPACKED // 1024**2}
                )


def _entries(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:  # on broken directories zipfile raises more than BadZipFile
        raise damaged() from error


def _unpacked_lengths(content: bytes, entry: zipfile.ZipInfo) -> Iterator[int]:
    """The lengths of the entry's pieces, one by one, so that counting can stop early."""
    if entry.flag_bits & 1:
        raise encrypted()
    packed = _packed(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield len(packed)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated_lengths(packed)
    else:
        raise damaged()


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    try:
        start, name, extra = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
    except struct.error as error:
        raise damaged() from error
    begin = entry.header_offset + _LOCAL_HEADER.size + name + extra
    packed = content[begin : begin + entry.compress_size]
    if start != ZIP_START or len(packed) != entry.compress_size:
        raise damaged()
    return packed


def _inflated_lengths(packed: bytes) -> Iterator[int]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for begin in range(0, len(packed), _SLICE):
            waiting = packed[begin : begin + _SLICE]
            while waiting and not inflater.eof:
                yield len(inflater.decompress(waiting, 1024**2))
                waiting = inflater.unconsumed_tail
    except zlib.error as error:
        raise damaged() from error
    if not inflater.eof:
        yield len(inflater.flush())
