"""No text of answers, accounts and records becomes a part of a page: whatever it is, on each.

The texts are put into the database past the door, which would refuse most of them.
"""

import json
from html.parser import HTMLParser

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import get_resolver

from accounts.models import Identity
from disclosures.integrity import triggers
from tests.accounts.signing_in import give_password, make_staff

from .urls_matrix import World, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("owner_role")]

MARK = "zqx"  # in each payload; no page has it of its own
PAYLOADS = [
    "<script>zqx(1)</script>",
    "<img src=zqx onerror=zqx(1)>",
    "<svg/onload=zqx(1)>",
    '"><script>zqx(1)</script>',
    "'><img src=zqx onerror=zqx(1)>",
    "javascript:zqx(1)",
    "JaVaScRiPt:zqx(1)",
    "vbscript:zqx(1)",
    "data:text/html,<script>zqx(1)</script>",
    "</textarea><script>zqx(1)</script>",
    "</title><script>zqx(1)</script>",
    "</script><script>zqx(1)</script>",
    "<!--zqx",
    "--><script>zqx(1)</script>",
    "<![CDATA[<script>zqx(1)</script>]]>",
    "&lt;script&gt;zqx(1)&lt;/script&gt;",
    "&#60;script&#62;zqx(1)&#60;/script&#62;",
    "{{ zqx }}{% zqx %}",
    "<a href=javascript:zqx(1)>zqx</a>",
    "<iframe srcdoc='<script>zqx(1)</script>'>",
    "<math><mi xlink:href=javascript:zqx(1)>zqx",
    '" onmouseover="zqx(1)',
    "' onfocus='zqx(1)' autofocus='",
    "`onerror=zqx(1)`",
    "<<script>zqx(1)//<</script>",
    "<scr<script>ipt>zqx(1)</script>",
    "<style>@import 'zqx'</style>",
    "<base href=//zqx.example/>",
    "<form action=//zqx.example/><input name=zqx>",
    "<details open ontoggle=zqx(1)>",
    "\u2028zqx(1)\u2029",
    "＜script＞zqx(1)＜/script＞",
]
# Attributes that lead somewhere or run something; others only name or say.
LEADING = {"href", "src", "action", "formaction", "srcdoc", "style", "data", "poster", "xlink:href"}
OURS = ("audit", "products", "disclosures", "auth")
# Columns that are names for programs, checked by their own guards, and hashes.
LEFT_OUT = {"slug", "code", "version", "state", "kind", "action", "codename", "sheet", "number"}
LEFT_OUT |= {"format", "password"}
# How a sheet is written (`canonical_text`).
CANONICAL = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
ISSUER = "https://id.example.com"
SHOWN = ("text/html", "application/atom+xml")


class Live(HTMLParser):
    """What a browser would do with the mark, where it stands in more than a text."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = ""

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        if MARK in tag:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            leads = name in LEADING or name.startswith("on")
            if MARK in name or (leads and MARK in (value or "") and not is_harmless(name, value)):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, text):
        if self.inside in ("script", "style") and MARK in text:
            self.found.append(f"<{self.inside}>{text}")


def is_harmless(name, value):
    """Whether it leads to an address of ours that only names the text, as a search does."""
    return name == "href" and value.startswith(("/", "?", "#")) and not value.startswith("//")


def live(response):
    parser = Live()
    parser.feed(response.content.decode())
    return parser.found


def poison(payload):
    """Put the payload into every text column of ours, and into the frozen sheets."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        for field in filter(is_text, model._meta.concrete_fields):
            if field.max_length and len(payload) > field.max_length:
                continue  # PostgreSQL holds no text that is longer, such as a language
            fill(models.QuerySet(model), field.name, payload)
    revisions = apps.get_model("disclosures", "Revision")
    for revision in models.QuerySet(revisions):
        sheet = json.dumps(poisoned(json.loads(revision.sheet), payload), **CANONICAL)
        models.QuerySet(revisions).filter(pk=revision.pk).update(sheet=sheet)


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.session.session_key


def poison_account(user, other, session_key, payload):
    """What libraries keep of accounts, and what the identity provider tells of them."""
    UserSession.objects.all().delete()
    for owner, key in ((user, session_key), (other, session_of(other))):
        about = {"ip": "192.0.2.1", "user_agent": payload}
        UserSession.objects.create(user=owner, session_key=key, **about)
    Identity.objects.create(user=other, issuer=ISSUER, subject=payload)


def fill(rows, name, payload):
    try:
        with transaction.atomic():
            rows.update(**{name: payload})
    except IntegrityError:  # some are blank by rule, such as a reply that nobody gave yet
        rows.exclude(**{name: ""}).update(**{name: payload})


def is_text(field):
    is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
    return (
        is_free and not field.unique and field.name not in LEFT_OUT and "sha256" not in field.name
    )


def poisoned(value, payload, name=""):
    if isinstance(value, dict):
        return {key: poisoned(one, payload, key) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, payload, name) for one in value]
    is_text = name in {
        "body",
        "title",
        "question",
        "category",
        "notes",
        "summary",
        "company",
        "url",
    }
    return payload if is_text and isinstance(value, str) else value


@pytest.fixture
def world(settings):
    world = World()
    settings.KAIJI_OIDC_ISSUER, settings.KAIJI_OIDC_NAME = ISSUER, MARK
    triggers.drop(connection)
    return world


def pages(world, payload):
    """Every page that a superuser and a reader get, with its address."""
    staff, reader = Client(), Client()
    user = world.people["superuser"]
    staff.force_login(user)
    poison_account(user, world.objects["user"], staff.session.session_key, payload)
    for route in routes(get_resolver().url_patterns):
        for client in (staff, reader):
            response = client.get(world.address(route))
            if response.status_code == 200 and response["Content-Type"].startswith(SHOWN):
                yield route, response


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_page_does_anything_with_it(world, payload):
    poison(payload)

    shown = {route: live(response) for route, response in pages(world, payload)}

    assert {route: found for route, found in shown.items() if found} == {}
    assert len(shown) > 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_name_of_a_passkey_is_a_text(client, payload):
    user = make_staff("ito", factor=False)
    give_password(client, "ito")
    data = {"name": payload, "credential": {}}
    passkey = Authenticator.objects.create(user=user, type="webauthn", data=data)
    addresses = ["", f"{passkey.pk}/edit/"]

    answers = [client.get(f"/admin/account/factors/passkeys/{last}") for last in addresses]

    assert [(answer.status_code, live(answer)) for answer in answers] == [(200, [])] * 2
    assert all(MARK in answer.content.decode() for answer in answers)


def test_they_are_on_the_pages(world):
    """So that the test above could fail: texts are shown, on pages of both."""
    poison(MARK)

    shown = {route for route, response in pages(world, MARK) if MARK in response.content.decode()}

    assert {"<slug:slug>/", "<slug:slug>/feed.atom", "admin/"} <= shown
    assert {
        "admin/disclosures/revision/<path:object_id>/change/",
        "admin/account/sessions/",
        "admin/auth/user/<int:pk>/sign-in/",
        "admin/account/login/",
    } <= shown
    assert len(shown) > 40


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_where_nothing_is_escaped_it_is_found(payload):
    class Unescaped:
        content = f"<p title='x'>{payload}</p><a href='{payload}'>x</a>".encode()

    assert live(Unescaped())
