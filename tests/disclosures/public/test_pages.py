"""What readers find at the public addresses."""

import hashlib
import json
import re
from datetime import date

import pytest
from django.urls import reverse

from disclosures.models import Revision
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    """The page as a reader reads it: without markup and the legend, blanks folded."""
    apart = r"(?s)<head>.*?</head>|<dl class=\"legend\">.*?</dl>|<[^>]+>"
    body = re.sub(apart, " ", response.content.decode())
    return " ".join(body.split())


def page(client, name, *args):
    return text_of(client.get(reverse(name, args=args)))


def test_the_first_page_leads_to_every_published_checklist(client):
    make_approved(make_checklist("one", title="First sheet"))
    make_approved(
        make_checklist("two", guideline=make_guideline("g2"), title="Second sheet"), "3.1"
    )
    make_checklist("draft", guideline=make_guideline("g3"), title="Unseen")

    response = client.get("/")

    assert re.findall(r'<h2 lang=""><a href="([^"]+)">([^<]+)<', response.content.decode()) == [
        ("/one/", "First sheet"),
        ("/two/", "Second sheet"),
    ]


def test_the_first_page_says_when_nothing_is_published(client):
    assert "現在、公開中のシートはありません。" in text_of(client.get("/"))


def test_the_page_shows_the_title_block_and_every_item(client):
    checklist = make_checklist(
        products=[make_product("Alpha")],
        established_on=date(2025, 4, 1),
        notes="Read this first.",
        contact="info@example.com",
        department="Security",
    )
    change_answer(checklist, "1", availability="yes", responsibility="shared", body="With care.")
    make_approved(checklist, "2.0")

    shown = page(client, "checklist", "sheet")

    for part in [
        "Title of sheet",
        "Example Inc. Security",
        "2025年4月1日",
        "2025年10月1日",
        "2.0",
        "First version",
        "Read this first.",
        "Alpha",
        "Basics",
        "Name 1",
        "Question 1?",
        "● 有り",
        "責任主体：共同",
        "With care.",
        "未回答",
        "info@example.com",
        Revision.objects.get().sha256,
    ]:
        assert part in shown


def test_every_item_has_an_anchor_that_customers_quote(client):
    guideline = make_guideline(items=("25",))
    make_item(guideline, "A&A-01.1")
    make_approved(make_checklist(guideline=guideline))

    response = client.get("/sheet/")

    assert re.findall(r'<tr id="([^"]+)"', response.content.decode()) == [
        "item-25",
        "item-A_26_A-01.1",
    ]


def test_a_repeated_answer_is_shown_resolved(client):
    checklist = make_checklist()
    change_answer(checklist, "1", body="Said once.")
    change_answer(checklist, "2", same_as=answer_item(checklist, "1"))
    make_approved(checklist)

    shown = page(client, "checklist", "sheet")

    assert shown.count("Said once.") == 2
    assert "項目1と同じ" in shown


def answer_item(checklist, number):
    return checklist.guideline.items.get(number=number)


def test_a_product_view_adds_the_products_words_to_the_common_ones(client):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta])
    change_answer(checklist, "1", availability="yes", body="For all.")
    change_answer(checklist, "1", product=alpha, availability="no", body="Only Alpha.")
    change_answer(checklist, "1", product=beta, body="Only Beta.")
    make_approved(checklist)

    shown = page(client, "product", "sheet", "alpha")

    assert ("For all." in shown, "Only Alpha." in shown, "Only Beta." in shown) == (
        True,
        True,
        False,
    )
    assert ("× 無し" in shown, "● 有り" in shown) == (True, False)


def test_a_product_that_the_sheet_does_not_name_has_no_view(client):
    make_product("Later")
    make_approved()

    assert client.get("/sheet/products/later/").status_code == 404


def test_sheet_json_is_the_frozen_text_and_hashes_to_what_the_page_prints(client):
    revision = make_approved()

    downloaded = client.get("/sheet/sheet.json")

    digest = hashlib.sha256(downloaded.content).hexdigest()
    assert downloaded.content == revision.sheet.encode()
    assert f'class="hash">{digest}<' in client.get("/sheet/").content.decode()


def test_previous_of_the_second_version_is_the_hash_of_the_first(client):
    checklist = make_approved().checklist
    approve(submit(checklist, "2.0"))

    first = client.get("/sheet/versions/1.0/sheet.json").content
    second = json.loads(client.get("/sheet/versions/2.0/sheet.json").content)

    assert second["previous"] == {"version": "1.0", "sha256": hashlib.sha256(first).hexdigest()}


def test_a_permanent_page_keeps_its_words_and_leads_to_the_newest(client):
    checklist = make_checklist()
    change_answer(checklist, "1", body="The old words.")
    make_approved(checklist)
    change_answer(checklist, "1", body="The new words.")
    make_approved(checklist, "2.0")

    old = client.get("/sheet/versions/1.0/").content.decode()
    new = client.get("/sheet/versions/2.0/").content.decode()

    assert "The old words." in old
    assert 'class="newest" href="/sheet/"' in old
    assert "The new words." in new
    assert 'class="newest"' not in new


