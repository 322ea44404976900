"""`import_sheet`: files, texts and people that are refused."""

import pytest
from django.core.management import CommandError, call_command

from disclosures.models import Intake
from tests.factory import editor, make_user
from tests.workbooks import official_workbook

from .command import outcomes, refused, run, small_answer

pytestmark = pytest.mark.django_db


def test_the_refusal_of_a_file_is_on_record(small, tmp_path):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    refused(file, "broken.xlsx")

    intake = Intake.objects.get()
    assert (intake.state, bool(intake.problem)) == ("refused", True)


def test_a_text_that_the_door_refuses_is_unsure_and_says_where(small):
    report = run(small((1, "Fine."), (2, "Hid\u200bden"), (3, "Fine.")), "small")

    assert outcomes(report) == {"1": "set", "2": "unsure", "3": "set"}
    assert "U+200B" in report["items"][1]["why"]
    assert [small_answer(n).body for n in "123"] == ["Fine.", "", "Fine."]


@pytest.mark.parametrize(
    "content", [b"", b"no workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" * 99]
)
def test_an_unreadable_workbook_is_refused(small, tmp_path, content):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)

    refused(file, "broken.xlsx")


def test_a_workbook_without_a_heading_row_is_refused(small, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(official_workbook([], heading=None))

    refused(file, "list.xlsx")


def test_a_file_with_a_name_that_no_history_can_keep_is_refused_in_words(small, tmp_path):
    file = small((1, "Fine.")).rename(tmp_path / "hid\u200bden.xlsx")

    refused(file, r"U\+200B")


def test_a_missing_file_is_refused(small, tmp_path):
    refused(tmp_path / "missing.xlsx", "missing.xlsx")


def test_only_who_may_import_imports(small):
    file = small((1, "One."))

    with pytest.raises(CommandError):
        call_command("import_sheet", str(file), checklist="small", user=make_user("guest").username)
    with pytest.raises(CommandError):
        call_command("import_sheet", str(file), checklist="other", user=editor().username)
