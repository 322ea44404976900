"""A version as CSV: made at submission, kept, and what customers take along."""

import csv
import hashlib
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from disclosures import guards
from disclosures.exports import sheet_csv
from disclosures.models import Availability, Rendition, Responsibility
from disclosures.verification import problems
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    submit,
)
from tests.sheets import answer, item, sheet


def read(content):
    """The records of the file as a program reads them, by their headings."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def said(record):
    names = ("番号", "サービス・製品", "有無", "責任主体", "同上", "回答")
    return tuple(record[name] for name in names)


# The format


def test_one_row_an_item_and_product():
    common = answer("Common", availability="yes", responsibility="shared")
    added = answer("Of both", products=("alpha", "beta"), availability="no")

    records = read(sheet_csv.render(sheet(item("1", common, added), item("2"))))

    assert [said(record) for record in records] == [
        ("1", "", "有り", "共同", "", "Common"),
        ("1", "Alpha", "無し", "", "", "Of both"),
        ("1", "Beta", "無し", "", "", "Of both"),
        ("2", "", "", "", "", ""),
    ]
    assert {record["区分"] for record in records} == {"Basics"}
    assert records[0]["内容"] == "Question 1?"


def test_same_as_is_named_and_resolved():
    one = answer("Words")

    records = read(sheet_csv.render(sheet(item("1", one), item("2", one, same_as="1"))))

    assert said(records[1]) == ("2", "", "", "", "1", "Words")


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-", "@SUM(1)", "＝１", "＋１", "－", "＠", "'quoted", "\t=1"]
)
def test_nothing_is_calculated_and_the_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text)))))

    assert record["回答"] == f"'{text}"


def test_lines_quotes_and_commas_stay_within_their_cell():
    text = '一行目\n二行目、"引用", 終わり'

    content = sheet_csv.render(sheet(item("1", answer(text)), item("2")))

    assert [record["回答"] for record in read(content)] == [text, ""]
    assert content.decode("utf-8-sig").replace("\n二", "二").count("\n") == 3
    assert content.endswith(b"\r\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60))
def test_any_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text), name=text))))

    for name in ("回答", "項目"):
        assert (
            record[name].removeprefix("'" if text.startswith(sheet_csv.CALCULATED) else "") == text
        )


def test_its_words_are_those_of_the_pages():
    with translation.override("ja"):
        assert {code: str(label) for code, label in Availability.choices} == sheet_csv.AVAILABILITY
        labels = {code: str(label) for code, label in Responsibility.choices}
        assert labels == sheet_csv.RESPONSIBILITY


# The file of a version


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", body="First")
    return checklist


@pytest.mark.django_db
def test_the_file_is_made_from_the_sheet_at_submission_and_kept(checklist):
    revision = submit(checklist)
    change_answer(checklist, "1", body="Second")

    file = revision.renditions.get()

    assert (file.format, bytes(file.content)) == ("csv", sheet_csv.render(revision.content))
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()


@pytest.mark.django_db
def test_it_is_the_same_whatever_language_the_submitter_reads(checklist):
    change_answer(checklist, "2", availability="yes")
    with translation.override("en"):
        file = submit(checklist).renditions.get()

    assert "有り" in bytes(file.content).decode()


@pytest.mark.django_db
def test_the_reviewer_opens_the_very_bytes_that_customers_get(client, checklist):
    revision = submit(checklist)
    client.force_login(reviewer())
    opened = client.get(reverse("admin:disclosures_revision_sheet_csv", args=[revision.pk]))
    client.logout()
    assert client.get("/sheet/sheet.csv").status_code == 404

    approve(revision)

    for address in ("/sheet/sheet.csv", "/sheet/versions/1.0/sheet.csv"):
        got = client.get(address)
        assert got.content == opened.content == bytes(revision.renditions.get().content)
        assert got["Content-Type"] == "text/csv; charset=utf-8"
        assert got["Content-Disposition"] == 'attachment; filename="sheet-1.0.csv"'


@pytest.mark.django_db
def test_pages_and_the_list_of_versions_lead_to_it(client, checklist):
    make_approved(checklist)

    [listed] = client.get("/sheet/versions.json").json()["versions"]

    assert listed["files"] == {"csv": "/sheet/versions/1.0/sheet.csv"}
    assert 'href="/sheet/versions/1.0/sheet.csv"' in client.get("/sheet/").content.decode()


@pytest.mark.django_db
def test_the_file_of_a_withdrawn_version_is_gone(client, checklist):
    revision = make_approved(checklist)
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    for address in ("/sheet/sheet.csv", "/sheet/versions/1.0/sheet.csv"):
        response = client.get(address)
        assert (response.status_code, b"First" in response.content) == (410, False)


@pytest.mark.django_db
def test_a_scheduled_file_is_not_there_before_its_time(client, checklist, clock):
    approve(submit(checklist), at=timezone.now() + timedelta(days=1))
    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 404

    clock.forward(days=1)

    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 200


@pytest.mark.django_db
def test_a_file_costs_two_queries(client, checklist, django_assert_num_queries):
    make_approved(checklist)

    with django_assert_num_queries(2):
        client.get("/sheet/sheet.csv")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE disclosures_rendition SET sha256 = 'other'",
        "UPDATE disclosures_rendition SET format = 'xlsx'",
        "DELETE FROM disclosures_rendition",
    ],
)
def test_raw_sql_changes_no_file(checklist, sql):
    submit(checklist)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, None)


@pytest.mark.django_db
def test_a_file_changed_behind_the_programs_back_is_found(checklist):
    submit(checklist)
    guards.lift(connection)
    Rendition.objects.update(content=b"Other")

    found = [problem.what for problem in problems()]
    guards.install(connection)

    assert "the file sheet.csv does not match its hash" in found


@pytest.mark.django_db
def test_versions_from_before_there_were_files_get_theirs(checklist):
    revision = submit(checklist)
    made = bytes(revision.renditions.get().content)
    guards.lift(connection)
    Rendition.objects.all().delete()

    import_module("disclosures.migrations.0006_rendition").make_files(apps, None)
    guards.install(connection)

    assert bytes(revision.renditions.get().content) == made
