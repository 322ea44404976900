"""What changed between two versions, for readers; of a withdrawn one nothing is told."""

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosures.exports.registry import COMPARISON_FORMATS
from tests import factory
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    manager,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db

NOTICE = "Version withdrawn, please ask us."
FILES = ["", *(f"changes.{name}" for name in COMPARISON_FORMATS)]  # "" is the page


@pytest.fixture
def checklist():
    """1.0, 2.0 with a flip in item 3 and other words in item 1, and 3.0 with other notes."""
    checklist = make_checklist(products=[make_product(), make_product("Beta")], notes="Old notes.")
    change_answer(checklist, "1", body="Words of one.")
    change_answer(checklist, "3", availability="yes")
    make_approved(checklist)
    change_answer(checklist, "1", body="Words of two.")
    change_answer(checklist, "3", availability="no")
    make_approved(checklist, "2.0")
    checklist.notes = "New notes."
    saved(checklist)
    make_approved(checklist, "3.0")
    return checklist


def withdraw(checklist, version):
    revision = checklist.revisions.get(version=version)
    factory.withdraw(revision, NOTICE, reason="Internal words")


def numbers(response):
    """The items in the order of the page; "" is the title."""
    shown = response.content.decode()
    return re.findall(r'rowgroup.*?class="number"[^>]*>([^<]*)<', shown, re.DOTALL)


def test_in_the_english_frame_words_are_english_and_texts_as_they_are(client, checklist):
    shown = client.get("/en/sheet/versions/2.0/since/1.0/").content.decode()

    assert "The availability flipped" in shown
    assert '<p class="text"><del>Yes</del>' in shown
    assert '<p class="text" lang="">Words of <del>one</del>.' in shown


def test_the_riskiest_change_comes_first_and_both_texts_are_shown(client, checklist):
    response = client.get("/sheet/versions/2.0/since/1.0/")

    shown = response.content.decode()
    assert numbers(response) == ["3", "1"]
    assert "有無の逆転" in shown
    assert "Words of <del>one</del>." in shown
    assert "Words of <ins>two</ins>." in shown


def test_any_two_versions_can_be_compared(client, checklist):
    assert numbers(client.get("/sheet/versions/3.0/since/2.0/")) == [""]
    assert numbers(client.get("/sheet/versions/3.0/since/1.0/")) == ["", "3", "1"]


def test_the_version_that_i_reviewed_has_an_address_for_all_that_follows(client, checklist):
    before = numbers(client.get("/sheet/since/2.0/"))
    change_answer(checklist, "2", body="More")
    make_approved(checklist, "4.0")

    assert (before, numbers(client.get("/sheet/since/2.0/"))) == ([""], ["", "2"])


def test_the_newest_one_is_said_to_be_the_newest(client, checklist):
    response = client.get("/sheet/since/3.0/")

    assert (response.status_code, numbers(response)) == (200, [])
    assert "版 3.0 が現在公開中です。" in response.content.decode()


def test_a_version_without_changes_was_confirmed(client, checklist):
    make_approved(checklist, "4.0")

    shown = client.get("/sheet/versions/4.0/since/3.0/").content.decode()

    assert "内容に変更はありません。" in shown


@pytest.mark.parametrize(
    "address", ["2.0/since/3.0", "2.0/since/2.0", "2.0/since/9.9", "9.9/since/1.0"]
)
def test_what_is_not_older_is_not_found(client, checklist, address):
    for file in FILES:
        assert client.get(f"/sheet/versions/{address}/{file}").status_code == 404


def test_a_version_on_its_way_is_not_found(client, checklist, clock):
    clock.forward(minutes=1)
    submitted = submit(checklist, "4.0")
    during = client.get("/sheet/versions/4.0/since/3.0/").status_code
    approve(submitted, at=clock.now().replace(year=2100))

    assert (during, client.get("/sheet/versions/4.0/since/3.0/").status_code) == (404, 404)


def test_the_files_say_the_same(client, checklist):
    told = json.loads(client.get("/sheet/versions/2.0/since/1.0/changes.json").content)
    book = client.get("/sheet/versions/2.0/since/1.0/changes.xlsx")

    assert [item["number"] for item in told["items"]] == ["3", "1"]
    assert (told["from"]["version"], told["to"]["version"]) == ("1.0", "2.0")
    assert book["Content-Disposition"] == 'attachment; filename="sheet-1.0-2.0.xlsx"'
    rows = load_workbook(BytesIO(book.content)).active.iter_rows(min_row=4, values_only=True)
    assert [row[0] for row in rows] == ["3", "1"]


# Withdrawn versions


ADDRESSES = [
    *(f"/sheet/versions/3.0/since/1.0/{file}" for file in FILES),
    "/en/sheet/versions/3.0/since/1.0/",
    "/sheet/since/1.0/",
    "/sheet/feed.atom",
    "/sheet/versions/2.0/since/1.0/",
]


def readable(response):
    """All text of an answer, that of a workbook's cells included."""
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    book = load_workbook(BytesIO(response.content), rich_text=True)
    return str([[str(cell.value) for cell in row] for sheet in book for row in sheet])


