"""Guidelines, sections and items in the admin."""

from datetime import date

import pytest
from django.urls import reverse

from disclosures.models import Answer, Guideline, Item, Section
from disclosures.models.freezing import draft
from disclosures.permissions import AUDITOR, EDITOR, REVIEWER
from tests.factory import (
    change_answer,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_user,
    manager,
    saved,
    submit,
)
from tests.pages import errors_of, fill, page_of, save

pytestmark = pytest.mark.django_db

ADD_GUIDELINE = "/admin/disclosures/guideline/add/"
ADD_SECTION = "/admin/disclosures/section/add/"
ADD_ITEM = "/admin/disclosures/item/add/"


@pytest.fixture
def desk(client):
    client.force_login(manager())
    return client


def add_item(client, guideline, number, **values):
    data = {
        "guideline": guideline.pk,
        "section": guideline.sections.first().pk,
        "number": number,
        "question": "Why?",
    }
    return client.post(ADD_ITEM, fill(client, ADD_ITEM, **{**data, **values}))


def section_row(number, **values):
    """One more row in the formset of sections."""
    row = {"id": "", "title": "", "position": "0", **values}
    return {
        **{f"sections-{number}-{name}": value for name, value in row.items()},
        "sections-TOTAL_FORMS": str(number + 1),
    }


def test_a_guideline_is_added_with_its_sections_for_one_reason(desk):
    data = fill(desk, ADD_GUIDELINE, name="Guideline", code="new", **section_row(0, title="First"))

    desk.post(ADD_GUIDELINE, data)

    section = Section.objects.get()
    row = section.history.get()
    assert (section.guideline, section.title) == (Guideline.objects.get(), "First")
    assert (row.history_user, row.history_change_reason) == (manager(), "Because")


def test_a_section_is_changed_and_another_added_on_the_page_of_the_guideline(desk):
    guideline = make_guideline()
    changed = {"sections-0-title": "Renamed", **section_row(1, title="Second", position="1")}

    save(desk, guideline, **changed)

    assert [section.title for section in guideline.sections.all()] == ["Renamed", "Second"]


def test_an_empty_section_is_deleted_there_and_its_history_says_why(desk):
    guideline = make_guideline(items=())

    save(desk, guideline, **{"sections-0-DELETE": "on", "change_reason": "Not needed"})

    row = Section.history.first()
    assert not Section.objects.exists()
    assert (row.history_type, row.history_change_reason) == ("-", "Not needed")


def test_a_section_with_items_stays(desk):
    guideline = make_guideline()

    response = save(desk, guideline, **{"sections-0-DELETE": "on"})

    assert response.status_code == 200
    assert Section.objects.exists()


@pytest.mark.parametrize("model", [Guideline, Section, Item])
def test_what_is_in_use_cannot_be_deleted(desk, model):
    make_checklist()

    response = desk.post(
        page_of(model.objects.first(), "delete"), {"post": "yes", "change_reason": "Why"}
    )

    assert response.context["protected"]
    assert model.objects.exists()


@pytest.mark.parametrize("model", [Guideline, Section, Item])
@pytest.mark.parametrize("role", [EDITOR, REVIEWER, AUDITOR])
def test_other_roles_only_read(client, role, model):
    make_guideline()
    obj = model.objects.first()
    client.force_login(make_user(role=role))

    assert client.get(page_of(obj)).status_code == 200
    assert client.post(page_of(obj), {}).status_code == 403
    assert (
        client.post(page_of(obj, "delete"), {"post": "yes", "change_reason": "Why"}).status_code
        == 403
    )
    assert client.get(page_of(obj).replace(f"{obj.pk}/change", "add")).status_code == 403


def test_a_new_item_is_asked_in_every_checklist_of_its_guideline(desk):
    guideline = make_guideline()
    checklists = [make_checklist(slug, guideline=guideline) for slug in ("one", "two")]
    make_checklist("other", guideline=make_guideline("other"))

    add_item(desk, guideline, "25", change_reason="The ministry asks more")

    rows = Answer.objects.filter(item__number="25")
    assert {row.checklist for row in rows} == set(checklists)
    assert rows[0].history.get().history_change_reason == "The ministry asks more"


def test_what_readers_see_never_moves_with_the_guideline(desk):
    guideline = make_guideline()
    revision = make_approved(make_checklist(guideline=guideline))
    addresses = ["/sheet/", "/sheet/sheet.json", "/sheet/versions/1.0/"]
    before = [desk.get(address).content for address in addresses]
    first, second, third = guideline.items.in_order()

    save(desk, first, question="Another question?", name="Another name")
    save(desk, second, position="99")
    save(desk, third, retired_on="2026-01-01")
    add_item(desk, guideline, "25")
    save(desk, guideline, **{"sections-0-title": "Another title"})

    assert [desk.get(address).content for address in addresses] == before
    assert [item.number for item in draft(revision.checklist).items()] == ["1", "2", "25"]


