"""How large a file may be: what comes in, and what is said of more, with both figures."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files import limits
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.run import receive
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.document import SheetProduct
from tests.factory import editor, make_checklist
from tests.sheets import answer, item, sheet
from tests.workbooks import official_workbook

HEADING = "No.,設問,回答"
PRODUCTS = tuple(SheetProduct(f"product-{n}", f"Product {n}", "", None) for n in range(10))
NGINX = Path(__file__).parents[4] / "docs" / "deployment" / "nginx.conf"


def plain(count):
    """A table of that many items, each with its question and answer."""
    rows = (f"{n},管理策{n}を実施していますか,あり" for n in range(1, count + 1))
    return "\n".join((HEADING, *rows)).encode()


def matrix(items):
    """A sheet of that many items, each answered for all and for each of ten products.

    Every hundredth answer is so long that the form divides it over several rows.
    """
    long = "この管理策は、担当者が毎月点検し、結果を記録して責任者に報告しています。" * 80
    return sheet(
        *(
            item(
                str(number),
                answer(long if number % 100 == 0 else f"共通の回答{number}です。"),
                *(
                    answer(f"{product.name}の回答{number}です。", products=(product.slug,))
                    for product in PRODUCTS
                ),
            )
            for number in range(1, items + 1)
        ),
        products=PRODUCTS,
    )


def refused(content):
    with override("en"), pytest.raises(UnreadableSheet) as refusal:
        read_file(content)
    return str(refusal.value)


@pytest.mark.parametrize("count", [501, 2_000])
def test_a_plain_table_of_many_rows_is_read(count):
    assert len(read_file(plain(count)).rows) == count


def test_a_workbook_of_many_rows_is_read():
    rows = [
        (n, None, f"管理策{n}", f"管理策{n}を実施していますか", "はい。") for n in range(1, 1_201)
    ]

    assert len(read_file(official_workbook(rows)).rows) == 1_200


def test_our_own_workbook_of_2000_items_and_10_products_is_read():
    file = read_file(sheet_xlsx.render(matrix(2_000)))

    assert (len(file.rows), len(file.shown)) == (22_000, 2_000)
    assert file.shown["100"].is_continued


def test_our_own_table_of_2000_items_and_10_products_is_read():
    file = read_file(sheet_csv.render(matrix(2_000)))

    assert [len(file.rows), file.is_ours] == [22_000, True]


def test_a_file_of_nearly_20_mb_is_read():
    text = "点検しています。" * 1_200
    rows = [f"{n},管理策{n}を実施していますか,{text}" for n in range(1, 720)]
    content = "\n".join((HEADING, *rows)).encode()

    assert 0.98 * limits.MAX_CONTENT < len(content) <= limits.MAX_CONTENT
    assert len(read_file(content).rows) == 719


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            plain(limits.MAX_ROWS),
            "The table has 30,001 filled rows; at most 30,000 can be brought in.",
        ),
        (
            "\n".join((HEADING, "1" + ",x" * 100)).encode(),
            "The table has 101 columns; at most 100 can be brought in.",
        ),
        (
            f"{HEADING}\n{',' * 40_000}".encode(),
            "The text has 40,001 columns, with the empty ones; at most 1,000 can be brought in.",
        ),
        (
            f"{HEADING}\n1,何ですか,{',' * 1_000}".encode(),
            "The text has 1,003 columns, with the empty ones; at most 1,000 can be brought in.",
        ),
        (
            ("1" + ",x" * 99 + "\n").encode() * 6_001,
            "The file has 600,100 filled cells; at most 600,000 can be brought in.",
        ),
        (
            plain(3) + b"\n" * 500_000,
            "The text has 500,004 lines; at most 500,000 can be brought in.",
        ),
    ],
    ids=["rows", "columns", "commas", "empty columns", "cells", "lines"],
)
def test_a_text_beyond_a_limit_is_refused_with_the_limit_and_what_it_has(content, words):
    assert refused(content) == words


def test_empty_columns_are_none():
    content = "\n".join((f"{HEADING}{',' * 300}", f"1,何ですか,これです。{',' * 300}")).encode()

    assert [row.answer for row in read_file(content).rows] == ["これです。"]


def far(row, column):
    """A workbook with one text far below and beside its table."""

    def change(book):
        book.active.cell(row=row, column=column, value="x")

    return official_workbook([(1, None, "1", "何ですか", "これです。")], change=change)


@pytest.mark.parametrize("place", [(1_048_576, 100), (5_000, 16_384), (100_000, 1_000)])
def test_a_cell_far_away_is_named_as_such(place):
    assert re.fullmatch(
        r"The table has [\d,]{8,} cells, with the empty ones; at most 4,000,000 can be brought in\."
        r" Delete what is far below or beside the sheet's table\.",
        refused(far(*place)),
    )


def filled(rows, columns, *, merged=None):
    """A workbook with that many rows of that many cells, all alike."""

    def change(book):
        for row in range(rows):
            book.active.append([f"x{row}"] * columns)
        if merged:
            book.active.merge_cells(merged)

    return official_workbook([], heading=None, title=(), change=change)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            (30_001, 1),
            "The table has 30,001 filled rows; at most 30,000 can be brought in.",
        ),
        ((3, 101), "The table has 101 columns; at most 100 can be brought in."),
    ],
    ids=["rows", "columns"],
)
def test_a_workbook_beyond_a_limit_is_refused_with_the_limit_and_what_it_has(made, words):
    assert refused(filled(*made)) == words


def test_rows_that_share_a_merged_cell_count_as_one():
    with pytest.raises(UnreadableSheet, match=r"heading|見出し"):
        read_file(filled(30_010, 1, merged="B1:B20"))


@pytest.mark.django_db
def test_the_record_of_a_file_that_is_too_large_says_how_large_it_was():
    with override("en"):
        intake = receive(
            make_checklist(), "large.csv", b"x", by=editor(), whole=(50 * 1024**2, "0" * 64)
        )

    assert (intake.state, intake.size) == ("refused", 50 * 1024**2)
    assert intake.problem == "The file has 50.0 MB; at most 20 MB can be brought in."


def test_what_stands_in_front_of_the_program_lets_such_files_through():
    [megabytes] = re.findall(r"client_max_body_size (\d+)m;", NGINX.read_text())

    assert int(megabytes) * 1024**2 > limits.MAX_CONTENT
    assert limits.MAX_CONTENT < settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # pasted rows
    assert 2 * limits.MAX_ROWS < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS  # two ticks a row
