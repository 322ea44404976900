"""The files of a version: made at submission, kept, taken along by customers."""

import hashlib
import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone, translation

from disclosures.exports.registry import FORMATS, file_formats
from disclosures.integrity import triggers
from disclosures.integrity.verification import problems
from disclosures.models import Rendition
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    submit,
)
from tests.workbooks import opened


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", body="First")
    return checklist


@pytest.mark.django_db
def test_the_file_is_made_from_the_sheet_at_submission_and_kept(checklist):
    revision = submit(checklist)
    change_answer(checklist, "1", body="Second")

    files = {file.format: file for file in revision.renditions.all()}
    assert files.keys() == FORMATS.keys()
    for name, file in files.items():
        assert bytes(file.content) == FORMATS[name].render(revision.content)
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()


@pytest.mark.django_db
def test_the_host_is_in_the_files_and_never_in_the_sheet(checklist, settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    revision = submit(checklist)

    content = bytes(revision.renditions.get(format="xlsx").content)
    texts = [str(cell.value) for cell in opened(content)["チェックシート"]["A"]]
    assert any("kaiji.example.com" in text for text in texts)
    assert "kaiji.example.com" not in revision.sheet


@pytest.mark.django_db
def test_it_is_the_same_whatever_language_the_submitter_reads(checklist):
    change_answer(checklist, "2", availability="yes")
    with translation.override("en"):
        file = submit(checklist).renditions.get(format="csv")

    assert "有り" in bytes(file.content).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMATS)
def test_the_reviewer_opens_the_very_bytes_that_customers_get(client, checklist, kind):
    revision = submit(checklist)
    client.force_login(reviewer())
    opened = client.get(reverse(f"admin:disclosures_revision_sheet_{kind}", args=[revision.pk]))
    client.logout()
    assert client.get(f"/sheet/sheet.{kind}").status_code == 404

    approve(revision)

    kept = bytes(revision.renditions.get(format=kind).content)
    for address in (f"/sheet/sheet.{kind}", f"/sheet/versions/1.0/sheet.{kind}"):
        got = client.get(address)
        assert got.content == opened.content == kept
        assert got["Content-Type"] == FORMATS[kind].content_type
        assert got["Content-Disposition"] == f'attachment; filename="sheet-1.0.{kind}"'


@pytest.mark.django_db
def test_pages_and_the_list_of_versions_lead_to_it(client, checklist):
    make_approved(checklist)

    [listed] = client.get("/sheet/versions.json").json()["versions"]

    addresses = {kind: file["address"] for kind, file in listed["files"].items()}
    assert addresses == {kind: f"/sheet/versions/1.0/sheet.{kind}" for kind in file_formats()}
    page = client.get("/sheet/").content.decode()
    assert all(f'href="{address}"' in page for address in addresses.values())


@pytest.mark.django_db
def test_the_list_of_versions_names_each_file_for_good(client, checklist):
    first = make_approved(checklist)
    make_approved(checklist, "2.0")

    listed = client.get("/sheet/versions.json").json()["versions"][1]

    assert (listed["sha256"], listed["is_current"]) == (first.sha256, False)
    assert all(listed["periods"][0][moment] for moment in ("from", "until"))
    for kind, file in listed["files"].items():
        content = client.get(file["address"]).content
        kept = first.renditions.filter(format=kind).first()
        assert content == (bytes(kept.content) if kept else first.sheet.encode())
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.django_db
def test_the_page_says_of_each_file_how_large_it_is_and_its_hash(client, checklist):
    make_approved(checklist)

    shown = client.get("/sheet/").content.decode()

    for kind in file_formats():
        content = client.get(f"/sheet/sheet.{kind}").content
        row = re.search(rf"<th scope=.row.>[^\n]*sheet.{kind}[^\n]*", shown)[0]
        assert hashlib.sha256(content).hexdigest() in row
        assert filesizeformat(len(content)) in row


@pytest.mark.django_db
def test_the_file_of_a_withdrawn_version_is_gone(client, checklist):
    revision = make_approved(checklist)
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    for kind in FORMATS:
        for address in (f"/sheet/sheet.{kind}", f"/sheet/versions/1.0/sheet.{kind}"):
            response = client.get(address)
            assert (response.status_code, b"First" in response.content) == (410, False)


@pytest.mark.django_db
def test_a_scheduled_file_is_not_there_before_its_time(client, checklist, clock):
    approve(submit(checklist), at=timezone.now() + timedelta(days=1))
    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 404

    clock.forward(days=1)

    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 200


@pytest.mark.django_db
def test_a_file_is_read_once_and_then_kept(client, checklist, django_assert_num_queries):
    make_approved(checklist)
    client.get("/sheet/sheet.csv")

    with django_assert_num_queries(1):
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
def test_raw_sql_changes_no_file(checklist, owner_role, sql):
    submit(checklist)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, None)


@pytest.mark.django_db
def test_a_file_changed_behind_the_programs_back_is_found(checklist):
    submit(checklist)
    triggers.drop(connection)
    Rendition.objects.update(content=b"Other")

    found = [problem.what for problem in problems()]
    triggers.install(connection)

    assert "the file sheet.csv does not match its hash" in found


@pytest.mark.django_db
def test_versions_from_before_there_were_files_get_theirs(checklist):
    revision = submit(checklist)
    made = {file.format: bytes(file.content) for file in revision.renditions.all()}
    triggers.drop(connection)
    Rendition.objects.filter(format="xlsx").delete()

    import_module("disclosures.migrations.0007_workbooks").make_files(apps, None)
    triggers.install(connection)

    assert {file.format: bytes(file.content) for file in revision.renditions.all()} == made
