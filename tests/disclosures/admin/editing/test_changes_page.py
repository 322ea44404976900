"""All changes to what a checklist prints, on one page."""

import pytest
from django.urls import reverse

from disclosures.admin.editing import changes_page as page
from disclosures.admin.editing.change_entries import BulkEntry
from disclosures.models import Checklist, ChecklistProduct, Section, Undoing, undo
from disclosures.permissions import AUDITOR, EDITOR
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    reviewer,
    saved,
    submit,
)
from tests.pages import page_of

from .bulk_changes import make_answers, replace_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make_checklist(products=[make_product()])


def address(checklist):
    return reverse("admin:disclosures_checklist_changes", args=[checklist.pk])


def entries(client, checklist, **query):
    client.force_login(make_user(role=AUDITOR))
    return client.get(address(checklist), query).context["entries"]


def reasons(client, checklist, **query):
    shown = entries(client, checklist, **query)
    return [entry.change.record.history_change_reason for entry in shown]


def test_after_a_withdrawal_the_page_begins_with_the_withdrawn_version(client, checklist):
    change_answer(checklist, "1", body="The old words", reason="Before")
    first = make_approved(checklist)
    change_answer(checklist, "1", body="The new words", reason="After")
    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    assert reasons(client, checklist) == ["After"]


def test_a_change_is_shown_with_who_why_where_and_marks(client, checklist):
    change_answer(checklist, "1", body="The old words")
    make_approved(checklist)
    change_answer(checklist, "1", body="The new words", reason="Asked by a customer")
    client.force_login(make_user(role=AUDITOR))

    shown = client.get(address(checklist)).content.decode()

    answer = answer_of(checklist, "1")
    assert "The <del>old</del><ins>new</ins> words" in shown
    assert "Asked by a customer" in shown
    assert "<td>editor</td>" in shown
    assert f'<a href="{page_of(answer)}" lang="ja">1 Name 1 – 全サービス共通</a>' in shown
    assert f'href="{page_of(answer, "history")}"' in shown


def test_the_newest_comes_first(client, checklist, clock):
    for number in ("3", "1", "2"):
        clock.forward(minutes=1)
        change_answer(checklist, number, body="Words", reason=f"Reason {number}")

    assert reasons(client, checklist)[:3] == ["Reason 2", "Reason 1", "Reason 3"]


def test_changes_of_everything_that_the_sheet_prints_are_there(client, checklist, clock):
    make_approved(checklist)
    clock.forward(minutes=1)
    rows = [
        checklist.for_products.get(),
        checklist.for_products.get().product,
        checklist.guideline,
        Section.objects.get(),
        checklist.guideline.items.first(),
        answer_of(checklist, "1"),
        checklist,
    ]
    for row in rows:
        names = ("body", "question", "title", "name", "position")
        name = next(name for name in names if hasattr(row, name))
        setattr(row, name, 7 if name == "position" else "Other words")
        saved(row)

    found = {type(entry.change.record.instance) for entry in entries(client, checklist)}

    assert found == {type(row) for row in rows}


def test_another_checklist_s_changes_are_not_there(client, checklist):
    other = make_checklist("other", guideline=checklist.guideline)
    make_approved(checklist)
    change_answer(other, "1", body="Words")

    assert reasons(client, checklist) == []


def test_a_product_that_was_taken_off_is_named(client, checklist):
    product = make_product("Beta")
    row = saved(ChecklistProduct(checklist=checklist, product=product))
    row.delete(by=editor(), reason="No longer offered")
    product.delete(by=editor(), reason="A mistake")

    gone = next(e for e in entries(client, checklist) if e.change.kind == "deleted")

    assert (gone.name, gone.url) == ("Beta", "")


def test_it_begins_with_the_version_that_is_public(client, checklist, clock):
    clock.forward(minutes=1)
    first = make_approved(checklist)
    clock.forward(minutes=1)
    change_answer(checklist, "1", body="Words", reason="For 2.0")
    clock.forward(minutes=1)
    make_approved(checklist, "2.0")
    clock.forward(minutes=1)
    change_answer(checklist, "1", body="Other words", reason="For 3.0")
    submit(checklist, "3.0")

    assert reasons(client, checklist) == ["For 3.0"]
    assert reasons(client, checklist, since=first.number) == ["For 3.0", "For 2.0"]
    assert len(reasons(client, checklist, since=0)) > 2


