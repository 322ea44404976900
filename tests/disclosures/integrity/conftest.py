"""The guards are tried as the owner of the database, whom nothing but they would stop."""

import pytest
from django.db import connection

from disclosures.integrity import triggers
from tests.factory import approve, change_answer, make_checklist, submit


@pytest.fixture(autouse=True)
def _owner(request):
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("owner_role")


@pytest.fixture
def three(clock):
    """A checklist with three public versions."""
    checklist = make_checklist("sheet")
    for version in ("1.0", "2.0", "3.0"):
        change_answer(checklist, "1", body=f"Said in {version}")
        approve(submit(checklist, version))
        clock.forward(days=1)
    return checklist


@pytest.fixture
def unguarded(three):
    """The same, where nothing guards them."""
    triggers.drop(connection)
    yield three
    triggers.install(connection)
