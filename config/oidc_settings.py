"""The identity provider by which staff sign in, if there is one (OpenID Connect)."""

import os
from urllib.parse import urlsplit

from . import environment

KAIJI_OIDC_ISSUER = os.environ.get("KAIJI_OIDC_ISSUER", "")
KAIJI_OIDC_CLIENT_ID = os.environ.get("KAIJI_OIDC_CLIENT_ID", "")
KAIJI_OIDC_CLIENT_SECRET = os.environ.get("KAIJI_OIDC_CLIENT_SECRET", "")
KAIJI_OIDC_NAME = os.environ.get("KAIJI_OIDC_NAME") or urlsplit(KAIJI_OIDC_ISSUER).hostname or ""
KAIJI_OIDC_SCOPE = os.environ.get("KAIJI_OIDC_SCOPE") or "openid profile email"
KAIJI_OIDC_ROLES = environment.pairs("KAIJI_OIDC_ROLES")
KAIJI_OIDC_ROLE_CLAIM = os.environ.get("KAIJI_OIDC_ROLE_CLAIM") or "groups"
