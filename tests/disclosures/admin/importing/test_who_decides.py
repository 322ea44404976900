"""Who decides about the rows of an import, and how long."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from disclosures.models import Answer, Intake
from tests.factory import get_user, make_product
from tests.pages import page_of

from .import_pages import bring, confirm, sent, told_once, workbook
from .repairing import ROWS, button, decide, opened, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


@pytest.fixture
def addresses(brought):
    intake, page = brought
    return intake, page, [page_of(intake, name) for name in ("row", "decide")]


def test_another_editor_decides_nothing(desk, colleague, addresses):
    intake, page, [row, _decide] = addresses
    desk.force_login(colleague)

    decide(desk, intake, page, "2", "accept")

    assert Intake.objects.get().decisions == {}
    found = row_of(page, "2").found
    assert desk.get(row, {"open_row": f"{found.anchor}:{found.token}"}).status_code == 409


def test_who_may_not_import_gets_neither_page(desk, addresses):
    _intake, _page, pages = addresses
    desk.force_login(get_user("auditor", "Auditor"))

    assert {desk.get(page).status_code for page in pages} == {403}
    assert {desk.post(page).status_code for page in pages} == {403}


def test_decisions_are_kept_by_post_alone(desk, addresses):
    _intake, page, [row, decide_] = addresses

    assert desk.get(decide_, {"decide": button(page, "2", "accept")}).status_code == 302
    assert desk.post(row).status_code == 405
    assert Intake.objects.get().decisions == {}


def test_it_is_over_once_it_is_confirmed(desk, addresses):
    intake, page, _pages = addresses
    confirm(desk, intake, page)
    before = Answer.history.count()

    response = decide(desk, intake, page, "2", "accept")

    assert told_once(response) == "この取り込みは確定済みです。確定は一度だけ行えます。"
    assert (Intake.objects.get().decisions, Answer.history.count()) == ({}, before)


@pytest.mark.parametrize(
    "act",
    [
        "",
        "set",
        "accept:",
        "edit:r0:x",
        "set:{anchor}:{token}",
        "accept:{anchor}:{token}:99",
        "accept:{anchor}:{token}:99999",
        "accept:{anchor}:x:0",
        "keep:{anchor}:",
    ],
)
def test_what_nobody_offered_decides_nothing(desk, addresses, act):
    _intake, page, [_row, decide_] = addresses
    found = row_of(page, "2").found
    act = act.format(anchor=found.anchor, token=found.token)

    response = desk.post(decide_, {**sent(page), "decide": act})

    assert response.status_code == 200
    assert Intake.objects.get().decisions == {}


def test_imports_of_products_have_no_such_pages(client):
    client.force_login(get_user("manager", "Manager"))
    make_product("Alpha")
    page = reverse("admin:disclosures_intake_products")
    client.post(page, {"text": "slug,name\nalpha,Beta\n"})
    intake = Intake.objects.get()

    assert client.get(page_of(intake, "row")).status_code == 404
    assert client.post(page_of(intake, "decide")).status_code == 404


def test_decisions_about_an_import_that_ended_are_refused_by_the_database(desk, addresses):
    intake, page, _pages = addresses
    confirm(desk, intake, page)

    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.update(decisions={"items": {"1": "1"}})


def test_a_row_whose_item_asks_for_a_date_says_so(desk, checklist, addresses):
    intake, page, _pages = addresses
    item = checklist.guideline.items.get(number="2")
    item.states_disclosure_date = True
    item.save(by=get_user("manager", "Manager"), reason="Asks for a date")
    page = desk.get(page_of(intake, "preview"))

    shown = opened(desk, intake, page, "2").content.decode()

    assert "この項目には日付を一つ記入します" in shown
