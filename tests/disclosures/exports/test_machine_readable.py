"""The tables for programs, held against the government's rules for tables that machines read.

機械判読可能なデータの表記方法の統一ルール: one test a rule, under the rule's level and number. The
table is `sheet.csv` and the page データ of `sheet.xlsx`. It holds no figures, places or times of
its own, so the rules for those have nothing to say to it (L1-09 aside: an answer may be "0").
"""

import csv
import json
import re
from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.exports.registry import FORMATS, SHEET_SCHEMAS
from disclosures.models import Availability, Responsibility
from disclosures.sheet import table
from disclosures.sheet.document import SCHEMA, SheetProduct, SheetSection
from tests.sheets import ALPHA, BETA, answer, item, sheet

COMMON = answer('一行目、\n二行目, "引用"', availability="yes", responsibility="shared")
ADDED = answer("追加", products=("alpha", "beta"), availability="partial")
MADE = sheet(
    item("1", COMMON, ADDED, category="組織"),
    item("2", COMMON, ADDED, same_as="1", category="組織"),
    item("3", category="組織"),
    item("4", answer("0"), category="日付"),
    item("5", answer("2025-10-01"), category="日付"),
    item("6", answer("=1+1"), category="日付"),
)
CHOICES = {"有無": table.AVAILABILITY.values(), "責任主体": table.RESPONSIBILITY.values()}


def lines_of_csv(made):
    text = sheet_csv.render(made).decode("utf-8-sig")
    return [tuple(line) for line in csv.reader(StringIO(text, newline=""), strict=True)]


def page_of(made):
    return load_workbook(BytesIO(sheet_xlsx.render(made)))["データ"]


def lines_of_page(made):
    cells = page_of(made).iter_rows(values_only=True)
    return [tuple("" if value is None else value for value in line) for line in cells]


@pytest.fixture(params=[lines_of_csv, lines_of_page], ids=["csv", "xlsx"])
def lines(request):
    """Makes the table of a sheet, headings first, from either file."""
    return request.param


def records(lines, made=MADE):
    headings, *others = lines(made)
    return [dict(zip(headings, line, strict=True)) for line in others]


def column(lines, name):
    return [record[name] for record in records(lines)]


# Level 1: a program can open the table and finds nothing else there


def test_the_files_are_of_a_kind_that_programs_open():
    """L1-01: tables are given as workbook, CSV or the like, and not as pages to look at."""
    assert FORMATS.keys() >= {"csv", "xlsx"}
    assert "[Content_Types].xml" in ZipFile(BytesIO(sheet_xlsx.render(MADE))).namelist()
    assert sheet_csv.render(MADE).decode("utf-8-sig").startswith("番号,")


def test_there_is_one_table(lines):
    """L1-02: one table a page; its headings come once and all its rows are of one width."""
    assert {len(line) for line in lines(MADE)} == {len(table.HEADINGS)}
    assert lines(MADE).count(table.HEADINGS) == 1


def test_nothing_parts_the_table(lines):
    """L1-03: no empty rows or columns between its parts, even below a heading of the form."""
    sections = (SheetSection("", (item("1"),)), SheetSection("Basics", (item("2"),)))

    headings, *others = lines(sheet(sections=sections))

    assert ([line[0] for line in others], all(headings)) == (["1", "2"], True)


def test_nothing_stands_around_the_table():
    """L1-04: no remarks beside the data; the page ends where the table ends."""
    page = page_of(MADE)

    assert page.dimensions == f"A1:K{len(lines_of_csv(MADE))}"
    assert [cell.comment for row in page for cell in row if cell.comment] == []
    assert str(page.oddHeader.center.text or page.oddFooter.center.text or "") == ""


def test_every_column_says_what_it_holds(lines):
    """L1-05: each column has a heading in words."""
    assert all(re.fullmatch(r"[^\W\d_・]+(・\w+)?", words) for words in lines(MADE)[0])


