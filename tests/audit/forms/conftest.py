"""An answer with words, and the editor at the desk."""

import pytest

from tests.factory import answer_of, change_answer, editor, make_checklist


@pytest.fixture
def answer(client):
    """An answer with words, and the editor at the desk."""
    checklist = make_checklist()
    change_answer(checklist, "1", body="The first line.\nThe second line.")
    client.force_login(editor())
    return answer_of(checklist, "1")
