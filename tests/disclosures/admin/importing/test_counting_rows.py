"""The preview counts its rows by what becomes of them as they are ticked and decided now."""

import pytest

from tests.pages import page_of

from .import_pages import bring, sent, workbook
from .repairing import ROWS, decide, fields, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


def counts(page):
    return {code: count for code, _words, count in page.context["counts"] if count}


def shown_at(page, number):
    html = page.content.decode().split(f'<tr id="row-{row_of(page, number).at}"')[1]
    return html.split("</th>")[0]


def test_what_is_ticked_is_counted_where_it_is_confirmed(desk, brought):
    intake, page = brought
    assert (page.context["ticked_count"], page.context["taken_count"]) == (1, 0)

    page = decide(desk, intake, page, "2", "accept", take=[])

    assert counts(page) == {"set": 1, "unticked": 1, "unsure": 1, "not in file": 1}
    assert (page.context["ticked_count"], page.context["taken_count"]) == (0, 1)
    assert '選択中：<strong data-count="ticked">0</strong>行' in page.content.decode()
    assert "、ほかに処理を決めた行：<strong>1</strong>行" in page.content.decode()


def test_rows_that_are_kept_or_passed_over_are_not_counted_as_unsure(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "2", "keep")
    page = decide(desk, intake, page, "4", "pass", **fields(page, "4", reason="Elsewhere."))

    assert counts(page) == {"set": 1, "keep": 1, "pass": 1, "not in file": 1}
    assert page.context["problems"] == 0


def test_each_row_with_a_box_has_the_words_for_either(brought):
    _intake, page = brought

    assert '<span class="if-ticked">取り込み対象</span>' in shown_at(page, "1")
    assert '<span class="if-unticked">選択していません（取り込みません）</span>' in shown_at(
        page, "1"
    )
    assert "if-unticked" not in shown_at(page, "2")


def test_the_question_stands_at_the_row_and_beside_the_nearest_items(desk, brought):
    _intake, page = brought

    assert "Question 2?" in shown_at(page, "2")
    listed = page.content.decode().split('<datalist id="numbers">')[1].split("</datalist>")[0]
    assert '<option value="2">Name 2 – Question 2?</option>' in listed


def test_discarding_asks_first_and_says_how_much_is_decided(desk, brought):
    intake, page = brought
    page = decide(desk, intake, page, "2", "accept")

    [asked] = page.content.decode().split('<details class="discard">')[1:]

    assert "処理を決めた行が1行あります。" in asked
    assert f'action="{page_of(intake, "discard")}"' in asked.split("</details>")[0]


def test_what_was_sent_by_no_box_counts_as_it_is_proposed(desk, brought):
    intake, page = brought

    again = desk.post(page_of(intake, "preview"), {**sent(page), "look": "", "take": []})

    assert counts(again) == {"unticked": 1, "unsure": 2, "not in file": 1}
