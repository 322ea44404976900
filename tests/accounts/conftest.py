"""Accounts as they are outside of development."""

import pytest


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.KAIJI_SECOND_FACTOR = True
