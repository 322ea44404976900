"""Who brings tables in, and the guidelines they go to."""

import pytest

from disclosures.models import Guideline
from tests.factory import manager, saved


@pytest.fixture
def desk(client):
    client.force_login(manager())
    return client


@pytest.fixture
def empty():
    return saved(Guideline(code="new", name="A list of a customer"))
