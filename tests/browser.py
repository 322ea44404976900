"""Chromium for the tests: pages of their own for each person, and what the browser complains of."""

import os
import shutil

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from accounts.credential_seal import seal

PASSWORD = "only for this test"
PHONE = {"width": 390, "height": 844}
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def follow(page, selector):
    """Click what leads to another page, and wait for that page.

    A click alone may return while the old page is still there.
    """
    with page.expect_navigation():
        page.click(selector)


@pytest.fixture(scope="module")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium must be there in CI")
        pytest.skip("Chromium is not installed: the main line in a browser is not tested")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps a loop running
        yield playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def open_page(browser, live_server, complaints):
    """Opens a page of its own for each person; what the browser complains of is kept."""
    contexts = []

    def open_page(path="/", *, cookies=None, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.on(
            "console",
            lambda said: said.type in ("error", "warning") and complaints.append(said.text),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def log_in(open_page):
    """Opens the start page for a person who is logged in, and can log in again by `PASSWORD`."""

    def log_in(user, **options):
        user.set_password(PASSWORD)
        user.save()
        seal(user)
        client = Client()
        client.force_login(user)
        cookies = {name: cookie.value for name, cookie in client.cookies.items()}
        return open_page("/admin/", cookies=cookies, **options)

    return log_in
