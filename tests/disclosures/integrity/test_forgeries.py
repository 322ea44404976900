"""Which forgeries are refused, which are found, and which only an anchor outside tells.

Each is tried twice: with the rights of the program, and by the owner of the database, who lifts the
guards for it and puts them back. The verdicts are pinned; docs/security/threat-model.md says what
follows from those that nothing finds.
"""

import random
import re
from itertools import product

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from disclosures.integrity import anchor_file, triggers
from disclosures.integrity.verification import problems
from disclosures.models import Rendition, Revision, RevisionEvent
from tests import database_role

from . import forgeries as forge

pytestmark = pytest.mark.django_db

# None is a part of another one: an error of the database is held against a part of its text.
FOUND, ANCHOR, NOTHING = "by verify_revisions", "by the anchor alone", "by nothing"
NO_RIGHT = "no right to do it"  # what the role of the program lacks on PostgreSQL
NEVER_CHANGE, NEVER_DELETED = "these rows never change", "these rows are never deleted"
BEGINS, FOUR_EYES = "a version begins as submitted", "a contributor cannot approve"
OWN = "approver_is_not_the_submitter"
FROZEN, EARLY = "a submitted sheet never changes", "an approval follows its submission"
APPROVED_ONCE, WITHDRAWN_ONCE = "an approval never changes", "a withdrawal never changes"
OUT_OF_ORDER = "an event is not earlier than the one before"
# The verdicts: for the program on SQLite and on PostgreSQL, for the owner on both.
VERDICTS = {
    forge.insert_approved_version: (BEGINS, BEGINS, FOUND),
    forge.insert_submitted_version: (FOUND, FOUND, FOUND),
    forge.approve_by_update: (FOUND, FOUND, FOUND),
    forge.approve_by_update_as_contributor: (FOUR_EYES, FOUR_EYES, FOUND),
    forge.approve_by_update_as_submitter: (OWN, OWN, OWN),
    forge.approve_before_submission: (EARLY, EARLY, FOUND),
    forge.approve_version_without_contributors: (FOUND, FOUND, FOUND),
    forge.append_event_that_did_not_happen: (FOUND, FOUND, FOUND),
    forge.insert_event_into_the_past: (OUT_OF_ORDER, OUT_OF_ORDER, FOUND),
    forge.change_event: (NEVER_CHANGE, NO_RIGHT, FOUND),
    forge.delete_newest_version: (NEVER_DELETED, NO_RIGHT, ANCHOR),
    forge.delete_version_in_the_middle: (NEVER_DELETED, NO_RIGHT, FOUND),
    forge.cut_off_newest_event: (NEVER_DELETED, NO_RIGHT, ANCHOR),
    forge.swap_file: (NEVER_CHANGE, NO_RIGHT, FOUND),
    forge.remove_file: (NEVER_DELETED, NO_RIGHT, FOUND),
    forge.add_file: (FOUND, FOUND, FOUND),
    forge.add_contributor: (FOUND, FOUND, FOUND),
    forge.remove_contributor: (NEVER_DELETED, NO_RIGHT, FOUND),
    forge.change_working_row: (FOUND, FOUND, FOUND),
    forge.change_history_row: (NEVER_CHANGE, NO_RIGHT, FOUND),
    forge.replace_guard: (FOUND, NO_RIGHT, FOUND),
    forge.disable_guard: (FOUND, NO_RIGHT, FOUND),
    forge.shadow_contributors: (FOUR_EYES, NO_RIGHT, FOUND),
    forge.write_all_anew: (FROZEN, FROZEN, ANCHOR),
    forge.move_watermark: (FROZEN, FROZEN, FOUND),
    forge.move_moment_of_publication: (APPROVED_ONCE, APPROVED_ONCE, FOUND),
    forge.change_public_notice: (WITHDRAWN_ONCE, WITHDRAWN_ONCE, FOUND),
    forge.submit_and_approve_in_other_names: (NOTHING, NOTHING, NOTHING),
}
LIFTS_ITS_OWN = (forge.replace_guard, forge.disable_guard)  # and leaves them so


def test_every_forgery_has_its_verdicts():
    named = {
        one
        for name, one in vars(forge).items()
        if callable(one)
        and getattr(one, "__module__", "") == forge.__name__
        and not name.startswith("_")
    }

    assert named - {forge.newest, forge.newest_approved, forge.sql} == VERDICTS.keys()


@pytest.mark.parametrize("forgery", VERDICTS, ids=lambda forgery: forgery.__name__)
def test_with_the_rights_of_the_program(three, forgery):
    on_sqlite, on_postgresql, _by_owner = VERDICTS[forgery]
    expected = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    heads = anchor_file.heads()

    with database_role.app():
        said = _said(forgery, three)

    if said is None:
        said = _found(heads)
    assert expected in said


@pytest.mark.parametrize("forgery", VERDICTS, ids=lambda forgery: forgery.__name__)
def test_by_the_owner_of_the_database(three, forgery):
    heads = anchor_file.heads()
    if forgery not in LIFTS_ITS_OWN:
        triggers.drop(connection)

    said = _said(forgery, three)

    if said is None:
        if forgery not in LIFTS_ITS_OWN:
            triggers.install(connection)
        said = _found(heads)
    assert VERDICTS[forgery][-1] in said


def _said(forgery, three):
    """What refused it, or None."""
    try:
        with transaction.atomic():
            forgery(three)
    except IntegrityError as error:
        return str(error)
    except ProgrammingError as error:
        if re.search("permission denied|must be owner", str(error)):
            return NO_RIGHT
        raise
    return None


def _found(heads):
    if problems():
        return FOUND
    return ANCHOR if list(anchor_file.missing(heads)) else NOTHING


COLUMNS = {
    Revision: ("sheet", "sha256", "summary", "version"),
    RevisionEvent: ("actor_name", "note", "sheet_sha256", "previous_sha256", "sha256"),
    Rendition: ("sha256", "content"),
}
TAMPERS = 200


def test_no_single_character_changes_unseen(unguarded):
    chosen = random.Random(2026)
    places = [
        (model, column, key)
        for model, columns in COLUMNS.items()
        for column, key in product(columns, model.objects.values_list("pk", flat=True))
    ]
    unseen = []
    for number in range(TAMPERS):
        model, column, key = places[number % len(places)]
        with transaction.atomic():
            row = model.objects.get(pk=key)
            if not getattr(row, column):
                continue
            setattr(row, column, _tampered(getattr(row, column), chosen))
            model.objects.filter(pk=key).update(**{column: getattr(row, column)})
            if not [one for one in problems() if one.version]:
                unseen.append((model, column, key))
            transaction.set_rollback(True)

    assert unseen == []


def _tampered(value, chosen):
    """The text or the bytes with one place changed."""
    if not isinstance(value, str):
        value = bytearray(value)
        value[chosen.randrange(len(value))] ^= 1
        return bytes(value)
    place = chosen.randrange(len(value))
    other = "0" if value[place] != "0" else "1"
    return value[:place] + other + value[place + 1 :]
