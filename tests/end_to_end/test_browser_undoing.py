"""An import that is undone as one, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from disclosures.imports.run import receive
from disclosures.models import Answer
from disclosures.models.freezing import draft
from tests.browser import PHONE, follow
from tests.factory import change_answer, editor, make_checklist, make_product
from tests.pages import page_of

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROWS = """No.,項目,内容,回答
1,Name 1,Question 1?,First.
2,Name 2,Question 2?,Second.
3,Name 3,Question 3?,Third.
"""


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="Before.")
    return checklist


@pytest.fixture
def desk(checklist, log_in):
    """The page of changes after a file came in."""
    page = log_in(editor())
    intake = receive(checklist, "table.csv", ROWS.encode(), by=editor())
    page.goto(page_of(intake, "preview"))
    page.fill("[name=change_reason]", "年次の見直し")
    follow(page, "[type=submit].default >> nth=0")
    page.goto(page_of(checklist, "changes"))
    return page


def violations(page):
    found = Axe().run(page, "#content-main", options={"runOnly": WCAG}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_two_clicks_undo_an_import_and_leave_nothing_but_history(
    checklist, log_in, desk, complaints
):
    before = Answer.history.filter(bulk_change=None).count()
    expect(desk.locator("tr.bulk")).to_have_count(1)

    follow(desk, "tr.bulk a[href$='/undo/']")
    desk.fill("[name=reason]", "別のシートのファイルだった")
    follow(desk, "#undo_form [type=submit]")

    expect(desk.locator(".messagelist .success")).to_have_text("3件を元に戻しました。")
    bodies = Answer.objects.order_by("item__position").values_list("body", flat=True)
    assert [*bodies] == ["Before.", "", ""]
    assert [item.answers != () for item in draft(checklist).items()] == [True, False, False]
    assert Answer.history.count() == before + 3 + 3
    assert complaints == []


def test_the_single_changes_unfold(desk):
    expect(desk.locator("tr.bulk .part >> nth=0")).to_be_hidden()

    desk.click("tr.bulk summary")

    expect(desk.locator("tr.bulk .part")).to_have_count(3)
    expect(desk.locator("tr.bulk .part >> nth=0")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_phone(checklist, desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size(PHONE)
    desk.reload()  # links change their colour slowly
    desk.click("tr.bulk summary")
    change_answer(checklist, "2", body="Of somebody else.")
    found = [violations(desk)]
    for link in ("tr.bulk th a", "a[href$='/undo/']"):
        follow(desk, link)
        assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        found.append(violations(desk))

    expect(desk.locator(".left li")).to_have_count(1)
    assert found == [[], [], []]
