"""A version in review, and its page in a browser."""

import pytest

from tests.factory import change_answer, make_approved, make_checklist, submit


@pytest.fixture
def submitted():
    """Version 2.0 waits for a decision; items 1 and 2 changed since version 1.0."""
    checklist = make_checklist()
    make_approved(checklist)
    for number in ("1", "2"):
        change_answer(checklist, number, body=f"Words {number}")
    return submit(checklist, "2.0")
