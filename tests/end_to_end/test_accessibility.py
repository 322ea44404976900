"""Staff pages for everybody: axe-core's rules, narrow and enlarged screens, keys alone."""

import pytest
from django.contrib.auth.models import User

from disclosures.admin.editing.worksheet_pages import MAX_ITEMS
from disclosures.imports.run import confirm, preview, receive
from tests.browser import follow
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

from .axe import NUMBER_ALL_STOPS, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def checklist():
    """Something of everything: answered, changed, due, for a product, sent back."""
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    change_answer(checklist, "1", body="Before https://example.com/", availability="yes")
    change_answer(checklist, "2", product=alpha, body="Of Alpha", responsibility="vendor")
    make_approved(checklist)
    change_answer(checklist, "1", body="After", internal_note="A note", owner=editor())
    change_answer(checklist, "1", review_due_on="2020-01-01")
    texts = {"1": "Since when?", "": "Be brief"}
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Too short", texts=texts)
    change_answer(checklist, "1", body="After all")
    submit(checklist, "2.1")
    return checklist


@pytest.fixture
def addresses(checklist):
    """The pages of ours, by name."""
    answer, newest = answer_of(checklist, "1"), checklist.revisions.get(version="2.1")
    return {
        "start": "/admin/",
        "worksheet": page_of(checklist, "worksheet") + "?section=all",
        "submit": page_of(checklist, "submit"),
        "answer": page_of(answer),
        "history": page_of(answer, "history"),
        "record": page_of(answer, "history") + f"{answer.history.first().pk}/",
        "take": page_of(answer) + f"?from={answer.history.last().pk}",
        "changes": page_of(checklist, "changes"),
        "confirm": page_of(checklist, "confirm") + "?only=all",
        "replace": page_of(checklist, "replace"),
        "restore": page_of(checklist, "restore", checklist.revisions.get(version="1.0").pk),
        "preview": page_of(checklist, "preview"),
        "review": page_of(newest),
        "frozen": page_of(newest, "frozen"),
        "comparison": page_of(newest, "compare", checklist.revisions.get(version="1.0").pk),
        "import": page_of(checklist, "import"),
        "imported answers": imported(checklist, ANSWERS),
        "imported items": imported(checklist.guideline, ITEMS),
        "imported products": imported(None, PRODUCTS),
        "record of an import": taken(
            make_checklist("taken", guideline=checklist.guideline), ANSWERS
        ),
        "unknown columns": imported(checklist, b"what,where\nThis,that\n"),
        "last page of a worksheet": page_of(divided(), "worksheet") + "?page=2",
    }


def divided():
    """A checklist of which the worksheet has two pages."""
    items = [str(number) for number in range(1, MAX_ITEMS + 2)]
    return make_checklist("divided", guideline=make_guideline("divided", items=items))


ANSWERS = """第1版,,,
No.,項目,内容,回答
1,Name 1,Question 1?,無し ほかの回答
2,Name 2,Question 2?,Alpha：速い
3,Name 3,Another question,回答
9,Name 9,Question 9?,どこにもない
""".encode()
ITEMS = """No.,項目,内容,必須・選択
1,Name 1,Another question?,必須
2,Else,Something else?,選択
4,New,New?,
""".encode()
PRODUCTS = b"slug,name\nalpha,Alpha 2\nnew,New\n,Without a slug\n"


def imported(into, content):
    """The preview of such a file, brought in by the person who opens it."""
    return page_of(receive(into, "answers.csv", content, by=superuser()), "preview")


def taken(checklist, content):
    """The record of such a file, all of which was confirmed by that person."""
    intake = receive(checklist, "taken.csv", content, by=superuser())
    seen, digest = preview(intake)
    takeable = [at for at, row in enumerate(seen.rows) if row.can_apply]
    confirm(intake, by=superuser(), seen=digest, ticked=takeable)
    return page_of(intake)


PAGES = ["start", "worksheet", "submit", "answer", "history", "record", "take", "changes"]
PAGES += ["confirm", "replace", "restore", "preview", "review", "frozen", "comparison", "import"]
PAGES += ["imported answers", "imported items", "imported products", "unknown columns"]
PAGES += ["record of an import", "last page of a worksheet"]


def superuser():
    return User.objects.filter(username="all").first() or make_user("all", is_superuser=True)


def as_superuser(log_in, **options):
    return log_in(superuser(), **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_axe(log_in, addresses, scheme):
    page = as_superuser(log_in, color_scheme=scheme)

    found = {}
    for name in PAGES:
        page.goto(addresses[name])
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        found[name] = violations(page)

    assert found == {name: [] for name in PAGES}


def test_what_would_be_replaced_breaks_no_rule_of_axe(log_in, addresses):
    page = as_superuser(log_in)
    page.goto(addresses["replace"])
    page.fill("[name=find]", "After")
    page.fill("[name=replacement]", "Later")
    follow(page, "[name=show]")

    assert (page.locator("ins").count(), violations(page)) == (1, [])


def test_a_conflict_breaks_no_rule_of_axe(log_in, addresses, checklist):
    page = as_superuser(log_in)
    page.goto(addresses["worksheet"])
    change_answer(checklist, "1", body="Theirs")
    page.fill(f"[name=a{answer_of(checklist, '1').pk}-body]", "Mine")
    page.fill("#id_change_reason", "Because")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert (page.locator(".conflict").count(), violations(page)) == (1, [])


@pytest.mark.parametrize(
    ("width", "scale"), [(320, 1), (640, 2)], ids=["320 px", "200 % of 1280 px"]
)
def test_nothing_needs_scrolling_sideways(log_in, addresses, width, scale):
    size = {"viewport": {"width": width, "height": 800}, "device_scale_factor": scale}
    page = as_superuser(log_in, **size)

    widths = {}
    for name in PAGES:
        page.goto(addresses[name])
        widths[name] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PAGES, width)


@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_reaches_everything_in_order(log_in, addresses, name):
    page = as_superuser(log_in)
    page.goto(addresses[name])
    wanted = page.evaluate(NUMBER_ALL_STOPS)

    reached = []
    while len(reached) < wanted:
        page.keyboard.press("Tab")
        stop = page.evaluate("Number(document.activeElement.dataset.stop)")
        if not reached or stop != reached[-1]:  # the parts of a date are stops of their own
            reached.append(stop)

    assert reached == list(range(wanted))
