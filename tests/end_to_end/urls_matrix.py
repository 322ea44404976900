"""The table of addresses in `urls_matrix.txt`, and one object and person of every kind."""

import copy
import re
from http.cookies import SimpleCookie
from pathlib import Path

from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import transaction
from django.urls import URLPattern
from django.urls.resolvers import LocalePrefixPattern

from audit.models import BulkChange, RefusalCount, SecurityEvent
from disclosures.exports.registry import FORMATS
from disclosures.imports.run import receive
from disclosures.models import (
    Answer,
    Checklist,
    ChecklistProduct,
    Guideline,
    Item,
    Mail,
    Reminder,
    RevisionContributor,
    Section,
)
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    submit,
)

APPS = re.compile(r"\^\(\?P<app_label>[^)]*\)/\$")  # in an order of its own each time
TABLE = Path(__file__).parent / "urls_matrix.txt"
EVERYBODY = ["anonymous", "plain staff", AUDITOR, EDITOR, REVIEWER, MANAGER, "superuser"]


def routes(patterns, prefix=""):
    """Each routed address, as its patterns spell it."""
    for pattern in patterns:
        part = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield APPS.sub("<app_label>/", prefix + part) or "(start)"
        else:
            yield from routes(pattern.url_patterns, prefix + part)


def table():
    """Route and method, and what is expected for each of everybody, as the file says.

    Without WeasyPrint there are no addresses of PDFs.
    """
    lines = (line.split() for line in TABLE.read_text().splitlines())
    return {
        (words[0], words[1]): dict(zip(EVERYBODY, words[2:], strict=True))
        for words in lines
        if words and words[0] != "#" and ("pdf" in FORMATS or not words[0].endswith(".pdf"))
    }


class World:
    """One object of everything, and one person of every kind."""

    def __init__(self):
        self.sessions = {}
        product = make_product("Alpha")
        self.checklist = make_checklist(products=[product])
        change_answer(self.checklist, "1", body="Words")
        make_approved(self.checklist, "0.9")
        self.approved = make_approved(self.checklist)
        self.submitted = submit(self.checklist, "2.0")
        self.comments = self.submitted.comment(by=editor(), texts={"1": "Since when?"})
        self.people = {
            who: make_user(who.replace(" ", "-"), role=who)
            for who in EVERYBODY
            if who in (AUDITOR, EDITOR, REVIEWER, MANAGER)
        }
        self.people |= {
            "anonymous": AnonymousUser(),
            "plain staff": make_user("plain-staff"),
            "superuser": make_user("superuser", is_superuser=True),
        }
        event = self.submitted.events.first()
        self.objects = {
            "guideline": Guideline.objects.get(),
            "section": Section.objects.get(),
            "item": Item.objects.first(),
            "product": product,
            "checklist": Checklist.objects.get(),
            "checklistproduct": ChecklistProduct.objects.get(),
            "answer": Answer.objects.first(),
            "revision": self.submitted,
            "revisioncontributor": RevisionContributor.objects.first(),
            "revisionevent": event,
            "comment": self.comments[0],
            "reminder": Reminder.objects.create(
                user=self.people["superuser"], on=self.submitted.updated_on
            ),
            "intake": receive(
                self.checklist, "sheet.csv", b"No.,Item,Question,Answer\n1,,,Words\n", by=editor()
            ),
            "mail": Mail.objects.create(
                recipient=editor(), event=event, written_at=event.at, due_at=event.at
            ),
            "bulkchange": BulkChange.objects.begin("replacement", by=editor(), reason="Several"),
            "securityevent": SecurityEvent.objects.first(),
            "refusalcount": RefusalCount.objects.create(kind="sign_in", hour=event.at, count=3),
            "user": User.objects.get(username="editor"),
            "group": Group.objects.create(name="Another group"),
        }

    def _cookies(self, client, who):
        """Those of this person's session, which begins once."""
        if who not in self.sessions:
            client.cookies = SimpleCookie()
            if who != "anonymous":
                client.force_login(self.people[who])
            self.sessions[who] = client.cookies
        return self.sessions[who]

    def status(self, client, route, method, who):
        """The status code, with what it leads to where that matters: "302", "login"."""
        client.cookies = copy.deepcopy(self._cookies(client, who))  # a page may log people out
        with transaction.atomic():
            response = client.generic(method, self.address(route))
            transaction.set_rollback(True)
        if response.status_code == 302 and "/login/" in response["Location"]:
            return "login"
        return str(response.status_code)

    def address(self, route):
        """The route with real keys in the places of its parameters."""
        known = next((one for name, one in self.objects.items() if f"/{name}/" in route), None)
        if "comment/<int:pk>" in route:
            known = self.comments[0]
        key = str(known.pk) if known else "1"
        record = str(known.history.first().pk) if hasattr(known, "history") else ""
        places = {
            "^([^/]+)/history/([^/]+)/$": f"{key}/history/{record}/",
            "<app_label>": "disclosures",
            "(start)": "",
            "(?P<url>.*)$": "nowhere/",
            "<path:content_type_id>": "1",
            "<path:object_id>": key,
            "<int:pk>": key,
            "<int:revision>": str(self.approved.pk),
            "<int:older>": str(self.approved.pk),
            "<id>": key,
            "<slug:kind>/<path:token>": "reset/nothing",
            "<slug:slug>": "sheet",
            "<slug:product>": "alpha",
            "<version:version>": "1.0",
            "<version:older>": "0.9",
            "<int:schema>": "1",
        }
        for place, value in places.items():
            route = route.replace(place, value)
        return "/" + route
