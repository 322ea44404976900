"""Rows of the preview: which are shown, and which are ticked."""

import pytest

from disclosures.models import Intake
from tests.factory import change_answer
from tests.pages import FormOnPage, page_of

from .import_pages import (
    AFTER,
    BEFORE,
    ROWS,
    STALE,
    bring,
    confirm,
    in_view,
    sent,
    stated,
    words,
    workbook,
)

pytestmark = pytest.mark.django_db


def look(desk, intake, page, only, **values):
    return desk.post(page_of(intake, "preview"), {**sent(page), "look": only, **values})


CONFIRM = "選択した行を取り込む"


def test_only_the_rows_that_need_a_look_are_shown_on_request(desk, checklist):
    intake, page = bring(desk, checklist)

    problems = look(desk, intake, page, "problems")

    shown = problems.content.decode()
    assert (in_view(page), in_view(problems)) == (["1", "2", "4"], ["4"])
    assert (CONFIRM in shown, "取り込める行が2行あります。" in shown) == (False, True)
    assert CONFIRM in page.content.decode()


def test_rows_that_are_not_in_view_are_not_taken_in(desk, checklist):
    intake, page = bring(desk, checklist)
    problems = look(desk, intake, page, "problems")

    refused = confirm(desk, intake, problems, only="problems")

    assert words(refused) == [
        "取り込みませんでした：取り込む行が画面に表示されていませんでした。"
        "内容を確かめてから確定してください。"
    ]
    assert (stated(), in_view(refused)) == (BEFORE, ["1", "2", "4"])
    confirm(desk, intake, refused)  # it could have been taken in
    assert stated() == AFTER


def test_ticks_stay_while_other_rows_are_looked_at(desk, checklist):
    intake, page = bring(desk, checklist)

    problems = look(desk, intake, page, "problems", take=["1"], divide=["1"])
    everything = look(desk, intake, problems, "", divide=["1"])

    ticks = [(row.is_ticked, row.is_divided) for row in everything.context["in_table"]]
    assert (sent(everything)["take"], ticks[1]) == (["1"], (True, True))


def ticked(page):
    return [row.found.number for row in page.context["rows"] if row.has_box and row.is_ticked]


def test_ticks_do_not_move_to_other_rows_where_something_changed_meanwhile(desk, checklist):
    intake, page = bring(desk, checklist)
    change_answer(checklist, "1", body="Meanwhile.")

    again = look(desk, intake, page, "problems", take=["0"])

    assert words(again)[0] == STALE
    assert words(again)[1].startswith("1行は、表示した後に内容が変わったため")
    assert ticked(again) == []  # the first row changed, and the second was not ticked


def test_with_nothing_ticked_the_preview_stays_and_says_so(desk, checklist):
    intake, page = bring(desk, checklist)

    response = confirm(desk, intake, page, take=[])

    assert words(response) == [
        "取り込みませんでした：取り込める行が選ばれていません。行を選ぶか、この取り込みを破棄してください。"
    ]
    assert ticked(response) == []
    assert (stated(), Intake.objects.get().is_open) == (BEFORE, True)


def test_where_there_is_nothing_to_take_in_no_button_offers_it(desk, checklist):
    _intake, page = bring(desk, checklist, workbook([ROWS[2]]))

    shown = page.content.decode()

    assert ('type="submit" class="default"' in shown, "この取り込みを破棄" in shown) == (
        False,
        True,
    )
    assert "このファイルから取り込める行はありません。" in shown


def test_only_what_will_be_taken_in_is_shown_on_request(desk, checklist):
    intake, page = bring(desk, checklist)

    takeable = look(desk, intake, page, "takeable")

    assert (in_view(takeable), sent(takeable)["take"]) == (["1", "2"], ["0", "1"])
    confirm(desk, intake, takeable, only="takeable")
    assert stated() == AFTER


def test_a_long_preview_can_be_confirmed_wherever_one_is(desk, checklist):
    _intake, page = bring(desk, checklist)

    [_before, bar] = page.content.decode().split('class="save-bar"')  # stays in view
    assert bar.count(CONFIRM) == 1


def test_a_row_in_view_is_not_said_to_be_out_of_it(desk, checklist):
    intake, page = bring(desk, checklist)
    row = next(row.found for row in page.context["rows"] if row.found.number == "1")

    problems = look(desk, intake, page, "problems", open=row.anchor)

    assert in_view(problems) == ["1", "4"]
    assert "取り込める行が1行あります。" in problems.content.decode()


def test_the_reason_is_there_again_after_a_look_at_other_rows(desk, checklist):
    intake, page = bring(desk, checklist)

    problems = look(desk, intake, page, "problems", change_reason="Yearly review")
    back = look(desk, intake, problems, "", change_reason=sent_reason(problems))

    assert sent_reason(back) == "Yearly review"


def sent_reason(page):
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    return form.data["change_reason"]
