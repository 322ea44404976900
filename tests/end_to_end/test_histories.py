"""Whatever people do in whatever order: nothing leaks, nobody approves alone, the record holds.

Hypothesis draws histories of some twenty steps. Beside the program a plain model keeps what readers
may see and who has a change in what is not public yet; both must agree after each step that may
make something public, and at the end. What all histories begin with is made once, and each is
rolled back to it.
"""

import re
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from accounts.credential_seal import seal
from disclosures.exports.registry import FORMATS
from disclosures.integrity.verification import problems
from disclosures.models import Checklist, Revision, State, WorkflowError
from disclosures.public import cached_views, publication_state
from products.models import Product
from tests.factory import (
    UPDATED_ON,
    bring_in,
    change_answer,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    saved,
)
from tests.soaking import SOAKS

pytestmark = pytest.mark.django_db

HISTORIES = {"sqlite": 10_000, "postgresql": 1_000}[connection.vendor]
MARK = re.compile(r"mark\d+x")
PEOPLE = st.sampled_from(["a", "b", "c", "d"])  # all of them editors and reviewers
HOURS = st.sampled_from([1, 3, 30])
STEPS = 20
BEGINNING = datetime(2026, 4, 1, 9, tzinfo=UTC)


class Histories(RuleBasedStateMachine):
    """One checklist, four people and a clock that goes both ways."""

    clock = None

    def __init__(self):
        super().__init__()
        self.clock.move_to(BEGINNING)
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.client = Client()
        people = User.objects.filter(username__endswith="-of-history")
        self.people = {user.username[0]: user for user in people}
        self.product, self.checklist = Product.objects.get(), Checklist.objects.get()
        self.marks = 0
        self.current = {}  # the marks of the working copy, by the place that holds them
        self.frozen = {}  # those of each version
        self.changed_by = []  # who changed what, in order
        self.upto = {}  # how many of these changes came before each version
        self.barred = {}  # who may not approve each version
        self.retired = 2

    def teardown(self):
        try:
            self.check_readers()
            public, page = self.public(), self.client.get("/sheet/")
            assert marks_in(page) == (self.frozen[public.pk] if public else set())
            assert problems() == []
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def tried(self, act):
        """Whether it was done; a verb may always refuse, and then nothing has changed."""
        try:
            with transaction.atomic():
                act()
        except (WorkflowError, ValidationError):
            return False
        return True

    def mark(self):
        self.marks += 1
        return f"mark{self.marks}x"

    def newest(self):
        return Revision.objects.order_by("-number").first()

    @rule(by=PEOPLE, number=st.sampled_from("12"), of_product=st.booleans())
    def edit(self, by, number, of_product):
        mark, product = self.mark(), self.product if of_product else None
        values = {"by": self.people[by], "product": product, "body": mark}
        if self.tried(lambda: change_answer(self.checklist, number, **values)):
            self.current[number, of_product] = mark
            self.changed_by.append(by)

    @rule(by=PEOPLE)
    def bring_in(self, by):
        mark = self.mark()
        content = f"番号,項目,内容,回答\n1,Name 1,Question 1?,{mark}\n".encode()
        if self.tried(lambda: bring_in(self.checklist, content, by=self.people[by])):
            self.current["1", False] = mark
            self.changed_by.append(by)

    @rule(by=PEOPLE)
    def ask_one_more(self, by):
        self.retired += 1
        mark, user = self.mark(), self.people[by]
        item = make_item(self.checklist.guideline, str(self.retired))
        item.question = mark
        saved(item, user)
        self.current["item", self.retired] = mark
        self.changed_by.append(by)
        self.changed_by.append("manager")  # by whom the factory makes items

    @rule(by=PEOPLE)
    def rename_product(self, by):
        mark = self.mark()
        self.product.name = mark
        saved(self.product, self.people[by])
        self.current["product"] = mark
        self.changed_by.append(by)

    @rule(by=PEOPLE)
    def submit(self, by):
        number = len(self.frozen) + 1
        stated = {"version": f"{number}.0", "updated_on": UPDATED_ON, "summary": "Summary"}
        public = self.public()
        if self.tried(
            lambda: Revision.objects.submit(self.checklist, by=self.people[by], **stated)
        ):
            key = self.newest().pk
            self.frozen[key] = set(self.current.values())
            self.upto[key] = len(self.changed_by)
            since = self.upto[public.pk] if public else 0
            self.barred[key] = {by, *self.changed_by[since:]}
        self.check_readers()

    @rule(by=PEOPLE, hours=st.sampled_from([None, 1, 30]))
    def approve(self, by, hours):
        if not (revision := self.newest()):
            return
        at = hours and self.clock.now() + timedelta(hours=hours)
        seen = {"seen": revision.sha256, "at": at}
        if self.tried(lambda: revision.approve(by=self.people[by], **seen)):
            assert by not in self.barred[revision.pk]
        self.check_readers()

    @rule(by=PEOPLE, verb=st.sampled_from(["recall", "send_back", "cancel", "withdraw"]))
    def end(self, by, verb):
        if not (revision := self.newest()):
            return
        told = {"public_notice": "Notice"} if verb == "withdraw" else {}
        act = getattr(revision, verb)
        self.tried(lambda: act(by=self.people[by], reason="Reason", **told))
        self.check_readers()

    @rule(by=PEOPLE, is_active=st.booleans())
    def enable(self, by, is_active):
        self.people[by].is_active = is_active
        self.people[by].save()
        seal(self.people[by])

    @rule(hours=HOURS, back=st.booleans())
    def move_clock(self, hours, back):
        self.clock.forward(hours=-hours if back else hours)
        self.check_readers()

    def public(self):
        """What the model says is public now: the newest that was approved and has begun."""
        now = self.clock.now()
        begun = [
            one
            for one in Revision.objects.order_by("-number")
            if one.state == State.APPROVED and one.effective_at <= now
        ]
        return next(iter(begun), None)

    def check_readers(self):
        """They get what was approved and nothing else; asked where that may have changed."""
        publication_state.site_state_cache.clear()
        cached_views.page_cache.clear()
        public, file = self.public(), self.client.get("/sheet/sheet.json")
        assert marks_in(file) == (self.frozen[public.pk] if public else set())
        assert (file.status_code == 200) == (public is not None)


def marks_in(response):
    return set(MARK.findall(response.content.decode()))


@pytest.fixture
def beginning(clock):
    """One checklist with a product, and four people."""
    clock.move_to(BEGINNING)
    for name in "abcd":
        make_user(f"{name}-of-history", is_superuser=True)
    guideline = make_guideline(items=("1", "2"))
    make_checklist("sheet", guideline=guideline, products=[make_product()])
    Histories.clock = clock


@pytest.mark.usefixtures("beginning")
def test_histories():
    limits = settings(
        max_examples=HISTORIES if SOAKS else 50,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    with mock.patch.dict(FORMATS):
        for name in [name for name in FORMATS if name != "csv"]:
            del FORMATS[name]  # each file of a version is made from the same sheet
        run_state_machine_as_test(Histories, settings=limits)


@pytest.mark.usefixtures("beginning")
def test_the_database_refuses_what_the_verb_would_let_pass():
    """The same histories, where no verb asks who submitted and who contributed."""
    limits = settings(max_examples=200, stateful_step_count=STEPS, deadline=None, database=None)
    limits = settings(limits, phases=[Phase.generate])  # which history it was does not matter
    with (
        mock.patch.object(Revision, "objection_to", return_value=None),
        pytest.raises(IntegrityError),
    ):
        run_state_machine_as_test(Histories, settings=limits)
