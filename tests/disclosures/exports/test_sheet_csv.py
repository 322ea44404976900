"""The CSV file of a sheet: one row an item and product, every text as it is."""

import csv
from io import StringIO

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from disclosures.exports import sheet_csv
from disclosures.models import Availability, Responsibility
from disclosures.sheet import table
from tests.sheets import answer, item, sheet


def read(content):
    """The records of the file as a program reads them, by their headings."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def said(record):
    names = ("番号", "サービス・製品", "有無", "責任主体", "同上", "回答")
    return tuple(record[name] for name in names)


def test_one_row_an_item_and_product():
    common = answer("Common", availability="yes", responsibility="shared")
    added = answer("Of both", products=("alpha", "beta"), availability="no")

    records = read(sheet_csv.render(sheet(item("1", common, added), item("2"))))

    assert [said(record) for record in records] == [
        ("1", "全サービス共通", "有り", "共同", "", "Common"),
        ("1", "Alpha", "無し", "", "", "Of both"),
        ("1", "Beta", "無し", "", "", "Of both"),
        ("2", "全サービス共通", "", "", "", ""),
    ]
    assert {record["区分"] for record in records} == {"Basics"}
    assert records[0]["内容"] == "Question 1?"


def test_same_as_is_named_and_resolved():
    one = answer("Words")

    records = read(sheet_csv.render(sheet(item("1", one), item("2", one, same_as="1"))))

    assert said(records[1]) == ("2", "全サービス共通", "", "", "1", "Words")


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-", "@SUM(1)", "＝１", "＋１", "－", "＠", "'quoted", "\t=1"]
)
def test_nothing_is_calculated_and_the_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text)))))

    assert record["回答"] == f"'{text}"


def test_lines_quotes_and_commas_stay_within_their_cell():
    text = '一行目\n二行目、"引用", 終わり'

    content = sheet_csv.render(sheet(item("1", answer(text)), item("2")))

    assert [record["回答"] for record in read(content)] == [text, ""]
    assert content.decode("utf-8-sig").replace("\n二", "二").count("\n") == 3
    assert content.endswith(b"\r\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60))
def test_any_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text), name=text))))

    for name in ("回答", "項目"):
        assert record[name].removeprefix("'" if text.startswith(table.CALCULATED) else "") == text


def test_its_words_are_those_of_the_pages():
    with translation.override("ja"):
        assert {code: str(label) for code, label in Availability.choices} == table.AVAILABILITY
        labels = {code: str(label) for code, label in Responsibility.choices}
        assert labels == table.RESPONSIBILITY
        assert gettext("all products") == table.COMMON
