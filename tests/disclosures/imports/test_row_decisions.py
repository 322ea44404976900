"""Decisions about the rows of a file: what they write, and when they are open again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.imports.run import confirm, preview, receive
from disclosures.models import Answer, Intake, WorkflowError
from disclosures.models.import_decision import Decision
from disclosures.permissions import EDITOR
from disclosures.sheet.content import AnswerContent
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    get_user,
    make_checklist,
    make_guideline,
    make_product,
)

pytestmark = pytest.mark.django_db

FILE = """No.,項目,内容,回答
1,Name 1,Question 1?,First.
2,Another,wording,Second.
3,Name 3,Question 3?,Third. Also…
"""


@pytest.fixture
def checklist():
    return make_checklist(guideline=make_guideline(items=("1", "2", "3")))


@pytest.fixture
def intake(checklist):
    return receive(checklist, "answers.csv", FILE.encode(), by=editor())


def row_of(intake, number, product=""):
    intake = Intake.objects.get(pk=intake.pk)
    found = preview(intake)[0].rows
    return next(row for row in found if row.key == (number, product))


def decide(intake, number, act, *, product="", offer=None, **values):
    """Decide as the page shows the row now."""
    row = row_of(intake, number, product)
    if offer is not None:
        values["answer"] = row.offers[offer].answer
    decision = Decision(act=act, seen=row.token, at=timezone.now(), **values)
    intake.decide(lambda all_: all_.with_rows({row.key: decision}), by=editor())


def take(intake, ticked=(), **values):
    intake.refresh_from_db()
    _seen, digest = preview(intake)
    confirm(intake, by=editor(), seen=digest, ticked=ticked, **values)
    intake.refresh_from_db()
    return {one["number"]: one for one in intake.report["items"]}


def bodies(checklist):
    return [answer_of(checklist, number).body for number in "123"]


def test_an_unsure_row_is_taken_as_the_file_has_it(checklist, intake):
    assert row_of(intake, "2").outcome == "unsure"
    decide(intake, "2", "accept", offer=0)

    assert row_of(intake, "2").outcome == "set"
    report = take(intake)

    assert bodies(checklist) == ["", "Second.", ""]
    assert (report["2"]["decision"], report["2"]["decided_by"]) == ("accept", "editor")


def test_a_row_is_taken_as_it_was_edited(checklist, intake):
    edited = AnswerContent(availability="yes", body="Third.", evidence="https://example.com/")
    decide(intake, "3", "edit", answer=edited)

    report = take(intake)

    third = answer_of(checklist, "3")
    assert (third.availability, third.body, third.evidence) == (
        "yes",
        "Third.",
        "https://example.com/",
    )
    assert report["3"]["decision"] == "edit"


def test_a_sure_row_that_is_edited_is_not_taken_as_the_file_has_it(checklist, intake):
    decide(intake, "1", "edit", answer=AnswerContent(body="Mended."))

    take(intake, ticked={0})

    assert bodies(checklist)[0] == "Mended."


def test_a_row_that_was_passed_over_stays_out_and_the_record_says_why(checklist, intake):
    decide(intake, "1", "pass", reason="Superseded by the audit.")

    report = take(intake, ticked={0, 1, 2})  # as a forged tick would have it

    assert bodies(checklist) == ["", "", ""]
    assert [report["1"][name] for name in ("decision", "reason", "is_taken")] == [
        "pass",
        "Superseded by the audit.",
        False,
    ]


def test_what_is_kept_as_it_is_needs_no_look_any_more(checklist, intake):
    change_answer(checklist, "2", body="Stays.")
    decide(intake, "2", "keep")

    assert not row_of(intake, "2").is_problem
    report = take(intake, ticked={0})

    assert bodies(checklist) == ["First.", "Stays.", ""]
    assert report["2"]["decision"] == "keep"


def test_what_somebody_changed_since_the_decision_is_open_again_and_not_overwritten(
    checklist, intake
):
    decide(intake, "2", "accept", offer=0)
    colleague = get_user("colleague", EDITOR)

    change_answer(checklist, "2", body="Meanwhile.", by=colleague)

    row = row_of(intake, "2")
    assert (row.outcome, row.decision, row.moved.by) == ("unsure", None, "colleague")
    take(intake, ticked={0})
    assert bodies(checklist) == ["First.", "Meanwhile.", ""]


def test_a_note_that_somebody_wrote_since_opens_nothing_again(checklist, intake):
    decide(intake, "2", "accept", offer=0)

    change_answer(checklist, "2", internal_note="Ask sales.")

    assert row_of(intake, "2").is_decided


def test_a_row_that_nobody_decided_is_not_proposed_where_somebody_changed_the_answer(
    checklist, intake
):
    assert row_of(intake, "1").is_proposed

    change_answer(checklist, "1", body="Meanwhile.", by=get_user("colleague", EDITOR))

    row = row_of(intake, "1")
    assert (row.is_proposed, row.moved.by, row.effect) == (False, "colleague", "overwrites")


def test_a_decision_of_another_reading_of_the_file_is_open_again(checklist, intake):
    decide(intake, "2", "accept", offer=0)
    columns = {"0": "number", "1": "name", "2": "answer", "3": "question"}

    intake.read_as({"page": None, "heading_row": 0, "columns": columns}, by=editor())

    row = row_of(intake, "2")
    assert (row.decision, row.moved.by) == (None, "")


def test_it_is_open_again_where_the_question_was_reworded(checklist, intake):
    decide(intake, "2", "accept", offer=0)
    item = answer_of(checklist, "2").item
    item.question = "Is anything encrypted?"

    item.save(by=editor(), reason="Reworded")

    row = row_of(intake, "2")
    assert (row.decision, row.moved.by, row.moved.what) == (None, "", "question")


def test_a_change_of_the_answer_that_is_repeated_is_told_with_its_person(checklist, intake):
    change_answer(checklist, "2", same_as=answer_of(checklist, "1").item)
    decide(intake, "2", "keep")

    change_answer(checklist, "1", body="Meanwhile.", by=get_user("colleague", EDITOR))

    row = row_of(intake, "2")
    assert (row.decision, row.moved.by, row.moved.what) == (None, "colleague", "answer")


def test_an_edit_to_what_stands_already_writes_nothing(checklist, intake):
    change_answer(checklist, "1", body="First.")
    change_answer(checklist, "2", body="Stays.")
    decide(intake, "2", "edit", answer=AnswerContent(body="Stays."))

    row = row_of(intake, "2")
    report = take(intake)

    assert (row.outcome, row.is_decided) == ("unchanged", False)
    assert (report["2"]["is_taken"], intake.bulk_change) == (False, None)


def test_a_decision_is_part_of_what_the_page_showed(intake):
    _found, seen = preview(intake)
    decide(intake, "2", "accept", offer=0)
    intake.refresh_from_db()

    with pytest.raises(WorkflowError):
        confirm(intake, by=editor(), seen=seen, ticked={0})


def test_only_its_person_decides_and_only_while_it_is_open(checklist, intake, clock):
    with pytest.raises(WorkflowError, match="本人だけ"):
        intake.decide(lambda all_: all_, by=get_user("colleague", EDITOR))
    clock.forward(days=14)
    with pytest.raises(WorkflowError, match="終了"):
        intake.decide(lambda all_: all_, by=editor())


def test_it_is_kept_for_two_weeks_and_then_forgotten_with_its_decisions(checklist, intake, clock):
    decide(intake, "2", "accept", offer=0)
    clock.forward(days=13, hours=23)
    assert Intake.objects.forget_expired() == 0

    clock.forward(hours=2)
    assert Intake.objects.forget_expired() == 1

    intake.refresh_from_db()
    assert (intake.state, bytes(intake.content), intake.decisions) == ("expired", b"", {})


def test_the_reason_stands_in_each_row_of_history_with_the_file(checklist, intake):
    decide(intake, "2", "accept", offer=0)

    take(intake, ticked={0}, reason="Answers of the security team")

    reasons = Answer.history.order_by("-history_id").values_list("history_change_reason", flat=True)
    said = f"Answers of the security team (import: answers.csv ({intake.sha256[:12]}))"
    assert list(reasons[:2]) == [said] * 2
    assert intake.change_reason == "Answers of the security team"


def test_a_decision_that_the_model_refuses_is_said_at_its_row_and_not_taken(checklist, intake):
    change_answer(checklist, "3", same_as=answer_of(checklist, "2").item)
    decide(intake, "2", "edit", answer=AnswerContent(same_as="1"))

    row = row_of(intake, "2")

    assert (row.outcome, row.is_problem, row.is_decided) == ("refused", True, False)
    report = take(intake, ticked={0})
    assert [report["2"][name] for name in ("outcome", "decision", "is_taken")] == [
        "refused",
        "edit",
        False,
    ]
    assert bodies(checklist) == ["First.", "", ""]


@pytest.mark.parametrize(
    ("now", "answer", "effect"),
    [
        ({}, {"body": "New."}, "new"),
        ({"body": "Old."}, {"body": "New."}, "overwrites"),
        ({"body": "Old.", "availability": "yes"}, {"body": "Old."}, "removes"),
        ({"body": "Old."}, {"body": "Old."}, ""),
        ({"body": "Old.", "evidence": "https://example.com/"}, {"body": "Newer."}, "removes"),
    ],
)
def test_rows_that_are_new_overwrite_or_remove_are_told_apart(
    checklist, intake, now, answer, effect
):
    change_answer(checklist, "3", **now)
    decide(intake, "3", "edit", answer=AnswerContent(**answer))

    assert row_of(intake, "3").effect == effect


def test_a_tick_for_dividing_is_kept():
    products = [make_product("Alpha"), make_product("Beta")]
    checklist = make_checklist(products=products)
    file = 'No.,項目,内容,回答\n1,Name 1,Question 1?,"Alpha：Fast.\nBeta：Slow."\n'
    intake = receive(checklist, "answers.csv", file.encode(), by=editor())
    assert not row_of(intake, "1").is_divided

    decide(intake, "1", "accept", is_divided=True)

    assert row_of(intake, "1").is_divided
    take(intake, ticked={0})
    assert answer_of(checklist, "1", products[1]).body == "Slow."


class TestChosenItems:
    FILE = """No.,項目,内容,回答
