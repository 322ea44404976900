"""When an approved version is published: now, or at a moment that is given."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from .reading import NOW, decide, page

pytestmark = pytest.mark.django_db


def test_a_time_that_has_passed_comes_back_and_keeps_what_was_typed(client, submitted):
    data = {
        "approve-when": "later",
        "approve-at": "2020-01-01T00:00",
        "approve-note": "Typed with care",
    }

    response = decide(client, submitted, "approve", data)

    assert approval_errors(response) == {
        "at": ["指定した日時はすでに過ぎています。これからの日時を指定してください。"]
    }
    assert submitted.state == "submitted"
    assert "Typed with care" in response.content.decode()


def approval_errors(response):
    """What the form of the approval says is wrong, by field."""
    [form] = response.context["answered"].values()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_an_approval_for_later_needs_its_time(client, submitted):
    response = decide(client, submitted, "approve", {"approve-when": "later", "approve-at": ""})

    assert approval_errors(response) == {"at": ["公開する日時を入力してください。"]}
    assert '<a href="#approve">' in response.content.decode()
    assert submitted.state == "submitted"


def test_a_time_that_was_given_is_not_passed_over_by_publishing_now(client, submitted):
    at = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")

    response = decide(client, submitted, "approve", {**NOW, "approve-at": at})

    assert list(approval_errors(response)) == ["at"]
    assert submitted.state == "submitted"


def test_who_does_not_say_when_publishes_nothing(client, submitted):
    response = decide(client, submitted, "approve", {"approve-at": ""})

    assert approval_errors(response) == {
        "__all__": ["「今すぐ公開する」か「指定日時に公開する」を選んでください。"]
    }
    assert submitted.state == "submitted"


def test_each_button_says_what_it_does_and_enter_presses_the_one_that_needs_a_time(
    client, submitted
):
    shown = page(client, submitted).content.decode()

    buttons = re.findall(r'<button name="approve-when" value="(\w+)"[^>]*>([^<]*)<', shown)
    assert buttons == [("later", "指定日時に公開する"), ("now", "今すぐ公開する")]