def test_of_a_withdrawn_older_version_the_items_and_the_new_text_alone_are_told(client, checklist):
    secret = ("Words of one.", "one", "Old notes", "有無の逆転", "flip", "flipped")
    before = {address: readable(client.get(address)) for address in ADDRESSES}

    withdraw(checklist, "1.0")

    after = {address: client.get(address) for address in ADDRESSES}
    assert {response.status_code for response in after.values()} == {200}
    told = {address: readable(response) for address, response in after.items()}
    assert any("Words of one" in text or "<del>one" in text for text in before.values())
    for address, text in told.items():
        assert [word for word in secret if re.search(rf"\b{word}\b", text)] == [], address
    assert "Words of two." in told[ADDRESSES[0]]
    assert numbers(after[ADDRESSES[0]]) == ["", "1", "3"]  # in reading order: risk would tell


def test_items_that_only_a_withdrawn_version_had_are_numbers(client, checklist):
    item = checklist.guideline.items.get(number="2")
    item.retired_on = "2025-10-01"
    saved(item)
    make_approved(checklist, "4.0")
    withdraw(checklist, "1.0")

    shown = client.get("/sheet/versions/4.0/since/1.0/").content.decode()

    assert numbers(client.get("/sheet/versions/4.0/since/1.0/")) == ["", "1", "3", "2"]
    assert "Name 2" not in shown
    assert "Question 2" not in shown


def test_what_only_a_withdrawn_versions_products_said_is_not_told(client, checklist):
    beta = checklist.products()[1]
    change_answer(checklist, "1", product=beta, body="Of Beta alone.")
    change_answer(checklist, "1", product=checklist.products()[0], body="Of Alpha.")
    make_approved(checklist, "4.0")
    change_answer(checklist, "1", product=checklist.products()[0], body="Of Alpha now.")
    checklist.for_products.get(product=beta).delete(by=manager(), reason="Gone")
    make_approved(checklist, "5.0")
    withdraw(checklist, "4.0")

    for file in FILES:
        told = readable(client.get(f"/sheet/versions/5.0/since/4.0/{file}"))
        assert "beta" not in told.lower(), file
        assert "Of Alpha now." in told, file


def test_of_what_is_true_or_false_the_new_value_would_tell_the_old_one(client, checklist):
    item = checklist.guideline.items.get(number="2")
    item.asks_availability = True
    saved(item)
    make_approved(checklist, "4.0")
    withdraw(checklist, "3.0")

    told = json.loads(client.get("/sheet/versions/4.0/since/3.0/changes.json").content)

    assert [(one["number"], one["fields"]) for one in told["items"]] == [("2", [])]
    assert told.keys().isdisjoint({"products_removed", "is_reordered"})


def test_the_version_that_returns_is_compared_with_the_withdrawn_one(client, checklist):
    withdraw(checklist, "3.0")
    withdraw(checklist, "2.0")

    gone = client.get("/sheet/versions/2.0/").content.decode()
    since = client.get("/sheet/since/2.0/")

    assert 'href="/sheet/since/2.0/"' in gone
    assert (since.status_code, numbers(since)) == (200, ["1", "3"])
    assert b"Words of one." in since.content
    assert b"Words of two." not in since.content


def test_the_page_says_that_a_newer_version_was_withdrawn(client, checklist):
    before = "公開を停止しました" in client.get("/sheet/").content.decode()
    withdraw(checklist, "3.0")

    shown = client.get("/sheet/").content.decode()

    assert (before, "版 3.0 は" in shown) == (False, True)
    assert 'href="/sheet/versions/3.0/"' in shown
    assert 'href="/sheet/versions/2.0/since/1.0/"' in shown


def test_a_withdrawn_newer_version_is_gone(client, checklist):
    withdraw(checklist, "2.0")

    for file in FILES:
        gone = client.get(f"/sheet/versions/2.0/since/1.0/{file}")
        assert (gone.status_code, NOTICE in gone.content.decode()) == (410, True)
        assert b"Words of two" not in gone.content


# The form that names two versions


@pytest.mark.parametrize(
    ("newer", "older", "target"),
    [
        ("2.0", "1.0", "/sheet/versions/2.0/since/1.0/"),
        ("1.0", "2.0", "/sheet/versions/2.0/since/1.0/"),
        ("2.0", "2.0", "/sheet/versions/2.0/"),
        ("", "", "/sheet/versions/"),
        ("//evil", "1.0", "/sheet/versions/"),
    ],
)
def test_two_chosen_versions_lead_to_their_address(client, checklist, newer, older, target):
    response = client.get("/sheet/compare/", {"newer": newer, "older": older})

    assert (response.status_code, response["Location"]) == (302, target)


def test_a_withdrawn_version_is_the_older_one_of_any_two(client, checklist):
    withdraw(checklist, "3.0")

    for newer, older in (("3.0", "1.0"), ("1.0", "3.0")):
        response = client.get("/sheet/compare/", {"newer": newer, "older": older})
        assert response["Location"] == "/sheet/versions/1.0/since/3.0/"
        assert client.get(response["Location"]).status_code == 200


def test_versions_that_nobody_saw_lead_nowhere(client, checklist):
    submit(checklist, "4.0")

    for label in ("4.0", "9.9"):
        asked = {"newer": label, "older": "1.0"}
        assert client.get("/sheet/compare/", asked).status_code == 404
