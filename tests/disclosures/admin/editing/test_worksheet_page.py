"""Many answers on one page: what it shows, what it saves, and what it leaves alone."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import Answer
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    manager,
    reviewer,
    saved,
    submit,
)
from tests.pages import FormOnPage, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make_checklist()


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def worksheet_of(checklist, wishes="?section=all"):
    return page_of(checklist, "worksheet") + wishes


def opened(client, checklist, wishes="?section=all"):
    """What a browser would send from the page, and why."""
    page = FormOnPage("worksheet_form")
    page.feed(client.get(worksheet_of(checklist, wishes)).content.decode())
    return {**page.data, "row": page.all["row"], "change_reason": "Because"}


def send(client, checklist, data, **typed):
    return client.post(worksheet_of(checklist), {**data, **typed})


def field(checklist, number, name, product=None):
    return f"a{answer_of(checklist, number, product).pk}-{name}"


def shown(response):
    """The numbers of the items on the page."""
    return [f.line.item.number for _, lines in response.context["groups"] for f in lines]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors_of(response):
    return {
        row.form.prefix: dict(row.form.errors)
        for _, lines in response.context["groups"]
        for filled in lines
        for row in filled.rows
        if row.has_failed
    }


def rows_since(moment_count):
    return list(Answer.history.order_by("history_id")[moment_count:])


# Saving


def test_only_touched_rows_are_written(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    response = send(desk, checklist, data, **{field(checklist, "2", "body"): "New words"})

    [row] = rows_since(before)
    assert (row.body, row.history_user, row.history_change_reason) == (
        "New words",
        editor(),
        "Because",
    )
    assert (response.status_code, messages_of(response)) == (302, ["1件の回答を保存しました。"])


def test_a_page_without_a_change_writes_nothing_and_needs_no_reason(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    response = send(desk, checklist, data, change_reason="")

    assert (response.status_code, Answer.history.count()) == (302, before)


def test_a_row_may_have_a_reason_of_its_own(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "body"): "One",
            field(checklist, "2", "body"): "Two",
            field(checklist, "2", "reason"): "Another one",
        },
    )

    reasons = {row.body: row.history_change_reason for row in rows_since(before)}
    assert reasons == {"One": "Because", "Two": "Another one"}


def test_without_any_reason_nothing_is_saved_and_the_text_stays(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "2", "body")

    response = send(desk, checklist, data, change_reason=" ", **{name: "New words"})

    assert answer_of(checklist, "2").body == ""
    assert list(errors_of(response)[name.split("-")[0]]) == ["reason"]
    assert "New words</textarea>" in response.content.decode()


def test_every_field_of_a_row_is_saved(desk, checklist):
    owner = make_user("owner")
    data = opened(desk, checklist)

    send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "availability"): "yes",
            field(checklist, "1", "responsibility"): "vendor",
            field(checklist, "1", "body"): "Words",
            field(checklist, "1", "internal_note"): "A note",
            field(checklist, "1", "owner"): str(owner.pk),
            field(checklist, "1", "review_due_on"): "2026-03-31",
            field(checklist, "2", "same_as"): "1",
        },
    )

    first, second = answer_of(checklist, "1"), answer_of(checklist, "2")
    assert (first.availability, first.responsibility, first.body) == ("yes", "vendor", "Words")
    assert (first.internal_note, first.owner) == ("A note", owner)
    assert first.review_due_on.isoformat() == "2026-03-31"
    assert second.same_as == first.item


def test_a_reason_signs_one_save_and_is_asked_for_anew(desk, checklist):
    data = opened(desk, checklist)

    send(desk, checklist, data, **{field(checklist, "2", "body"): "New words"})

    assert answer_of(checklist, "2").history.first().history_change_reason == "Because"
    shown = FormOnPage("worksheet_form")
    shown.feed(desk.get(worksheet_of(checklist, "?section=all")).content.decode())
    assert shown.data["change_reason"] == ""


def test_a_reason_stays_while_a_row_could_not_be_saved(desk, checklist):
    data = opened(desk, checklist)
    touched = {field(checklist, "1", "body"): "\0", field(checklist, "2", "body"): "New words"}

    response = send(desk, checklist, data, **touched)

    assert response.context["why"]["change_reason"].value() == "Because"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_as", "99"),
        ("same_as", "2"),
        ("owner", "99999"),
        ("owner", "x"),
        ("availability", "perhaps"),
        ("review_due_on", "soon"),
        ("body", "\x00"),
        ("body", "a" * 4001),
    ],
)
def test_what_a_row_cannot_be_is_said_beside_it_and_the_others_are_saved(
    desk, checklist, name, value
):
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{field(checklist, "2", name): value, field(checklist, "3", "body"): "Fine"},
    )

    [errors] = errors_of(response).values()
    assert (list(errors), response.status_code) == ([name], 200)
    assert answer_of(checklist, "3").body == "Fine"


def test_same_as_beside_a_text_is_refused(desk, checklist):
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{field(checklist, "2", "same_as"): "1", field(checklist, "2", "body"): "And more"},
    )

    assert answer_of(checklist, "2").same_as is None
    assert len(errors_of(response)) == 1


def test_answers_that_change_places_with_same_as_are_saved_together(desk, checklist):
    change_answer(checklist, "1", body="Words")
    change_answer(checklist, "2", same_as=answer_of(checklist, "1").item)
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "body"): "",
            field(checklist, "1", "same_as"): "2",
            field(checklist, "2", "same_as"): "",
            field(checklist, "2", "body"): "Words",
        },
    )

    assert response.status_code == 302
    assert answer_of(checklist, "1").same_as == answer_of(checklist, "2").item


# Other people's work


def test_a_stale_page_leaves_alone_what_it_did_not_touch(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()
    change_answer(checklist, "1", by=manager(), body="By somebody else")

    send(desk, checklist, data, **{field(checklist, "3", "body"): "Mine"})

    mine = [row for row in rows_since(before) if row.history_user == editor()]
    assert [row.body for row in mine] == ["Mine"]
    assert answer_of(checklist, "1").body == "By somebody else"


def test_two_people_may_change_different_fields_of_one_row(desk, checklist):
    data = opened(desk, checklist)
    change_answer(checklist, "1", by=manager(), body="By somebody else")

    send(desk, checklist, data, **{field(checklist, "1", "internal_note"): "Mine"})

    answer = answer_of(checklist, "1")
    assert (answer.body, answer.internal_note) == ("By somebody else", "Mine")


def test_a_conflict_shows_both_texts_and_keeps_mine_in_the_form(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "1", "body")
    change_answer(checklist, "1", by=manager(), body="Theirs stands")

    response = send(desk, checklist, data, **{name: "Mine stands"})

    page = FormOnPage("worksheet_form")
    page.feed(response.content.decode())
    [[error]] = [row["body"] for row in errors_of(response).values()]
    assert answer_of(checklist, "1").body == "Theirs stands"
    assert page.data[name] == "Mine stands"
    assert '<p class="text">Theirs stands</p>' in error
    assert "<del>Theirs</del><ins>Mine</ins> stands" in error
    assert "manager" in error


def test_after_a_conflict_saving_again_is_a_decision(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "1", "body")
    change_answer(checklist, "1", by=manager(), body="Theirs")
    page = FormOnPage("worksheet_form")
    page.feed(send(desk, checklist, data, **{name: "Mine"}).content.decode())

    response = send(desk, checklist, {**page.data, "row": page.all["row"]})

    assert (response.status_code, answer_of(checklist, "1").body) == (302, "Mine")


# Products


def test_the_page_leads_to_a_row_for_each_product_that_adds_nothing_yet(desk):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta])
    item = change_answer(checklist, "1", product=alpha, body="Of Alpha").item

    page = desk.get(worksheet_of(checklist, "?section=all")).content.decode()

    name = f"{item.pk}_{beta.pk}"
    assert f'href="?section=all&amp;add={name}#item-{item.pk}" data-row="n{name}"' in page
    assert f'data-row="n{item.pk}_{alpha.pk}"' not in page


def test_a_row_for_a_product_is_offered_and_made_only_when_it_says_something(desk):
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    prefix = f"n{answer_of(checklist, '1').item_id}_{alpha.pk}"
    data = opened(desk, checklist, f"?section=all&add={prefix[1:]}")
    before = Answer.history.count()

    send(desk, checklist, data)
    untouched = Answer.history.count()
    send(desk, checklist, data, **{f"{prefix}-body": "Of Alpha"})

    assert (untouched, Answer.history.count()) == (before, before + 1)
    assert answer_of(checklist, "1", alpha).body == "Of Alpha"


def test_a_row_that_somebody_else_made_meanwhile_is_a_conflict(desk):
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    prefix = f"n{answer_of(checklist, '1').item_id}_{alpha.pk}"
    data = opened(desk, checklist, f"?section=all&add={prefix[1:]}")
    change_answer(checklist, "1", by=manager(), product=alpha, body="Theirs")

    response = send(desk, checklist, data, **{f"{prefix}-body": "Mine"})

    assert answer_of(checklist, "1", alpha).body == "Theirs"
    assert [list(errors) for errors in errors_of(response).values()] == [["body"]]


@pytest.mark.parametrize("row", ["x1", "a1 ", "a", "n1", "a" + "9" * 19])
def test_a_row_that_is_none_is_not_found(desk, checklist, row):
    assert send(desk, checklist, {"row": row}).status_code == 404


def test_rows_of_another_checklist_are_not_found(desk, checklist):
    other = make_checklist("other", guideline=checklist.guideline)
    data = opened(desk, other)

    response = send(desk, checklist, data, **{field(other, "1", "body"): "Strayed"})

    assert (response.status_code, answer_of(other, "1").body) == (404, "")


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
    change_answer(checklist, "1", body="ＴＬＳ１．２ after")
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
        ("?q=question%202", ["2"]),
        ("?q=nowhere", []),
        ("?only=junk&section=junk&product=junk", ["1", "2", "3"]),
    ],
)
def test_filters_choose_the_lines(desk, varied, wishes, numbers):
    assert shown(desk.get(worksheet_of(varied, wishes))) == numbers


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
def test_a_page_of_73_items_and_saving_one_row_take_12_queries_at_most(
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

    with django_assert_max_num_queries(12):
        data = opened(desk, checklist)
    data[field(checklist, "50", "body")] = "New words"
    with CaptureQueriesContext(connection) as captured:
        send(desk, checklist, data)

    assert len(cost(captured)) <= 12
