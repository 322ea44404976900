"""Confirming an import: what was previewed is saved, by that person."""

import pytest

from disclosures.models import Answer, Intake
from tests.factory import answer_of, change_answer, editor
from tests.pages import lists_of, page_of

from .import_pages import (
    AFTER,
    BEFORE,
    REASON,
    REPEATING,
    ROWS,
    bring,
    confirm,
    outcomes,
    stated,
    words,
    workbook,
)

pytestmark = pytest.mark.django_db


def test_what_was_previewed_is_saved_with_person_and_file(desk, checklist):
    intake, page = bring(desk, checklist)
    before = Answer.history.count()

    response = confirm(desk, intake, page)

    assert stated() == AFTER
    assert words(response) == ["2件を取り込みました。 内容を確認・元に戻す"]
    rows = Answer.history.order_by("history_id")[before:]
    reason = f"{REASON} (import: answers.xlsx ({intake.sha256[:12]}))"
    assert [(row.history_user, row.history_change_reason) for row in rows] == [
        (editor(), reason)
    ] * 2


def test_the_record_keeps_what_became_of_each_item_and_the_file_no_longer(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)

    intake.refresh_from_db()
    record = desk.get(page_of(intake))

    assert (intake.state, bytes(intake.content)) == ("taken", b"")
    assert [(one["number"], one["outcome"], one["is_taken"]) for one in intake.report["items"]] == [
        ("1", "set", True),
        ("2", "set", True),
        ("3", "empty in file", False),
        ("4", "unsure", False),
    ]
    assert intake.report["unmatched"] == []
    [unsure] = lists_of(record)["不確定（取り込みません）"]
    assert lists_of(record) == {
        "取り込み済み": ["1 Name 1", "2 Name 2"],
        "不確定（取り込みません）": [unsure],
        "ファイルでは空欄": ["3 Name 3"],
    }
    assert unsure.startswith("4 Name 4 – 8行目：ガイドラインの文言と異なります")


def test_a_row_without_its_tick_is_left_out_and_the_record_says_so(desk, checklist):
    intake, page = bring(desk, checklist)

    confirm(desk, intake, page, take=["1"])

    assert stated() == {"2": AFTER["2"], **BEFORE}
    record = lists_of(desk.get(page_of(intake)))
    assert (record["選択しなかったもの"], record["取り込み済み"]) == (["1 Name 1"], ["2 Name 2"])


def test_the_person_who_confirmed_sees_what_was_taken_and_what_is_left(desk, checklist):
    intake, page = bring(desk, checklist)

    record = confirm(desk, intake, page)

    assert record.request["PATH_INFO"] == page_of(intake)
    first = answer_of(checklist, "1").item
    item = f"?section={first.section_id}&amp;item={first.pk}#item-{first.pk}"
    place = f"{page_of(checklist, 'worksheet')}{item}"
    shown = record.content.decode()
    assert f'<a href="{place}">1 <span lang="">Name 1</span></a>' in shown
    assert [
        f'<a href="{page_of(checklist, view)}">' in shown for view in ("changes", "worksheet")
    ] == [True, True]


def test_the_record_says_why_an_answer_could_not_be_set_and_what_belonged_to_no_item(
    desk, checklist
):
    change_answer(checklist, "4", same_as=answer_of(checklist, "3").item)
    rows = [*REPEATING, ("99", None, "Who", "asked?", "Nobody.")]
    intake, page = bring(desk, checklist, workbook(rows))

    confirm(desk, intake, page)

    report = Intake.objects.get().report
    [third] = [one for one in report["items"] if one["number"] == "3"]
    assert (third["outcome"], third["is_taken"]) == ("refused", False)
    [why] = third["why"]["details"].values()
    assert why.startswith("この項目を「同上」の対象にしている項目があります。")
    [line] = report["unmatched"]
    assert (line["row"], line["text"]) == (8, "99 Who asked? Nobody.")
    assert line["why"] == {"code": "item_unknown", "details": {"number": "99"}}
    record = lists_of(desk.get(page_of(intake)))
    assert record["取り込み不可"] == [f"3 Name 3 – {why}"]
    assert record["どの項目にも該当せず取り込まなかった記載"] == [
        "8行目： 99 Who asked? Nobody. – ガイドラインに項目99はありません。"
    ]


def test_a_forged_tick_sets_nothing_that_is_unsure(desk, checklist):
    intake, page = bring(desk, checklist)

    ticks = ["0", "2", "3", "4", "99", "-1", "x", "9" * 30, "²"]
    response = confirm(desk, intake, page, take=ticks)

    assert words(response) == ["1件を取り込みました。 内容を確認・元に戻す"]
    assert stated() == {"1": "First.", **BEFORE}


def test_an_answer_is_divided_by_product_where_that_is_ticked(desk, checklist):
    intake, page = bring(desk, checklist)

    confirm(desk, intake, page, divide=["1", "0", "7"])

    assert stated() == {"1": "First.", "2Alpha": "Fast.", "2Beta": "Slow.", **BEFORE}


def test_an_answer_that_cannot_be_set_is_named_and_the_others_are_set(desk, checklist):
    change_answer(checklist, "4", same_as=answer_of(checklist, "3").item)
    rows = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", "同上")]

    intake, page = bring(desk, checklist, workbook(rows))
    confirm(desk, intake, page, take=["0", "1"])

    assert outcomes(page)["3"] == "refused"
    assert "この項目を「同上」の対象にしている項目があります。" in page.content.decode()
    assert stated() == AFTER


def test_what_cannot_be_set_is_not_half_saved(desk, checklist):
    change_answer(checklist, "4", same_as=answer_of(checklist, "3").item)
    rows = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", "同上")]
    intake, page = bring(desk, checklist, workbook(rows))

    response = confirm(desk, intake, page, take=["0", "1", "2"])

    assert "取り込みませんでした：" in words(response)[0]
    assert stated() == BEFORE


def test_a_reason_that_leaves_no_place_for_the_file_is_said_at_its_field(desk, checklist):
    intake, page = bring(desk, checklist)

    refused = confirm(desk, intake, page, change_reason="r" * 3990)

    assert "文字以下" in str(refused.context["why"].errors["change_reason"])
    assert stated() == BEFORE
