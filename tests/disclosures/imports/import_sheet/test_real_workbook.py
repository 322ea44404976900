"""`import_sheet`: the real workbook through the whole line."""

import json
import threading

import pytest
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
    make_product,
    manager,
    submit,
)

from .command import outcomes, refused, run, small_answer

pytestmark = pytest.mark.django_db


LABELS = {"yes": "有り", "no": "無し"}


@pytest.fixture
def leyser():
    guideline = load_guideline("mic-asp-saas", by=manager(), reason="Load")
    return make_checklist("leyser", guideline=guideline)


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
