"""The file around a workbook: what it is, and whether it is small enough to be opened.

ZIP: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header) and 4.3.12 (central directory). OLE
compound files, which hold an .xls or an encrypted .xlsx: MS-CFB 2.2.
"""

from math import ceil

from django.utils.translation import gettext as _

from .errors import UnreadableSheet, encrypted
from .limits import MAX_CONTENT, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_COUNTS_FROM
from .zip_entries import read_entries, unpacked_pieces

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_size(size: int) -> None:
    """Raise `UnreadableSheet` for a file of more bytes than any check sheet has, or of none."""
    if not size:
        raise UnreadableSheet(_("The file is empty."))
    if size > MAX_CONTENT:
        raise UnreadableSheet(
            _("The file has %(size)s MB; at most %(limit)d MB can be brought in.")
            % {"size": ceil(size / 1024**2 * 10) / 10, "limit": MAX_CONTENT // 1024**2}
        )


def ole_refusal(content: bytes) -> UnreadableSheet:
    """Why an OLE compound file is not read: it is encrypted, or of the time before .xlsx."""
    if ENCRYPTED in content:
        return encrypted()
    return UnreadableSheet(
        _("The file is in the old format of Excel (.xls). Open it in Excel and save it as .xlsx.")
    )


def check_workbook(content: bytes) -> None:
    """Raise `UnreadableSheet` for a ZIP file that no spreadsheet reader should be given.

    Everything is unpacked once and counted: the sizes in the headers may lie.
    """
    entries = read_entries(content)
    if len(entries) > MAX_ENTRIES:
        raise UnreadableSheet(
            _("The file has %(count)d parts; at most %(limit)d can be brought in.")
            % {"count": len(entries), "limit": MAX_ENTRIES}
        )
    unpacked = 0
    for entry in entries:
        for piece in unpacked_pieces(content, entry):
            unpacked += piece
            _check_unpacked(unpacked, len(content))
    _check_kind({entry.filename for entry in entries})


def _check_unpacked(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED:
        raise UnreadableSheet(
            _("The file is larger than %(limit)d MB when it is unpacked.")
            % {"limit": MAX_UNPACKED // 1024**2}
        )
    if unpacked > max(RATIO_COUNTS_FROM, MAX_RATIO * packed):
        raise UnreadableSheet(
            _("The file becomes more than %(limit)d times larger when it is unpacked.")
            % {"limit": MAX_RATIO}
        )


def _check_kind(names: set[str]) -> None:
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnreadableSheet(_("The workbook holds macros. Save it as .xlsx without them."))
    if "xl/workbook.xml" not in names:
        raise UnreadableSheet(_("The file is no Excel workbook (.xlsx)."))
