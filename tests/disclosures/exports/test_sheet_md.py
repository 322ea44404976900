"""The Markdown file of a sheet: a reader of Markdown shows of it what the page shows."""

import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, reject
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from disclosures.exports import sheet_md
from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.document import SheetProduct, SheetSection
from disclosures.sheet.form_words import JAPANESE
from disclosures.templatetags.sheets import linked
from tests.door_texts import NAMED
from tests.factory import approve, change_answer, make_checklist, make_product, submit
from tests.sheets import ALPHA, answer, item, sheet
from texts.evidence import EvidenceLink
from texts.validation import clean_text

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What means something to readers of Markdown, in lines that begin or end with it
MARKS = st.sampled_from(
    [
        *("# ", "## a ##", "- ", "+ a", "* a", "1. a", "1) a", "123456789. a", "> a", "---", "==="),
        *(
            "```",
            "~~~",
            "    a",
            "a  ",
            "a\\",
            "\\",
            "`a`",
            "*a*",
            "_a_",
            "**a**",
            "~~a~~",
            "[a](b)",
        ),
        *(
            "![a](b)",
            "[a]: b",
            "| a | b |",
            "|---|---|",
            ":--",
            "a & b",
            "&copy",
            "<a",
            "a>",
            "$a$",
        ),
        *("https://a.example/b_c_d*e", "（https://a.example/?a=1&b=2）", "a@b.example", "\u3000a"),
        *("www.a.example", "https://", "mailto:a_b@c.example", "C#", "[ ] a", "[^1]", "\t", ""),
    ]
)
TEXTS = st.lists(MARKS | st.text(), min_size=1, max_size=6).map("\n".join)


def shown(html):
    """The text that a browser shows of this HTML, a space for each run of blanks."""
    text = re.sub(r"<(?:br|/p|/h[1-6]|/li)\b[^>]*>", "\n", html)
    lines = unescape(re.sub(r"<[^>]*>", "", text)).split("\n")
    return [line for line in (re.sub(r"[ \t]+", " ", line).strip(" ") for line in lines) if line]


def links(html):
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', html)]


def page_of(text):
    return linked(text).replace("\n", "<br>")


def html_of(*items, **values):
    return READER.render(sheet_md.render(sheet(*items, **values)).decode())


@given(TEXTS)
@example("a\n===\n-\n1.\n\n\n```\nb")
@example("a\n\n\u3000b")
@example("a|b\n-|-\nc|d")
def test_a_text_shows_as_on_the_page(text):
    try:
        text = clean_text(text)
    except ValidationError:
        reject()
    body = html_of(item("1", answer(text))).partition("</blockquote>\n")[2]

    assert shown(body) == shown(page_of(text or JAPANESE["unanswered"]))
    assert links(body) == [READER.normalizeLink(address) for address in links(page_of(text))]
    assert set(re.findall(r"<([a-z]+)", body)) <= {"p", "br", "a"}


SIGNS = st.text(alphabet="ab1&;\\_*~[](){}!#$%'+,=?@^`|.:/-", max_size=12)


@given(SIGNS, SIGNS)
@example("copy", "?a=1&copy;=2")
@example("a", "a\\_b\\")
def test_evidence_leads_where_the_page_leads(label, path):
    link = EvidenceLink(label.strip(), f"https://a.example/{path}")
    answered = item("1", answer("Words", evidence=str(link)))

    body = html_of(answered).partition("<ul>")[2].rpartition("<li>")[2]

    [address] = links(body)
    assert address == READER.normalizeLink(link.address)
    assert shown(body) == shown(escape(link.label or link.address))


@pytest.mark.parametrize("text", NAMED)
def test_a_scheme_that_is_only_named_is_no_link(text):
    """Many readers make a link of a bare address, and so of https://だけ."""
    made = sheet(item("1", answer(text)))
    body = html_of(*made.items()).partition("</blockquote>\n")[2]

    assert not re.search(r"(?<!\\)://", sheet_md.render(made).decode())
    assert shown(body) == shown(page_of(text))
    assert links(body) == []


@given(MARKS.filter(str.strip))
def test_a_title_shows_as_it_is(text):
    text = " ".join(text.split())

    html = html_of(item("1", name=text, question=text), title=text)

    [title] = re.findall(r"<h1>(.*?)</h1>", html)
    [heading] = re.findall(r"<h3>(.*?)</h3>", html)
    [question] = re.findall(r"<blockquote>\s*<p>(.*?)</p>\s*</blockquote>", html, re.DOTALL)
    assert shown(title) == shown(question) == shown(page_of(text))
    assert shown(heading) == shown(page_of(f"1　{text}"))