1,Name 1,Question 1?,First.
99,Name two,Whatever is asked?,Second.
x,Name 3,Question 3?,Third.
"""

    @pytest.fixture
    def intake(self, checklist):
        return receive(checklist, "answers.csv", self.FILE.encode(), by=editor())

    def choose(self, intake, row, number):
        intake.decide(lambda all_: all_.with_item(row, number), by=editor())

    def test_a_row_that_matched_nothing_is_decided_as_the_row_of_the_item(self, checklist, intake):
        self.choose(intake, 3, "2")

        row = row_of(intake, "2")

        assert (row.outcome, row.why.code, row.row_number) == ("unsure", "wording_differs", 3)
        decide(intake, "2", "accept", offer=0)
        report = take(intake)
        assert bodies(checklist) == ["", "Second.", ""]
        assert report["2"]["chosen"] == [{"row": 3}]

    def test_a_row_whose_number_could_not_be_read_is_one_of_an_item_too(self, checklist, intake):
        self.choose(intake, 4, "3")

        assert row_of(intake, "3").outcome == "set"
        take(intake, ticked={2})
        assert bodies(checklist) == ["", "", "Third."]

    def test_the_choice_is_taken_back(self, intake):
        self.choose(intake, 3, "2")
        self.choose(intake, 3, "")
        intake.refresh_from_db()

        found, _digest = preview(intake)

        assert [line.row_number for line in found.unmatched] == [3, 4]
        assert row_of(intake, "2").outcome == "empty in file"

    def test_beside_the_rows_own_answer_both_are_offered(self, checklist, intake):
        self.choose(intake, 3, "1")

        row = row_of(intake, "1")

        assert (row.outcome, row.why.code) == ("unsure", "several_rows")
        assert [(one.row_number, one.answer.body) for one in row.offers] == [
            (2, "First."),
            (3, "Second."),
        ]

    def test_an_item_that_is_gone_leaves_the_row_unmatched(self, checklist, intake):
        self.choose(intake, 3, "2")
        item = answer_of(checklist, "2").item
        item.retired_on = timezone.localdate() - timedelta(days=1)
        item.save(by=editor(), reason="Not asked any more")
        intake.refresh_from_db()

        found, _digest = preview(intake)

        assert 3 in [line.row_number for line in found.unmatched]

    def test_another_page_or_columns_forget_the_choice(self, intake):
        self.choose(intake, 3, "2")

        intake.read_as({"heading_row": 0}, by=editor())

        intake.refresh_from_db()
        assert intake.decided.items == {}

    def test_naming_words_keeps_the_choice(self, intake):
        self.choose(intake, 3, "2")
        words = {"availability": {"heading": "対応", "words": {"Y": "yes"}}}
        nothing_else = {"pages": [], "heading_row": None, "columns": {}}

        intake.read_as({**nothing_else, "words": words}, by=editor())

        intake.refresh_from_db()
        assert intake.decided.items == {3: "2"}
