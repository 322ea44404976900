"""The entries of a ZIP archive, unpacked step by step, each step bounded."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .errors import UnreadableSheet, damaged, encrypted

ZIP_START = b"PK\x03\x04"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
# How texts in UTF-32 (either way round), in UTF-7 and in EBCDIC begin.
_RARE = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"+/v", b"\x4c\x6f\xa7\x94")
_END_START, _END_SIZE = b"PK\x05\x06", 22  # of the directory's end; a comment may follow
_SLICE = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")


def read_entries(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # on broken directories zipfile raises more than BadZipFile
        raise damaged() from error
    entries = archive.infolist()
    end = len(content) - _END_SIZE - len(archive.comment)
    if not content.startswith(_END_START, end) or all(entry.header_offset for entry in entries):
        raise damaged()  # something else stands before or behind it; readers differ in which is it
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise damaged()  # readers differ in which of two parts of one name they take
    return entries


def unpacked_pieces(content: bytes, entry: zipfile.ZipInfo) -> Iterator[int]:
    """The lengths of the part's pieces, one by one, so that counting can stop early."""
    if entry.flag_bits & 1:
        raise encrypted()
    is_markup = entry.filename.casefold().endswith((".xml", ".rels", ".vml"))
    last, size, checksum = b"", 0, 0
    for piece in _unpacked(entry, _packed(content, entry)):
        if is_markup:
            _check_markup(last + piece, is_start=not last)
            last = piece[-32:]
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        yield len(piece)
    if (size, checksum) != (entry.file_size, entry.CRC):
        raise damaged()  # the reader would go on with what it has


def _unpacked(entry: zipfile.ZipInfo, packed: bytes) -> Iterator[bytes]:
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed)
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


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for begin in range(0, len(packed), _SLICE):
            waiting = packed[begin : begin + _SLICE]
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, 1024**2)
                waiting = inflater.unconsumed_tail
    except zlib.error as error:
        raise damaged() from error
    if not inflater.eof:
        yield inflater.flush()


def _check_markup(text: bytes, *, is_start: bool) -> None:
    """No part of a workbook declares a document type, or could hide one in a rare encoding."""
    if is_start and text.startswith(_RARE):
        raise UnreadableSheet(
            _("A part of the file is in an encoding that no workbook has, such as UTF-32 or UTF-7.")
        )
    if _DOCTYPE.search(text):
        raise UnreadableSheet(
            _("The file declares a document type (DOCTYPE), which no workbook needs.")
        )
