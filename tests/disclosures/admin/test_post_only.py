"""What was sent too late, or without a form, did nothing; the way leads back to the page."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from disclosures.imports.run import receive
from disclosures.models import Comment
from tests.factory import (
    answer_of,
    editor,
    make_checklist,
    make_mail,
    make_product,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db

NEXT = re.compile(r'name="next" value="([^"]*)"')

AGAIN = "まだ何も行われていません。このページを確認して、もう一度送信してください。"
LOG_IN = (
    "ログインの有効期間が過ぎたため、何も行われていません。ログインすると元のページに戻ります。"
    "もう一度送信してください。"
)


@pytest.fixture
def submitted():
    return submit(make_checklist(products=[make_product()]))


@pytest.fixture
def forms(submitted):
    """Each address that takes POST alone, with the page on which its form stands."""
    [comment] = submitted.comment(by=editor(), texts={"1": "Since when?"})
    answer = answer_of(submitted.checklist, "1")
    file = receive(submitted.checklist, "sheet.csv", b"No.,Answer\n1,Words\n", by=editor())
    mail = make_mail()
    worksheet = page_of(submitted.checklist, "worksheet")
    section, item = answer.item.section_id, answer.item_id
    row = f"{worksheet}?section={section}&item={item}#item-{item}"
    decisions = ["approve", "send_back", "recall", "cancel", "withdraw", "comment"]
    return {
        **{page_of(submitted, verb): page_of(submitted) for verb in decisions},
        reverse("admin:disclosures_revision_reply", args=[comment.pk]): row,
        page_of(answer, "add_for_product"): page_of(answer),
        page_of(file, "columns"): page_of(file, "preview"),
        page_of(file, "discard"): page_of(file, "preview"),
        page_of(mail, "again"): page_of(mail),
        reverse("admin:logout"): reverse("admin:index"),
    }


def test_an_address_that_only_takes_forms_leads_to_the_page_of_its_form(client, forms):
    client.force_login(make_user(is_superuser=True))

    led = {address: client.get(address)["Location"] for address in forms}

    assert led == forms


def test_there_it_says_that_nothing_was_done(client, submitted):
    client.force_login(reviewer())

    response = client.get(page_of(submitted, "send_back"), follow=True)

    assert [str(one) for one in response.context["messages"]] == [AGAIN]
    assert response.redirect_chain == [(page_of(submitted), 302)]


def test_an_address_of_nothing_is_not_found(client):
    client.force_login(reviewer())

    assert client.get(reverse("admin:disclosures_revision_approve", args=[99])).status_code == 404


def test_no_other_method_passes_for_a_form(client, forms):
    client.force_login(make_user(is_superuser=True))

    assert {client.put(address).status_code for address in forms if "logout" not in address} == {
        405
    }


def test_who_sends_after_the_session_ended_is_told_so_and_led_back(client, submitted):
    client.force_login(reviewer())
    client.session.flush()

    response = client.post(page_of(submitted, "comment"), {"comment-on-1": "Why?"}, follow=True)

    assert [str(one) for one in response.context["messages"]] == [LOG_IN]
    field = NEXT.search(response.content.decode())[1]
    assert field == page_of(submitted, "comment")
    client.force_login(reviewer())
    assert client.get(field)["Location"] == page_of(submitted)
    assert not Comment.objects.exists()


def test_who_only_opens_a_page_after_the_session_ended_lost_nothing(client, submitted):
    response = client.get(page_of(submitted), follow=True)

    assert list(get_messages(response.wsgi_request)) == []


def test_a_form_from_before_the_last_login_comes_back_in_words(submitted):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer())

    response = strict.post(page_of(submitted, "send_back"), {"send_back-reason": "Why"})

    assert response.status_code == 403
    assert f'<a href="{page_of(submitted, "send_back")}">' in response.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
