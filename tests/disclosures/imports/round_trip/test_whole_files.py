"""A sheet that went out as a file comes in again unchanged, whatever its answers say."""

import pytest
from hypothesis import given

from disclosures.models import Answer
from disclosures.models.freezing import draft

from .any_answers import DATED_ANSWERS, OF_OTHERS, STARTS, contents, tries
from .known_answers import DOUBTED, KNOWN
from .written_sheets import KINDS, expected, same_text, taken_in, undone, write


def files(checklist):
    """Each of its files, by the kind."""
    made = draft(checklist)
    return {kind: render(made) for kind, render in KINDS.items()}


def check_own_files(source, content):
    """Written and taken in again, its files change nothing."""
    write(source, content)
    before, rows = same_text(source), Answer.history.count()
    for kind, file in files(source).items():
        assert taken_in(source, file) == expected(content, "unchanged"), kind
    assert same_text(source) == before
    assert Answer.history.count() == rows


def check_files_in_another(source, empty, content):
    """Written and taken in by an empty checklist, each of its files makes that one say the same."""
    write(source, content)
    for kind, file in files(source).items():
        with undone():
            assert taken_in(empty, file) == expected(content, "set"), kind
            assert same_text(empty) == same_text(source), kind


@pytest.mark.parametrize("name", KNOWN | DOUBTED)
def test_known_answers_come_back_unchanged(source, name):
    check_own_files(source, (KNOWN | DOUBTED)[name])


@pytest.mark.parametrize("name", KNOWN)
def test_known_answers_come_back_in_another_checklist(source, empty, name):
    check_files_in_another(source, empty, KNOWN[name])


@tries
@given(content=contents(STARTS + OF_OTHERS))
def test_any_answers_come_back_unchanged(source, content):
    with undone():
        check_own_files(source, content)


@tries
@given(content=contents(dated=DATED_ANSWERS))
def test_any_answers_come_back_in_another_checklist(source, empty, content):
    with undone():
        check_files_in_another(source, empty, content)
