"""The score of our headers by the rules of the public HTTP Observatory.

Its points, of mdn/mdn-http-observatory (`src/grader/charts.js`), for what a page of ours could be:
each site begins with 100, and every rule that is broken takes points away.
"""

import re
from html.parser import HTMLParser
from http.cookies import SimpleCookie

import pytest

from tests.factory import make_approved
from tests.racing import address_of_test_database
from tests.servers import kaiji

from .production_environment import PRODUCTION, SECURE

pytestmark = pytest.mark.django_db(transaction=True)

SIX_MONTHS = 15_768_000  # seconds
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"*", "http:", "https:", "ftp:"}
HOST = SECURE["Host"]


class Scripts(HTMLParser):
    """The addresses of a page's scripts; "" for one that stands within."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag == "script":
            self.found.append(dict(attributes).get("src", ""))


def score(server, path):
    status, headers, body = server.get(path, **SECURE)
    assert status == 200
    points = {
        "content security policy": of_policy(headers),
        "cookies": of_cookies(headers),
        "sharing": -50 if headers["Access-Control-Allow-Origin"] else 0,
        "redirection": of_redirection(server, path),
        "referrer": 5 if headers["Referrer-Policy"] in PRIVATE else -5,
        "transport": of_transport(headers),
        "scripts": of_scripts(body),
        "types": 0 if headers["X-Content-Type-Options"] == "nosniff" else -5,
        "frames": 5 if directives(headers).get("frame-ancestors") == "'none'" else -20,
        "resources": {"same-origin": 10, "same-site": 10}.get(
            headers["Cross-Origin-Resource-Policy"], 0
        ),
    }
    return 100 + sum(points.values()), points


def directives(headers):
    policy = headers["Content-Security-Policy"] or ""
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


def sources(headers, directive):
    found = directives(headers)
    return set(found.get(directive, found.get("default-src", "*")).split())


def of_policy(headers):
    if not headers["Content-Security-Policy"]:
        return -25
    scripts, styles = sources(headers, "script-src"), sources(headers, "style-src")
    if (scripts | sources(headers, "object-src")) & (BROAD | {"'unsafe-inline'", "data:"}):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (BROAD | {"'unsafe-inline'", "data:"}):
        return 0
    return 10 if sources(headers, "default-src") == {"'none'"} else 5


def of_cookies(headers):
    cookies = [SimpleCookie(value) for value in headers.get_all("Set-Cookie", [])]
    morsels = [morsel for cookie in cookies for morsel in cookie.values()]
    if not morsels:
        return 0
    if any("sess" in one.key and not one["httponly"] for one in morsels):
        return -30
    if not all(one["secure"] for one in morsels):
        return -40
    return 5 if all(one["samesite"] in ("Lax", "Strict") for one in morsels) else -20


def of_redirection(server, path):
    status, headers, _body = server.get(path, **{**SECURE, "X_Forwarded_Proto": "http"})
    leads_there = status == 301 and headers["Location"] == f"https://{HOST}{path}"
    return 0 if leads_there else -20


def of_transport(headers):
    age = re.match(r"max-age=(\d+)", headers["Strict-Transport-Security"] or "")
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def of_scripts(body):
    parser = Scripts()
    parser.feed(body.decode())
    from_here = all(src.startswith("/") and not src.startswith("//") for src in parser.found if src)
    return 0 if from_here else -50


@pytest.fixture
def production(static_files):
    make_approved()  # so that there is a sheet
    values = {**PRODUCTION, "TEST_STATIC_ROOT": str(static_files)}
    with kaiji(address_of_test_database(), workers=1, **values) as server:
        yield server


def test_the_score_of_public_pages_and_of_the_page_to_sign_in(production):
    expected = {"/": 130, "/sheet/": 130, "/en/sheet/": 130, "/admin/account/login/": 135}

    found = {path: score(production, path) for path in expected}

    assert {path: total for path, (total, _points) in found.items()} == expected, found
