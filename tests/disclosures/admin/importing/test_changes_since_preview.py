"""What changed since the preview: nothing is overwritten, and nothing is confirmed twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.models import Intake
from tests.factory import answer_of, change_answer, editor

from .import_pages import (
    AFTER,
    BEFORE,
    STALE,
    bring,
    confirm,
    outcomes,
    stated,
    told_once,
    words,
    workbook,
)

pytestmark = pytest.mark.django_db


def test_another_person_cannot_confirm_my_preview(desk, checklist, colleague):
    intake, page = bring(desk, checklist)

    desk.force_login(colleague)
    response = confirm(desk, intake, page)

    assert told_once(response) == "取り込みを確定できるのは、ファイルを取り込んだ本人だけです。"
    assert stated() == BEFORE


def test_a_second_confirmation_is_refused(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)
    change_answer(checklist, "1", body="Mended.")

    response = confirm(desk, intake, page)

    assert told_once(response) == "この取り込みは確定済みです。確定は一度だけ行えます。"
    assert stated() == {**AFTER, "1": "Mended."}


def change_an_answer(checklist, intake):
    change_answer(checklist, "4", body="Meanwhile.")


def change_a_product(checklist, intake):
    product = checklist.products()[0]
    product.name = "Gamma"
    product.save(by=editor(), reason="Rename")


def read_it_otherwise(checklist, intake):
    Intake.objects.update(choice={"page": None, "heading_row": 3, "columns": {}})


@pytest.mark.parametrize("change", [change_an_answer, change_a_product, read_it_otherwise])
def test_what_changed_since_the_preview_is_not_overwritten(desk, checklist, change):
    intake, page = bring(desk, checklist)
    change(checklist, intake)
    before = stated()

    response = confirm(desk, intake, page)

    assert words(response) == [STALE]
    assert stated() == before
    assert Intake.objects.get().state == "previewed"


def test_the_page_of_one_file_cannot_confirm_another(desk, checklist):
    _, page = bring(desk, checklist)
    second, _ = bring(desk, checklist, workbook([("1", None, "Name 1", "Question 1?", "X")]))

    response = confirm(desk, second, page)

    assert words(response)[0] == STALE
    assert stated() == BEFORE


def test_a_preview_is_over_after_two_weeks_and_its_file_forgotten(desk, checklist):
    intake, page = bring(desk, checklist)
    late = timezone.now() - timedelta(days=14)
    again = Intake(**{**values_of(intake), "received_at": late})
    again.save()

    response = confirm(desk, again, page)
    bring(desk, checklist)

    again.refresh_from_db()
    assert told_once(response) == (
        "この確認画面は終了しています。ファイルをもう一度取り込んでください。"
    )
    assert (again.state, bytes(again.content)) == ("expired", b"")
    assert stated() == BEFORE


def values_of(intake):
    fields = (field.attname for field in Intake._meta.concrete_fields if not field.primary_key)
    return {name: getattr(intake, name) for name in fields}


def test_an_answer_changed_by_hand_is_not_put_back_by_an_older_file(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)
    change_answer(checklist, "1", body="Mended.")

    _, page = bring(desk, checklist)

    assert outcomes(page)["1"] == "unsure"
    assert answer_of(checklist, "1").body == "Mended."
