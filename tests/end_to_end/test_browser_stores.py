"""Pages work on where the browser's store is full, broken or forbidden."""

import json

import pytest
from playwright.sync_api import expect

from disclosures.models import Answer
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    reviewer,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submitted():
    """Version 2.0 waits for a decision; item 3 is not answered."""
    checklist = make_checklist()
    make_approved(checklist)
    for number in ("1", "2"):
        change_answer(checklist, number, body=f"Words {number}")
    return submit(checklist, "2.0")


BROKEN = 'for (const key of KEYS) localStorage.setItem(key, \'{"a1-body": {"value"\')'
ALIEN = 'for (const key of KEYS) localStorage.setItem(key, \'{"a1-body": null, "b": 5}\')'
FULL = """for (let size = 2 ** 22; size >= 1; size /= 2) {
  try {
    for (;;) localStorage.setItem(`${size} ${Math.random()}`, "x".repeat(size));
  } catch { /* no room for more of this size */ }
}"""
FORBIDDEN = """for (const area of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, area, { get() { throw new DOMException("no", "SecurityError") } });
}"""
STORES = {"broken": BROKEN, "alien": ALIEN, "full": FULL, "forbidden": FORBIDDEN}


def with_store(page, kind, *keys):
    """From now on the browser's store is of that kind, before any page loads."""
    once = (
        "" if kind == "forbidden" else "if (sessionStorage.seen) return; sessionStorage.seen = 1;"
    )
    script = f"(() => {{ {once} const KEYS = {json.dumps(keys)}; {STORES[kind]} }})()"
    page.add_init_script(script)


@pytest.mark.parametrize("kind", STORES)
def test_the_worksheet_works_with_a_store_that_does_not(log_in, submitted, kind):
    checklist, user = submitted.checklist, editor()
    page, asked = log_in(user), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with_store(page, kind, f"kaiji-unsaved:{user.pk}:{checklist.pk}")
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(page_of(checklist, "worksheet"))
    body = page.locator(f"[name=a{answer_of(checklist, '3').pk}-body]")

    page.keyboard.press("Control+Enter")
    expect(body).to_be_focused()
    page.keyboard.type("Three")
    expect(page.locator(".touched")).to_have_text("未保存：1項目")
    expect(page.locator("#unkept")).to_have_count(int(kind in ("full", "forbidden")))
    page.goto(page_of(checklist, "worksheet"))
    assert asked == ["beforeunload"]

    body.fill("Three again")
    page.fill("#id_change_reason", "Because")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Answer.objects.get(item__number="3").body == "Three again"
    assert errors == [] or kind == "forbidden"  # Django's own scripts expect a store


@pytest.mark.parametrize("kind", STORES)
def test_so_does_the_review_page(log_in, submitted, kind):
    user = reviewer()
    page, asked = log_in(user), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with_store(page, kind, f"kaiji-unsaved:{user.pk}:review:{submitted.pk}")
    page.goto(page_of(submitted))

    page.keyboard.press("Control+Enter")
    expect(page.locator("#item-1")).to_be_focused()
    page.locator("#item-1 summary").click()
    page.fill("#item-1 textarea", "いつからですか。")
    expect(page.locator("#unkept")).to_have_count(int(kind in ("full", "forbidden")))
    page.reload()
    assert asked == ["beforeunload"]
    page.fill("#id_send_back-reason", "Why")
    page.click("#send_back [type=submit]")

    expect(page.locator(".messagelist .success")).to_be_visible()
