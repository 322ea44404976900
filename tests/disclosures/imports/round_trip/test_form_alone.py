"""Our form read without the table beside it."""

import pytest
from hypothesis import given

from disclosures.models import Answer
from disclosures.models.freezing import draft

from .any_answers import DATED_ANSWERS, OF_OTHERS, STARTS, contents
from .known_answers import DOUBTED, KNOWN
from .written_sheets import expected, few, form_alone, frozen, same_text, taken_in, undone, write


@pytest.mark.parametrize("name", KNOWN | DOUBTED)
def test_known_answers_come_back_from_the_form_alone(source, name):
    check_form_alone(source, (KNOWN | DOUBTED)[name])


@few
@given(content=contents(STARTS + OF_OTHERS))
def test_any_answers_come_back_from_the_form_alone(source, content):
    with undone():
        check_form_alone(source, content)


def check_form_alone(source, content):
    write(source, content)
    before, rows = same_text(source), Answer.history.count()
    assert taken_in(source, form_alone(draft(source))) == expected(content, "unchanged")
    assert (same_text(source), Answer.history.count()) == (before, rows)


@few
@given(content=contents(dated=DATED_ANSWERS))
def test_any_answers_come_from_the_form_of_a_known_version(source, empty, content):
    with undone():
        write(source, content)
        assert taken_in(empty, form_alone(frozen(source))) == expected(content, "set")
        assert same_text(empty) == same_text(source)
