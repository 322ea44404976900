"""Files and records changed behind the program: the guards refuse it, or it is found."""

import pytest
from django.db import IntegrityError, connection, transaction

from disclosures.imports.run import receive
from disclosures.integrity import triggers
from tests.factory import editor
from tests.pages import page_of
from tests.workbooks import official_workbook

from .import_pages import BEFORE, bring, confirm, stated, workbook

pytestmark = pytest.mark.django_db


SWAPPED = "保存されているファイルが受け取ったものと一致しません。もう一度取り込んでください。"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM disclosures_intake",
        "UPDATE disclosures_intake SET sha256 = 'other'",
        "UPDATE disclosures_intake SET by_id = by_id + 1",
        "UPDATE disclosures_intake SET file_name = 'other.xlsx'",
        "UPDATE disclosures_intake SET state = 'taken'",
        "UPDATE disclosures_intake SET finished_at = '2030-01-01 00:00:00+00:00'",
    ],
)
def test_raw_sql_cannot_make_an_import_what_it_was_not(checklist, sql, owner_role):
    receive(checklist, "answers.xlsx", workbook().read(), by=editor())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("content", [b"SWAPPED", b""])
def test_raw_sql_cannot_swap_the_file(desk, checklist, content):
    bring(desk, checklist)

    with pytest.raises(IntegrityError), transaction.atomic():
        swap(content)


def swap(content):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_intake SET content = %s", [content])


def test_a_file_swapped_behind_the_guards_is_not_taken_in(desk, checklist):
    intake, page = bring(desk, checklist)
    connection.check_constraints()  # PostgreSQL drops no trigger of a table before that
    triggers.drop(connection)
    swap(official_workbook([("1", None, "Name 1", "Question 1?", "Swapped.")]))
    triggers.install(connection)

    response = confirm(desk, intake, page)

    assert SWAPPED in response.content.decode()
    assert stated() == BEFORE


def test_the_preview_of_a_swapped_file_shows_nothing_of_it(desk, checklist):
    intake, _page = bring(desk, checklist)
    triggers.drop(connection)
    swap(official_workbook([("1", None, "Name 1", "Question 1?", "Swapped.")]))

    page = desk.get(page_of(intake, "preview")).content.decode()

    assert (SWAPPED in page, "Swapped." in page) == (True, False)
