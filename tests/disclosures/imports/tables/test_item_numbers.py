"""`number_of`: item numbers as people write them."""

import pytest

from disclosures.imports.tables.item_numbers import (
    is_date,
    is_list_mark,
    number_of,
    requirement_of,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("25", "25"), ("２５", "25"), ("25.", "25"), ("25、", "25"), (" 25 ", "25")),
        *(("No.25", "25"), ("№ 25", "25"), ("項番25", "25"), ("#25", "25")),
        *(("問23", "23"), ("設問 23", "23"), ("第14", "14"), ("第3問", "3"), ("22番", "22")),
        *(("3.2.1項", "3.2.1"), ("問い1", "1"), ("No：1", "1"), ("No: 12", "12"), ("1 番", "1")),
        *(("A-01.1", "A-01.1"), ("A&A-01.1", "A&A-01.1"), ("1.1.17.P", "1.1.17.P"), ("Q13", "Q13")),
        *(("Q 22", "Q22"), ("No 22", "22"), ("39★", "39"), ("97問目", "97"), ("3番目", "3")),
    ],
)
def test_words_and_signs_around_a_number_are_none_of_it(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("(7)", "7"),
            ("（7）", "7"),
            ("9)", "9"),
            ("[21]", "21"),
            ("【5】", "5"),
            ("「3」", "3"),
        ),
        *(("①", "1"), ("㉑", "21"), ("❼", "7"), ("⑺", "7"), ("⒎", "7"), ("1①", "1-1")),
        *(("1-(8)", "1-8"), ("1－⑲", "1-19"), ("A(1)", "A-1"), ("1.(2)", "1.2")),
        *(("AC-2 (1)", "AC-2-1"), ("AC-2(1)", "AC-2-1")),
        *(("①-1", "1-1"), ("(1)-1", "1-1"), ("1－(1)－①", "1-1-1"), ("1-①-(2)", "1-1-2")),
        *(("⑭.", "14"), ("(7)、", "7"), ("(7).", "7")),
    ],
)
def test_brackets_and_circles_are_none_of_a_number(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("dash", "-－−–‐—―─ーｰ‑⁃➖")
def test_every_dash_between_the_parts_of_a_number_is_one(dash):
    assert number_of(f"１{dash}３") == "1-3"
    assert number_of(f"A{dash}B1") == "A-B1"
    assert number_of(f"1 {dash} 3") == "1-3"


@pytest.mark.parametrize("text", ["１２", "١٢", "१२", "๑๒"])
def test_figures_of_any_script_are_figures(text):
    assert number_of(text) == "12"


def test_a_slash_which_no_number_may_hold_is_a_dash():
    assert number_of("1-1/A") == "1-1-A"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Basics", "ア", "一", "計", "（注）", "※"),
        *(
            "1. Basics",
            "1) 規程",
            "(1) はい",
            "1 2",
            "ア-1",
            "サーバー1",
            "(7",
            "(1)(2)",
            "12（旧）",
        ),
        *(
            "1年",
            "2025年",
            "3問",
            "第3章",
            "3%",
            "5²",
            "½",
            "100円",
            "¥500",
            "1,200",
            "10:30",
            "1〜3",
        ),
        *("1" * 100, "("),
    ],
)
def test_what_is_no_number_is_none(text):
    assert number_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2025-10-01", "2025/10/1", "2025.10.1", "2026-01-02 09:30:00", "1/2", "10/1"),
        *("1-Jan", "12-Dec", "Jan-02", "Mar-25", "2 September", "1月2日", "3月"),
    ],
)
def test_a_date_is_no_number(text):
    assert (is_date(text), number_of(text)) == (True, None)


@pytest.mark.parametrize("text", ["2025-01", "1-1/A", "1.2.3", "2025", "MAR-A1", "SEC-1"])
def test_parts_of_a_number_are_no_date(text):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("text", "number", "word"),
    [
        ("A-20（必須）", "A-20", "必須"),
        ("12【任意】", "12", "任意"),
        ("3 (Required)", "3", "Required"),
        ("１−３（選択）", "1-3", "選択"),
        ("1（推奨）", "1", "推奨"),
        ("1 (Mandatory)", "1", "Mandatory"),
        ("12（旧）", None, ""),
        ("（必須）", None, "必須"),
    ],
)
def test_whether_it_is_required_may_stand_behind_the_number(text, number, word):
    assert (number_of(text), requirement_of(text)) == (number, word)


@pytest.mark.parametrize(
    ("text", "is_mark"), [("(1)", True), ("1)", True), ("①", True), ("1", False)]
)
def test_a_number_in_brackets_may_be_the_mark_of_a_list(text, is_mark):
    assert is_list_mark(text) is is_mark
