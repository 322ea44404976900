"""An import in the admin: what was previewed is what is saved, by that person, once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from disclosures.imports.files import pages
from disclosures.imports.run import receive
from disclosures.integrity import triggers
from disclosures.models import Answer, Intake, WorkflowError
from disclosures.permissions import EDITOR
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    get_user,
    make_checklist,
    make_guideline,
    make_product,
    submit,
)
from tests.pages import FormOnPage, lists_of, page_of
from tests.workbooks import official_workbook

pytestmark = pytest.mark.django_db

# The factory's items are named and worded after their numbers.
ROWS = [
    ("1", None, "Name 1", "Question 1?", "First."),
    ("2", None, "Name 2", "Question 2?", "Alpha：Fast.\nBeta：Slow."),
    ("3", None, "Name 3", "Question 3?", None),
    ("4", "Category", "Another item", "Another question", "Nowhere."),
]


@pytest.fixture
def checklist():
    products = [make_product("Alpha"), make_product("Beta")]
    guideline = make_guideline(items=("1", "2", "3", "4"))
    checklist = make_checklist(guideline=guideline, products=products)
    change_answer(checklist, "3", body="Third.")
    return checklist


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def workbook(rows=ROWS):
    return SimpleUploadedFile("answers.xlsx", official_workbook(rows))


def bring(desk, checklist, file=None, **data):
    """Bring a file in; the record, and the page to which it leads."""
    response = desk.post(
        page_of(checklist, "import"), {"file": file or workbook(), **data}, follow=True
    )
    assert response.status_code == 200
    return Intake.objects.first(), response


def sent(page):
    """What a browser would send from the preview as it stands."""
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    return {"seen": form.data["seen"], "take": form.all["take"]}


def confirm(desk, intake, page, **values):
    return desk.post(page_of(intake, "preview"), {**sent(page), **values}, follow=True)


def words(response):
    return [str(message) for message in response.context["messages"]]


def outcomes(page):
    rows = [row.found for row in page.context["rows"]]
    return {row.number + row.product: row.outcome for row in rows}


def stated():
    return {
        answer.item.number + (answer.product.name if answer.product else ""): answer.body
        for answer in Answer.objects.select_related("item", "product")
        if answer.body
    }


BEFORE = {"3": "Third."}
AFTER = {"1": "First.", "2": "Alpha：Fast.\nBeta：Slow.", "3": "Third."}


def test_the_preview_shows_all_rows_and_writes_nothing(desk, checklist):
    before = Answer.history.count()

    intake, page = bring(desk, checklist)

    assert outcomes(page) == {"1": "set", "2": "set", "3": "empty in file", "4": "unsure"}
    assert (stated(), Answer.history.count()) == (BEFORE, before)
    assert (intake.state, intake.by, intake.file_name) == ("previewed", editor(), "answers.xlsx")
    assert "Nowhere." in page.content.decode()  # what was read where nothing is taken


def test_what_was_previewed_is_saved_with_person_and_file(desk, checklist):
    intake, page = bring(desk, checklist)
    before = Answer.history.count()

    response = confirm(desk, intake, page)

    assert stated() == AFTER
    assert words(response) == ["2件を取り込みました。"]
    rows = Answer.history.order_by("history_id")[before:]
    reason = f"import: answers.xlsx ({intake.sha256[:12]})"
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
    assert (record["取り込まず"], record["取り込み済み"]) == (["1 Name 1"], ["2 Name 2"])


def test_the_person_who_confirmed_sees_what_was_taken_and_what_is_left(desk, checklist):
    intake, page = bring(desk, checklist)

    record = confirm(desk, intake, page)

    assert record.request["PATH_INFO"] == page_of(intake)
    first = answer_of(checklist, "1").item
    section = f"{page_of(checklist, 'worksheet')}?section={first.section_id}#item-{first.pk}"
    shown = record.content.decode()
    assert f'<a href="{section}">1 <span lang="">Name 1</span></a>' in shown
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
    assert third["why"].startswith("この項目を「同上」の対象にしている項目があります。")
    assert report["unmatched"] == [{"row": 8, "text": "99 Who asked? Nobody."}]
    record = lists_of(desk.get(page_of(intake)))
    assert record["取り込み不可"] == [f"3 Name 3 – {third['why']}"]
    assert record["どの項目にも該当せず取り込まなかった記載"] == ["8行目： 99 Who asked? Nobody."]


def test_a_forged_tick_sets_nothing_that_is_unsure(desk, checklist):
    intake, page = bring(desk, checklist)

    ticks = ["0", "2", "3", "4", "99", "-1", "x", "9" * 30, "²"]
    response = confirm(desk, intake, page, take=ticks)

    assert words(response) == ["1件を取り込みました。"]
    assert stated() == {"1": "First.", **BEFORE}


REPEATING = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", "同上")]


def test_what_repeats_an_answer_is_not_taken_in_without_it(desk, checklist):
    change_answer(checklist, "2", body="Of the working copy.")
    change_answer(checklist, "3", body="")
    before = stated()
    intake, page = bring(desk, checklist, workbook(REPEATING))

    response = confirm(desk, intake, page, take=["0", "2"])

    assert words(response) == [
        "取り込みませんでした：3: 項目2の回答を取り込まないため、「同上」にできません。"
    ]
    assert (stated(), Intake.objects.get().state) == (before, "previewed")
    assert [row.is_ticked for row in response.context["rows"]] == [True, False, True, False]


def test_what_repeats_an_answer_cannot_be_set_where_that_cannot(desk, checklist):
    change_answer(checklist, "3", body="")
    change_answer(checklist, "4", same_as=answer_of(checklist, "2").item)
    rows = [ROWS[0], ("2", None, "Name 2", "Question 2?", "同上"), REPEATING[2]]

    _intake, page = bring(desk, checklist, workbook(rows))

    assert outcomes(page) == {"1": "set", "2": "refused", "3": "set", "4": "empty in file"}


def test_what_repeats_a_taken_answer_is_taken_in(desk, checklist):
    change_answer(checklist, "3", body="")
    intake, page = bring(desk, checklist, workbook(REPEATING))

    confirm(desk, intake, page)

    assert answer_of(checklist, "3").same_as == answer_of(checklist, "2").item


def test_an_answer_is_divided_by_product_where_that_is_ticked(desk, checklist):
    intake, page = bring(desk, checklist)

    confirm(desk, intake, page, divide=["1", "0", "7"])

    assert stated() == {"1": "First.", "2Alpha": "Fast.", "2Beta": "Slow.", **BEFORE}


def test_rows_pasted_from_a_spreadsheet_are_read_like_a_file(desk, checklist):
    text = "No.\t項目\t内容\t回答\n1\tName 1\tQuestion 1?\tPasted.\n"

    response = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)
    confirm(desk, Intake.objects.get(), response)

    assert stated() == {"1": "Pasted.", **BEFORE}


def look(desk, intake, page, only, **values):
    return desk.post(page_of(intake, "preview"), {**sent(page), "look": only, **values})


def in_view(page):
    rows = page.context["in_table"]
    return [row.found.number for row in rows if not row.is_hidden]


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


def test_ticks_do_not_move_to_other_rows_where_something_changed_meanwhile(desk, checklist):
    intake, page = bring(desk, checklist)
    change_answer(checklist, "1", body="Meanwhile.")

    again = look(desk, intake, page, "problems", take=["0"])

    assert words(again) == [STALE]
    assert [row.is_ticked for row in again.context["rows"]] == [True] * 4


def test_what_changes_nothing_is_folded_and_only_named(desk, checklist):
    change_answer(checklist, "1", body="First.")
    rows = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", None)]

    _intake, page = bring(desk, checklist, workbook(rows))

    folded = page.context["folded"]
    assert in_view(page) == ["2"]
    assert [
        (str(one.words), [row.found.number for row in one.rows], one.is_named) for one in folded
    ] == [
        ("変更なし", ["1"], False),
        ("ファイルでは空欄", ["3"], True),
        ("ファイルに行なし", ["4"], True),
    ]
    assert "この項目の行がファイルにありません。" not in page.content.decode()
    assert page.content.decode().count('<details class="folded">') == 3


def test_findings_are_of_what_would_be_set(desk, checklist):
    change_answer(checklist, "3", body="See http://example.com/3")  # the file leaves it as it is
    rows = [("1", None, "Name 1", "Question 1?", "See http://example.com/1")]

    _intake, page = bring(desk, checklist, workbook(rows))

    found = [(one.code, one.number) for one in page.context["preview"].findings]
    assert found == [("insecure_link", "1")]
    assert "取り込める行についての確認事項" in page.content.decode()


def test_where_rows_are_unsure_nothing_says_that_there_is_nothing_to_look_at(desk, checklist):
    _intake, page = bring(desk, checklist)

    shown = page.content.decode()

    assert page.context["preview"].findings == ()
    assert "確認事項" not in shown
    assert "確認が必要な行が1行あります。これらの行は取り込みません。" in shown
    columns = shown.index("行や列が正しく読み取られていない場合")
    assert columns < shown.index('id="rows"')


TWO_ROWS = "No.\t項目\t質問\tStatus\t判定基準\n\t\t\t○×\tNote\n1\tName 1\tQuestion 1?\tFirst.\tx\n"
NAMED = {"page": "", "column0": "number", "column1": "name", "column2": "question"}


def test_headings_over_two_rows_are_solved_by_the_row_that_is_named(desk, checklist):
    desk.post(page_of(checklist, "import"), {"text": TWO_ROWS})
    intake = Intake.objects.get()
    columns = {**NAMED, "column3": "answer"}

    without = desk.post(page_of(intake, "columns"), columns, follow=True)
    named = desk.post(page_of(intake, "columns"), {**columns, "heading_row": "2"}, follow=True)

    shown = without.content.decode()
    assert (outcomes(without)["1"], outcomes(named)["1"]) == ("unsure", "set")
    assert "表の見出しが2行目までの場合は、「見出し行の番号」に2を指定してください。" in shown
    assert '<details class="columns" id="columns" open>' in shown
    assert '<a href="#columns">見出し行の番号を指定する</a>' in shown
    assert "見出しを正しく読み取れていません。" not in named.content.decode()
    names = [page.context["beside"][-1].columns for page in (without, named)]
    assert names == [["「Note」"], ["「Note」"]]


def test_a_column_that_is_not_taken_is_called_by_its_heading(desk, checklist):
    text = "No.\t項目\t内容\t回答\t判定基準\n1\tName 1\tQuestion 1?\tFirst.\tIn the country\n"

    page = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)

    [beside] = page.context["beside"]
    assert (outcomes(page)["1"], beside.columns, beside.text) == (
        "set",
        ["「判定基準」"],
        "In the country",
    )
    assert "見出しのない列" not in page.content.decode()


def test_a_person_can_say_what_the_columns_hold(desk, checklist):
    rows = "said\twhere\twhat\nFirst.\tQuestion 1?\t1\nSecond.\tQuestion 2?\t2\n"
    response = desk.post(page_of(checklist, "import"), {"text": rows}, follow=True)
    intake = Intake.objects.get()
    assert "見出し行が" in response.content.decode()

    columns = {"page": "", "column0": "answer", "column1": "question", "column2": "number"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert outcomes(page)["1"] == "set"
    assert stated() == {"1": "First.", "2": "Second.", **BEFORE}


def test_columns_that_are_not_enough_are_refused_in_words(desk, checklist):
    intake, _ = bring(desk, checklist)

    page = desk.post(page_of(intake, "columns"), {"page": "Sheet", "column0": "number"})

    assert "番号の列と、情報開示項目または内容の列を指定してください。" in page.content.decode()
    assert Intake.objects.get().choice == {}


def with_more_pages(book):
    book.create_sheet("改訂履歴").append(["第2版", "2025-10-01"])
    book.create_sheet("Empty")
    book.create_sheet("Hidden").append(["Nobody sees it"])
    book["Hidden"].sheet_state = "hidden"


def test_the_page_that_was_read_is_named_and_so_are_those_that_were_not(desk, checklist):
    content = official_workbook(ROWS, change=with_more_pages)

    _, page = bring(desk, checklist, SimpleUploadedFile("answers.xlsx", content))

    shown = page.content.decode()
    assert (page.context["preview"].skipped, page.context["preview"].pages[0]) == (
        ("改訂履歴",),
        "Sheet",
    )
    assert ("<span>改訂履歴</span>" in shown, "<span>Sheet</span>" in shown) == (True, True)


def test_both_pages_of_our_own_workbook_are_read(desk, checklist):
    change_answer(checklist, "1", body="First.")
    own = submit(checklist).renditions.get(format="xlsx").content

    _, page = bring(desk, checklist, SimpleUploadedFile("sheet.xlsx", bytes(own)))

    assert len(page.context["preview"].pages) == 2
    assert page.context["preview"].skipped == ()


def test_text_in_a_column_without_a_heading_is_not_said_to_belong_to_no_item(desk, checklist):
    text = "No.\t項目\t内容\t回答\n1\tName 1\tQuestion 1?\tPasted.\tBeside.\n"

    page = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)

    assert outcomes(page)["1"] == "unsure"
    assert [line.text for line in page.context["preview"].unmatched] == ["Beside."]
    assert page.context["beside"][0].columns == ["E列"]


@pytest.fixture
def colleague():
    return get_user("colleague", EDITOR)


def test_another_person_cannot_confirm_my_preview(desk, checklist, colleague):
    intake, page = bring(desk, checklist)

    desk.force_login(colleague)
    response = confirm(desk, intake, page)

    assert "取り込みを確定できるのは、ファイルを取り込んだ本人だけです。" in words(response)
    assert stated() == BEFORE


def test_a_second_confirmation_is_refused(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)
    change_answer(checklist, "1", body="Mended.")

    response = confirm(desk, intake, page)

    assert words(response)[-1] == "この取り込みは確定済みです。確定は一度だけ行えます。"
    assert stated() == {**AFTER, "1": "Mended."}


STALE = (
    "表示した後に編集中の内容、読み取り方または公開中の版が変更されたため、取り込みませんでした。"
    "もう一度確認してください。"
)

SWAPPED = "保存されているファイルが受け取ったものと一致しません。もう一度取り込んでください。"

UNREADABLE = "Excel のブックとして読み取れません。Excel で開き、保存し直してください。"

OVER = "この確認画面は終了しています。ファイルをもう一度取り込んでください。"


def change_an_answer(checklist, intake):
    change_answer(checklist, "4", body="Meanwhile.")


def change_a_product(checklist, intake):
    product = checklist.products()[0]
    product.name = "Gamma"
    product.save(by=editor(), reason="Rename")


def read_it_otherwise(checklist, intake):
    Intake.objects.update(choice={"page": None, "heading_row": 3, "columns": {}})


@pytest.mark.parametrize("change", [change_an_answer, change_a_product, read_it_otherwise])
def test_what_changed_since_the_preview_is_not_overwritten(desk, checklist, change):
    intake, page = bring(desk, checklist)
    change(checklist, intake)
    before = stated()

    response = confirm(desk, intake, page)

    assert words(response) == [STALE]
    assert stated() == before
    assert Intake.objects.get().state == "previewed"


def test_a_page_without_headings_chosen_meanwhile_is_seen_before_anything_is_taken(desk, checklist):
    def with_a_second_page(book):
        book.create_sheet("Notes")["A1"] = "Nothing of interest"

    content = official_workbook(ROWS, change=with_a_second_page)
    intake, page = bring(desk, checklist, SimpleUploadedFile("answers.xlsx", content))
    desk.post(page_of(intake, "columns"), {"page": "Notes"})

    response = confirm(desk, intake, page)

    assert (response.status_code, words(response)) == (200, [STALE])
    assert "見出し行が" in response.content.decode()
    assert stated() == BEFORE


def test_a_file_that_takes_too_long_to_read_is_refused_in_words(desk, checklist, monkeypatch):
    intake, page = bring(desk, checklist)
    monkeypatch.setattr(pages, "PATIENCE", 0.001)

    shown = desk.get(page_of(intake, "preview"))
    response = confirm(desk, intake, page)

    assert [one.context["objection"] for one in (shown, response)] == [UNREADABLE] * 2
    assert stated() == BEFORE
    assert Intake.objects.get().is_open  # it may go faster another time


def test_the_page_of_one_file_cannot_confirm_another(desk, checklist):
    _, page = bring(desk, checklist)
    second, _ = bring(desk, checklist, workbook([("1", None, "Name 1", "Question 1?", "X")]))

    response = confirm(desk, second, page)

    assert words(response) == [STALE]
    assert stated() == BEFORE


def test_a_preview_is_over_after_an_hour_and_its_file_forgotten(desk, checklist):
    intake, page = bring(desk, checklist)
    late = timezone.now() - timedelta(minutes=61)
    again = Intake(**{**values_of(intake), "received_at": late})
    again.save()

    response = confirm(desk, again, page)
    bring(desk, checklist)

    again.refresh_from_db()
    assert words(response) == [
        "この確認画面は終了しています。ファイルをもう一度取り込んでください。"
    ]
    assert (again.state, bytes(again.content)) == ("expired", b"")
    assert stated() == BEFORE


def values_of(intake):
    fields = (field.attname for field in Intake._meta.concrete_fields if not field.primary_key)
    return {name: getattr(intake, name) for name in fields}


def test_a_discarded_import_is_over(desk, checklist):
    intake, page = bring(desk, checklist)

    desk.post(page_of(intake, "discard"))
    response = confirm(desk, intake, page)

    assert Intake.objects.get().state == "discarded"
    assert words(response)[-1] == OVER
    assert stated() == BEFORE


def test_another_person_cannot_discard_my_import_or_name_its_columns(desk, checklist, colleague):
    intake, _page = bring(desk, checklist)

    desk.force_login(colleague)
    desk.post(page_of(intake, "discard"))
    desk.post(page_of(intake, "columns"), {"page": "Sheet"})

    assert Intake.objects.values_list("state", "choice").get() == ("previewed", {})


def test_what_was_decided_meanwhile_is_not_decided_again(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)  # `intake` is as it was before

    with pytest.raises(WorkflowError, match="この取り込みは確定済みです。"):
        intake.discard(by=editor())
    with pytest.raises(WorkflowError, match="この取り込みは確定済みです。"):
        intake.read_as({"page": "Other"}, by=editor())

    assert Intake.objects.values_list("state", "choice").get() == ("taken", {})


def test_the_list_says_of_an_expired_import_that_it_is_over_before_it_is_swept(
    desk, checklist, clock
):
    bring(desk, checklist)
    address = page_of(checklist, "import")
    assert "確認待ち" in desk.get(address).content.decode()

    clock.forward(minutes=61)
    shown = desk.get(address).content.decode()

    assert ("確認待ち" in shown, "期限切れ" in shown) == (False, True)


def test_a_file_that_cannot_be_read_is_recorded_with_the_reason(desk, checklist):
    intake, page = bring(desk, checklist, SimpleUploadedFile("old.xls", b"%PDF-1.7 ..."))

    assert (intake.state, bytes(intake.content)) == ("refused", b"")
    assert intake.problem == "PDF ファイルです。表を .xlsx または CSV 形式で保存してください。"
    assert intake.problem in page.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "   "},
        {"file": SimpleUploadedFile("both.csv", b"No."), "text": "No."},
        {"file": SimpleUploadedFile("empty.csv", b"")},
    ],
)
def test_neither_or_both_or_nothing_is_asked_for_again(desk, checklist, data):
    response = desk.post(page_of(checklist, "import"), data)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Intake.objects.exists()


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


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM disclosures_intake",
        "UPDATE disclosures_intake SET sha256 = 'other'",
        "UPDATE disclosures_intake SET by_id = by_id + 1",
        "UPDATE disclosures_intake SET file_name = 'other.xlsx'",
        "UPDATE disclosures_intake SET state = 'taken'",
        "UPDATE disclosures_intake SET finished_at = '2030-01-01 00:00:00+00:00'",
    ],
)
def test_raw_sql_cannot_make_an_import_what_it_was_not(checklist, sql):
    receive(checklist, "answers.xlsx", workbook().read(), by=editor())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("content", [b"SWAPPED", b""])
def test_raw_sql_cannot_swap_the_file(desk, checklist, content):
    bring(desk, checklist)

    with pytest.raises(IntegrityError), transaction.atomic():
        swap(content)


def swap(content):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_intake SET content = %s", [content])


def test_a_file_swapped_behind_the_guards_is_not_taken_in(desk, checklist):
    intake, page = bring(desk, checklist)
    connection.check_constraints()  # PostgreSQL drops no trigger of a table before that
    triggers.lift(connection)
    swap(official_workbook([("1", None, "Name 1", "Question 1?", "Swapped.")]))
    triggers.install(connection)

    response = confirm(desk, intake, page)

    assert SWAPPED in response.content.decode()
    assert stated() == BEFORE


def test_the_preview_of_a_swapped_file_shows_nothing_of_it(desk, checklist):
    intake, _page = bring(desk, checklist)
    triggers.lift(connection)
    swap(official_workbook([("1", None, "Name 1", "Question 1?", "Swapped.")]))

    page = desk.get(page_of(intake, "preview")).content.decode()

    assert (SWAPPED in page, "Swapped." in page) == (True, False)


def test_a_decided_import_is_never_opened_again(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosures_intake SET state = 'previewed', finished_at = NULL")


def test_with_nothing_ticked_the_preview_stays_and_says_so(desk, checklist):
    intake, page = bring(desk, checklist)

    response = confirm(desk, intake, page, take=[])

    assert words(response) == [
        "取り込みませんでした：取り込める行が選ばれていません。行を選ぶか、この取り込みを破棄してください。"
    ]
    assert [row.is_ticked for row in response.context["rows"]] == [False] * 4
    assert (stated(), Intake.objects.get().is_open) == (BEFORE, True)


def test_where_there_is_nothing_to_take_in_no_button_offers_it(desk, checklist):
    _intake, page = bring(desk, checklist, workbook([ROWS[2]]))

    shown = page.content.decode()

    assert ('type="submit" class="default"' in shown, "この取り込みを破棄" in shown) == (
        False,
        True,
    )
    assert "このファイルから取り込める行はありません。" in shown


def test_an_item_without_a_row_in_the_file_is_told_from_one_with_an_empty_cell(desk, checklist):
    intake, page = bring(desk, checklist, workbook([ROWS[0], ROWS[2]]))
    confirm(desk, intake, page)

    record = lists_of(desk.get(page_of(intake)))

    assert [str(row.words) for row in page.context["rows"]] == [
        "取り込み対象",
        "ファイルに行なし",
        "ファイルでは空欄",
        "ファイルに行なし",
    ]
    assert [(str(words), count) for words, count in page.context["counts"]] == [
        ("取り込み対象", 1),
        ("ファイルでは空欄", 1),
        ("ファイルに行なし", 2),
    ]
    assert record["ファイルに行なし"] == ["2 Name 2", "4 Name 4"]
    assert record["ファイルでは空欄"] == ["3 Name 3"]


def test_only_what_will_be_taken_in_is_shown_on_request(desk, checklist):
    intake, page = bring(desk, checklist)

    takeable = look(desk, intake, page, "takeable")

    assert (in_view(takeable), sent(takeable)["take"]) == (["1", "2"], ["0", "1"])
    confirm(desk, intake, takeable, only="takeable")
    assert stated() == AFTER


def test_a_long_preview_can_be_confirmed_from_above_and_from_below(desk, checklist):
    _intake, page = bring(desk, checklist)

    assert page.content.decode().count(CONFIRM) == 2


def test_the_page_for_columns_says_which_are_needed_and_lets_the_import_be_discarded(
    desk, checklist
):
    page = desk.post(page_of(checklist, "import"), {"text": "said\twhat\n"}, follow=True)

    shown = page.content.decode()
    assert "番号の列と、情報開示項目または内容の列を指定してください。" in shown
    assert "この取り込みを破棄" in shown


def test_the_form_says_which_layouts_are_known(desk, checklist):
    shown = desk.get(page_of(checklist, "import")).content.decode()

    assert "公式様式、ASPIC、METI、CAIQ" in shown


def test_columns_named_without_a_page_are_those_of_the_page_shown(desk, checklist):
    intake, _ = bring(desk, checklist)

    columns = {"column0": "number", "column2": "name", "column3": "question", "column4": "answer"}
    columns["heading_row"] = "4"
    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    assert Intake.objects.get().choice["page"] == "Sheet"
    assert outcomes(page)["1"] == "set"


def test_an_answer_changed_by_hand_is_not_put_back_by_an_older_file(desk, checklist):
    intake, page = bring(desk, checklist)
    confirm(desk, intake, page)
    change_answer(checklist, "1", body="Mended.")

    _, page = bring(desk, checklist)

    assert outcomes(page)["1"] == "unsure"
    assert answer_of(checklist, "1").body == "Mended."