def test_an_item_that_is_asked_again_gets_its_rows(desk):
    guideline = make_guideline()
    item = make_item(guideline, "25", retired_on=date(2020, 1, 1))
    make_checklist(guideline=guideline)

    save(desk, item, retired_on="")

    assert Answer.objects.filter(item=item).count() == 1


def test_a_number_that_exists_in_the_guideline_is_refused_in_words(desk):
    guideline = make_guideline()
    item = guideline.items.get(number="1")

    added = add_item(desk, guideline, "2")
    changed = save(desk, item, number="2")

    assert list(errors_of(added)) == ["__all__"]
    assert list(errors_of(changed)) == ["__all__"]


def test_a_section_of_another_guideline_is_refused_in_words(desk):
    other = make_guideline("other")

    response = add_item(desk, make_guideline(), "25", section=other.sections.get().pk)

    assert list(errors_of(response)) == ["section"]


def test_an_item_offers_only_the_sections_of_its_guideline(desk):
    item = make_guideline().items.first()
    make_guideline("other")

    form = desk.get(page_of(item)).context["adminform"].form

    assert list(form.fields["section"].queryset) == [item.section]


def test_a_number_is_only_read_once_it_was_submitted(desk):
    checklist = make_checklist()
    item = checklist.guideline.items.get(number="1")
    before = fill(desk, page_of(item))
    submit(checklist)

    after = fill(desk, page_of(item))
    save(desk, item, number="99")

    assert ("number" in before, "number" in after) == (True, False)
    assert Item.objects.get(pk=item.pk).number == "1"


def test_an_item_that_others_repeat_cannot_retire(desk):
    checklist = make_checklist()
    item = checklist.guideline.items.get(number="1")
    change_answer(checklist, "2", same_as=item)

    response = save(desk, item, retired_on="2026-01-01")

    assert list(errors_of(response)) == ["retired_on"]


def test_a_page_left_open_puts_back_no_field_of_any_kind(desk):
    item = make_guideline().items.get(number="1")
    data = fill(desk, page_of(item), name="My name")
    theirs = {
        "position": 7,
        "category": "Theirs",
        "asks_availability": True,
        "is_required": True,
        "states_disclosure_date": True,
        "retired_on": date(2026, 1, 1),
    }
    colleague = Item.objects.get(pk=item.pk)
    for name, value in theirs.items():
        setattr(colleague, name, value)
    saved(colleague)

    desk.post(page_of(item), data)

    [now] = Item.objects.filter(pk=item.pk).values("name", *theirs)
    assert now == {"name": "My name", **theirs}


def test_a_number_of_a_submitted_sheet_is_never_free_again(desk):
    """Without an answer nothing but the guard of the database stands before the deletion."""
    checklist = make_checklist()
    item = make_item(checklist.guideline, "25")
    submit(checklist)

    response = desk.post(
        page_of(item, "delete"), {"post": "yes", "change_reason": "Why"}, follow=True
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Item.objects.filter(pk=item.pk).exists()


def test_items_are_found_by_number_name_and_question(desk):
    guideline = make_guideline()
    make_item(guideline, "A-7", name="Backups", question="How often?")
    url = reverse("admin:disclosures_item_changelist")

    for words in ("A-7", "backups", "how often"):
        found = desk.get(url, {"q": words}).context["cl"].queryset
        assert [item.number for item in found] == ["A-7"]


def test_an_item_without_a_name_shows_its_question_in_the_list(desk):
    guideline = make_guideline(items=())
    make_item(guideline, "A-1", name="", question="Where is it kept? " + "x" * 60)
    make_item(guideline, "A-2", name="Backups", question="How often?")

    shown = desk.get(reverse("admin:disclosures_item_changelist")).content.decode()

    assert f"Where is it kept? {'x' * 41}…</td>" in shown
    assert ("Backups</td>" in shown, "How often?" in shown) == (True, False)


@pytest.mark.parametrize("items", [3, 73])
def test_lists_cost_the_same_with_more_items(desk, items, django_assert_num_queries):
    guideline = make_guideline(items=[str(number) for number in range(items)])
    saved(Section(guideline=guideline, title="Empty"))

    with django_assert_num_queries(9):
        desk.get(reverse("admin:disclosures_item_changelist"))