def test_the_whole_sheet_stands_in_reading_order():
    full = sheet(
        item("1", answer("All", availability="yes"), answer("More", products=("alpha",))),
        item("2", answer("All"), same_as="1", category="Big"),
        item("3"),
        title="Our sheet",
        department="Desk",
        established_on=date(2024, 1, 2),
        notes="Note",
        contact="Ask us",
    )
    text = sheet_md.render(full).decode()

    assert (
        text
        == f"""# Our sheet

- 会社：Example Inc. Desk
- 制定日：2024年1月2日
- 更新日：2025年10月1日
- バージョン：1.0
- サービス・製品：Alpha、Beta
- ガイドライン：Guideline
- 固定アドレス：/sheet/versions/1.0/
- JSONファイルのSHA-256：{sha256_of(canonical_text(full))}

## この版の変更点

First

## 備考

Note

## Basics

### 1　Name 1

> Question 1?

**有り**

All

**Alpha**

More

### 2　Big　Name 2

> Question 2?

**同上（項目1）**

All

### 3　Name 3

> Question 3?

（未回答）

## お問い合わせ先

Ask us
"""
    )


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_words_around_a_sheet_in_another_language_are_english(language):
    both = answer("More", products=("alpha", "beta"), evidence="https://example.com/")
    made = sheet(
        item("1", answer("All", availability="partial", responsibility="vendor"), both),
        item("2", same_as="1", category="Big"),
        established_on=date(2024, 1, 2),
        notes="Note",
        contact="Ask us",
        language=language,
    )
    text = sheet_md.render_product(made, ALPHA).decode()

    assert (
        text
        == f"""# Title

- Company: Example Inc.
- Established: 2 January 2024
- Updated: 1 October 2025
- Version: 1.0
- Products: Alpha, Beta
- Scope of this document: Alpha (with the answers common to all products)
- Guideline: Guideline
- Permanent address: /sheet/versions/1.0/
- SHA-256 of the JSON file: {sha256_of(canonical_text(made))}

## Changes in this version

First

## Notes

Note

## Basics

### 1 – Name 1

> Question 1?

**Partial or conditional – Responsible: us**

All

**Alpha, Beta**

More

Evidence:

- <https://example.com/>

### 2 – Big – Name 2

> Question 2?

**Same as item 1**

## Contact

Ask us
"""
    )
    assert "(Not answered)" in sheet_md.render(sheet(item("1"), language=language)).decode()


def test_a_product_reads_what_is_stated_for_it_alone():
    common, own = answer("All", availability="yes"), answer("More", products=("alpha",))
    other = answer("Other", products=("beta",), availability="no")
    text = sheet_md.render_product(sheet(item("1", common, own, other)), ALPHA).decode()

    assert "- この文書の範囲：Alpha（全サービス共通の回答を含む）" in text
    assert "More" in text
    assert "Other" not in text


def test_a_product_s_view_says_what_its_page_says_of_the_product():
    product = SheetProduct("alpha", "Alpha", "https://alpha.example/", date(2024, 4, 1))
    made = sheet(item("1", answer("All")), products=(product,))

    own, whole = sheet_md.render_product(made, product).decode(), sheet_md.render(made).decode()

    facts = ["- Webサイト：<https://alpha.example/>", "- サービス開始日：2024年4月1日"]
    assert [fact for fact in facts if fact not in own] == []
    assert [fact for fact in facts if fact in whole] == []


def test_items_without_a_section_are_no_part_of_what_stands_above_them():
    made = sheet(notes="Note", sections=(SheetSection("", (item("1"),)),))

    assert "Note\n\n## 全般\n\n### 1" in sheet_md.render(made).decode()


@pytest.mark.parametrize("text", ["www.a.example", "See WWW.a.example/b"])
def test_no_reader_makes_a_link_of_what_is_none(text):
    # Readers with the rules of GitHub link a text that begins with "www."; the page does not.
    made = sheet_md.render(sheet(item("1", answer(text)))).decode()

    assert text.replace(".", "\\.", 1) in made


def test_a_line_of_many_products_is_one_emphasis():
    names = SheetProduct("stars", "**Stars** (1)", "", None), ALPHA
    html = html_of(item("1", answer("Words", products=("stars", "alpha"))), products=names)

    assert "<strong>**Stars** (1)、Alpha</strong>" in html


@pytest.mark.django_db
def test_readers_find_the_file_of_a_version_and_of_a_product_s_view(client):
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    change_answer(checklist, "1", body="Common words")
    change_answer(checklist, "1", product=alpha, body="Words of Alpha")
    approve(submit(checklist, "2.0"))
    page = client.get("/sheet/products/alpha/").content.decode()

    whole, view = client.get("/sheet/sheet.md"), client.get("/sheet/products/alpha/sheet.md")

    assert 'href="/sheet/products/alpha/sheet.md" download="sheet-2.0-alpha.md"' in page
    assert whole["Content-Type"] == view["Content-Type"] == "text/markdown; charset=utf-8"
    assert view["Content-Disposition"] == 'attachment; filename="sheet-2.0-alpha.md"'
    assert "Words of Alpha" in view.content.decode()
    assert client.get("/sheet/products/nobody/sheet.md").status_code == 404


def test_equal_sheets_make_equal_bytes_and_other_words_others():
    first = sheet(item("1", answer("Words")))

    assert sheet_md.render(first) == sheet_md.render(replace(first))
    assert sheet_md.render(first) != sheet_md.render(sheet(item("1", answer("Others"))))
