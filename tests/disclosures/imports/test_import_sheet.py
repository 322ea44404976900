"""`import_sheet`: the real workbook through the whole line, and files that cannot be read."""

import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from disclosures.bundled.loading import load_guideline
from disclosures.models import Answer, Intake
from tests.factory import (
    answer_of,
    approve,
    bring_in,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    manager,
    submit,
)
from tests.workbooks import official_workbook

pytestmark = pytest.mark.django_db

LABELS = {"yes": "有り", "no": "無し"}


@pytest.fixture
def leyser():
    guideline = load_guideline("mic-asp-saas", by=manager(), reason="Load")
    return make_checklist("leyser", guideline=guideline)


def run(file, checklist="leyser", **options):
    out = StringIO()
    call_command(
        "import_sheet",
        str(file),
        checklist=checklist,
        user=editor().username,
        report="json",
        stdout=out,
        **options,
    )
    return json.loads(out.getvalue())


def outcomes(report):
    return {item["number"]: item["outcome"] for item in report["items"]}


def stated(answer):
    if answer.same_as:
        return {"same_as": int(answer.same_as.number)}
    return " ".join(filter(None, [LABELS.get(answer.availability), answer.body])) or None


def true_answer(row):
    if row["same_as"] or row["covered_by"]:
        return {"same_as": row["same_as"] or row["covered_by"]}
    return row["answer"]


def test_every_answer_of_the_real_workbook_equals_the_truth(leyser, seed):
    truth = json.loads((seed / "truth.json").read_text())["items"]

    report = run(seed / "leyser-checksheet.xlsx")

    read = {row["number"]: stated(answer_of(leyser, str(row["number"]))) for row in truth}
    assert read == {row["number"]: true_answer(row) for row in truth}
    assert sum(outcome == "set" for outcome in outcomes(report).values()) == 64
    assert [n for n, o in outcomes(report).items() if o == "empty in file"] == [
        *("23", "60", "61", "62", "63", "64", "65", "66", "73")
    ]


def test_the_merged_cell_of_25_makes_26_the_same(leyser, seed):
    report = run(seed / "leyser-checksheet.xlsx")

    [why] = [item["why"] for item in report["items"] if item["number"] == "26"]
    assert answer_of(leyser, "26").same_as.number == "25"
    assert why == "項目25のセルと結合されています。"


def test_a_second_import_changes_nothing_and_writes_no_history(leyser, seed):
    run(seed / "leyser-checksheet.xlsx")
    rows = Answer.history.count()

    report = run(seed / "leyser-checksheet.xlsx")

    assert set(outcomes(report).values()) == {"unchanged", "empty in file"}
    assert Answer.history.count() == rows


def test_the_import_names_user_and_file_in_the_history(leyser, seed):
    report = run(seed / "leyser-checksheet.xlsx")

    row = answer_of(leyser, "20").history.first()

    assert row.history_user == editor()
    assert row.history_change_reason == (
        f"import: leyser-checksheet.xlsx ({report['sha256'][:12]})"
    )


def test_the_imported_sheet_is_public_after_another_user_approves_it(leyser, seed, client):
    truth = json.loads((seed / "truth.json").read_text())["items"]
    run(seed / "leyser-checksheet.xlsx")

    approve(submit(leyser, "2.0"))

    page = client.get(reverse("checklist", args=["leyser"])).content.decode()
    bodies = {answer_of(leyser, str(row["number"])).body for row in truth} - {""}
    assert [
        body for body in bodies if "http" not in body and "@" not in body and body not in page
    ] == []


def test_a_dry_run_reports_the_same_and_writes_nothing(leyser, seed):
    rows = Answer.history.count()

    report = run(seed / "leyser-checksheet.xlsx", dry_run=True)

    assert list(outcomes(report).values()).count("set") == 64
    assert Answer.history.count() == rows


@pytest.fixture
def small(tmp_path):
    """A checklist of three items, and a way to write a workbook for it."""
    make_checklist("small", guideline=make_guideline("small"))

    def write(*rows):
        file = tmp_path / "sheet.xlsx"
        file.write_bytes(
            official_workbook(
                [
                    (number, "", f"Name {number}", f"Question {number}?", answer)
                    for number, answer in rows
                ]
            )
        )
        return file

    return write


def small_answer(number):
    return Answer.objects.get(checklist__slug="small", item__number=number, product=None)


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


def test_the_refusal_of_a_file_is_on_record(small, tmp_path):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    refused(file, "broken.xlsx")

    intake = Intake.objects.get()
    assert (intake.state, bool(intake.problem)) == ("refused", True)


def test_an_empty_cell_never_clears_an_answer(small):
    change_answer(small_answer("1").checklist, "1", body="Stays.")

    report = run(small((1, ""), (2, "New."), (3, "")), "small")

    assert outcomes(report) == {"1": "empty in file", "2": "set", "3": "empty in file"}
    assert [small_answer(n).body for n in "123"] == ["Stays.", "New.", ""]


def test_the_report_has_the_whole_answer_of_what_is_set(small):
    change_answer(small_answer("1").checklist, "1", availability="yes", body="Old.")

    report = run(small((1, "New."), (2, "")), "small")

    assert [one["answer"] for one in report["items"]][:2] == [
        {"availability": "yes", "responsibility": None, "same_as": None, "text": "New."},
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


def refused(file, match, checklist="small"):
    rows = Answer.history.count()
    with pytest.raises(CommandError, match=match):
        run(file, checklist)
    assert Answer.history.count() == rows


def test_a_text_that_the_door_refuses_is_unsure_and_says_where(small):
    report = run(small((1, "Fine."), (2, "Hid\u200bden"), (3, "Fine.")), "small")

    assert outcomes(report) == {"1": "set", "2": "unsure", "3": "set"}
    assert "U+200B" in report["items"][1]["why"]
    assert [small_answer(n).body for n in "123"] == ["Fine.", "", "Fine."]


@pytest.mark.django_db(transaction=True)
def test_a_submission_at_the_same_moment_waits_for_the_import(small):
    checklist = small_answer("1").checklist
    content = small((1, "From the file.")).read_bytes()
    submitted, by = [], editor()

    def submit_meanwhile():
        submitted.append(submit(checklist))
        connection.close()

    thread = threading.Thread(target=submit_meanwhile)
    with transaction.atomic():
        bring_in(checklist, content, by=by)
        thread.start()
        thread.join(1)
        change_answer(checklist, "2", body="Written while the submission waits.")
    thread.join(20)

    [item] = [item for item in submitted[0].content.items() if item.number == "2"]
    assert item.answers[0].body == "Written while the submission waits."


def test_a_name_with_a_compatibility_ideograph_survives_the_import(small):
    run(small((1, "神\ufa19谷")), "small")

    assert small_answer("1").body == "神\ufa19谷"


def test_an_item_with_products_answers_of_its_own_cannot_become_the_same(small):
    change_answer(small_answer("2").checklist, "2", product=make_product(), body="Own.")

    refused(small((1, "Fine."), (2, "同上"), (3, "")), "2")
    assert Intake.objects.get().state == "discarded"


def test_two_rows_with_one_number_are_unsure_and_named(small):
    report = run(small((1, "One."), (2, "Two."), (2, "Again.")), "small")

    assert outcomes(report) == {"1": "set", "2": "unsure", "3": "empty in file"}
    assert "6, 7" in report["items"][1]["why"]


def test_a_number_that_the_guideline_lacks_is_listed(small):
    report = run(small((1, "One."), (99, "Who asked?")), "small")

    assert report["unmatched"] == [{"row": 6, "text": "99 Name 99 Question 99? Who asked?"}]


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
