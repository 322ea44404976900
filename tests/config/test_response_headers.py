"""What every answer of the program carries, whoever gives it, and what a 304 does not."""

import pytest
from django.templatetags.static import static
from django.test import Client
from django.urls import path, reverse

from config import urls as program
from config.urls import handler400, handler404  # noqa: F401
from disclosures.public import middleware
from tests.disclosures.public.middleware.lost_database import no_database
from tests.factory import make_approved, reviewer

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def broken(request):
    raise RuntimeError("on our side")


urlpatterns = [path("broken/", broken), *program.urlpatterns]


@pytest.fixture
def asked(settings):
    """Asks for an address as that reader would; an error of ours is answered, not raised."""
    settings.ROOT_URLCONF = __name__
    make_approved()

    def ask(address, *, staff=False, ssl=False, **headers):
        settings.SECURE_SSL_REDIRECT = ssl
        client = Client(raise_request_exception=False)
        if staff:
            client.force_login(reviewer())
        response = client.get(address, headers=headers)
        response.read = b"".join(response)
        if response.streaming:
            response.close()  # an open file
        return response

    return ask


def policy_of(response):
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    ("address", "options", "status"),
    [
        ("/", {}, 200),
        ("/en/sheet/", {}, 200),
        ("/sheet/sheet.json", {}, 200),
        ("/sheet/versions.json", {}, 200),
        ("/healthz", {}, 200),
        ("/sheet", {}, 301),
        ("/sheet/compare/", {}, 302),
        ("/sheet/", {"ssl": True}, 301),
        ("/nowhere/", {}, 404),
        ("/sheet/", {"host": "evil.example.com"}, 400),
        ("/broken/", {}, 500),
        ("/admin/", {}, 302),
        ("/admin/login/", {}, 302),
        ("/admin/account/login/", {}, 200),
        ("/admin/", {"staff": True}, 200),
        ("/admin/disclosures/answer/add/", {"staff": True}, 403),
        ("/static/nothing.css", {}, 404),
        (static("disclosures/kaiji.css"), {}, 200),
    ],
)
def test_every_answer_has_the_policy(asked, address, options, status):
    response = asked(address, **options)

    assert (response.status_code, policy_of(response)) == (status, POLICY)


def test_an_answer_without_the_database_has_the_policy(asked):
    with no_database():
        response = asked("/sheet/")

    assert (response.status_code, policy_of(response)) == (503, POLICY)


@pytest.mark.parametrize("address", ["/sheet/", "/sheet/sheet.json", static("disclosures/page.js")])
def test_a_304_has_the_policy_and_no_length(asked, address):
    first = asked(address)
    conditions = {"if_none_match": "ETag", "if_modified_since": "Last-Modified"}

    again = asked(address, **{name: first.get(told, "") for name, told in conditions.items()})

    assert (again.status_code, again.read, policy_of(again)) == (304, b"", POLICY)
    assert "Content-Length" not in again
    assert first["Content-Length"] == str(len(first.read))


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_the_length_is_that_of_what_is_sent(asked, accepted):
    response = asked("/sheet/", accept_encoding=accepted)

    assert response["Content-Length"] == str(len(response.read))


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/sheet", "/sheet/"),
        ("/en/sheet/versions", "/en/sheet/versions/"),
        ("/sheet/search?q=words", "/sheet/search/?q=words"),
    ],
)
def test_an_address_without_its_slash_leads_to_the_one_with_it(asked, address, there):
    response = asked(address)

    assert (response.status_code, response["Location"]) == (301, there)


def test_an_address_is_looked_up_once(asked, monkeypatch):
    looked_up = []
    resolve = middleware.resolve
    monkeypatch.setattr(
        middleware, "resolve", lambda path, *more: looked_up.append(path) or resolve(path, *more)
    )
    middleware._public_match.cache_clear()

    for _ in range(3):
        for address in ("/sheet/", "/en/sheet/", reverse("versions", args=["sheet"])):
            assert asked(address).status_code == 200

    assert looked_up == ["/sheet/", "/en/sheet/", "/sheet/versions/"]
