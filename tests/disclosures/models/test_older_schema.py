"""A version frozen with schema 1: its bytes stand, and what it does not know is left alone."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from disclosures.integrity import triggers
from disclosures.models import ChecklistProduct, Revision, RevisionEvent
from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.diff import changes
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    saved,
    submit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner_role")]

EVIDENCE = "Paper, https://example.com/paper.pdf"


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="Words")
    change_answer(checklist, "2", body="Others")
    return checklist


@pytest.fixture
def first(checklist):
    """Version 1.0 as the program froze it before schema 2, and before events were chained."""
    revision = make_approved(checklist)
    text = canonical_text(replace(revision.content, schema=1))
    values = {"sheet": text, "sha256": sha256_of(text)}
    triggers.drop(connection)
    Revision.objects.filter(pk=revision.pk).update(**values)
    unchained = {"sheet_sha256": values["sha256"], "sha256": "", "previous_sha256": ""}
    RevisionEvent.objects.filter(revision=revision).update(**unchained)
    import_module("disclosures.migrations.0019_event_chain").begin_chains(apps, None)
    triggers.install(connection)
    return Revision.objects.get(pk=revision.pk)


def restore(checklist, revision):
    return checklist.restore(revision, by=editor(), reason="Back", seen=checklist.change_count())


def test_its_file_is_the_frozen_text_and_names_its_own_schema(first, client):
    response = client.get("/sheet/versions/1.0/sheet.json")

    assert response.content.decode() == first.sheet
    assert '"schema":1' in first.sheet
    assert response["Link"] == '</schemas/sheet-1.json>; rel="describedby"'


def test_the_next_version_continues_its_chain_and_all_is_verified(first, checklist, capsys):
    change_answer(checklist, "1", evidence=EVIDENCE)
    second = approve(submit(checklist, "2.0"))

    call_command("verify_revisions")

    assert second.content.previous.sha256 == sha256_of(first.sheet)
    assert (first.content.schema, second.content.schema) == (1, 2)
    assert "2" in capsys.readouterr().out


def test_a_comparison_shows_what_people_changed_and_nothing_else(first, checklist):
    nothing = submit(checklist, "1.1")
    nothing.recall(by=editor(), reason="Only to compare")
    change_answer(checklist, "1", evidence=EVIDENCE)
    second = submit(checklist, "2.0")

    assert changes(first.content, nothing.content).is_empty
    [item] = changes(first.content, second.content).items
    assert [(one.field, one.old, one.new) for one in item.fields] == [("evidence", "", EVIDENCE)]


def test_restoring_it_keeps_evidence_and_language_entered_since(first, checklist):
    checklist.language = "en"
    saved(checklist)
    change_answer(checklist, "1", body="New words", evidence=EVIDENCE)

    done = restore(checklist, first)

    answer = answer_of(checklist, "1")
    checklist.refresh_from_db()
    assert (answer.body, answer.evidence, checklist.language) == ("Words", EVIDENCE, "en")
    assert done.left == [
        "項目1：その版より後に入力された根拠・参考は、以前の回答とともにそのまま残ります。"
    ]


def test_restoring_it_says_which_evidence_goes_with_its_answer(first, checklist):
    product = checklist.products().get()
    change_answer(checklist, "1", product=product, body="More", evidence=EVIDENCE)

    done = restore(checklist, first)

    answer = answer_of(checklist, "1", product)
    assert (answer.body, answer.evidence) == ("", "")
    assert len(done.left) == 1
    assert "1" in done.left[0]


def test_restoring_it_leaves_evidence_with_which_no_answer_goes(first, checklist):
    change_answer(checklist, "3", evidence=EVIDENCE)

    done = restore(checklist, first)

    assert answer_of(checklist, "3").evidence == EVIDENCE
    assert done.left == []


def test_restoring_it_names_an_item_once_whose_products_lose_evidence(first, checklist):
    for number, product in enumerate((checklist.products().get(), make_product("Beta"))):
        if number:
            saved(ChecklistProduct(checklist=checklist, product=product, position=number))
        change_answer(checklist, "1", product=product, body="More", evidence=EVIDENCE)

    done = restore(checklist, first)

    assert len([words for words in done.left if "1" in words]) == 1
