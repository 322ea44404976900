"""Accounts as they are outside of development."""

import pytest
from django.core.cache import cache

from disclosures.permissions import EDITOR, REVIEWER

from . import mock_provider


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.KAIJI_SECOND_FACTOR = True


@pytest.fixture
def provider(settings):
    """An identity provider that runs, and lets in an editor by two factors."""
    cache.clear()  # what another one at the same port said of itself
    with mock_provider.running() as provider:
        settings.KAIJI_OIDC_ISSUER = provider.issuer
        settings.KAIJI_OIDC_CLIENT_ID = mock_provider.CLIENT
        settings.KAIJI_OIDC_CLIENT_SECRET = mock_provider.SECRET
        settings.KAIJI_OIDC_NAME = "Example ID"
        settings.KAIJI_OIDC_ROLES = {"writers": EDITOR, "deciders": REVIEWER}
        settings.KAIJI_OIDC_ROLE_CLAIM = "groups"
        provider.claims |= {"groups": ["writers"], "amr": ["pwd", "mfa"]}
        yield provider
