"""In which language pages and files say that a sheet's text is: what letters tell, or the sheet."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    reviewer,
    submit,
    withdraw,
)
from tests.pages import page_of
from texts.language import language_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Our own words, and those that name something of the sheet within words of the frame.
APART = re.compile(r"日本語|開示|.* \| Kaiji|History of .*")
VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
PAGES = (
    "/en/",
    "/en/sheet/",
    "/en/sheet/products/alpha/",
    "/en/sheet/search/?q=1",
    "/en/sheet/search/?q=nothing",
    "/en/sheet/versions/",
    "/en/sheet/versions/1.0/",
    "/en/sheet/versions/2.0/",  # withdrawn
    "/en/sheet/since/1.0/",
    "/en/sheet/since/2.0/",
)
ENGLISH = {
    "answer": "We keep seven copies.",
    "other": "We keep nine copies.",
    "name": "Copies",
    "notes": "See below.",
    "product": "Alpha",
}
JAPANESE = {
    "answer": "7世代を保管しています。",
    "other": "9世代を保管しています。",
    "name": "バックアップ",
    "notes": "下をご覧ください。",
    "product": "アルファ",
}
STATED = {**ENGLISH, "language": "zh-Hans"}  # words without kana, on frames of other languages
NOTICE = "Wrong figures."  # not the sheet's


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (("Words",), ""),
        (("We keep 7 copies.", "複製している"), "ja"),
        (("カタカナ",), "ja"),
        (("ｶﾅ",), "ja"),
        (("備份",), ""),
        (("約翰・史密斯",), ""),  # a name in Chinese
        ((), ""),
    ],
)
def test_a_text_is_japanese_where_kana_stand_in_it(texts, language):
    assert language_of(*texts) == language


def test_a_text_without_kana_is_in_the_language_that_is_stated():
    assert language_of("備份", stated="zh-Hant") == "zh-Hant"
    assert language_of("株式会社安全", stated="en") == ""
    assert language_of("バックアップ", stated="zh-Hant") == "ja"


class Spoken(HTMLParser):
    """Each text of a page with the language that it is said to be in."""

    def __init__(self, html):
        super().__init__()
        self.open, self.texts = [("", "")], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = attrs.get("lang", self.open[-1][1])
        for name in ("title", "content", "aria-label"):
            self.texts.append((attrs.get(name) or "", language))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        self.texts.append((text, self.open[-1][1]))


def spoken(client, addresses):
    """All texts of these pages with their languages, but for the link to the Japanese frame."""
    responses = [client.get(address) for address in addresses]
    assert {response.status_code for response in responses} <= {200, 410}
    pages = [response.content.decode() for response in responses]
    texts = {(text.strip(), lang) for page in pages for text, lang in Spoken(page).texts}
    return {text for text in texts if text[0] and not APART.fullmatch(text[0])}


@pytest.fixture
def published(request):
    words = request.param
    alpha = make_product(words["product"], slug="alpha")
    guideline = make_guideline(name=words["name"], items=())
    make_item(guideline, "1", name=words["name"], question=words["answer"])
    checklist = make_checklist(
        guideline=guideline,
        products=[alpha],
        title=words["name"],
        company=words["name"],
        notes=words["notes"],
        contact=words["notes"],
        language=words.get("language", ""),
    )
    change_answer(checklist, "1", body=words["answer"], reason=words["notes"])
    make_approved(checklist, summary=words["notes"])
    change_answer(checklist, "1", product=alpha, body=words["other"], reason=words["notes"])
    second = make_approved(checklist, "2.0", summary=words["notes"])
    change_answer(checklist, "1", body=words["other"], reason=words["notes"])
    make_approved(checklist, "3.0", summary=words["notes"])
    withdraw(second, NOTICE, reason=words["notes"])
    return checklist


def staff_pages(checklist):
    """The review page of a submission, and other pages of the English admin."""
    change_answer(checklist, "1", availability="yes")
    change_answer(checklist, "1", body="8", reason=checklist.notes)
    waiting = submit(checklist, "4.0", summary=checklist.notes)
    waiting.comment(by=reviewer(), texts={"1": checklist.notes})
    with translation.override("en"):
        return [
            reverse("admin:index"),
            reverse("admin:disclosures_revision_change", args=[waiting.pk]),
            reverse("admin:disclosures_revision_frozen", args=[waiting.pk]),
            page_of(checklist, "preview"),
            page_of(checklist, "changes"),
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("published", [ENGLISH], indirect=True)
def test_nothing_says_that_an_english_sheet_is_japanese(client, published):
    client.force_login(editor())
    texts = spoken(client, PAGES) | spoken(client, staff_pages(published))

    assert {(words, "") for words in ENGLISH.values()} <= texts
    assert {text for text in texts if text[1] == "ja"} == set()
    assert {text for text, _language in texts if "Japanese" in text} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("published", [JAPANESE], indirect=True)
def test_no_japanese_text_is_said_to_be_english(client, published):
    client.force_login(editor())
    texts = spoken(client, PAGES) | spoken(client, staff_pages(published))

    assert {(words, "ja") for words in JAPANESE.values()} <= texts
    assert {text for text in texts if language_of(text[0]) == "ja" and text[1] != "ja"} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("published", [STATED], indirect=True)
def test_texts_of_a_sheet_are_in_the_language_that_it_states(client, published):
    client.force_login(editor())
    versions = "/en/sheet/versions/"  # it reads no other sheet than the one that is public now
    texts = spoken(client, set(PAGES) - {versions})
    staff_texts = spoken(client, staff_pages(published))

    words = set(ENGLISH.values())
    assert {text for text in texts if text[0] in words} == {(word, "zh-Hans") for word in words}
    assert {lang for text, lang in texts | spoken(client, [versions]) if text == NOTICE} == {""}
    assert {(word, "zh-Hans") for word in words} <= staff_texts
    assert (ENGLISH["notes"], "") in staff_texts  # a reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("published", "language"),
    [(ENGLISH, ""), (JAPANESE, "ja"), (STATED, "zh-Hans")],
    indirect=["published"],
)
@pytest.mark.parametrize("frame", ["ja", "en"])
def test_the_feed_tells_its_frame_from_the_sheet(client, published, language, frame):
    prefix = "" if frame == "ja" else f"/{frame}"
    feed = ElementTree.fromstring(client.get(f"{prefix}/sheet/feed.atom").content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")

    assert feed.get(XML_LANG) == language
    assert {entry.get(XML_LANG) for entry in entries} == {frame}
    assert f'<p lang="{language}">' in entries[0].findtext("{http://www.w3.org/2005/Atom}summary")
