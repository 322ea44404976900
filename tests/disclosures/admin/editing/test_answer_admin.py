"""Answers in the admin: the list, the form, and one more row for a product."""

from datetime import date

import pytest
from django.urls import reverse

from disclosures.models import Answer
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    UPDATED_ON,
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
)
from tests.pages import errors_of, fill, page_of, save

pytestmark = pytest.mark.django_db

LIST = "/admin/disclosures/answer/"


@pytest.fixture
def alpha():
    return make_product("Alpha")


@pytest.fixture
def checklist(client, alpha):
    client.force_login(editor())
    return make_checklist(products=[alpha, make_product("Beta")])


def listed(client, **query):
    """Number and product of each row that the list shows."""
    rows = client.get(LIST, query).context["cl"].result_list
    return [(row.item.number, row.product and row.product.name) for row in rows]


def add_for(client, answer, product):
    url = reverse("admin:disclosures_answer_add_for_product", args=[answer.pk])
    return client.post(url, {"product": product.pk})


def test_an_editor_answers(client, checklist):
    save(
        client,
        answer_of(checklist, "1"),
        availability="partial",
        responsibility="shared",
        body="Every night.",
        internal_note="See the runbook.",
        owner=str(editor().pk),
        review_due_on="2026-10-01",
    )

    answer = answer_of(checklist, "1")
    assert (answer.availability, answer.responsibility, answer.owner) == (
        "partial",
        "shared",
        editor(),
    )
    assert answer.history.first().history_user == editor()


def test_the_form_shows_the_question_and_the_help_for_editors(client, checklist):
    item = checklist.guideline.items.get(number="1")
    item.category, item.help_text = "A category", "Ask the operations team."
    item.save(by=editor(), reason="for the test")

    shown = client.get(page_of(answer_of(checklist, "1"))).content.decode()

    for words in ("Question 1?", "Name 1", "A category", "Ask the operations team."):
        assert words in shown


@pytest.mark.parametrize("role", [MANAGER, REVIEWER, AUDITOR])
def test_other_roles_only_read(client, checklist, role):
    answer = answer_of(checklist, "1")
    client.force_login(make_user(role=role))

    assert client.get(page_of(answer)).status_code == 200
    assert client.post(page_of(answer), {"body": "Other"}).status_code == 403


@pytest.mark.parametrize("role", [EDITOR, MANAGER, REVIEWER, AUDITOR, "superuser"])
def test_nobody_adds_or_deletes_rows_by_hand(client, checklist, role):
    superuser = role == "superuser"
    client.force_login(make_user(role=None if superuser else role, is_superuser=superuser))

    assert client.post(f"{LIST}add/", {}).status_code == 403
    deletion = page_of(answer_of(checklist, "1"), "delete")
    assert client.post(deletion, {"post": "yes"}).status_code == 403


# Same as


@pytest.mark.parametrize("typed", ["2026-11-05", "2026/11/5", "2026.11.05", "2026年11月5日"])
def test_a_date_is_typed_as_offices_write_it(client, checklist, typed):
    save(client, answer_of(checklist, "1"), review_due_on=typed)

    assert answer_of(checklist, "1").review_due_on == date(2026, 11, 5)


def test_same_as_beside_a_text_is_refused_with_what_to_do(client, checklist):
    target = answer_of(checklist, "1").item

    response = save(client, answer_of(checklist, "2"), body="Words", same_as=str(target.pk))

    [message] = errors_of(response)["__all__"]
    assert message.startswith("「同上」は回答全体を繰り返します。")


def test_same_as_a_retired_or_a_foreign_item_is_refused(client, checklist):
    retired = make_item(checklist.guideline, "9", retired_on=UPDATED_ON)
    foreign = make_guideline("other").items.first()

    for item in (retired, foreign):
        response = save(client, answer_of(checklist, "2"), same_as=str(item.pk))
        assert list(errors_of(response)) == ["same_as"]


def test_same_as_offers_the_other_asked_items_of_the_guideline(client, checklist):
    make_item(checklist.guideline, "9", retired_on="2020-01-01")
    make_guideline("other", items=["X"])

    form = client.get(page_of(answer_of(checklist, "1"))).context["adminform"].form

    assert [item.number for item in form.fields["same_as"].queryset] == ["2", "3"]


def test_an_answer_can_repeat_another_item(client, checklist):
    target = answer_of(checklist, "1").item

    save(client, answer_of(checklist, "2"), same_as=str(target.pk))

    assert answer_of(checklist, "2").same_as == target


def test_a_contradiction_is_refused_in_words(client, checklist):
    one, two = answer_of(checklist, "1"), answer_of(checklist, "2")
    change_answer(checklist, "2", same_as=one.item)

    chain = save(client, one, same_as=str(answer_of(checklist, "3").item_id))
    both = save(client, two, body="And text of its own.")

    assert list(errors_of(chain)) == ["same_as"]
    assert list(errors_of(both)) == ["__all__"]


