"""Imports in the making are found again, and forgotten with their files after two weeks."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from disclosures.models import Intake
from tests.factory import editor, get_user
from tests.pages import page_of

from .import_pages import bring, confirm, workbook
from .repairing import ROWS, decide, row_of

pytestmark = pytest.mark.django_db

HEADING = "作業中の取り込み"


@pytest.fixture
def brought(desk, checklist):
    intake, page = bring(desk, checklist, workbook(ROWS))
    decide(desk, intake, page, "2", "accept")
    return intake


def places(checklist):
    return {
        "start": reverse("admin:index"),
        "worksheet": page_of(checklist, "worksheet"),
        "upload": page_of(checklist, "import"),
        "list": reverse("admin:disclosures_intake_changelist"),
    }


@pytest.mark.parametrize("place", ["start", "worksheet", "upload", "list"])
def test_it_is_found_again(desk, checklist, brought, place):
    shown = desk.get(places(checklist)[place]).content.decode()

    assert f'href="{page_of(brought, "preview")}"' in shown
    if place != "list":
        assert "処理を決めた行：1行、" in shown


@pytest.mark.parametrize("place", ["start", "worksheet", "list"])
def test_once_it_is_over_nothing_leads_to_it(desk, checklist, brought, place):
    confirm(desk, brought, desk.get(page_of(brought, "preview")))

    shown = desk.get(places(checklist)[place]).content.decode()

    assert page_of(brought, "preview") not in shown


def test_others_read_on_the_worksheet_whose_it_is_and_get_no_link(
    desk, checklist, brought, colleague
):
    desk.force_login(colleague)

    shown = desk.get(page_of(checklist, "worksheet")).content.decode()

    assert "answers.xlsx（editor）" in shown
    assert page_of(brought, "preview") not in shown
    assert HEADING not in desk.get(reverse("admin:index")).content.decode()


def test_its_record_leads_to_the_preview_while_it_can_be_confirmed(desk, checklist, brought):
    assert page_of(brought, "preview") in desk.get(page_of(brought)).content.decode()


@pytest.mark.parametrize("role", ["Reviewer", "Auditor", "Manager", "Editor"])
def test_list_and_record_lead_nobody_else_to_the_preview(desk, checklist, brought, role):
    desk.force_login(get_user("somebody else", role))

    pages = [places(checklist)["list"], page_of(brought)]
    shown = [desk.get(page).content.decode() for page in pages]

    assert ["answers.xlsx" in page for page in shown] == [True, True]
    assert [page_of(brought, "preview") in page for page in shown] == [False, False]


def test_the_upload_page_leads_others_to_the_record(desk, checklist, brought, colleague):
    desk.force_login(colleague)

    shown = desk.get(places(checklist)["upload"]).content.decode()

    assert page_of(brought, "preview") not in shown
    assert f'href="{page_of(brought)}"' in shown


def test_a_record_in_the_making_has_no_results_yet(desk, brought):
    shown = desk.get(page_of(brought)).content.decode()

    assert "項目ごとの結果" not in shown
    confirm(desk, brought, desk.get(page_of(brought, "preview")))
    assert "項目ごとの結果" in desk.get(page_of(brought)).content.decode()


def test_beyond_three_they_are_folded(desk, checklist, brought):
    for _ in range(4):
        bring(desk, checklist, workbook(ROWS))

    shown = desk.get(places(checklist)["start"]).content.decode()

    assert shown.split("ほか2件</summary>")[0].count("保管</span>") == 3
    assert shown.count("保管</span>") == 5


def test_one_that_is_kept_in_no_known_form_stops_no_page(desk, checklist, brought):
    broken = Intake.objects.get().decisions
    broken["rows"].append(["4", "", {"act": "forgotten"}])
    Intake.objects.update(decisions=broken)

    pages = [desk.get(place) for place in places(checklist).values()]
    preview = desk.get(page_of(brought, "preview"))

    assert {page.status_code for page in (*pages, preview)} == {200}
    assert row_of(preview, "2").found.is_decided
    assert row_of(preview, "4").found.is_problem


def test_the_database_lets_no_decisions_outlive_the_import(brought):
    ended = {"state": "discarded", "finished_at": brought.received_at, "content": b""}

    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.update(**ended)
    assert Intake.objects.update(**ended, decisions={}) == 1


def test_the_page_says_until_when_it_is_kept(desk, brought):
    shown = desk.get(page_of(brought, "preview")).content.decode()

    assert "この取り込みは、ファイルと決めた処理を含めて" in shown


def test_what_was_decided_is_there_another_day(desk, brought, clock):
    clock.forward(days=13)
    desk.force_login(editor())

    page = desk.get(page_of(brought, "preview"))
    confirm(desk, brought, page)

    brought.refresh_from_db()
    [second] = [one for one in brought.report["items"] if one["number"] == "2"]
    assert (second["is_taken"], second["decision"]) == (True, "accept")


def test_the_daily_command_forgets_what_nobody_confirmed(brought, clock, settings):
    settings.KAIJI_URL, settings.DEFAULT_FROM_EMAIL = "https://example.com", "k@example.com"
    clock.forward(days=14)

    call_command("send_reminders")

    brought.refresh_from_db()
    assert (brought.state, bytes(brought.content), brought.decisions) == ("expired", b"", {})


def test_a_discarded_one_keeps_neither_file_nor_decisions(desk, brought):
    desk.post(page_of(brought, "discard"))

    intake = Intake.objects.get()
    assert (bytes(intake.content), intake.decisions) == (b"", {})
