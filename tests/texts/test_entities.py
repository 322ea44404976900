"""What a text states in figures."""

from datetime import date

import pytest

from texts.entities import addresses, dates
from texts.quantities import figures

FIRST_OF_OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2025年10月1日",
        "２０２５年１０月０１日",
        "2025/10/01",
        "2025-10-1",
        "2025.10.1",
        "令和7年10月1日",
        "R7.10.1",
        "開示日は 2025 年 10 月 1 日です",
    ],
)
def test_a_day_is_found_however_it_is_written(text):
    assert dates(text) == (FIRST_OF_OCTOBER,)


@pytest.mark.parametrize(
    ("text", "day"), [("平成元年1月8日", date(1989, 1, 8)), ("昭和64年1月7日", date(1989, 1, 7))]
)
def test_eras_are_counted_from_their_first_year(text, day):
    assert dates(text) == (day,)


@pytest.mark.parametrize(
    "text", ["2025年13月1日", "12025/10/01", "2025/10-01", "TLS1.2", "10月1日", ""]
)
def test_what_is_no_day_is_left_out(text):
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("99.9%", "９９.９パーセント"),
        ("6か月", "六ヶ月"),
        ("24時間", "二十四時間"),
        ("3年", "3年間"),
        ("1,000件", "1000件"),
        ("2025年10月1日", "2025/10/01"),
        ("7日と14日", "14日、7日"),
        ("https://example.com/2025", "https://example.com/2026"),
    ],
)
def test_the_same_figures_in_other_words(one, other):
    assert figures(one) == figures(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7日", "14日"),
        ("7日", "7か月"),
        ("3日", "3営業日"),
        ("99.9%", "99.99%"),
        ("9:00から", "9:30から"),
        ("2025年10月1日", "2025年10月2日"),
        ("1,000件", "1,500件"),
        ("三世代", "二世代"),
        ("TLS1.2", "TLS1.3"),
    ],
)
def test_other_figures(one, other):
    assert figures(one) != figures(other)


def test_a_figure_has_its_unit():
    assert figures("7世代（7日分）、応答は3秒間以内") == (("3", "秒"), ("7", "世代"), ("7", "日"))


def test_an_address_ends_where_japanese_begins():
    text = "https://example.com/slo/に公開し、http://example.com に写しがあります"

    assert addresses(text) == ("https://example.com/slo/", "http://example.com")


def test_mail_addresses_follow():
    text = "窓口はhelp@example.com、案内は https://example.com/a@b.example です"

    assert addresses(text) == ("https://example.com/a@b.example", "help@example.com")


@pytest.mark.parametrize("sign", "〇二千")
def test_a_figure_may_be_as_long_as_a_text(sign):
    (figure,) = figures(sign * 5_000 + "件")

    assert figure[1] == "件"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二〇件", ("20", "件")),
        ("二〇 件", ("20", "件")),
        ("〇〇七名", ("7", "名")),
        ("第三世代", ("3", "世代")),
        ("一、二年", ("2", "年")),
    ],
)
def test_a_written_figure_is_found_behind_other_signs(text, found):
    assert figures(text) == (found,)


def test_a_mail_address_is_found_behind_a_long_word():
    assert addresses("a" * 5_000 + "連絡先：info@example.com") == ("info@example.com",)
