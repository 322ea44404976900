"""The PDFs of versions: where readers find them, and versions without one."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from disclosures.exports.registry import FORMATS
from disclosures.integrity import triggers
from disclosures.models import Rendition
from disclosures.system_checks import check_pdf
from tests.factory import change_answer, make_approved, make_checklist, reviewer


@pytest.fixture
def checklist():
    checklist = make_checklist()
    change_answer(checklist, "1", body="First")
    return checklist


def without_pdf(revision):
    triggers.drop(connection)
    Rendition.objects.filter(revision=revision, format="pdf").delete()
    triggers.install(connection)


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_readers_and_reviewers_are_led_to_it(client, checklist):
    revision = make_approved(checklist)

    assert 'href="/sheet/versions/1.0/sheet.pdf"' in client.get("/sheet/").content.decode()
    file = client.get("/sheet/versions/1.0/sheet.pdf")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    client.force_login(reviewer())
    page = client.get(f"/admin/disclosures/revision/{revision.pk}/change/").content.decode()
    assert f'href="/admin/disclosures/revision/{revision.pk}/sheet.pdf"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_a_version_without_one_offers_none(client, checklist):
    revision = make_approved(checklist)
    without_pdf(revision)

    [listed] = client.get("/sheet/versions.json").json()["versions"]
    assert listed["files"].keys() == FORMATS.keys() - {"pdf"} | {"json"}
    client.force_login(reviewer())
    for address in [
        "/sheet/",
        "/sheet/versions/1.0/",
        f"/admin/disclosures/revision/{revision.pk}/change/",
    ]:
        page = client.get(address)
        assert (page.status_code, b".pdf" in page.content) == (200, False)
    assert client.get("/sheet/versions/1.0/sheet.pdf").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_versions_from_before_there_were_pdfs_get_theirs(checklist):
    revision = make_approved(checklist)
    made = bytes(revision.renditions.get(format="pdf").content)
    without_pdf(revision)

    import_module("disclosures.migrations.0010_pdfs").make_files(apps, None)

    assert bytes(revision.renditions.get(format="pdf").content) == made


@pytest.mark.usefixtures("_weasyprint")
def test_nothing_is_warned_of_where_it_is_made():
    assert check_pdf(None) == []
