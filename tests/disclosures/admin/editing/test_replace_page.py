"""Find and replace over the answers of a checklist: seen first, then saved row by row."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from disclosures.models import Answer
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    manager,
)
from tests.pages import FormOnPage, page_of

pytestmark = pytest.mark.django_db

SENTENCE = "クラウド事業者の公開資料をご確認ください。"


@pytest.fixture
def checklist():
    """Nine answers that share one sentence, and one that does not."""
    checklist = make_checklist(guideline=make_guideline(items=[str(n) for n in range(1, 11)]))
    for number in range(1, 10):
        change_answer(checklist, str(number), body=f"{number}番。{SENTENCE}")
    change_answer(checklist, "10", body="別の回答")
    return checklist


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def shown(desk, checklist, find=SENTENCE, replacement="New."):
    return desk.post(page_of(checklist, "replace"), {"find": find, "replacement": replacement})


def save(desk, checklist, page, *, without=(), **values):
    """Send what the page holds, but for the ticks of these items."""
    form = FormOnPage("replace_form")
    form.feed(page.content.decode())
    ticks = [tick for tick in form.all["seen"] if not tick.startswith(tuple(without))]
    data = {**form.data, "seen": ticks, "save": "1", "change_reason": "Because", **values}
    return desk.post(page_of(checklist, "replace"), data)


def numbers(response):
    return [row.answer.item.number for row in response.context["rows"]]


def bodies():
    return [answer.body for answer in Answer.objects.order_by("item__position")]


def test_of_nine_answers_with_one_sentence_the_eight_ticked_change(desk, checklist):
    page, before = shown(desk, checklist), Answer.history.count()
    left_out = answer_of(checklist, "5")

    response = save(desk, checklist, page, without=[f"{left_out.pk}:"])

    [message] = get_messages(response.wsgi_request)
    assert (numbers(page), strip_tags(message)) == (
        list("123456789"),
        "8件の回答を変更しました。 内容を確認・元に戻す",
    )
    assert bodies() == [
        *(f"{n}番。New." for n in range(1, 5)),
        f"5番。{SENTENCE}",
        *(f"{n}番。New." for n in range(6, 10)),
        "別の回答",
    ]
    rows = Answer.history.order_by("history_id")[before:]
    assert [(row.history_user, row.history_change_reason) for row in rows] == [
        (editor(), "Because")
    ] * 8


def test_showing_writes_nothing_and_marks_what_would_change(desk, checklist):
    before = Answer.history.count()

    page = shown(desk, checklist, "番", "号").content.decode()

    assert "1<del>番</del><ins>号</ins>。" in page
    assert Answer.history.count() == before


def test_a_row_that_moved_is_refused_by_name_and_the_others_change(desk, checklist):
    page = shown(desk, checklist)
    change_answer(checklist, "3", by=manager(), body=f"Theirs. {SENTENCE}")

    response = save(desk, checklist, page)

    assert [row.answer.item.number for row in response.context["refused"]] == ["3"]
    assert answer_of(checklist, "3").body == f"Theirs. {SENTENCE}"
    assert sum(body.endswith("New.") for body in bodies()) == 8


def test_what_the_door_refuses_is_said_beside_the_row(desk, checklist):
    change_answer(checklist, "2", body="x" * 3990 + "番")
    page = shown(desk, checklist, "番", "y" * 20)

    response = save(desk, checklist, page)

    [row] = response.context["refused"]
    assert (row.answer.item.number, "4010" in row.problem) == ("2", True)
    assert answer_of(checklist, "1").body.startswith("1" + "y" * 20)


def test_other_widths_and_cases_are_named_and_stay(desk, checklist):
    change_answer(checklist, "1", body="TLS1.2")
    change_answer(checklist, "2", body="ＴＬＳ１．２")
    change_answer(checklist, "3", body="tls1.2")

    page = shown(desk, checklist, "TLS1.2", "TLS1.3")

    assert numbers(page) == ["1"]
    assert [a.item.number for a in page.context["otherwise"]] == ["2", "3"]


def test_evidence_is_found_and_replaced_too(desk, checklist):
    old, new = "https://old.example/", "https://new.example/"
    change_answer(checklist, "1", body=f"See {old}a", evidence=f"Rules, {old}b")
    change_answer(checklist, "2", evidence=f"Rules, {old}c")
    change_answer(checklist, "3", evidence=f"Rules, {old.upper()}")

    page = shown(desk, checklist, old, new)
    save(desk, checklist, page)

    assert numbers(page) == ["1", "2"]
    assert [answer.item.number for answer in page.context["otherwise"]] == ["3"]
    first, second = answer_of(checklist, "1"), answer_of(checklist, "2")
    assert (first.body, first.evidence) == (f"See {new}a", f"Rules, {new}b")
    assert second.evidence == f"Rules, {new}c"
    assert second.history.first().history_change_reason == "Because"


def test_evidence_that_would_be_no_link_is_refused_beside_its_row(desk, checklist):
    change_answer(checklist, "1", evidence="Rules, https://old.example/")

    page = save(desk, checklist, shown(desk, checklist, "https://old.example/", "nowhere"))

    assert [row.answer.item.number for row in page.context["refused"]] == ["1"]
    assert answer_of(checklist, "1").evidence == "Rules, https://old.example/"


@pytest.mark.parametrize("find", ["%", "_", "クラウド業者"])
def test_signs_that_mean_something_to_a_database_are_only_signs(desk, checklist, find):
    assert numbers(shown(desk, checklist, find)) == []


def test_line_breaks_can_be_found_and_put_in(desk, checklist):
    change_answer(checklist, "1", body="a\nb")

    page = shown(desk, checklist, "a\r\nb", "a\r\n\r\nb")
    save(desk, checklist, page)

    assert answer_of(checklist, "1").body == "a\n\nb"


@pytest.mark.parametrize(("find", "replacement"), [("", "x"), ("同じ", "同じ"), ("a\r\nb", "a\nb")])
def test_nothing_to_find_or_to_change_is_refused_in_words(desk, checklist, find, replacement):
    response = shown(desk, checklist, find, replacement)

    assert (response.status_code, response.context["form"].is_valid()) == (200, False)


@pytest.mark.parametrize("values", [{"change_reason": " "}, {"seen": []}, {"seen": ["x:y", "1"]}])
def test_without_a_reason_or_a_tick_nothing_is_written(desk, checklist, values):
    page, before = shown(desk, checklist), Answer.history.count()

    response = save(desk, checklist, page, **values)

    assert (response.status_code, Answer.history.count()) == (200, before)
    assert response.context["why"].errors


def test_rows_of_another_checklist_are_left_alone(desk, checklist):
    other = make_checklist("other", guideline=checklist.guideline)
    answer = change_answer(other, "1", body=SENTENCE)
    stamp = Answer.objects.with_last_change().get(pk=answer.pk).last_change

    save(desk, checklist, shown(desk, checklist), seen=[f"{answer.pk}:{stamp}"])

    assert answer_of(other, "1").body == SENTENCE


@pytest.mark.parametrize("product_count", [1, 6])
def test_showing_and_saving_one_row_take_13_queries_at_most(
    desk, product_count, django_assert_max_num_queries
):
    products = [make_product(f"Product{n}") for n in range(product_count)]
    checklist = make_checklist(products=products)
    for product in products:
        change_answer(checklist, "1", product=product, body="Added")
    change_answer(checklist, "2", body=SENTENCE)

    with django_assert_max_num_queries(13):
        page = shown(desk, checklist)
    with CaptureQueriesContext(connection) as captured:
        save(desk, checklist, page)

    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    asked = [q for q in captured.captured_queries if not q["sql"].startswith(control)]
    assert len(asked) <= 13