def test_the_english_frame_keeps_the_japanese_text(client):
    checklist = make_checklist(notes="日本語の注記")
    make_approved(checklist)

    shown = text_of(client.get("/en/sheet/"))

    assert "Changes in this version" in shown
    assert "日本語の注記" in shown
    assert 'lang="en"' in client.get("/en/sheet/").content.decode()


@pytest.mark.parametrize(
    ("language", "frame", "sentence"),
    [
        ("ja", "/en", "The answers of this sheet are written in Japanese."),
        ("zh-Hans", "/en", "The answers of this sheet are written in Simplified Chinese."),
        ("en", "", "このシートの回答は英語で書かれています。"),
        ("ja", "", None),
        ("en", "/en", None),
        ("", "/en", None),
    ],
)
def test_a_page_of_answers_says_where_they_are_not_in_its_language(
    client, language, frame, sentence
):
    make_approved(make_checklist(language=language, products=[make_product()]))
    pages = ["/sheet/", "/sheet/products/alpha/", "/sheet/versions/1.0/", "/sheet/search/?q=1"]
    others = ["/", "/sheet/versions/", "/sheet/search/", "/sheet/search/?q=nothing"]

    said = [
        re.findall(r"The answers of this sheet.*?\.|このシートの回答は.*?。", text)
        for text in (text_of(client.get(frame + address)) for address in (*pages, *others))
    ]

    assert said == [[sentence] if sentence else []] * len(pages) + [[]] * len(others)


@pytest.mark.parametrize("address", ["/", "/sheet/", "/sheet/versions/", "/sheet/versions/1.0/"])
def test_every_page_leads_to_itself_in_the_other_language(client, address):
    make_approved()

    shown = client.get(address).content.decode()

    for language, there in (("en", f"/en{address}"), ("ja", address), ("x-default", address)):
        assert f'hreflang="{language}" href="http://testserver{there}"' in shown
    assert f'rel="canonical" href="http://testserver{address}"' in shown


def test_no_public_answer_sets_a_cookie_or_varies_on_one(client):
    make_approved(make_checklist(products=[make_product()]))

    for address in addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address


def addresses():
    return [
        "/",
        "/en/",
        "/sheet/",
        "/en/sheet/",
        "/sheet/products/alpha/",
        "/sheet/versions/",
        "/sheet/versions/1.0/",
        "/sheet/sheet.json",
        "/sheet/versions.json",
        "/sheet/versions/1.0/sheet.json",
        "/schemas/sheet-1.json",
        "/healthz",
        "/readyz",
    ]


def test_public_addresses_are_only_read(client):
    make_approved(make_checklist(products=[make_product()]))

    assert {client.post(address).status_code for address in addresses()} == {405}


PAGES = ["/", "/sheet/", "/sheet/products/alpha/", "/sheet/versions/0.0/", "/sheet/versions/"]


@pytest.mark.parametrize("versions", [1, 30])
def test_a_page_is_made_with_few_queries_and_then_asks_only_what_is_public(
    client, versions, django_assert_max_num_queries, django_assert_num_queries
):
    checklist = make_checklist(products=[make_product()])
    for number in range(versions):
        make_approved(checklist, f"{number}.0")
    for address in PAGES:
        with django_assert_max_num_queries(8):
            first = client.get(address)
        with django_assert_num_queries(1):
            again = client.get(address)
        assert (again.status_code, again.content) == (200, first.content)


def test_an_answer_is_never_markup(client):
    checklist = make_checklist(title="<scriptable>alert(1)")
    change_answer(checklist, "1", body="<imgs>alert(2)")
    make_approved(checklist)

    shown = client.get("/sheet/").content.decode()

    assert "&lt;scriptable&gt;alert" in shown
    assert "<scriptable>" not in shown
    assert "<imgs>" not in shown


def test_what_was_never_published_looks_like_what_never_was(client):
    make_checklist("draft")

    unknown, draft = client.get("/unknown/"), client.get("/draft/")

    assert (unknown.status_code, draft.status_code) == (404, 404)
    assert unknown.content == draft.content


def test_a_version_of_another_checklist_is_not_found(client):
    make_approved()
    make_approved(make_checklist("other", guideline=make_guideline("g2")), "7.0")

    assert client.get("/sheet/versions/7.0/").status_code == 404


def test_a_product_keeps_its_page_while_the_working_copy_drops_it(client):
    checklist = make_checklist(products=[make_product()])
    make_approved(checklist)
    saved(checklist)
    checklist.for_products.get().delete(by=Revision.objects.get().submitted_by, reason="Gone")

    assert client.get("/sheet/products/alpha/").status_code == 200
