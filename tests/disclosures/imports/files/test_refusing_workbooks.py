"""`read_file` and what is no table, or a hostile one: refused in words, never an error."""

import io
import random
import re
import struct
import zipfile

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from disclosures.imports.files import limits
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.tables.reading import read_file
from tests.workbooks import official_workbook

ROWS = [(1, "Basics", "Name 1", "Question 1?", "One."), (2, "", "Name 2", "Question 2?", "Two.")]


def refused(content):
    with override("en"), pytest.raises(UnreadableSheet) as refusal:
        read_file(content)
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
NO_TABLE = (
    "The file is neither an Excel workbook (.xlsx) nor a text in UTF-8, UTF-16 or Shift_JIS"
    " (cp932). Open it in Excel and save it as .xlsx."
)
NO_HEADING = "No visible page has a heading row that is known, such as No., 項目, 内容 and 回答."
PASSWORD = "The file is protected by a password. Save it without one."
DAMAGED = "The file cannot be read as an Excel workbook. Open it in Excel and save it anew."
NO_WORKBOOK = "The file is no Excel workbook (.xlsx)."
WEB_PAGE = (
    "The file is a web page (HTML or XML), whatever its name says. Open it in Excel and save it"
    " as .xlsx."
)
OLD = "The file is in the old format of Excel (.xls). Open it in Excel and save it as .xlsx."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"Number,Asked\nWhat?,1\n", NO_HEADING),
        (
            b"No,Question\nWhat?,1\n",
            "Row 1 seems to hold headings, but not all that are needed are known: “No”, “Question”."
            " Name the columns.",
        ),
        ("<html><table><tr><td>回答</td></tr></table></html>".encode(), WEB_PAGE),
        ("\ufeff \n<!DOCTYPE html><p>".encode(), WEB_PAGE),
        (b"%PDF-1.7\n", "The file is a PDF. Save the table as .xlsx or CSV."),
        (b"MZ\x90\0", "The file is a program, not a table."),
        (b"No,\xff\xff", NO_TABLE),
        ("No,有り\n".encode("cp932") + "有り".encode(), NO_TABLE),
        (b"No\0,a", NO_TABLE),
        (b"\xff\xfeN", NO_TABLE),
        (
            b'No.,"never closed\n1,2\n',
            "The file is no valid CSV: a cell that begins in or before line 2 is broken.",
        ),
        (b"PK\x03\x04 broken", DAMAGED),
        (official_workbook(ROWS)[:-200], DAMAGED),
        (packed(a=b"no workbook"), NO_WORKBOOK),
        (
            packed(**{"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b""}),
            "The workbook holds macros. Save it as .xlsx without them.",
        ),
        (OLE, OLD),
        (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, words):
    assert refused(content) == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_any_part_and_encoding(encoding):
    part = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)

    assert refused(packed(**{"xl/workbook.xml": b"<a/>", "docProps/core.xml": part})) == (
        "The file declares a document type (DOCTYPE), which no workbook needs."
    )


@pytest.mark.parametrize("encoding", ["utf-32", "cp500"])
def test_a_part_in_a_rare_encoding_is_refused(encoding):
    part = '<?xml version="1.0"?><a/>'.encode(encoding)

    assert refused(packed(**{"xl/workbook.xml": b"<a/>", "docProps/core.xml": part})) == (
        "A part of the file is in an encoding that no workbook has, such as UTF-32 or UTF-7."
    )


def test_two_parts_of_one_name_are_refused():
    content = packed(**{"xl/workbook.xml": b"one", "xl/workbook_xml": b"two"})

    assert refused(content.replace(b"workbook_xml", b"workbook.xml")) == DAMAGED


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


def test_what_is_wrong_with_a_workbook_is_one_line_of_the_log(caplog):
    content = packed(**{"xl/workbook.xml": b"<not closed"})

    assert refused(content) == DAMAGED
    [line] = caplog.messages
    assert re.fullmatch(r"A workbook cannot be read: \w.*", line)


def test_a_file_that_is_too_large_is_not_opened():
    assert refused(b"PK\x03\x04" + bytes(limits.MAX_CONTENT)) == (
        "The file has 20.1 MB; at most 20 MB can be brought in."
    )


def test_a_file_with_too_many_parts_is_refused():
    content = packed(**{f"part{number}": b"" for number in range(limits.MAX_ENTRIES + 1)})

    assert refused(content) == "The file has 201 parts; at most 200 can be brought in."


TOO_LARGE = "The file is larger than 200 MB when it is unpacked."
TOO_DENSE = "The file becomes more than 100 times larger when it is unpacked."


@pytest.fixture(scope="module")
def large():
    """More than is unpacked, and packed to less than a hundredth part of it."""
    piece = random.Random(1).randbytes(1_000) + bytes(40_000)
    return piece * (limits.MAX_UNPACKED // len(piece) + 1)


def test_a_file_that_is_too_large_unpacked_is_refused(large):
    assert refused(packed(a=large)) == TOO_LARGE


def test_many_parts_are_too_large_together(large):
    half = large[: len(large) // 2 + 1]

    assert refused(packed(a=half, b=half)) == TOO_LARGE


def test_a_zip_bomb_is_refused():
    assert refused(packed(a=bytes(limits.MAX_UNPACKED + 1))) == TOO_DENSE


def test_a_zip_bomb_whose_headers_lie_is_refused():
    assert refused(lying(packed(a=bytes(limits.MAX_UNPACKED + 1)), 10)) == TOO_DENSE


def test_a_sheet_that_asks_for_more_memory_than_there_is_is_refused():
    def reach_far(workbook):
        workbook.active["XFD1048576"] = "far"

    assert refused(official_workbook(ROWS, change=reach_far)) == (
        "The table has 17,179,869,184 cells, with the empty ones; at most 4,000,000 can be brought"
        " in. Delete what is far below or beside the sheet's table."
    )


def test_a_sheet_with_more_cells_than_any_check_sheet_is_refused():
    def reach_down(workbook):
        workbook.active["E1048576"] = "far"

    assert refused(official_workbook(ROWS, change=reach_down)) == (
        "The table has 5,242,880 cells, with the empty ones; at most 4,000,000 can be brought in."
        " Delete what is far below or beside the sheet's table."
    )


def test_a_sheet_with_more_text_than_any_check_sheet_is_refused():
    def fill(workbook):
        for row in range(10, 1_010):
            workbook.active.cell(row, 1, random.Random(row).randbytes(7_500).hex() * 2)

    assert refused(official_workbook(ROWS, change=fill)) == (
        "The file has 30,000,114 characters; at most 30,000,000 can be brought in."
    )


def is_read_or_refused(content):
    try:
        read_file(content)
    except UnreadableSheet as error:
        return bool(str(error))
    return True


@given(st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]), st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(start, rest):
    assert is_read_or_refused(start + rest)


@pytest.mark.parametrize("length", [limits.MAX_TEXT + 1, 200_000])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_that_is_too_long_is_refused_by_its_length(length, separator):
    lines = (separator.join(cells) for cells in (("No.", "回答"), ("1", "x" * length)))

    assert refused("\n".join(lines).encode()) == (
        "Row 2 holds a text that no check sheet has: more than 32767 characters, or accents piled"
        " up without end."
    )
