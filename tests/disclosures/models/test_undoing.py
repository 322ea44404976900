"""A bulk change is taken back as one, as far as its rows are as it left them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.models import BulkChange, UntrackedWrite
from disclosures.admin.editing.row_selection import change_selected
from disclosures.models import Answer, Checklist, Undoing, WorkflowError, undo
from tests.factory import (
    answer_of,
    bring_in,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db

ROWS = "No.\t項目\t内容\t回答\n{}"
NUMBERS = ("1", "2", "3")


@pytest.fixture
def checklist():
    """Three answers, and a product that may have some of its own."""
    checklist = make_checklist(products=[make_product("Alpha")], review_interval=12)
    for number in NUMBERS:
        change_answer(checklist, number, body=f"Old {number}.")
    return checklist


def import_answers(checklist):
    lines = (f"{n}\tName {n}\tQuestion {n}?\tNew {n}.\n" for n in NUMBERS)
    bring_in(checklist, ROWS.format("".join(lines)).encode())


def over_all(kind, change):
    def bulk(checklist):
        rows = checklist.answers.all()
        newest = rows.with_last_change().values_list("pk", "last_change")
        change_selected(rows, dict(newest), change, kind, by=editor(), reason="Several")

    return bulk


def replace(row, signature):
    row.body = row.body.replace("Old", "New")
    row.save(**signature)


def confirm(row, signature):
    row.confirm(**signature)


def restore(checklist):
    for number in NUMBERS:
        change_answer(checklist, number, body=f"New {number}.")
    revision = make_approved(checklist)
    for number in NUMBERS:
        change_answer(checklist, number, body=f"Old {number}.")
    checklist.restore(revision, by=editor(), reason="Back", seen=checklist.change_count())


VERBS = {
    "answer_import": import_answers,
    "replacement": over_all("replacement", replace),
    "confirmation": over_all("confirmation", confirm),
    "restore": restore,
}


@pytest.fixture(params=VERBS)
def bulk_change(request, checklist):
    """Each kind, after which all three answers say something else."""
    VERBS[request.param](checklist)
    bulk_change = BulkChange.objects.get()
    assert bulk_change.kind == request.param
    return bulk_change


def state(checklist):
    """What the answers say, and what a confirmation writes."""
    columns = ("item__number", "product__name", "body", "confirmed_on", "review_due_on")
    return sorted(checklist.answers.values_list(*columns), key=str)


def undone(bulk_change, **values):
    arguments = {"by": editor(), "reason": "By mistake", "seen": Undoing(bulk_change).digest}
    return undo(bulk_change, **{**arguments, **values})


def parts(bulk_change):
    return Answer.history.filter(bulk_change=bulk_change).order_by("item__position")


def test_each_kind_is_recorded_as_one_with_its_rows(checklist, bulk_change):
    rows = parts(bulk_change)

    assert len(rows) == len(NUMBERS)
    assert {(row.history_user, row.history_change_reason, row.history_date) for row in rows} == {
        (bulk_change.by, bulk_change.reason, bulk_change.at)
    }


def test_an_ordinary_save_is_part_of_nothing(checklist):
    assert not Answer.history.exclude(bulk_change=None).exists()


@pytest.mark.parametrize("kind", VERBS)
def test_undoing_brings_back_what_was_there_before(checklist, kind):
    before = state(checklist)
    VERBS[kind](checklist)
    after = state(checklist)

    _undo, count, stays = undone(BulkChange.objects.get())

    assert (state(checklist), count, stays) == (before, len(NUMBERS), [])
    assert after != before


def test_undoing_is_saved_with_user_and_reason_and_is_one_change(checklist, bulk_change):
    colleague = make_user("colleague")

    undo_change, _count, _stays = undone(bulk_change, by=colleague)

    rows = parts(undo_change)
    assert (undo_change.undoes, undo_change.kind) == (bulk_change, bulk_change.kind)
    assert [(row.history_user, row.history_change_reason) for row in rows] == [
        (colleague, "元に戻す：By mistake")
    ] * len(NUMBERS)


def test_who_undoes_is_a_contributor(checklist, bulk_change):
    revision = submit(checklist, "9.0")
    revision.recall(by=editor(), reason="Not yet")
    undone(bulk_change, by=make_user("colleague"))

    contributors = submit(checklist, "9.0").contributors.all()

    assert "colleague" in {one.user.username for one in contributors}


def test_undoing_can_be_undone(checklist, bulk_change):
    after = state(checklist)
    undo_change, _count, _stays = undone(bulk_change)

    redo, count, stays = undone(undo_change)

    assert (state(checklist), count, stays) == (after, len(NUMBERS), [])
    assert (redo.undoes, redo.kind) == (undo_change, bulk_change.kind)


def test_a_row_that_moved_since_stays_and_is_named_with_who_and_when(checklist, bulk_change):
    change_answer(checklist, "2", body="Of a colleague.", by=make_user("colleague"))

    _undo, count, stays = undone(bulk_change)

    [(row, why)] = stays
    assert (count, row.change.record.item.number) == (2, "2")
    assert "colleague" in why
    assert answer_of(checklist, "2").body == "Of a colleague."


def test_a_row_of_which_only_the_note_moved_stays_too(checklist, bulk_change):
    change_answer(checklist, "2", internal_note="Ask again")

    _undo, count, stays = undone(bulk_change)

    assert (count, len(stays)) == (2, 1)


def test_a_row_that_says_again_what_the_bulk_change_made_of_it_comes_back(checklist, bulk_change):
    said = answer_of(checklist, "2").body
    change_answer(checklist, "2", body="Of a colleague.", by=make_user("colleague"))
    change_answer(checklist, "2", body=said)

    _undo, count, stays = undone(bulk_change)

    assert (count, stays) == (3, [])


def test_what_a_later_bulk_change_did_and_undid_is_no_obstacle(checklist):
    import_answers(checklist)
    first = BulkChange.objects.get()
    over_all("confirmation", confirm)(checklist)
    undone(BulkChange.objects.get(kind="confirmation"))

    _undo, count, stays = undone(first)

    assert (count, stays) == (3, [])


def test_a_row_that_says_so_already_is_no_trouble(checklist):
    import_answers(checklist)
    change_answer(checklist, "2", body="Old 2.")

    _undo, count, stays = undone(BulkChange.objects.get())

    assert (count, stays) == (2, [])


def test_an_answer_whose_item_was_retired_since_stays(checklist, bulk_change):
    item = checklist.guideline.items.get(number="2")
    item.retired_on = date(2025, 4, 1)
    saved(item)

    _undo, count, [(row, why)] = undone(bulk_change)

    assert (count, row.change.record.item, why) == (2, item, "この項目は廃止されています。")


def test_what_the_door_refuses_today_stays_and_is_named(checklist, monkeypatch):
    import_answers(checklist)

    def refuse(answer):
        if "Old 2." in answer.body:
            raise ValidationError("Not today")

    monkeypatch.setattr(Answer, "clean_values", refuse)
    _undo, count, [(row, why)] = undone(BulkChange.objects.get())

    assert (count, row.change.record.item.number, why) == (2, "2", "Not today")
    assert answer_of(checklist, "2").body == "New 2."


def test_what_only_the_save_finds_stays_and_is_named(checklist):
    """The item that an answer repeated says 同上 itself by now."""
    change_answer(checklist, "2", body="", same_as=checklist.guideline.items.get(number="1"))
    import_answers(checklist)
    change_answer(checklist, "1", body="", same_as=checklist.guideline.items.get(number="3"))

    _undo, count, stays = undone(BulkChange.objects.get())

    assert {row.change.record.item.number for row, _why in stays} == {"1", "2"}
    assert (count, all(why for _row, why in stays)) == (1, True)
    assert answer_of(checklist, "2").body == "New 2."


def test_where_every_row_is_refused_nothing_is_written(checklist, monkeypatch):
    import_answers(checklist)
    digest = Undoing(BulkChange.objects.get()).digest

    def refuse(answer, others):
        raise ValidationError("Not today")

    monkeypatch.setattr(Answer, "clean_beside", refuse)
    with pytest.raises(WorkflowError, match="Not today"):
        undone(BulkChange.objects.get(), seen=digest)

    assert BulkChange.objects.count() == 1


def test_what_repeats_and_what_it_repeats_come_back_in_an_order_that_is_allowed(checklist):
    """Each state in between would be refused in the order of the items."""
    first = checklist.guideline.items.get(number="1")
    for number in ("2", "3"):
        change_answer(checklist, number, body="", same_as=first)
    before = state(checklist)
    import_answers(checklist)
    revision = make_approved(checklist)
    undone(BulkChange.objects.get())
    checklist.restore(revision, by=editor(), reason="Back", seen=checklist.change_count())

    _undo, count, stays = undone(BulkChange.objects.get(kind="restore"))

    assert (state(checklist), stays, count) == (before, [], 3)


def test_an_answer_that_came_with_the_import_says_nothing_again(checklist):
    before = submit(checklist, "1.0").content.sections
    text = "Alpha：Fast.\\nOld 1."
    rows = f'No.,項目,内容,製品,回答\n1,Name 1,Question 1?,Alpha,"{text}"\n'
    bring_in(checklist, rows.encode())
    own = checklist.answers.exclude(product=None).get()
    assert own.body == text

    _undo, count, stays = undone(BulkChange.objects.get())

    own.refresh_from_db()
    assert (own.body, count, stays) == ("", 1, [])
    checklist.revisions.get().recall(by=editor(), reason="Again")
    assert submit(checklist, "1.0").content.sections == before


def test_a_restore_comes_back_with_the_title_block_and_the_products(checklist):
    alpha, beta = checklist.products().get(), make_product("Beta")
    revision = make_approved(checklist)
    own = Checklist.objects.get()
    own.title, own.notes = "Another title", "Notes"
    saved(own)
    checklist.for_products.get().delete(by=editor(), reason="Off")
    saved(checklist.for_products.model(checklist=checklist, product=beta, position=7))
    checklist.restore(revision, by=editor(), reason="Back", seen=checklist.change_count())
    restored = [*checklist.products()]

    bulk_change = BulkChange.objects.get()
    undo_change, count, stays = undone(bulk_change)
    now = Checklist.objects.get()
    undone_products = [*checklist.products()]
    undone(undo_change)

    assert (restored, undone_products, [*checklist.products()]) == ([alpha], [beta], [alpha])
    assert (now.title, now.notes, count, stays) == ("Another title", "Notes", 3, [])


def test_a_product_that_is_there_again_is_not_added_twice(checklist):
    beta = make_product("Beta")
    revision = make_approved(checklist)
    saved(checklist.for_products.model(checklist=checklist, product=beta, position=7))
    checklist.restore(revision, by=editor(), reason="Back", seen=checklist.change_count())
    saved(checklist.for_products.model(checklist=checklist, product=beta, position=8))
    bulk_change = BulkChange.objects.get()
    digest = Undoing(bulk_change).digest

    with pytest.raises(WorkflowError, match="すでにチェックシートの対象"):
        undone(bulk_change, seen=digest)

    assert checklist.for_products.count() == 2


def test_whoever_saw_another_state_undoes_nothing(checklist, bulk_change):
    seen, before = Undoing(bulk_change).digest, BulkChange.objects.count()
    change_answer(checklist, "2", body="Of a colleague.")

    with pytest.raises(WorkflowError, match="元に戻しませんでした"):
        undone(bulk_change, seen=seen)

    assert BulkChange.objects.count() == before


def test_a_change_of_another_row_is_no_obstacle(checklist):
    import_answers(checklist)
    seen = Undoing(BulkChange.objects.get()).digest
    saved(make_checklist("other", guideline=checklist.guideline))
    change_answer(Checklist.objects.get(slug="other"), "1", body="Words")

    assert undone(BulkChange.objects.get(), seen=seen)[1] == 3


def test_what_is_undone_is_not_undone_twice(checklist, bulk_change):
    undone(bulk_change)

    with pytest.raises(WorkflowError, match="元に戻すものはありません"):
        undone(bulk_change)


def test_a_reason_and_a_user_are_asked_for(checklist, bulk_change):
    with pytest.raises(WorkflowError):
        undone(bulk_change, reason=" ")
    with pytest.raises(UntrackedWrite):
        undone(bulk_change, by=None)


@pytest.mark.parametrize("kind", ["item_import", "product_import"])
def test_items_and_products_are_not_undone_as_one(checklist, kind):
    bulk_change = BulkChange.objects.begin(kind, by=editor(), reason="Several")

    with pytest.raises(WorkflowError, match="まとめて元に戻すことはできません"):
        undone(bulk_change)


def test_a_selection_of_which_nothing_is_saved_is_no_bulk_change(checklist):
    def refuse(row, signature):
        raise WorkflowError("No")

    rows = checklist.answers.all()
    seen = dict(rows.with_last_change().values_list("pk", "last_change"))
    with transaction.atomic():
        found = change_selected(rows, seen, refuse, "replacement", by=editor(), reason="Why")

    assert (found[:2], BulkChange.objects.count()) == ((None, 0), 0)


def test_an_import_that_changes_nothing_is_no_bulk_change(checklist):
    import_answers(checklist)
    import_answers(checklist)

    assert BulkChange.objects.count() == 1


def test_looking_costs_the_same_with_more_rows(django_assert_num_queries):
    for size in (3, 30):
        numbers = [str(number) for number in range(1, size + 1)]
        guideline = make_guideline(f"guideline-{size}", items=numbers)
        checklist = make_checklist(f"sheet-{size}", guideline=guideline)
        for number in numbers:
            change_answer(checklist, number, body=f"Old {number}.")
        VERBS["replacement"](checklist)

        with django_assert_num_queries(5):
            rows = Undoing(BulkChange.objects.first()).rows

        assert [row.outcome for row in rows] == ["back"] * size
