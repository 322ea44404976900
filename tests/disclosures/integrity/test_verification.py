"""`verify_revisions` finds what somebody changed behind the program's back."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from disclosures.integrity import triggers
from disclosures.integrity.frozen_rules import FROZEN_RULES
from disclosures.integrity.trigger_sql import PREFIX, postgresql_trigger, sqlite_trigger
from disclosures.integrity.verification import problems
from disclosures.models import (
    Answer,
    Checklist,
    Item,
    Revision,
    RevisionContributor,
    RevisionEvent,
)
from disclosures.sheet.canonical import sha256_of
from tests.factory import make_user

pytestmark = pytest.mark.django_db


def named(found):
    return {problem.version for problem in found if problem.version}


def test_untouched_versions_verify(unguarded, capsys):
    triggers.install(connection)

    call_command("verify_revisions")

    assert capsys.readouterr().out == "3 version(s) verified, guards in place.\n"


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_one_changed_character_is_found_and_its_version_named(unguarded, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text)

    assert f"sheet {version}" in named(problems())


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_a_sheet_replaced_together_with_its_hash_is_found(unguarded, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))

    assert named(problems()) == {f"sheet {version}"}


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_even_with_its_events_replaced_the_next_version_gives_it_away(unguarded, version):
    revision = Revision.objects.get(version=version)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))
    RevisionEvent.objects.filter(revision=revision).update(sheet_sha256=sha256_of(text))

    assert named(problems()) == {f"sheet {version}"}


@pytest.mark.parametrize("column", [{"version": "9.9"}, {"summary": "Other"}])
def test_a_column_that_differs_from_its_sheet_is_found(unguarded, column):
    Revision.objects.filter(version="3.0").update(**column)

    assert len(named(problems())) == 1


def whats(version):
    return [one.what for one in problems() if one.version == f"sheet {version}"]


@pytest.mark.parametrize(
    ("forgery", "what"),
    [
        ({"submitted_by": "other"}, "submitted_by_id differs between its column and its submit"),
        ({"approved_by": "other"}, "approved_by_id differs between its column and its approve"),
        ({"submitted_at": -1}, "submitted_at differs between its column and its submit event"),
        ({"approved_at": -1}, "approved_at differs between its column and its approve event"),
        ({"summary": "Other"}, "its summary differs between its column and its submit event"),
    ],
)
def test_a_column_that_differs_from_its_event_is_found(unguarded, forgery, what):
    revision = Revision.objects.get(version="3.0")
    for name, value in forgery.items():
        if value == "other":
            forgery = {name: make_user("other")}
        elif value == -1:
            forgery = {name: getattr(revision, name) - timedelta(minutes=1)}
    Revision.objects.filter(pk=revision.pk).update(**forgery)

    assert any(one.startswith(what) for one in whats("3.0"))


def test_an_approval_without_its_event_is_found(unguarded):
    RevisionEvent.objects.filter(revision__version="2.0", action="approve").delete()

    assert whats("2.0") == ["its events are submit, and its state approved needs submit, approve"]


def test_a_version_without_events_is_found(unguarded):
    RevisionEvent.objects.filter(revision__version="3.0").delete()

    assert whats("3.0") == ["its events are none, and its state approved needs submit, approve"]


def test_a_second_approval_is_found(unguarded):
    event = RevisionEvent.objects.get(revision__version="3.0", action="approve")
    event.pk = None
    event.save()

    assert whats("3.0") == [
        "its events are submit, approve, approve, and its state approved needs submit, approve",
        "its approve event does not follow the one before",
    ]


def test_a_contributor_who_is_gone_from_the_record_is_found(unguarded):
    RevisionContributor.objects.filter(revision__version="2.0").delete()

    [what] = whats("2.0")
    assert what.startswith("the history has contributors that its record lacks: user ")


def test_an_approval_by_somebody_with_a_change_in_it_is_found(unguarded):
    contributor = RevisionContributor.objects.filter(revision__version="2.0").first()
    Revision.objects.filter(version="2.0").update(
        approved_by=contributor.user, submitted_by=make_user("other")
    )

    assert "a contributor approved it" in whats("2.0")


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Answer, {"body": "Forged"}),
        (Answer, {"internal_note": "Forged"}),
        (Item, {"question": "Forged?"}),
        (Checklist, {"title": "Forged"}),
    ],
)
def test_a_row_that_was_changed_behind_the_history_is_found(unguarded, model, values):
    row = model.objects.order_by("pk").first()
    models.QuerySet.update(model.objects.filter(pk=row.pk), **values)

    [problem] = [one for one in problems() if "is not what its history says" in one.what]
    name, [field] = model._meta.model_name, values
    assert problem.what == f"{name} {row.pk} is not what its history says: {field}"


def test_a_row_that_is_gone_without_a_history_row_is_found(unguarded):
    answer = Answer.objects.order_by("pk").last()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM disclosures_answer WHERE id = {answer.pk}", None)

    assert f"answer {answer.pk} is gone, and no history row says so" in [
        one.what for one in problems()
    ]


def test_guards_that_do_something_else_are_named(unguarded):
    triggers.install(connection)
    rule = FROZEN_RULES[0]
    lax = replace(rule, refuse="FALSE")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER "{PREFIX}{rule.name}"', None)
            statements = sqlite_trigger(lax)
        else:
            statements = list(postgresql_trigger(lax, "public"))[:1]
        for statement in statements:
            cursor.execute(statement, None)

    assert [one.what for one in problems()] == [
        f"guard {PREFIX}{rule.name} is not as the program installs it"
    ]


def test_missing_guards_are_named(unguarded):
    assert [problem.what for problem in problems()] == [
        f"guard {name} is missing" for name in sorted(triggers.trigger_names(connection))
    ]


def test_the_command_fails_and_names_the_version(unguarded):
    Revision.objects.filter(version="2.0").update(sheet="{}")
    triggers.install(connection)

    with pytest.raises(CommandError, match=r"sheet 2\.0"):
        call_command("verify_revisions", stderr=StringIO())
