"""The preview of a large file: its ticks are sent, and what stays as it is takes little room."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.admin.importing import preview_rows
from disclosures.admin.importing.preview_rows import MAX_FOLDED
from disclosures.imports.files.limits import MAX_ROWS
from disclosures.imports.preview import Preview, PreviewRow
from disclosures.models import Intake
from tests.factory import answer_of
from tests.pages import page_of

from .import_pages import bring, confirm, sent

pytestmark = pytest.mark.django_db


def test_as_many_ticks_are_taken_as_a_file_may_have_rows(desk, checklist):
    intake, page = bring(desk, checklist)
    ticks = [str(at) for at in range(MAX_ROWS)]

    response = desk.post(
        page_of(intake, "preview"),
        {**sent(page), "change_reason": "All", "take": ticks, "divide": ticks},
        follow=True,
    )

    intake.refresh_from_db()
    assert (response.status_code, intake.state) == (200, Intake.State.TAKEN)
    assert answer_of(checklist, "1").body == "First."


@pytest.mark.parametrize(("count", "is_named"), [(MAX_FOLDED, False), (MAX_FOLDED + 1, True)])
def test_of_very_many_unchanged_rows_only_the_names_are_shown(checklist, count, is_named):
    rows = tuple(
        PreviewRow(number=str(n), name=f"Name {n}", outcome="unchanged") for n in range(count)
    )
    intake = Intake(checklist=checklist)

    [folded] = preview_rows.shown(intake, Preview(rows), None)["folded"]

    assert (len(folded.rows), folded.is_named) == (count, is_named)


def test_the_list_of_imports_loads_neither_files_nor_reports(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)

    with CaptureQueriesContext(connection) as queries:
        response = desk.get(reverse("admin:disclosures_intake_changelist"))
    asked = [query["sql"] for query in queries if "sha256" in query["sql"]]

    assert (response.status_code, bool(asked)) == (200, True)
    assert not any('"content"' in sql or '"report"' in sql for sql in asked)
    assert "Name 1" in desk.get(page_of(intake)).content.decode()


def test_pasted_rows_of_more_than_ten_megabytes_are_read(desk, checklist):
    answer = "毎日点検しています。" * 400
    rows = [f"{n}\tName {n}\tQuestion {n}?\t{answer}" for n in range(1, 1_001)]
    text = "\n".join(("No.\t項目\t内容\t回答", *rows))

    page = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)
    intake = Intake.objects.get()
    confirm(desk, intake, page)

    assert intake.size > 10 * 1024**2
    assert answer_of(checklist, "3").body == answer
