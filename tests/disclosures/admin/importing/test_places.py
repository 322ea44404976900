"""The preview begins where a person was: at the row that was decided, or at what is wrong."""

import re

import pytest

from disclosures.models import Intake
from tests.pages import page_of

from .import_pages import bring, confirm, sent, stated, words, workbook
from .repairing import ROWS, decide, fields, opened, row_of

pytestmark = pytest.mark.django_db


LOST = ("99", None, "Something else", "What else?", "Of no item.")


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook([*ROWS, LOST]))


def beginnings(page):
    """The names or ids of what has the focus once the page is there."""
    tags = re.findall(r"<[^>]* autofocus[^>]*>", page.content.decode())
    return [re.search(r'(?:name|id)="([^"]*)"', tag)[1] for tag in tags]


def link_of(page):
    """Where the message leads, and whether the page has that place."""
    [message] = page.context["messages"]
    place = re.search(r'href="#([^"]*)"', str(message))[1]
    return place, f'id="{place}"' in page.content.decode()


def choose(desk, intake, page, number):
    [line] = page.context["lost"]
    row = line.line.row_number
    values = {"choose": f"{row}:{line.mark}", f"item-{row}": number}
    return row, desk.post(page_of(intake, "decide"), {**sent(page), **values}, follow=True)


def test_it_begins_at_the_row_where_something_is_typed_elsewhere(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "2", "accept", change_reason="Yearly review")

    assert beginnings(page) == [row_of(page, "2").found.anchor]


def test_else_the_address_leads_to_it(desk, brought):
    intake, page = brought
    found = row_of(page, "2").found

    page = decide(desk, intake, page, "2", "accept")

    assert page.redirect_chain[0][0].endswith(f"#{found.anchor}")
    assert f'<th scope="row" id="{found.anchor}" tabindex="-1">' in page.content.decode()


def test_it_begins_at_the_field_that_is_wrong_and_a_link_leads_there(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "4", "pass", **fields(page, "4", reason=" "))

    anchor = row_of(page, "4").found.anchor
    assert beginnings(page) == [f"{anchor}-reason"]
    assert link_of(page) == (anchor, True)


def test_it_begins_at_an_edit_that_nobody_decided(desk, brought):
    intake, page = brought

    page = confirm(desk, intake, page, **fields(page, "2", body="Half a sent"))

    anchor = row_of(page, "2").found.anchor
    assert (beginnings(page), link_of(page)) == ([f"{anchor}-body"], (anchor, True))


def test_it_begins_at_the_fields_that_were_opened(desk, brought):
    intake, page = brought

    page = opened(desk, intake, page, "2")

    assert beginnings(page) == [f"{row_of(page, '2').found.anchor}-body"]


def test_a_chosen_item_is_named_with_the_link_to_its_row(desk, brought):
    intake, page = brought
    text = page.context["lost"][0].line.text

    row, page = choose(desk, intake, page, "3")

    anchor = row_of(page, "3").found.anchor
    assert words(page) == ["ファイルの行を、項目3の行として読み取りました。"]
    assert (link_of(page), page.redirect_chain[0][0].endswith(anchor)) == ((anchor, True), True)
    [chosen] = page.context["chosen"]
    assert (chosen.row_number, chosen.text, chosen.address) == (row, text, f"#{anchor}")


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", "この行に該当する項目の番号を入力してください。"),
        ("999", "ガイドラインに項目999はありません。"),
    ],
)
def test_a_number_that_is_none_is_refused_at_its_field(desk, brought, number, problem):
    intake, page = brought

    row, page = choose(desk, intake, page, number)

    assert words(page) == [problem]
    assert (beginnings(page), link_of(page)) == ([f"item-{row}"], (f"item-{row}", True))


def test_what_is_taken_back_is_said_so(desk, brought):
    intake, page = brought
    page = decide(desk, intake, page, "2", "accept")

    page = decide(desk, intake, page, "2", "reopen")
    assert words(page) == [
        "処理の決定を取り消しました。この行は、処理を決める前の状態に戻りました。"
    ]
    row, page = choose(desk, intake, page, "3")
    back = {**sent(page), "choose": f"{row}:-:3"}
    page = desk.post(page_of(intake, "decide"), back, follow=True)

    assert words(page)[0].startswith("項目の指定を取り消しました。")


def test_an_open_row_is_closed_without_a_decision(desk, brought):
    intake, page = brought
    typed = fields(page, "2", body="Half a sent")
    anchor = row_of(page, "2").found.anchor
    page = desk.post(page_of(intake, "preview"), {**sent(page), **typed, "look": ""})
    assert f'<button name="close" value="{anchor}"' in page.content.decode()

    page = desk.post(page_of(intake, "preview"), {**sent(page), **typed, "close": anchor})

    assert row_of(page, "2").form is None
    assert beginnings(page) == [row_of(page, "2").found.anchor]
    assert Intake.objects.get().decisions == {}


@pytest.mark.parametrize(
    ("reason", "problem"),
    [("x" * 5000, "4000文字以内"), ("Zero\u200bwidth", "U+200B"), (" ", "回答を変更する理由を")],
)
def test_of_the_reason_is_said_what_is_wrong_with_it(desk, brought, reason, problem):
    intake, page = brought
    before = stated()

    page = confirm(desk, intake, page, change_reason=reason)

    assert problem in words(page)[0]
    assert (stated(), beginnings(page)) == (before, ["change_reason"])


def test_a_refusal_stands_on_the_page_once_with_the_link_to_the_record(desk, brought):
    intake, page = brought
    confirm(desk, intake, page)

    refused = confirm(desk, intake, page).content.decode()

    assert refused.count("この取り込みは確定済みです。") == 1
    assert f'href="{page_of(intake)}"' in refused
