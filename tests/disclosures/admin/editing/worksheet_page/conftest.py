"""A checklist, and an editor at the desk."""

import pytest

from tests.factory import editor, make_checklist


@pytest.fixture
def checklist():
    return make_checklist()


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client
