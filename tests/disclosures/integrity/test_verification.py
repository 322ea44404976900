"""`verify_revisions` finds what somebody changed behind the program's back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from disclosures.integrity import triggers
from disclosures.integrity.verification import problems
from disclosures.models import Revision, RevisionEvent
from disclosures.sheet.canonical import sha256_of
from tests.factory import approve, change_answer, make_checklist, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(clock):
    checklist = make_checklist("sheet")
    for version in ("1.0", "2.0", "3.0"):
        change_answer(checklist, "1", body=f"Said in {version}")
        approve(submit(checklist, version))
        clock.forward(days=1)
    triggers.drop(connection)
    yield
    triggers.install(connection)


def named(found):
    return {problem.version for problem in found if problem.version}


def test_untouched_versions_verify(three, capsys):
    triggers.install(connection)

    call_command("verify_revisions")

    assert capsys.readouterr().out == "3 version(s) verified, guards in place.\n"


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_one_changed_character_is_found_and_its_version_named(three, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text)

    assert f"sheet {version}" in named(problems())


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_a_sheet_replaced_together_with_its_hash_is_found(three, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))

    assert named(problems()) == {f"sheet {version}"}


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_even_with_its_events_replaced_the_next_version_gives_it_away(three, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))
    RevisionEvent.objects.filter(revision=revision).update(sheet_sha256=sha256_of(text))

    assert named(problems()) == {f"sheet {version}"}


@pytest.mark.parametrize("column", [{"version": "9.9"}, {"summary": "Other"}])
def test_a_column_that_differs_from_its_sheet_is_found(three, column):
    Revision.objects.filter(version="3.0").update(**column)

    assert len(named(problems())) == 1


def test_missing_guards_are_named(three):
    assert [problem.what for problem in problems()] == [
        f"guard {name} is missing" for name in sorted(triggers.trigger_names(connection))
    ]


def test_the_command_fails_and_names_the_version(three):
    Revision.objects.filter(version="2.0").update(sheet="{}")
    triggers.install(connection)

    with pytest.raises(CommandError, match=r"sheet 2\.0"):
        call_command("verify_revisions", stderr=StringIO())