def test_it_can_end_with_a_submission(client, checklist, clock):
    make_approved(checklist)
    clock.forward(minutes=1)
    change_answer(checklist, "1", body="Words", reason="For 2.0")
    second = submit(checklist, "2.0")
    clock.forward(minutes=1)
    change_answer(checklist, "1", body="Other words", reason="For 3.0")

    assert reasons(client, checklist, until=second.number) == ["For 2.0"]


def test_who_is_listed_there_is_a_contributor_and_the_other_way_round(client, checklist, clock):
    make_approved(checklist)
    clock.forward(minutes=1)
    change_answer(checklist, "1", body="Words", by=make_user(role=EDITOR))
    make_item(checklist.guideline, "9")
    revision = submit(checklist, "2.0")

    listed = {e.change.record.history_user_id for e in entries(client, checklist)}

    assert listed == set(revision.contributors.values_list("user_id", flat=True))


def test_one_user_s_changes_can_be_shown_alone(client, checklist):
    colleague = make_user("colleague")
    make_approved(checklist)
    change_answer(checklist, "1", body="Words", reason="Mine")
    change_answer(checklist, "2", body="Words", by=colleague, reason="Theirs")

    assert reasons(client, checklist, user=colleague.pk) == ["Theirs"]


def test_a_page_shows_a_hundred_and_links_keep_the_filter(client, checklist, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 2)
    for number in range(3):
        change_answer(checklist, "1", body=f"Words {number}", reason=f"Reason {number}")
    query = {"since": 0, "user": editor().pk}
    client.force_login(make_user(role=AUDITOR))

    first = client.get(address(checklist), query)

    assert f'href="?since=0&amp;user={editor().pk}&amp;p=2"' in first.content.decode()
    assert reasons(client, checklist, **query) == ["Reason 2", "Reason 1"]
    assert reasons(client, checklist, **query, p=2) == ["Reason 0"]


@pytest.mark.parametrize(
    "query", ["since=99", "since=x", "since=", "until=99", "user=x", "user=99999", "since=%00"]
)
def test_junk_in_the_address_is_not_found(client, checklist, query):
    client.force_login(make_user(role=AUDITOR))

    assert client.get(f"{address(checklist)}?{query}").status_code == 404


def test_an_unknown_checklist_is_not_found(client):
    client.force_login(make_user(role=AUDITOR))

    response = client.get(reverse("admin:disclosures_checklist_changes", args=[99]))

    assert response.status_code == 404


def bulk_entries(client, checklist, **query):
    return [one for one in entries(client, checklist, **query) if isinstance(one, BulkEntry)]


def test_what_was_changed_at_once_is_one_entry_with_who_when_why_and_how_many(client):
    checklist = make_answers()
    before = len(entries(client, checklist))
    bulk_change = replace_all(checklist, reason="New wording")

    shown = entries(client, checklist)

    assert len(shown) == before + 1
    assert (shown[0].bulk_change, shown[0].kind, shown[0].count) == (bulk_change, "検索と置換", 3)
    assert [one.change.differences[0].new for one in shown[0].entries] == [
        "New 1.",
        "New 2.",
        "New 3.",
    ]


def test_a_bulk_change_of_many_rows_is_folded_and_no_page_tears_it(client, monkeypatch):
    monkeypatch.setattr(page, "PER_PAGE", 2)
    checklist = make_answers(25)
    make_approved(checklist)
    change_answer(checklist, "1", body="Before.", reason="Before")
    bulk_change = replace_all(checklist)
    change_answer(checklist, "1", body="After.", reason="After")

    first, second = (entries(client, checklist, p=number) for number in (1, 2))

    assert [isinstance(one, BulkEntry) for one in first] == [False, True]
    assert (first[1].count, len(first[1].entries), first[1].rest) == (24, 20, 4)
    assert (
        f'<a href="{page_of(bulk_change)}">ほか4件の変更</a>'
        in client.get(address(checklist)).content.decode()
    )
    assert [one.change.record.history_change_reason for one in second] == ["Before"]


