"""A version that waits for a decision, and its page."""

import pytest

from tests.factory import change_answer, make_approved, make_checklist, submit


@pytest.fixture
def submitted():
    """Version 2.0, in review, with one flipped and one reworded answer."""
    checklist = make_checklist()
    change_answer(checklist, "1", availability="no", body="We never do.")
    change_answer(checklist, "2", body="Words that stay, words that go.")
    make_approved(checklist)
    change_answer(checklist, "1", availability="yes", body="We always do.")
    change_answer(checklist, "2", body="Words that stay, words that come.")
    return submit(checklist, "2.0")