def test_a_product_cannot_repeat_another_item(client, checklist, alpha):
    change_answer(checklist, "1", product=alpha, body="Only here.")
    row = answer_of(checklist, "1", alpha)

    save(client, row, same_as=str(answer_of(checklist, "2").item_id))

    assert "same_as" not in fill(client, page_of(row))
    assert answer_of(checklist, "1", alpha).same_as is None


# The owner


def test_owners_are_staff_or_whoever_it_is_already(client, checklist):
    former = make_user("former", is_staff=False)
    make_user("customer", is_staff=False)
    change_answer(checklist, "1", owner=former)

    form = client.get(page_of(answer_of(checklist, "1"))).context["adminform"].form

    names = [user.username for user in form.fields["owner"].queryset]
    assert sorted(names) == ["editor", "former", "manager"]


# One more row


def test_a_row_for_a_product_is_made_once_and_opened(client, checklist, alpha):
    answer = answer_of(checklist, "1")

    first, second = add_for(client, answer, alpha), add_for(client, answer, alpha)

    row = answer_of(checklist, "1", alpha)
    assert [first["Location"], second["Location"]] == [page_of(row)] * 2
    assert (row.history.get().history_user, row.is_answered) == (editor(), False)


def test_the_form_offers_only_products_without_a_row(client, checklist, alpha):
    answer = answer_of(checklist, "1")
    add_for(client, answer, alpha)

    offered = client.get(page_of(answer)).context["products_to_add"]

    assert [product.name for product in offered.fields["product"].queryset] == ["Beta"]


def test_nothing_is_offered_where_another_item_is_repeated(client, checklist):
    change_answer(checklist, "1", same_as=answer_of(checklist, "2").item)

    shown = client.get(page_of(answer_of(checklist, "1"))).content.decode()

    assert "add-for-product" not in shown


def test_a_product_that_the_checklist_does_not_speak_for_is_refused(client, checklist):
    answer = answer_of(checklist, "1")

    response = add_for(client, answer, make_product("Gamma"))

    assert response["Location"] == page_of(answer)
    assert Answer.objects.exclude(product=None).count() == 0


@pytest.mark.parametrize("role", [MANAGER, REVIEWER, AUDITOR, None])
def test_only_editors_add_a_row_for_a_product(client, checklist, alpha, role):
    answer = answer_of(checklist, "1")
    client.force_login(make_user(role=role))

    assert add_for(client, answer, alpha).status_code == 403
    assert not Answer.objects.exclude(product=None).exists()
    if role:
        assert "add-for-product" not in client.get(page_of(answer)).content.decode()


# The list


def test_the_list_finds_by_text_number_and_name(client, checklist):
    change_answer(checklist, "2", body="Backups every night.")

    assert listed(client, q="every night") == [("2", None)]
    assert listed(client, q="Name 3") == [("3", None)]


def test_the_list_shows_what_nobody_answered(client, checklist, alpha):
    change_answer(checklist, "1", product=alpha, body="Only here.")
    change_answer(checklist, "2", product=alpha, body="")
    change_answer(checklist, "3", availability="no")

    assert listed(client, unanswered="1") == [("2", None)]


def test_an_item_that_only_a_product_answers_counts_as_answered(client, checklist, alpha):
    change_answer(checklist, "1", product=alpha, body="Only here.")
    change_answer(checklist, "2", product=alpha, body="")

    response = client.get(LIST)

    model_admin, rows = response.context["cl"].model_admin, response.context["cl"].result_list
    assert [(str(row.item), model_admin.state(row)) for row in rows] == [
        ("1 Name 1", "回答済み"),
        ("1 Name 1", "回答済み"),
        ("2 Name 2", "未回答"),
        ("2 Name 2", "未回答"),
        ("3 Name 3", "未回答"),
    ]


def test_the_list_filters_by_checklist_section_availability_and_product(client, checklist, alpha):
    make_checklist("other", guideline=make_guideline("other", items=["X"]))
    change_answer(checklist, "1", product=alpha, availability="no")

    section = checklist.guideline.sections.get()
    assert listed(client, availability__exact="no") == [("1", "Alpha")]
    assert listed(client, product__id__exact=alpha.pk) == [("1", "Alpha")]
    assert len(listed(client, checklist__id__exact=checklist.pk)) == 4
    assert len(listed(client, item__section__id__exact=section.pk)) == 4


@pytest.mark.parametrize("items", [3, 73])
def test_list_and_form_cost_the_same_with_more_items(
    client, alpha, items, django_assert_num_queries
):
    guideline = make_guideline(items=[str(number) for number in range(items)])
    checklist = make_checklist(guideline=guideline, products=[alpha])
    change_answer(checklist, "1", product=alpha, body="Only here.")
    change_answer(checklist, "2", same_as=guideline.items.get(number="0"))
    answer = answer_of(checklist, "1")
    client.force_login(editor())
    client.get(page_of(answer))  # the first page of a process also reads content types

    with django_assert_num_queries(10):
        client.get(LIST)
    with django_assert_num_queries(8):
        client.get(page_of(answer))
