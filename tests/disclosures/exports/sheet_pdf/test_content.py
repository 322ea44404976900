"""The PDF of a version: everything is in it."""

from datetime import date

import pytest

from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.document import SheetProduct
from tests.sheets import answer, item, sheet

from .pdf_programs import LONG, plain

TEXTS = [
    "一行目\n二行目\n\n四行目",
    "半角ｶﾞｷﾞ、全角ＡＢＣ、①㈱㍻、髙橋・𠮷野・山﨑",
    "https://example.com/" + "a-very-long-path/" * 30,
    "<b>太字</b> & \"引用\" 'と' {{ sheet.title }} {% now %} &amp;",
    "a" * 300,
    "  字下げ　と\tタブ",
]


def test_every_text_of_the_sheet_is_there(read):
    items = [item(str(n), answer(text), question=f"？{text}") for n, text in enumerate(TEXTS)]

    text = plain(read(sheet(*items), "pdftotext", "-raw"))

    for body in TEXTS:
        assert plain(body) in text.replace(plain(f"？{body}"), "", 1)
        assert plain(f"？{body}") in text


@pytest.mark.parametrize("word", ["a" * 300, "https://example.com/" + "b" * 300, "ー" * 150])
def test_a_word_wider_than_its_column_does_not_run_off_the_paper(read, word):
    """Also where the line may not end before it, as after an opening bracket."""
    texts = [word, f"。。{word}", f"Words {word}", f"語{word}", f"({word})", f"「{word}」と{word}"]
    said = [(text, values) for text in texts for values in ({}, {"products": ("alpha",)})]
    items = [item(str(n), answer(text, **values)) for n, (text, values) in enumerate(said)]

    text = plain(read(sheet(*items), "pdftotext", "-raw"))

    for body in texts:
        assert plain(body) in text


def test_an_answer_longer_than_a_page_is_whole(read):
    """The column of answers alone: what stands beside a text would come between its pages."""
    column = ["-r", "72", "-x", "440", "-y", "0", "-W", "380", "-H", "550"]

    text = plain(read(sheet(item("1", answer(LONG)), item("2")), "pdftotext", "-raw", *column))

    assert text.count(plain("事業者回答")) > 1
    assert plain(LONG) in text.replace(plain("事業者回答"), "")


@pytest.mark.parametrize("place", ["answer", "question", "notes"])
def test_few_characters_on_many_lines_are_whole(read, place):
    lines = [f"L{number:02}" for number in range(99)]
    text = "\n".join(lines)
    made = {
        "answer": sheet(item("1", answer(text))),
        "question": sheet(item("1", question=text)),
        "notes": sheet(item("1"), notes=text),
    }[place]

    shown = read(made, "pdftotext", "-raw")

    assert [line for line in lines if line not in shown] == []


def test_an_answer_too_long_for_a_cell_of_excel_is_whole(read):
    products = tuple(SheetProduct(f"p{n}", f"Product {n}", "", None) for n in range(10))
    answers = [answer(f"{n}" * 4000, products=(f"p{n}",)) for n in range(10)]

    text = plain(read(sheet(item("1", *answers), products=products), "pdftotext", "-raw"))

    assert [text.count(str(n)) >= 4000 for n in range(10)] == [True] * 10


def test_the_title_block_says_what_it_is(read):
    made = sheet(
        item("1"),
        department="Security",
        established_on=date(2025, 4, 1),
        notes="A note",
        contact="Ask us",
    )

    text = read(made, "pdftotext", "-raw")

    assert text.split("No.")[0].splitlines() == [
        "Title",
        "Example Inc. Security",
        "制定日 2025年4月1日 更新日 2025年10月1日 バージョン 1.0 固定アドレス /sheet/versions/1.0/",
        f"JSONファイルのSHA-256 {sha256_of(canonical_text(made))}",
        "A note",
        "Ask us",
    ]


def test_the_title_block_says_on_which_host_it_stands(read, settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    text = plain(read(sheet(item("1")), "pdftotext", "-raw"))

    assert (
        plain("固定アドレス https://kaiji.example.com/sheet/versions/1.0/ JSONファイルのSHA-256")
        in text
    )


def test_an_answer_reads_as_in_the_workbook(read):
    common = answer("Common", availability="yes", responsibility="shared")
    alpha = answer("Of Alpha", products=("alpha",))
    both = answer("Of both", products=("alpha", "beta"), availability="no")

    made = sheet(item("1", common, alpha), item("2", both, same_as="1"))

    text = plain(read(made, "pdftotext", "-raw"))
    assert plain("有り　責任主体：共同\nCommon\nAlpha：Of Alpha") in text
    assert plain("同上（項目1）\nAlpha、Beta：\n無し\nOf both") in text


def test_the_form_of_a_sheet_in_another_language_is_english(read):
    common = answer("Common", availability="yes", responsibility="shared")
    both = answer("备份", products=("alpha", "beta"), evidence="Paper, https://example.com/")
    repeated = item("2", answer("Again", availability="no"), same_as="1")
    made = sheet(
        item("1", common, both),
        repeated,
        department="Security",
        established_on=date(2025, 4, 1),
        language="zh-Hans",
    )

    text = read(made, "pdftotext", "-raw")

    hash = sha256_of(canonical_text(made))
    title, table = text.split("No. ")
    assert title.splitlines() == [
        "Title",
        "Example Inc. – Security",
        "Established 1 April 2025 Updated 1 October 2025 Version 1.0"
        " Permanent address /sheet/versions/1.0/",
        f"SHA-256 of the JSON file {hash}",
    ]
    assert table.splitlines()[0] == "Item Question Answer"
    assert plain(
        "Yes – Responsible: shared\nCommon\nAlpha, Beta:\n备份Evidence: Paper https://example.com/"
    ) in plain(text)
    assert plain("Same as item 1\nNo\nAgain") in plain(text)
    assert "Title – Version 1.0" in text


def test_english_words_end_with_their_line_or_after_a_syllable(read):
    words = ["Telecommunications", "Responsibilities", "internationalization"]
    made = sheet(item("1", category=words[0], name=" ".join(words[1:])), language="en")
    long = sheet(item("1", category="Counterrevolutionaries"), language="en")

    lines = read(made, "pdftotext", "-raw").split()

    assert [word for word in words if word not in lines] == []
    assert "Counterrevolu-" in read(long, "pdftotext", "-raw").split()


def test_title_version_and_number_are_on_every_page(read):
    made = sheet(item("1", answer(LONG)), item("2", answer(LONG)), title="題名", version="2.1")

    *pages, _ = read(made, "pdftotext", "-raw").split("\f")

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.count("事業者回答") == 1
        assert plain("題名　バージョン2.1") in plain(page)
        assert f"{number} / {len(pages)}" in page
