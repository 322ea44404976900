"""`read_workbook` and what is no workbook, or a hostile one: refused in words, never an error."""

import io
import struct
import zipfile

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.imports import containers
from disclosures.imports.unreadable import UnreadableSheet
from disclosures.imports.workbook import read_workbook
from tests.workbooks import official_workbook, official_xls

ROWS = [(1, "Basics", "Name 1", "Question 1?", "One."), (2, "", "Name 2", "Question 2?", "Two.")]


def refused(content):
    with override("en"), pytest.raises(UnreadableSheet) as refusal:
        read_workbook(content)
    return str(refusal.value)


def packed(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


def lying(content, size):
    """The ZIP with both headers of its only entry claiming that unpacked size."""
    local, central = content.index(b"PK\x03\x04") + 22, content.index(b"PK\x01\x02") + 24
    changed = bytearray(content)
    for place in (local, central):
        changed[place : place + 4] = struct.pack("<I", size)
    return bytes(changed)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NO_WORKBOOK = "The file is no Excel workbook (.xlsx or .xls)."
PASSWORD = "The file is protected by a password. Save it without one."
DAMAGED = "The file cannot be read as an Excel workbook. Open it in Excel and save it anew."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", NO_WORKBOOK),
        (b"No,Question\n1,What?\n", NO_WORKBOOK),
        ("<html><table><tr><td>回答</td></tr></table></html>".encode(), NO_WORKBOOK),
        (b"PK\x03\x04 broken", DAMAGED),
        (official_workbook(ROWS)[:-200], DAMAGED),
        (packed(a=b"no workbook"), DAMAGED),
        (OLE, DAMAGED),
        (OLE + bytes(4096), DAMAGED),
        (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        (official_xls(ROWS)[:1024], DAMAGED),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content, words):
    assert refused(content) == words


def test_a_file_with_an_encrypted_part_is_refused():
    content = bytearray(packed(a=b"secret"))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refused(bytes(content)) == PASSWORD


def test_a_part_packed_in_an_unknown_way_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"packed")

    assert refused(file.getvalue()) == DAMAGED


def test_a_damaged_part_is_refused():
    content = bytearray(packed(a=bytes(range(256)) * 9))
    content[40:60] = b"\xff" * 20

    assert refused(bytes(content)) == DAMAGED


def test_a_file_that_is_too_large_is_not_opened():
    assert refused(b"PK\x03\x04" + bytes(containers.MAX_CONTENT)) == (
        "The file is larger than 20 MB."
    )


def test_a_file_with_too_many_parts_is_refused():
    content = packed(**{f"part{number}": b"" for number in range(containers.MAX_ENTRIES + 1)})

    assert refused(content) == "The file has more than 2000 parts."


TOO_LARGE = "The file is larger than 200 MB when it is unpacked."


@pytest.fixture(scope="module")
def bomb():
    return packed(a=bytes(containers.MAX_UNPACKED + 1))


def test_a_zip_bomb_is_refused(bomb):
    assert refused(bomb) == TOO_LARGE


def test_a_zip_bomb_whose_headers_lie_is_refused(bomb):
    assert refused(lying(bomb, 10)) == TOO_LARGE


def test_many_parts_are_too_large_together():
    part = bytes(containers.MAX_UNPACKED // 4)

    assert refused(packed(a=part, b=part, c=part, d=part, e=b"more")) == TOO_LARGE


def test_a_sheet_that_asks_for_more_memory_than_there_is_is_refused():
    def reach_far(workbook):
        workbook.active["XFD1048576"] = "far"

    assert refused(official_workbook(ROWS, change=reach_far)) == DAMAGED


TOO_MUCH = "The workbook is too large. Delete what is far below or beside the sheet's table."


def test_a_sheet_with_more_cells_than_any_check_sheet_is_refused():
    def reach_down(workbook):
        workbook.active["E1048576"] = "far"

    assert refused(official_workbook(ROWS, change=reach_down)) == TOO_MUCH


def test_a_sheet_with_more_text_than_any_check_sheet_is_refused():
    def fill(workbook):
        for row in range(10, 400):
            workbook.active.cell(row, 1, "x" * 30_000)

    assert refused(official_workbook(ROWS, change=fill)) == TOO_MUCH


def is_read_or_refused(content):
    try:
        read_workbook(content)
    except UnreadableSheet as error:
        return bool(str(error))
    return True


@given(st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]), st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(start, rest):
    assert is_read_or_refused(start + rest)


REAL = {"xlsx": official_workbook(ROWS), "xls": official_xls(ROWS)}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(REAL)), st.integers(0, 9_000), st.binary(min_size=1, max_size=40))
def test_any_damage_to_a_workbook_is_read_or_refused(kind, place, damage):
    content = bytearray(REAL[kind])
    place %= len(content)
    content[place : place + len(damage)] = damage

    assert is_read_or_refused(bytes(content))


XML = "xl/worksheets/sheet1.xml"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=40))
def test_any_damage_inside_the_packed_sheet_is_read_or_refused(place, damage):
    with zipfile.ZipFile(io.BytesIO(REAL["xlsx"])) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    place %= len(entries[XML])
    entries[XML] = entries[XML][:place] + damage + entries[XML][place + len(damage) :]

    assert is_read_or_refused(packed(**entries))