@pytest.mark.parametrize(("role", "is_offered"), [(EDITOR, True), (AUDITOR, False)])
def test_it_leads_to_undoing_where_one_may(client, role, is_offered):
    checklist = make_answers()
    bulk_change = replace_all(checklist)
    client.force_login(make_user(role=role))

    shown = client.get(address(checklist)).content.decode()

    assert (f'href="{page_of(bulk_change, "undo")}"' in shown) is is_offered


def test_what_was_undone_says_so_and_the_undoing_is_an_entry_of_its_own(client):
    checklist = make_answers()
    bulk_change = replace_all(checklist)
    seen = Undoing(bulk_change).digest
    undone, _count, _stays = undo(bulk_change, by=editor(), reason="By mistake", seen=seen)

    newest, former = bulk_entries(client, checklist)

    assert (newest.bulk_change, newest.kind) == (undone, "元に戻す：検索と置換")
    assert [(one.undo, one.count, one.total) for one in former.undone] == [
        (undone, former.count, former.count)
    ]
    assert (
        f'<a href="{page_of(undone)}">editorさんが元に戻しました'
        in client.get(address(checklist)).content.decode()
    )


def test_what_was_undone_in_part_says_so_and_can_still_be_undone(client):
    checklist = make_answers()
    client.force_login(editor())
    bulk_change = replace_all(checklist)
    change_answer(checklist, "1", body="Of a colleague.", by=make_user("colleague"))
    undo(bulk_change, by=editor(), reason="Mistake", seen=Undoing(bulk_change).digest)

    page_shown = client.get(address(checklist))
    former, shown = page_shown.context["entries"][2], page_shown.content.decode()

    [part] = former.undone
    assert (part.count, part.total) == (former.count - 1, former.count)
    assert f"{former.count}件中{former.count - 1}件をeditorさんが元に戻しました" in shown
    assert former.undo_url == page_of(bulk_change, "undo")


def test_what_was_undone_and_brought_back_can_be_undone_again(client):
    checklist = make_answers()
    client.force_login(editor())
    bulk_change = replace_all(checklist)
    again = bulk_change
    for reason in ("Mistake", "No mistake"):
        again, _count, _stays = undo(again, by=editor(), reason=reason, seen=Undoing(again).digest)

    newest, undone, former = client.get(address(checklist)).context["entries"][:3]

    assert (newest.kind, undone.undo_url) == ("元に戻した操作の取り消し：検索と置換", "")
    assert former.undo_url == page_of(bulk_change, "undo")


def test_of_another_checklist_it_shows_no_rows(client):
    checklist = make_answers()
    other = make_checklist("other", guideline=checklist.guideline)
    change_answer(other, "1", body="Old of another.")
    replace_all(checklist)

    assert bulk_entries(client, other) == []


@pytest.mark.parametrize("several", [1, 5])
def test_more_bulk_changes_cost_no_more_queries(client, several, django_assert_max_num_queries):
    checklist = make_answers(5)
    for number in range(several):
        replace_all(checklist, words=(f"{number or 'Old'}", f"{number + 1}"))
    client.force_login(make_user(role=AUDITOR))

    with django_assert_max_num_queries(17):
        response = client.get(address(checklist))

    assert len([one for one in response.context["entries"] if isinstance(one, BulkEntry)]) == (
        several
    )


@pytest.mark.parametrize("products", [1, 12])
def test_a_hundred_changes_are_ten_queries(client, products, django_assert_max_num_queries):
    named = [make_product(f"Product{number}") for number in range(products)]
    items = [str(number) for number in range(1, 51)]
    checklist = make_checklist(guideline=make_guideline(items=items), products=named)
    approve(submit(checklist))
    for number in items:
        product = named[int(number) % products]
        change_answer(checklist, number, body="Words", product=product, owner=make_user())
    client.force_login(make_user(role=AUDITOR))

    with django_assert_max_num_queries(10):
        response = client.get(address(checklist))

    assert len(response.context["entries"]) == 100
    assert Checklist.objects.get().contributor_ids() >= {editor().pk}