def test_blanks_and_line_breaks_lay_nothing_out(lines):
    """L1-06: no blanks or line breaks for the looks; only an answer has lines, as written."""
    for record in records(lines):
        written = record.pop("回答")
        assert written == written.strip()
        assert [text for text in record.values() if text != "".join(text.split("\n")).strip()] == []


def test_a_cell_holds_one_datum(lines):
    """L1-07: availability, responsibility, repetition and text apart; one product a row."""
    first, alpha, beta, *_ = records(lines)

    assert (first["有無"], first["責任主体"], first["回答"]) == ("有り", "共同", COMMON.body)
    assert (alpha["サービス・製品"], beta["サービス・製品"]) == ("Alpha", "Beta")
    assert alpha["回答"] == beta["回答"] == "追加"


def test_our_words_use_characters_that_every_machine_has():
    """L1-08: nothing but JIS X 0208 in headings and choices; what people wrote stays theirs."""
    words = [*table.HEADINGS, table.COMMON, *table.AVAILABILITY.values()]

    for word in [*words, *table.RESPONSIBILITY.values()]:
        assert word.encode("iso2022_jp").decode("iso2022_jp") == word


def test_nothing_and_nought_are_two_things(lines):
    """L1-09: what is not answered is empty, and a 0 that is answered is a 0."""
    answers = {record["番号"]: record["回答"] for record in records(lines)}

    assert (answers["3"], answers["4"]) == ("", "0")


def test_no_pictures_or_boxes_lie_on_the_cells():
    """L1-10: what there is to know stands in cells; the workbook holds no drawings."""
    names = ZipFile(BytesIO(sheet_xlsx.render(MADE))).namelist()

    assert [name for name in names if re.search("drawing|media|chart|comment", name)] == []


def test_the_look_of_a_cell_means_nothing():
    """L1-11: all data look alike, so that no colour or weight tells what no cell says."""
    rows = list(page_of(MADE).iter_rows(min_row=2))

    assert len({cell.style_id for row in rows for cell in row}) == 1


def test_no_cells_are_merged():
    """L1-12: every row stands alone, and can be sorted."""
    assert list(page_of(MADE).merged_cells.ranges) == []


def test_nothing_is_hidden():
    """L1-13: what a program finds is to be seen; no rows are folded or filtered away."""
    page = page_of(MADE)

    assert [at for at, row in page.row_dimensions.items() if row.hidden or row.outlineLevel] == []
    assert [at for at, one in page.column_dimensions.items() if one.hidden] == []
    assert page.sheet_state == "visible"
    assert page.auto_filter.filterColumn == []


def test_a_record_of_the_csv_ends_where_its_line_ends():
    """L1-14: a line is a record. An answer of several lines keeps them, but within quotes.

    The rule would rather have no line break at all; but then the text would not be the one that
    was approved. A reader after RFC 4180 counts right, and no other column has lines.
    """
    text = sheet_csv.render(MADE).decode("utf-8-sig")
    without_quoted = re.sub(r'"(?:[^"]|"")*"', "", text)

    assert without_quoted.count("\r\n") == without_quoted.count("\n") == len(lines_of_csv(MADE))


def test_a_text_with_commas_stands_in_quotes():
    """L1-15: a comma within a text parts no fields."""
    assert '"一行目、\n二行目, ""引用"""' in sheet_csv.render(MADE).decode("utf-8-sig")


# Level 2: a program can count and group the records


def test_labels_are_texts_and_no_numbers(lines):
    """L2-01: only figures are numbers; the number of an item is its name, an answer is words."""
    assert {type(text) for line in lines(MADE) for text in line} == {str}


