"""Readers look for answers: by words and filters, without a script, by GET."""

import re

import pytest

from tests.factory import (
    change_answer,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    reviewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    """Version 1.0, and 2.0 in which the answer to item 2 is another one."""
    alpha = make_product()
    checklist = make_checklist(products=[alpha], guideline=make_guideline(items=("1", "2", "3")))
    change_answer(checklist, "1", availability="yes", body="通信はTLS1.2で暗号化します。")
    change_answer(checklist, "2", availability="no", body="毎日です。")
    change_answer(checklist, "2", product=alpha, body="Alphaは毎時です。", responsibility="vendor")
    make_approved(checklist)
    change_answer(checklist, "2", body="毎週です。")
    make_approved(checklist, "2.0")
    return checklist


def search(client, **asked):
    return client.get("/sheet/search/", asked)


def numbers(response):
    return re.findall(r'<tr id="item-([^"]+)"', response.content.decode())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "ＴＬＳ１．２"}, ["1"]),
        ({"q": "毎週"}, ["2"]),
        ({"q": "毎日"}, []),
        ({"availability": "no"}, ["2"]),
        ({"availability": "unanswered"}, ["3"]),
        ({"responsibility": "vendor"}, ["2"]),
        ({"since": "1.0"}, ["2"]),
        ({"section": "1", "q": "Name"}, ["1", "2", "3"]),
        ({"product": "alpha", "q": "毎時"}, ["2"]),
        ({"q": "暗号", "since": "1.0"}, []),
    ],
)
def test_what_is_asked_for_is_found(client, checklist, asked, expected):
    assert numbers(search(client, **asked)) == expected


def test_matches_are_marked_in_the_text_as_it_is_written(client, checklist):
    shown = search(client, q="ｔｌｓ 暗号").content.decode()

    assert re.findall("<mark>(.*?)</mark>", shown) == ["TLS", "暗号"]


def test_a_match_inside_a_link_leaves_the_link_whole(client):
    checklist = make_checklist()
    change_answer(checklist, "1", body="See https://example.com/tls?a=1&b=<x>.")
    make_approved(checklist)

    shown = search(client, q="tls").content.decode()

    assert '<a href="https://example.com/tls?a=1&amp;b=">https://example.com/<mark>tls</mark>?' in (
        shown
    )


def test_what_was_found_leads_to_its_place_in_the_sheet(client, checklist):
    assert 'href="/sheet/#item-1"' in search(client, q="TLS").content.decode()
    of_product = search(client, q="毎時", product="alpha").content.decode()
    assert 'href="/sheet/products/alpha/#item-2"' in of_product


def test_nothing_found_says_what_to_try(client, checklist):
    shown = search(client, q="TLS", availability="no", section="1").content.decode()

    assert "該当する項目はありません" in shown
    assert re.findall(r'<li><a href="\?([^"]*)">([^<]*)<', shown) == [
        ("availability=no&amp;section=1", "「語句」の条件を外す：1項目"),
        ("q=TLS&amp;section=1", "「有無」の条件を外す：1項目"),
    ]


def test_what_only_another_product_says_is_offered(client):
    alpha, beta = make_product(), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta])
    change_answer(checklist, "1", product=beta, body="Zebra")
    make_approved(checklist)

    shown = search(client, q="Zebra", product="alpha").content.decode()

    assert '<a href="?q=Zebra">「サービス・製品」の条件を外す：1項目' in shown


def test_asked_for_nothing_it_is_a_form(client, checklist):
    response = search(client)

    assert (response.status_code, numbers(response)) == (200, [])
    assert "件が見つかりました" not in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "a" * 101},
        {"q": "a\0b"},
        {"section": "99"},
        {"section": "x"},
        {"availability": "maybe"},
        {"responsibility": "nobody"},
        {"product": "beta"},
        {"since": "9.9"},
        {"since": "2.0"},
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(client, checklist, asked):
    response = search(client, **asked)

    assert (response.status_code, numbers(response)) == (200, [])
    assert response.content.decode().count('role="alert"') == 1


def test_what_is_unknown_in_the_query_changes_nothing(client, checklist):
    assert numbers(search(client, q="TLS", utm_source="mail")) == ["1"]


def test_a_withdrawn_version_is_no_choice(client, checklist):
    first = checklist.revisions.get(version="1.0")
    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    assert '<option value="1.0">' not in search(client).content.decode()


def test_another_search_finds_another_thing_although_searches_are_kept(client, checklist):
    found = [numbers(search(client, q=word)) for word in ("TLS", "毎週", "TLS")]

    assert found == [["1"], ["2"], ["1"]]


def test_a_new_version_is_searched_at_once(client, checklist):
    before = numbers(search(client, q="毎年"))
    change_answer(checklist, "3", body="毎年です。")
    make_approved(checklist, "3.0")

    assert (before, numbers(search(client, q="毎年"))) == ([], ["3"])


def test_items_of_any_number_are_found_by_it(client):
    guideline = make_guideline(items=("25",))
    make_item(guideline, "A&A-01.1")
    make_approved(make_checklist(guideline=guideline))

    assert numbers(search(client, q="a&a-01.1")) == ["A_26_A-01.1"]
