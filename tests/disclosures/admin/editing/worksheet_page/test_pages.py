"""A long worksheet is divided into pages, each of which can be saved, with scripts and without."""

import pytest
from django.conf import settings
from django.urls import reverse

from disclosures.admin.editing.worksheet_pages import MAX_ITEMS, MAX_ROWS
from disclosures.admin.item_links import places
from disclosures.models import Answer, Section
from tests.factory import (
    answer_of,
    editor,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    saved,
)
from tests.pages import FormOnPage

from .worksheet import opened, send, worksheet_of

pytestmark = pytest.mark.django_db

PRODUCTS = 4  # and so many rows each item may have


def numbers(count, start=1):
    return [str(number) for number in range(start, start + count)]


def shown(response):
    return [f.line.item.number for _, lines in response.context["groups"] for f in lines]


def page_at(desk, checklist, wishes):
    return desk.get(worksheet_of(checklist, wishes))


@pytest.fixture
def long():
    """One section of more items than a page has."""
    return make_checklist(guideline=make_guideline(items=numbers(MAX_ITEMS + 5)))


def test_a_section_of_a_hundred_items_is_one_page(desk):
    checklist = make_checklist(guideline=make_guideline(items=numbers(MAX_ITEMS)))

    page = page_at(desk, checklist, "")

    assert (len(shown(page)), len(page.context["pages"])) == (MAX_ITEMS, 1)
    assert b'class="pages"' not in page.content


def test_a_longer_section_is_divided_in_its_order(desk, long):
    pages = [page_at(desk, long, wishes) for wishes in ("", "?page=2")]

    assert [shown(page) for page in pages] == [numbers(MAX_ITEMS), numbers(5, MAX_ITEMS + 1)]
    assert [page.context["count"] for page in pages] == [MAX_ITEMS + 5] * 2


@pytest.mark.parametrize(
    ("wishes", "number"),
    [("?page=0", 1), ("?page=9", 2), ("?page=x", 1), ("?page=²", 1), (f"?page={'9' * 5000}", 1)],
)
def test_a_page_that_is_not_there_is_the_nearest(desk, long, wishes, number):
    assert page_at(desk, long, wishes).context["page"].number == number


def test_the_address_of_an_item_leads_to_its_page(desk, long):
    address = places(long)[str(MAX_ITEMS + 3)]

    page = desk.get(address)

    item = long.guideline.items.get(number=str(MAX_ITEMS + 3))
    assert address.endswith(f"#item-{item.pk}")
    assert f'id="item-{item.pk}"' in page.content.decode()


def test_filters_go_before_pages(desk, long):
    page = page_at(desk, long, f"?section=all&q=Name {MAX_ITEMS + 2}&page=1")

    assert shown(page) == [str(MAX_ITEMS + 2)]


def test_the_pages_of_all_sections_name_each_section(desk):
    guideline = make_guideline(items=numbers(MAX_ITEMS - 2))
    more = saved(Section(guideline=guideline, title="More", position=1))
    for number in numbers(4, 900):
        make_item(guideline, number, section=more, position=int(number))
    checklist = make_checklist(guideline=guideline)

    second = page_at(desk, checklist, "?section=all&page=2")

    assert [str(section) for section, _lines in second.context["groups"]] == ["More"]
    assert shown(second) == ["902", "903"]


def test_what_is_typed_on_a_later_page_is_saved_and_leads_back_to_it(desk, long):
    wishes, number = "?section=all&page=2", str(MAX_ITEMS + 1)
    data = opened(desk, long, wishes)
    name = f"a{answer_of(long, number).pk}-body"

    response = desk.post(worksheet_of(long, wishes), {**data, name: "Typed."})

    assert response.url == worksheet_of(long, wishes)
    assert answer_of(long, number).body == "Typed."


@pytest.fixture
def wide():
    """Answers of all products to so many items that they take several pages."""
    products = [make_product(f"Product{n}") for n in range(PRODUCTS)]
    count = MAX_ROWS // (PRODUCTS + 1) + 10
    checklist = make_checklist(guideline=make_guideline(items=numbers(count)), products=products)
    for item in checklist.guideline.items.all():
        for product in products:
            saved(Answer(checklist=checklist, item=item, product=product), editor())
    return checklist


def test_answers_of_many_products_are_divided_too(desk, wide):
    pages = page_at(desk, wide, "").context["pages"]

    assert [sum(len(line.answers) for line in page.lines) for page in pages] == [MAX_ROWS, 50]


def test_every_page_has_far_fewer_fields_than_are_taken(desk, wide):
    form = FormOnPage("worksheet_form")
    form.feed(page_at(desk, wide, "").content.decode())

    sent = sum(map(len, form.all.values()))

    assert 10 * MAX_ROWS < sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 10


def test_without_scripts_a_page_of_many_products_is_saved_whole(desk, wide):
    data = opened(desk, wide, "?page=2")
    product = wide.products().last()
    last = str(wide.guideline.items.count())
    name = f"a{answer_of(wide, last, product).pk}-body"

    response = desk.post(worksheet_of(wide, "?page=2"), {**data, name: "Ours."})

    assert response.status_code == 302
    assert answer_of(wide, last, product).body == "Ours."


def test_of_touched_rows_alone_the_rest_stays(desk, wide):
    data = opened(desk, wide, "")
    row = f"a{answer_of(wide, '1').pk}"
    touched = {name: value for name, value in data.items() if f"{row}-" in name}
    others = Answer.objects.exclude(pk=answer_of(wide, "1").pk)
    before = list(others.values())

    typed = {f"{row}-body": "Alone.", "row": [row], "change_reason": "Because"}
    response = send(desk, wide, touched, **typed)

    assert response.status_code == 302
    assert answer_of(wide, "1").body == "Alone."
    assert list(others.values()) == before


def test_a_conflict_stays_on_its_page(desk, long):
    wishes, number = "?section=all&page=2", str(MAX_ITEMS + 1)
    data = opened(desk, long, wishes)
    answer = answer_of(long, number)
    answer.body = "Theirs."
    saved(answer)

    response = desk.post(worksheet_of(long, wishes), {**data, f"a{answer.pk}-body": "Mine."})

    assert (response.status_code, shown(response)) == (200, numbers(5, MAX_ITEMS + 1))
    assert "Mine." in response.content.decode()
    assert answer_of(long, number).body == "Theirs."


def test_the_empty_result_of_a_filter_has_no_pages(desk, long):
    page = page_at(desk, long, "?q=nothing-of-the-kind")

    assert (shown(page), page.context["pages"], page.context["page"]) == ([], [], None)
    assert reverse("admin:index") in page.content.decode()
