"""Comments on a submission: written, sent back with, settled, and kept for ever."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from disclosures.dashboard.worksheet import worksheets
from disclosures.models import Comment, WorkflowError
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_checklist,
    make_user,
    reviewer,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    checklist = make_checklist()
    change_answer(checklist, "1", body="One")
    change_answer(checklist, "2", body="Two")
    return submit(checklist, "1.0")


def post(client, name, key, data, by):
    client.force_login(by)
    return client.post(reverse(f"admin:disclosures_revision_{name}", args=[key]), data)


def written(revision):
    return [(comment.number, comment.text) for comment in revision.comments.all()]


def open_on(checklist):
    """The texts of the comments that the worksheet shows, by the number of their item."""
    [sheet] = worksheets([checklist])
    return {
        number: [status.comment.text for status in statuses]
        for number, statuses in sheet.open_comments.items()
    }


# Writing


def test_comments_are_kept_with_item_author_and_moment(revision):
    revision.comment(by=reviewer(), texts={"2": "Since when?", "": "Good work"})

    assert written(revision) == [("2", "Since when?"), ("", "Good work")]
    assert {comment.author for comment in Comment.objects.all()} == {reviewer()}


def test_an_unknown_item_is_refused_and_nothing_is_kept(revision):
    with pytest.raises(WorkflowError, match="99"):
        revision.comment(by=reviewer(), texts={"1": "Fine", "99": "Where?"})

    assert written(revision) == []


def test_the_door_for_text_is_the_same(revision):
    with pytest.raises(ValidationError, match=r"U\+200B"):
        revision.comment(by=reviewer(), texts={"1": "Hid\u200bden"})


def test_what_is_decided_takes_no_comment(revision):
    approve(revision)

    with pytest.raises(WorkflowError):
        revision.comment(by=reviewer(), texts={"1": "Too late"})


def test_comments_go_along_when_a_version_is_sent_back(client, revision):
    data = {
        "send_back-seen": revision.sha256,
        "send_back-reason": "See the comments",
        "comment-on-1": "Since when?",
        "comment-on-": "Thank you",
    }

    response = post(client, "send_back", revision.pk, data, reviewer())

    revision.refresh_from_db()
    assert (response.status_code, revision.state) == (302, "sent_back")
    assert written(revision) == [("", "Thank you"), ("1", "Since when?")]


def test_without_a_reason_nothing_is_sent_back_and_the_comments_stay_in_the_form(client, revision):
    data = {"send_back-seen": revision.sha256, "comment-on-1": "Since when?"}

    response = post(client, "send_back", revision.pk, data, reviewer())

    revision.refresh_from_db()
    assert (revision.state, written(revision)) == ("submitted", [])
    assert "Since when?</textarea>" in response.content.decode()


@pytest.mark.parametrize("role", [EDITOR, REVIEWER])
def test_comments_are_kept_without_a_decision(client, revision, role):
    data = {"comment-on-3": "Nothing yet?"}

    response = post(client, "comment", revision.pk, data, make_user(role=role))

    assert (response.status_code, written(revision)) == (302, [("3", "Nothing yet?")])


def test_the_page_shows_comments_at_their_items(client, revision):
    revision.comment(by=reviewer(), texts={"1": "Since when?"})

    client.force_login(editor())
    page = reverse("admin:disclosures_revision_change", args=[revision.pk])
    shown = client.get(page).content.decode()

    item = shown[shown.index('id="item-1"') : shown.index('id="item-2"')]
    assert "Since when?" in item


@pytest.mark.parametrize("data", [{}, {"comment-on-1": " "}, {"comment-on-99": "Where?"}])
def test_nothing_written_is_asked_for(client, revision, data):
    response = post(client, "comment", revision.pk, data, reviewer())

    assert "コメントを入力してください" in response.content.decode()
    assert written(revision) == []


def test_a_refused_text_comes_back_beside_its_item(client, revision):
    data = {"comment-on-1": "Hid\u200bden", "comment-on-2": "x" * 4001}

    shown = post(client, "comment", revision.pk, data, reviewer()).content.decode()

    assert "U+200B" in shown
    assert shown.count('class="errorlist"') == 2
    assert written(revision) == []


@pytest.mark.parametrize("role", [MANAGER, AUDITOR, None])
@pytest.mark.parametrize("name", ["comment", "reply"])
def test_others_neither_comment_nor_reply(client, revision, role, name):
    [comment] = revision.comment(by=reviewer(), texts={"1": "Since when?"})
    key = comment.pk if name == "reply" else revision.pk

    data = {"comment-on-1": "Mine", "reply": "Mine"}
    response = post(client, name, key, data, make_user(role=role))

    comment.refresh_from_db()
    assert (response.status_code, comment.reply, len(written(revision))) == (403, "", 1)


def test_who_decides_without_the_right_to_comment_sends_back_without(client, revision):
    decider = make_user("decider")
    decider.user_permissions.set(
        Permission.objects.filter(codename__in=["decide_revision", "view_revision"])
    )
    data = {"send_back-seen": revision.sha256, "send_back-reason": "No", "comment-on-1": "Mine"}

    post(client, "send_back", revision.pk, data, decider)

    revision.refresh_from_db()
    assert (revision.state, written(revision)) == ("sent_back", [])


# Settling


def test_the_worksheet_shows_a_comment_until_its_item_changes(revision):
    revision.send_back(by=reviewer(), reason="See there", texts={"1": "When?", "2": "Where?"})
    checklist = revision.checklist
    assert open_on(checklist) == {"1": ["When?"], "2": ["Where?"]}

    change_answer(checklist, "1", body="One, since 2020")

    assert open_on(checklist) == {"2": ["Where?"]}


def test_a_change_that_no_reader_sees_settles_nothing(revision):
    revision.send_back(by=reviewer(), reason="See there", texts={"1": "When?"})

    change_answer(revision.checklist, "1", internal_note="Asked the team")

    assert open_on(revision.checklist) == {"1": ["When?"]}


def test_a_reply_settles_a_comment(client, revision):
    [comment] = revision.comment(by=reviewer(), texts={"1": "When?"})
    item = revision.checklist.guideline.items.get(number="1")

    response = post(client, "reply", comment.pk, {"reply": "In 2020"}, editor())

    comment.refresh_from_db()
    assert (comment.reply, comment.replied_by) == ("In 2020", editor())
    place = f"/worksheet/?section={item.section_id}&item={item.pk}#item-{item.pk}"
    assert response["Location"].endswith(place)
    assert open_on(revision.checklist) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "返信を入力してください"), ("Hid\u200bden", "U+200B"), ("x" * 4001, "4000")],
)
def test_a_reply_that_cannot_be_kept_is_said_in_words(client, revision, text, words):
    [comment] = revision.comment(by=reviewer(), texts={"1": "When?"})

    response = post(client, "reply", comment.pk, {"reply": text}, editor())

    said = client.get(response["Location"]).content.decode()
    comment.refresh_from_db()
    assert (words in said, comment.replied_at) == (True, None)


def test_the_second_reply_is_refused(revision):
    [comment] = revision.comment(by=reviewer(), texts={"1": "When?"})
    comment.answer(by=editor(), text="In 2020")

    with pytest.raises(WorkflowError):
        comment.answer(by=reviewer(), text="Really?")

    comment.refresh_from_db()
    assert comment.reply == "In 2020"


def test_comments_on_the_whole_stay_until_somebody_replies(revision):
    revision.send_back(by=reviewer(), reason="See there", texts={"": "Be brief"})
    change_answer(revision.checklist, "1", body="Brief")

    assert open_on(revision.checklist) == {"": ["Be brief"]}


def test_an_approval_settles_all_comments_before_it(revision):
    revision.send_back(by=reviewer(), reason="See there", texts={"1": "When?"})
    approve(submit(revision.checklist, "1.1"))

    assert open_on(revision.checklist) == {}


def test_the_next_review_says_what_became_of_each_comment(client, revision):
    texts = {"1": "When?", "2": "Where?", "3": "Why?"}
    revision.send_back(by=reviewer(), reason="See there", texts=texts)
    change_answer(revision.checklist, "1", body="One, since 2020")
    revision.comments.get(number="2").answer(by=editor(), text="In Japan")
    second = submit(revision.checklist, "1.1")

    client.force_login(reviewer())
    response = client.get(reverse("admin:disclosures_revision_change", args=[second.pk]))

    statuses = response.context["review"].earlier_comments
    assert [(status.comment.number, status.state) for status in statuses] == [
        ("1", "changed"),
        ("2", "replied"),
        ("3", "open"),
    ]
    assert "In Japan" in response.content.decode()
    assert "未対応のコメントが1件あります" in response.content.decode()


# For ever


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE disclosures_comment SET text = 'Other'",
        "UPDATE disclosures_comment SET number = '2'",
        "UPDATE disclosures_comment SET author_id = author_id + 1",
        "DELETE FROM disclosures_comment",
        "UPDATE disclosures_comment SET reply = 'Nobody'",
        "UPDATE disclosures_comment SET reply = '', replied_by_id = NULL, replied_at = NULL",
    ],
)
def test_raw_sql_changes_no_comment_and_no_reply(revision, owner_role, sql):
    [one, _] = revision.comment(by=reviewer(), texts={"1": "When?", "2": "Where?"})
    one.answer(by=editor(), text="In 2020")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, None)


def test_no_comment_ever_reaches_a_reader(client, revision):
    revision.comment(by=reviewer(), texts={"1": "planted-token", "": "planted-token"})
    approve(revision)

    for address in ("/sheet/", "/sheet/sheet.json", "/sheet/versions/", "/sheet/versions/1.0/"):
        response = client.get(address)
        assert (response.status_code, b"planted-token" in response.content) == (200, False)
