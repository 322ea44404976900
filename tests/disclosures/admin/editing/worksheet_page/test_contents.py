"""What the worksheet shows, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    reviewer,
    saved,
    submit,
)

from .worksheet import field, opened, send, worksheet_of

pytestmark = pytest.mark.django_db


def shown(response):
    """The numbers of the items on the page."""
    return [f.line.item.number for _, lines in response.context["groups"] for f in lines]


# What it shows


def test_without_a_wish_the_first_section_is_shown(desk):
    guideline = make_guideline(items=["1", "2"])
    other = saved(type(guideline.sections.get())(guideline=guideline, title="More", position=1))
    make_item(guideline, "3", section=other)
    checklist = make_checklist(guideline=guideline)

    sections = [desk.get(worksheet_of(checklist, w)) for w in ("", f"?section={other.pk}")]

    assert [shown(page) for page in sections] == [["1", "2"], ["3"]]


@pytest.fixture
def varied(checklist):
    """Item 1 says something else than the public version, 2 is due and mine, 3 unanswered."""
    change_answer(checklist, "1", body="ＴＬＳ１．２ before")
    change_answer(checklist, "2", body="Words")
    make_approved(checklist)
    change_answer(checklist, "1", body="ＴＬＳ１．２ after 9時〜17時 髙橋")
    change_answer(checklist, "2", owner=editor(), review_due_on="2020-01-01")
    return checklist


@pytest.mark.parametrize(
    ("wishes", "numbers"),
    [
        ("?only=unanswered", ["3"]),
        ("?only=changed", ["1"]),
        ("?only=due", ["2"]),
        ("?only=mine", ["2"]),
        ("?q=tls1.2", ["1"]),
        ("?q=AFTER", ["1"]),
        ("?q=9時～17時", ["1"]),
        ("?q=高橋", ["1"]),
        ("?q=question%202", ["2"]),
        ("?q=nowhere", []),
        ("?only=junk&section=junk&product=junk", ["1", "2", "3"]),
    ],
)
def test_filters_choose_the_lines(desk, varied, wishes, numbers):
    assert shown(desk.get(worksheet_of(varied, wishes))) == numbers


def test_what_nobody_filled_in_is_marked_wherever_it_stands(desk, checklist):
    alpha = make_product("Alpha")
    both = make_checklist("both", guideline=checklist.guideline, products=[alpha])
    change_answer(both, "1", body="毎日です。", evidence="ここに記入, https://a.example/")
    change_answer(both, "2", product=alpha, body="XX時間以内です。")
    change_answer(both, "3", body="4時間以内です。")

    page = desk.get(worksheet_of(both)).content.decode()

    assert re.findall(r"<span class=\"mark\">未記入の箇所：「(.*?)」</span>", page) == [
        "ここに記入",
        "XX時間",
    ]


def test_the_product_filter_shows_where_it_adds_something(desk):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta])
    change_answer(checklist, "2", product=beta, body="Of Beta")

    pages = [desk.get(worksheet_of(checklist, f"?product={p.pk}")) for p in (alpha, beta)]

    assert [shown(page) for page in pages] == [[], ["2"]]


def test_progress_is_counted_by_section(desk, varied):
    progress = desk.get(worksheet_of(varied)).context["sheet"].progress()

    assert [(section.title, answered, total) for section, answered, total in progress] == [
        ("Basics", 2, 3)
    ]


def test_it_says_which_version_is_in_review_and_that_edits_belong_to_the_next(desk, varied):
    submit(varied, "2.0")

    page = desk.get(worksheet_of(varied)).content.decode()

    assert "ここでの編集は次の版に入ります。" in page


def test_it_says_why_a_version_came_back(desk, varied):
    submit(varied, "2.0").send_back(by=reviewer(), reason="Number 2 is too short")

    page = desk.get(worksheet_of(varied)).content.decode()

    assert '<q class="text" lang="">Number 2 is too short</q>' in page


def test_who_may_only_read_gets_the_texts_without_fields(client, varied):
    client.force_login(reviewer())

    page = client.get(worksheet_of(varied)).content.decode()

    assert ("ＴＬＳ１．２ after" in page, "<textarea" in page) == (True, False)


# What it costs


def cost(captured):
    """The statements, but for those that only begin and end transactions."""
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(control)]


@pytest.mark.parametrize("product_count", [1, 6])
def test_a_page_of_73_items_and_saving_one_row_take_13_queries_at_most(
    desk, product_count, django_assert_max_num_queries
):
    products = [make_product(f"Product{n}") for n in range(product_count)]
    guideline = make_guideline(items=[str(n) for n in range(1, 74)])
    checklist = make_checklist(guideline=guideline, products=products)
    for product in products:
        change_answer(checklist, "5", product=product, body="Added", owner=editor())
    make_approved(checklist)
    change_answer(checklist, "6", body="More")
    submit(checklist, "2.0").send_back(by=reviewer(), reason="See there", texts={"7": "Why?"})

    with django_assert_max_num_queries(13):
        data = opened(desk, checklist)
    data[field(checklist, "50", "body")] = "New words"
    with CaptureQueriesContext(connection) as captured:
        send(desk, checklist, data)

    assert len(cost(captured)) <= 12
