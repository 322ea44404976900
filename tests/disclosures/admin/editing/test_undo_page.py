"""The page that undoes a bulk change, and the ways to it."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from audit.models import BulkChange
from disclosures.admin.editing import undo_page
from disclosures.models import Answer, Undoing, WorkflowError, undo
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    answer_of,
    bring_in,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_user,
)
from tests.pages import page_of
from tests.racing import confirm_seen, race, undo_seen

from .bulk_changes import make_answers, replace_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make_answers()


@pytest.fixture
def bulk_change(client, checklist):
    """A replacement in three answers, and the editor at the desk."""
    client.force_login(editor())
    return replace_all(checklist)


def post(client, bulk_change, shown=None, **values):
    """What a browser sends from the form on that page."""
    shown = shown or client.get(page_of(bulk_change, "undo"))
    data = {"seen": shown.context["form"]["seen"].value(), "reason": "By mistake", **values}
    return client.post(page_of(bulk_change, "undo"), data)


def bodies():
    return [answer.body for answer in Answer.objects.order_by("item__position")]


OLD, NEW = ["Old 1.", "Old 2.", "Old 3."], ["New 1.", "New 2.", "New 3."]


def names(rows):
    return [row.entry.name for row in rows]


def test_the_page_shows_what_becomes_of_each_row_and_changes_nothing(client, bulk_change):
    change_answer(bulk_change_checklist(), "2", body="Of a colleague.", by=make_user("colleague"))
    change_answer(bulk_change_checklist(), "3", body="Old 3.")
    before = bodies()

    page = client.get(page_of(bulk_change, "undo"))

    shown = page.content.decode()
    assert names(page.context["back"]) == ["1 Name 1 – 全サービス共通"]
    assert "<del>New</del><ins>Old</ins> 1." in shown
    assert names(page.context["stays"]) == ["2 Name 2 – 全サービス共通"]
    assert "その後、colleagueさんが変更しています" in shown
    assert names(page.context["already"]) == ["3 Name 3 – 全サービス共通"]
    assert (bodies(), BulkChange.objects.count()) == (before, 1)


def bulk_change_checklist():
    return Answer.objects.first().checklist


def test_a_post_undoes_all_and_leads_to_what_it_did(client, bulk_change):
    response = post(client, bulk_change)

    undone = bulk_change.undone_by.get()
    rows = Answer.history.filter(bulk_change=undone)
    assert (bodies(), response["Location"]) == (OLD, page_of(undone))
    assert {(row.history_user, row.history_change_reason) for row in rows} == {
        (editor(), "元に戻す：By mistake")
    }


def test_what_stays_is_named_in_the_message(client, bulk_change):
    change_answer(bulk_change_checklist(), "2", body="Of a colleague.", by=make_user("colleague"))

    response = client.get(post(client, bulk_change)["Location"])

    done, stays = [str(message) for message in response.context["messages"]]
    assert done == "2件を元に戻しました。"
    assert stays.startswith(
        "次の1件は元に戻していません。 2 Name 2 – 全サービス共通：その後、colleagueさん"
    )
    assert bodies() == ["Old 1.", "Of a colleague.", "Old 3."]


def test_the_message_names_no_more_than_a_few(client, bulk_change, monkeypatch):
    monkeypatch.setattr(undo_page, "NAMED", 1)
    for number in "12":
        change_answer(bulk_change_checklist(), number, body="Of a colleague.")

    response = client.get(post(client, bulk_change)["Location"])

    stays = str(list(response.context["messages"])[1])
    assert stays.startswith("次の2件は")
    assert stays.endswith("ほか1件。")


def test_what_changed_since_the_page_was_shown_refuses_it_and_keeps_the_reason(client, bulk_change):
    shown = client.get(page_of(bulk_change, "undo"))
    change_answer(bulk_change_checklist(), "2", body="Of a colleague.")

    response = post(client, bulk_change, shown)

    assert len(response.context["form"].non_field_errors()) == 1
    assert response.context["form"]["reason"].value() == "By mistake"
    assert bodies() == ["New 1.", "Of a colleague.", "New 3."]
    post(client, bulk_change, response)
    assert bodies() == ["Old 1.", "Of a colleague.", "Old 3."]


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_post_that_has_seen_nothing_undoes_nothing(client, bulk_change, seen):
    response = post(client, bulk_change, seen=seen)

    assert (response.status_code, bodies()) == (200, NEW)


def test_without_a_reason_nothing_is_undone(client, bulk_change):
    response = post(client, bulk_change, reason=" ")

    assert list(response.context["form"].errors) == ["reason"]
    assert bodies() == NEW


def test_a_reason_that_leaves_no_place_for_the_words_before_it_is_refused(client, bulk_change):
    refused = post(client, bulk_change, reason="r" * 3999)

    assert "文字以下" in str(refused.context["form"].errors["reason"])
    assert bodies() == NEW
    with pytest.raises(WorkflowError, match="4000"):
        undo(bulk_change, by=editor(), reason="r" * 3999, seen=Undoing(bulk_change).digest)


def test_where_nothing_comes_back_nothing_is_offered(client, bulk_change):
    post(client, bulk_change)

    page = client.get(page_of(bulk_change, "undo"))

    assert (page.context["back"], b"<textarea" in page.content) == ([], False)
    assert len(page.context["already"]) == 3


def test_undoing_is_undone_in_the_same_way(client, bulk_change):
    post(client, bulk_change)

    post(client, bulk_change.undone_by.get())

    assert bodies() == NEW


def test_readers_see_nothing_of_it(client, bulk_change):
    checklist = bulk_change_checklist()
    make_approved(checklist)
    public = reverse("checklist", args=[checklist.slug])
    before = client.get(public).content

    post(client, bulk_change)

    assert client.get(public).content == before


# Who may

KINDS = ["answer_import", "replacement", "confirmation", "restore"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", [AUDITOR, REVIEWER, MANAGER, None])
def test_only_editors_undo(client, bulk_change, kind, role):
    other = BulkChange.objects.begin(kind, by=editor(), reason="Several")
    client.force_login(make_user(role=role))

    assert client.get(page_of(other, "undo")).status_code == 403
    assert client.post(page_of(other, "undo"), {"reason": "Why"}).status_code == 403
    assert client.post(page_of(bulk_change, "undo"), {"reason": "Why"}).status_code == 403
    assert bodies() == NEW


def permit(*codenames):
    from django.contrib.auth.models import Permission

    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.parametrize(
    ("kind", "codenames", "status"),
    [
        ("replacement", ["change_answer"], 200),
        ("confirmation", ["change_answer"], 200),
        ("answer_import", ["change_answer"], 403),
        ("answer_import", ["import_checklist"], 200),
        ("restore", ["change_answer"], 403),
        ("restore", ["change_answer", "change_checklist"], 200),
        ("replacement", ["import_checklist"], 403),
        ("item_import", ["change_answer"], 403),
        ("product_import", ["import_checklist"], 403),
        (
            "item_import",
            ["change_answer", "view_bulkchange", "view_checklist", "view_answer"],
            200,
        ),
    ],
)
def test_who_may_do_it_may_undo_it(client, kind, codenames, status):
    bulk_change = BulkChange.objects.begin(kind, by=editor(), reason="Several")
    client.force_login(permit(*codenames))

    assert client.get(page_of(bulk_change, "undo")).status_code == status


def test_what_is_not_there_is_not_found(client, bulk_change):
    assert client.get(reverse("admin:audit_bulkchange_undo", args=[99])).status_code == 404


def test_who_may_not_read_bulk_changes_stays_on_the_page(client, bulk_change):
    client.force_login(permit("change_answer"))

    response = post(client, bulk_change)

    assert (response["Location"], bodies()) == (page_of(bulk_change, "undo"), OLD)


# Items and products


def test_an_import_of_items_is_one_and_says_why_it_is_not_undone_as_one(client):
    from disclosures.imports.run import confirm, preview, receive
    from tests.factory import manager

    guideline = make_guideline(items=["1"])
    make_checklist(guideline=guideline)
    content = "No,質問\n2,Second?\n3,Third?\n".encode()
    intake = receive(guideline, "items.csv", content, by=manager())
    rows, digest = preview(intake)
    confirm(intake, by=manager(), seen=digest, ticked=range(len(rows.rows)))
    client.force_login(editor())
    bulk_change = BulkChange.objects.get()

    shown = client.get(page_of(bulk_change)).context
    undo = client.get(page_of(bulk_change, "undo"))
    client.post(page_of(bulk_change, "undo"), {"seen": "", "reason": "Why"})

    assert (bulk_change.kind, shown["undo_url"]) == ("item_import", "")
    assert [one.kind for one in shown["entries"]] == ["回答"] * 2 + ["項目"] * 2 + ["区分"]
    assert (undo.context["is_undoable"], b"<textarea" in undo.content) == (False, False)
    assert guideline.items.count() == 3


# The ways to it


def test_the_message_of_a_replacement_leads_to_it(client, checklist):
    client.force_login(editor())
    rows = checklist.answers.with_last_change()
    data = {
        "find": "Old",
        "replacement": "New",
        "seen": [f"{row.pk}:{row.last_change}" for row in rows],
        "change_reason": "New wording",
        "save": "1",
    }

    page = client.post(page_of(checklist, "replace"), data, follow=True)

    assert f'<a href="{page_of(BulkChange.objects.get())}">' in str(*page.context["messages"])


def test_the_message_of_a_confirmation_leads_to_it(client, checklist):
    client.force_login(editor())
    rows = checklist.answers.with_last_change()
    seen = [f"{row.pk}:{row.last_change}" for row in rows]

    page = client.post(
        page_of(checklist, "confirm"), {"seen": seen, "change_reason": "Read"}, follow=True
    )

    [message] = page.context["messages"]
    assert f'<a href="{page_of(BulkChange.objects.get())}">' in str(message)
    assert strip_tags(message) == "3件の回答の確認を記録しました。 内容を確認・元に戻す"


def test_the_message_of_a_restore_leads_to_it(client, checklist):
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="Other words.")
    client.force_login(editor())
    address = page_of(checklist, "restore", revision.pk)
    seen = client.get(address).context["form"]["seen"].value()

    page = client.post(address, {"seen": seen, "reason": "Back"}, follow=True)

    assert f'<a href="{page_of(BulkChange.objects.get())}">' in str(*page.context["messages"])


def test_the_record_of_an_import_leads_to_it(client, checklist):
    from disclosures.models import Intake

    bring_in(checklist, "No.,項目,内容,回答\n1,Name 1,Question 1?,New.\n".encode())
    client.force_login(editor())
    bulk_change = BulkChange.objects.get()

    record = client.get(page_of(Intake.objects.get())).content.decode()
    page = client.get(page_of(bulk_change)).content.decode()

    assert f'<a href="{page_of(bulk_change)}">' in record
    assert f'<a href="{page_of(Intake.objects.get())}">' in page


def test_the_record_leads_to_it_only_who_may_read_it(client, checklist):
    from disclosures.models import Intake

    bring_in(checklist, "No.,項目,内容,回答\n1,Name 1,Question 1?,New.\n".encode())
    client.force_login(permit("view_intake", "view_checklist", "view_answer"))

    record = client.get(page_of(Intake.objects.get())).content.decode()

    assert page_of(BulkChange.objects.get()) not in record


def test_the_record_of_an_import_of_items_promises_no_undo(client):
    from disclosures.models import Intake
    from tests.factory import manager

    guideline = make_guideline(items=["1"])
    bring_in(guideline, "No,質問\n2,Second?\n".encode(), by=manager())
    client.force_login(editor())

    record = client.get(page_of(Intake.objects.get())).content.decode()

    address = page_of(BulkChange.objects.get())
    assert f'<a href="{address}">この一括変更の内容</a>' in record
    assert "元に戻す" not in record


def test_its_own_page_has_all_single_changes_and_leads_to_undoing(client, bulk_change):
    page = client.get(page_of(bulk_change))

    assert [one.name[0] for one in page.context["entries"]] == ["1", "2", "3"]
    assert f'href="{page_of(bulk_change, "undo")}"' in page.content.decode()
    assert page_of(bulk_change_checklist(), "changes") in page.content.decode()


def test_the_list_has_them_all_by_kind(client, bulk_change):
    BulkChange.objects.begin("restore", by=editor(), reason="Back")
    where = reverse("admin:audit_bulkchange_changelist")

    counts = [
        client.get(where, query).context["cl"].result_count
        for query in ({}, {"kind": "restore"}, {"kind": "confirmation"})
    ]

    assert counts == [2, 1, 0]


# Two at the same moment, and many rows


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_at_the_same_moment_one_does(checklist):
    bulk_change = replace_all(checklist)
    for name in ("one", "two"):
        make_user(name, role=EDITOR)

    statuses = race(undo_seen, *((name, bulk_change.pk) for name in ("one", "two")))

    assert sorted(statuses) == [200, 302]
    assert (bodies(), bulk_change.undone_by.count()) == (OLD, 1)


@pytest.mark.django_db(transaction=True)
def test_who_confirms_a_row_while_another_undoes_loses_nothing(checklist):
    from tests.racing import race_of

    bulk_change = replace_all(checklist)
    for name in ("one", "two"):
        make_user(name, role=EDITOR)
    row = checklist.answers.with_last_change().get(item__number="1")
    seen = [f"{row.pk}:{row.last_change}"]

    race_of(
        (undo_seen, "one", bulk_change.pk),
        (confirm_seen, "two", page_of(checklist, "confirm"), seen),
    )

    row = answer_of(checklist, "1")
    confirmed = row.confirmed_on is not None
    undone = bulk_change.undone_by.exists()
    assert (confirmed, undone) in [(True, False), (False, True)]
    assert row.body == ("Old 1." if undone else "New 1.")


@pytest.mark.parametrize("size", [2, 40])
def test_the_page_costs_the_same_with_more_rows(client, size, django_assert_num_queries):
    bulk_change = replace_all(make_answers(size))
    client.force_login(editor())
    client.get("/admin/")  # the session and the permissions

    with django_assert_num_queries(12):
        page = client.get(page_of(bulk_change, "undo"))

    assert len(page.context["back"]) == size


def test_1200_rows_are_undone_as_one(client):
    bulk_change = replace_all(make_answers(1200))
    client.force_login(editor())

    page = client.get(page_of(bulk_change, "undo"))
    post(client, bulk_change, page)

    assert len(page.context["back"]) == 1200
    assert not Answer.objects.filter(body__startswith="New").exists()
    assert Answer.history.filter(bulk_change=bulk_change.undone_by.get()).count() == 1200
