"""Discarded, decided and expired imports are over."""

import pytest
from django.db import IntegrityError, connection, transaction

from disclosures.models import Intake, WorkflowError
from tests.factory import editor
from tests.pages import page_of

from .import_pages import BEFORE, bring, confirm, stated, told_once

pytestmark = pytest.mark.django_db


OVER = "この確認画面は終了しています。ファイルをもう一度取り込んでください。"


def test_a_discarded_import_is_over(desk, checklist):
    intake, page = bring(desk, checklist)

    desk.post(page_of(intake, "discard"))
    response = confirm(desk, intake, page)

    assert Intake.objects.get().state == "discarded"
    assert told_once(response) == OVER
    assert stated() == BEFORE


def test_another_person_cannot_discard_my_import_or_name_its_columns(desk, checklist, colleague):
    intake, _page = bring(desk, checklist)

    desk.force_login(colleague)
    desk.post(page_of(intake, "discard"))
    desk.post(page_of(intake, "columns"), {"page": "Sheet"})

    assert Intake.objects.values_list("state", "choice").get() == ("previewed", {})


def test_what_was_decided_meanwhile_is_not_decided_again(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)  # `intake` is as it was before

    with pytest.raises(WorkflowError, match="この取り込みは確定済みです。"):
        intake.discard(by=editor())
    with pytest.raises(WorkflowError, match="この取り込みは確定済みです。"):
        intake.read_as({"page": "Other"}, by=editor())

    assert Intake.objects.values_list("state", "choice").get() == ("taken", {})


def test_the_list_says_of_an_expired_import_that_it_is_over_before_it_is_swept(
    desk, checklist, clock
):
    bring(desk, checklist)
    address = page_of(checklist, "import")
    assert "確認待ち" in desk.get(address).content.decode()

    clock.forward(days=14)
    desk.force_login(editor())
    shown = desk.get(address).content.decode()

    assert ("確認待ち" in shown, "期限切れ" in shown) == (False, True)


def test_a_decided_import_is_never_opened_again(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_intake SET state = 'previewed', finished_at = NULL")