def test_every_record_names_all_that_it_belongs_to(lines):
    """L2-02: nothing is left out because the row above says it, nor because it goes for all."""
    assert column(lines, "番号") == ["1", "1", "1", "2", "2", "2", "3", "4", "5", "6"]
    assert set(column(lines, "区分")) == {"Basics"}
    assert column(lines, "大項目") == ["組織"] * 7 + ["日付"] * 3
    assert all(column(lines, "項目") + column(lines, "内容"))
    assert column(lines, "サービス・製品")[:3] == [table.COMMON, "Alpha", "Beta"]


def test_an_answer_that_repeats_another_holds_its_words(lines):
    """L2-02: 同上 is no answer; the row names the item and holds what is repeated."""
    first, second = (
        [record for record in records(lines) if record["番号"] == number] for number in ("1", "2")
    )

    assert [record["同上"] for record in second] == ["1"] * 3
    assert [record["回答"] for record in second] == [record["回答"] for record in first]


def test_no_two_columns_have_one_name(lines):
    """L2-03: a heading finds one column, and is one row high."""
    assert max(Counter(lines(MADE)[0]).values()) == 1


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_few_words(lines, name):
    """L2-04: choices are always worded alike."""
    assert set(column(lines, name)) <= {"", *CHOICES[name]}


def test_what_explains_a_choice_stands_beside_it(lines):
    """L2-05: the choice in its column, the words to it in theirs."""
    record = records(lines)[1]

    assert (record["有無"], record["回答"]) == ("一部・条件付き", "追加")


def test_nothing_is_calculated():
    """L2-06: cells hold what they show, no formulas."""
    assert {cell.data_type for row in page_of(MADE) for cell in row if cell.value} == {"s"}
    assert column(lines_of_page, "回答")[-1] == "=1+1"


# Level 3: a program can do so with many tables


def test_the_headings_stand_in_the_first_row_and_data_in_the_second(lines):
    """L3-01: no title above the table."""
    headings, first, *_ = lines(MADE)

    assert (headings, first[0]) == (table.HEADINGS, "1")


def test_every_choice_is_explained_with_its_code():
    """L3-02: there is a table of the codes, public, with the words that stand for them here."""
    schema = json.loads(SHEET_SCHEMAS[SCHEMA].read_text(encoding="utf-8"))
    answers = schema["$defs"]["answer"]["properties"]
    words = {**table.AVAILABILITY, **table.RESPONSIBILITY}

    told = answers["availability"]["description"] + answers["responsibility"]["description"]

    assert [code for code, word in words.items() if f"{code} ({word})" not in told] == []
    assert words.keys() == {*Availability.values, *Responsibility.values}


def test_a_day_that_is_written_so_stays_a_day_in_iso_form(lines):
    """L3-05: days are written the long way with the year of the common era, and stay so."""
    assert records(lines)[8]["回答"] == "2025-10-01"


def test_every_version_has_the_same_columns(lines):
    """L3-07: the columns are the same from year to year; what is new comes behind them."""
    assert lines(MADE)[0] == (
        *("番号", "区分", "大項目", "項目", "内容"),
        *("サービス・製品", "有無", "責任主体", "同上", "回答"),
        "根拠・参考",  # since schema 2
    )


def test_a_product_more_is_a_row_more(lines):
    """L3-09: the table grows downwards, never to the side."""
    products = (ALPHA, BETA, SheetProduct("gamma", "Gamma", "", date(2025, 1, 1)))
    added = answer("追加", products=("alpha", "beta", "gamma"))

    headings, *others = lines(sheet(item("1", added), products=products))

    assert (headings, [line[5] for line in others]) == (
        table.HEADINGS,
        ["Alpha", "Beta", "Gamma"],
    )


def test_the_files_say_when_they_are_of_and_how_they_are_coded():
    """L3-08: the day of the update and the coding are stated, not guessed."""
    book = load_workbook(BytesIO(sheet_xlsx.render(MADE)))

    assert book.properties.modified.date() == MADE.updated_on
    assert sheet_csv.render(MADE).startswith(b"\xef\xbb\xbf")
    assert FORMATS["csv"].content_type.endswith("charset=utf-8")
