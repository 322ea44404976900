"""Every form of staff offers again what was typed, until it is sent."""

import pytest
from playwright.sync_api import expect

from disclosures.models import Checklist, Comment
from tests.factory import answer_of, change_answer, editor, make_product, make_user, reviewer
from tests.pages import page_of

from .kept_texts import KEPT

pytestmark = pytest.mark.django_db(transaction=True)


def forms(checklist):
    """Pages with texts to type, each with one of its fields."""
    first = checklist.revisions.get(version="1.0")
    remark = Comment.objects.get()
    return {
        "submit": (page_of(checklist, "submit"), "#id_summary"),
        "restore": (page_of(checklist, "restore", first.pk), "#id_reason"),
        "confirm": (page_of(checklist, "confirm") + "?only=all", "#id_change_reason"),
        "replace": (page_of(checklist, "replace"), "#id_find"),
        "withdraw": (page_of(first), "#id_withdraw-public_notice"),
        "worksheet": (page_of(checklist, "worksheet"), "#id_change_reason"),
        "reply": (page_of(checklist, "worksheet"), f"#reply-{remark.pk}"),
        "answer": (page_of(answer_of(checklist, "1")), "#id_body"),
        "guideline": (page_of(checklist.guideline), "#id_change_reason"),
        "add an item": ("/admin/disclosures/item/add/", "#id_question"),
        "delete": (page_of(make_product("Unused"), "delete"), "#id_change_reason"),
    }


PAGES = ["submit", "restore", "confirm", "replace", "withdraw", "worksheet", "reply"]
PAGES += ["answer", "guideline", "add an item", "delete"]


@pytest.mark.parametrize("name", PAGES)
def test_every_form_of_staff_offers_again_what_was_typed(log_in, submitted, name):
    submitted.send_back(by=reviewer(), reason="Too short", texts={"1": "Since when?"})
    page = log_in(make_user("all", is_superuser=True))
    page.on("dialog", lambda dialog: dialog.accept())
    address, field = forms(submitted.checklist)[name]
    page.goto(address)
    page.locator("details:has(textarea)").evaluate_all("all => all.forEach(one => one.open = true)")
    before = page.locator(field).input_value()
    page.fill(field, "Typed with care")

    page.goto(address)
    expect(page.locator(field)).to_have_value(before)
    page.click(".kept [value=take]")

    expect(page.locator(field)).to_have_value("Typed with care")


def test_a_submission_is_forgotten_once_it_is_made(log_in, submitted):
    submitted.send_back(by=reviewer(), reason="Too short")
    page = log_in(editor())
    page.goto(page_of(submitted.checklist, "submit"))
    page.fill("#id_summary", "What changed")

    page.click(".submit [type=submit]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Checklist.objects.get().revisions.order_by("number").last().summary == "What changed"
    assert page.evaluate(KEPT) == []


def test_text_for_a_form_of_one_answer_still_meets_what_somebody_else_saved(log_in, submitted):
    answer = answer_of(submitted.checklist, "1")
    page = log_in(editor())
    page.goto(page_of(answer))
    page.fill("#id_body", "Mine")
    change_answer(submitted.checklist, "1", by=make_user("other"), body="Theirs")
    page.goto(page_of(answer))

    page.click(".kept [value=take]")
    page.fill("#id_change_reason", "Because")
    page.click("[name=_save]")

    expect(page.locator(".conflict .sides")).to_contain_text("Theirs")
    assert answer_of(submitted.checklist, "1").body == "Theirs"


def test_the_reason_of_a_save_does_not_sign_the_next(log_in, submitted):
    page = log_in(editor())
    page.goto(page_of(submitted.checklist, "worksheet"))
    page.fill(f"[name=a{answer_of(submitted.checklist, '3').pk}-body]", "Three")
    page.fill("#id_change_reason", "Because")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    expect(page.locator("#id_change_reason")).to_have_value("")
    expect(page.locator(".kept")).to_have_count(0)
