"""`import_sheet`: what it reports, what stays on record, and what it never changes."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError

from audit.models import SecurityEvent
from disclosures.management.commands import _user
from disclosures.models import Answer, Checklist, Intake
from disclosures.permissions import REVIEWER
from tests.factory import change_answer, editor, make_user, manager, submit
from tests.workbooks import official_workbook

from .command import outcomes, run, small_answer

pytestmark = pytest.mark.django_db
LINK = "Rules, https://example.com/rules"


def test_the_import_stays_on_record_with_what_became_of_each_item(small):
    run(small((1, "One."), (2, ""), (3, "3 無し 有り 無し")), "small")

    intake = Intake.objects.get()
    assert (intake.state, intake.file_name, intake.by) == ("taken", "sheet.xlsx", editor())
    assert [(one["number"], one["is_taken"]) for one in intake.report["items"]] == [
        ("1", True),
        ("2", False),
        ("3", True),
    ]


def test_a_dry_run_is_on_record_as_discarded(small):
    report = run(small((1, "One.")), "small", dry_run=True)

    assert (outcomes(report)["1"], small_answer("1").body) == ("set", "")
    assert Intake.objects.get().state == "discarded"


def test_the_report_names_the_page_that_was_read_and_those_that_were_not(small, tmp_path):
    file = tmp_path / "pages.xlsx"
    row = (1, "", "Name 1", "Question 1?", "One.")
    file.write_bytes(
        official_workbook([row], change=lambda book: book.create_sheet("Notes").append(["Other"]))
    )

    report = run(file, "small")

    assert (report["page"], report["skipped_pages"]) == ("Sheet", ["Notes"])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_report_names_hidden_pages_that_hold_something(small, tmp_path, state):
    def hide(book):
        for name, texts in (("Rest", ["2", "Name 2"]), ("Empty", [])):
            book.create_sheet(name).append(texts)
            book[name].sheet_state = state

    file = tmp_path / "pages.xlsx"
    file.write_bytes(official_workbook([(1, "", "Name 1", "Question 1?", "One.")], change=hide))

    report = run(file, "small")

    assert (report["skipped_pages"], report["hidden_pages"]) == ([], ["Rest"])


def test_an_empty_cell_never_clears_an_answer(small):
    change_answer(small_answer("1").checklist, "1", body="Stays.")

    report = run(small((1, ""), (2, "New."), (3, "")), "small")

    assert outcomes(report) == {"1": "empty in file", "2": "set", "3": "empty in file"}
    assert [small_answer(n).body for n in "123"] == ["Stays.", "New.", ""]


def test_the_report_has_the_whole_answer_of_what_is_set(small):
    change_answer(small_answer("1").checklist, "1", availability="yes", body="Old.", evidence=LINK)

    report = run(small((1, "New."), (2, "")), "small")

    assert [one["answer"] for one in report["items"]][:2] == [
        {
            "availability": "yes",
            "responsibility": None,
            "same_as": None,
            "text": "New.",
            "evidence": LINK,
        },
        None,
    ]
    assert (small_answer("1").availability, small_answer("1").body) == ("yes", "New.")


def test_a_file_older_than_a_change_puts_nothing_back(small):
    checklist = small_answer("1").checklist
    change_answer(checklist, "1", availability="no", body="Before.")
    older = small((1, "無し Before."), (3, "New."))
    change_answer(checklist, "1", by=manager(), availability="yes", body="After.")
    before = Answer.history.count()

    report = run(older, "small")

    assert outcomes(report) == {"1": "unsure", "2": "empty in file", "3": "set"}
    assert [small_answer(n).body for n in "13"] == ["After.", "New."]
    assert Answer.history.count() == before + 1


def test_two_rows_with_one_number_are_unsure_and_named(small):
    report = run(small((1, "One."), (2, "Two."), (2, "Again.")), "small")

    assert outcomes(report) == {"1": "set", "2": "unsure", "3": "empty in file"}
    assert "6、7" in report["items"][1]["why"]


def test_a_number_that_the_guideline_lacks_is_listed(small):
    report = run(small((1, "One."), (99, "Who asked?")), "small")

    assert report["unmatched"] == [
        {
            "row": 6,
            "text": "99 Name 99 Question 99? Who asked?",
            "why": "ガイドラインに項目99はありません。",
        }
    ]


def test_a_reason_that_leaves_no_place_for_the_file_is_refused(small):
    with pytest.raises(CommandError, match="3964"):
        run(small((1, "One."), (2, "")), "small", reason="r" * 3990)

    assert Answer.history.filter(body="One.").count() == 0
    assert Intake.objects.get().state == "discarded"


def test_a_reason_stands_in_the_history_beside_the_file(small):
    run(small((1, "One."), (2, "")), "small", reason="Quarterly review")

    [reason] = Answer.history.filter(body="One.").values_list("history_change_reason", flat=True)
    assert reason == f"Quarterly review (import: sheet.xlsx ({Intake.objects.get().sha256[:12]}))"


def test_whoever_ran_it_for_somebody_else_cannot_approve(small, monkeypatch):
    other = make_user("operator", role=REVIEWER)
    account = SimpleNamespace(pw_name="operator")
    monkeypatch.setattr(_user, "pwd", SimpleNamespace(getpwuid=lambda key: account))
    monkeypatch.setattr(_user.os, "getuid", lambda: 1000)
    monkeypatch.setenv("SUDO_USER", "somebody-else")
    run(small((1, "We do.")), "small")

    intake = Intake.objects.get()
    assert (intake.operator, intake.operated_by) == ("operator", other)
    revision = submit(Checklist.objects.get(slug="small"))
    assert other.pk in {one.user_id for one in revision.contributors.all()}
    assert revision.objection_to(other) == "自分の変更を含む版を承認することはできません。"
    event = SecurityEvent.objects.get(kind="import")
    assert (event.actor_name, event.details["operator"]) == ("editor", "operator")


def test_with_sudo_it_is_whoever_asked(small, monkeypatch):
    monkeypatch.setattr(_user.os, "getuid", lambda: 0)
    monkeypatch.setenv("SUDO_USER", "ito")

    run(small((1, "We do.")), "small")

    assert Intake.objects.get().operator == "ito"
