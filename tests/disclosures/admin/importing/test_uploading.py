"""Bringing in a file or pasted rows: what is read, and what is refused in words."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures.imports.files import visible_pages
from disclosures.imports.files.limits import MAX_CONTENT
from disclosures.models import Intake
from tests.factory import change_answer, submit
from tests.pages import page_of
from tests.workbooks import official_workbook

from .import_pages import BEFORE, ROWS, STALE, bring, confirm, outcomes, stated, words

pytestmark = pytest.mark.django_db


def test_rows_pasted_from_a_spreadsheet_are_read_like_a_file(desk, checklist):
    text = "No.\t項目\t内容\t回答\n1\tName 1\tQuestion 1?\tPasted.\n"

    response = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)
    confirm(desk, Intake.objects.get(), response)

    assert stated() == {"1": "Pasted.", **BEFORE}


def test_the_record_of_a_file_that_is_too_large_names_the_whole_file(desk, checklist):
    content = b"x" * (MAX_CONTENT + 1)

    bring(desk, checklist, SimpleUploadedFile("answers.csv", content))

    intake = Intake.objects.get()
    assert intake.state == Intake.State.REFUSED
    assert (intake.size, intake.sha256) == (len(content), sha256(content).hexdigest())


def test_columns_that_are_not_enough_are_refused_in_words(desk, checklist):
    intake, _ = bring(desk, checklist)

    page = desk.post(page_of(intake, "columns"), {"page": "Sheet", "column0": "number"})

    assert "情報開示項目または内容の列を指定してください。" in page.content.decode()
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
    skipped = "改訂履歴</span> – 読み取れる見出しがありません"
    assert (skipped in shown, "<span>Sheet</span>" in shown) == (True, True)
    assert page.context["preview"].hidden_pages == ("Hidden",)
    assert "読み取らなかった非表示のシート</dt>" in shown


def test_both_pages_of_our_own_workbook_are_read(desk, checklist):
    change_answer(checklist, "1", body="First.")
    own = submit(checklist).renditions.get(format="xlsx").content

    _, page = bring(desk, checklist, SimpleUploadedFile("sheet.xlsx", bytes(own)))

    assert len(page.context["preview"].pages) == 2
    assert (page.context["preview"].skipped, page.context["preview"].hidden_pages) == ((), ())
    assert "非表示シート" not in page.content.decode()


def test_text_in_a_column_without_a_heading_is_not_said_to_belong_to_no_item(desk, checklist):
    text = "No.\t項目\t内容\t回答\n1\tName 1\tQuestion 1?\tPasted.\tBeside.\n"

    page = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)

    assert outcomes(page)["1"] == "unsure"
    assert [line.text for line in page.context["preview"].unmatched] == ["Beside."]
    assert page.context["beside"][0].columns == ["E列"]


UNREADABLE = "Excel のブックとして読み取れません。Excel で開き、保存し直してください。"


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
    monkeypatch.setattr(visible_pages, "PATIENCE", 0.001)

    shown = desk.get(page_of(intake, "preview"))
    response = confirm(desk, intake, page)

    assert [one.context["objection"] for one in (shown, response)] == [UNREADABLE] * 2
    assert stated() == BEFORE
    assert Intake.objects.get().is_open  # it may go faster another time


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


def test_the_form_says_which_layouts_are_known(desk, checklist):
    shown = desk.get(page_of(checklist, "import")).content.decode()

    assert "公式様式、ASPIC、METI、CAIQ" in shown


def test_of_a_file_and_pasted_rows_together_neither_is_read_and_why_is_said(desk, checklist):
    both = {"file": SimpleUploadedFile("answers.csv", b"1,Daily"), "text": "1\tDaily"}

    response = desk.post(page_of(checklist, "import"), both)

    [problem] = response.context["form"].non_field_errors()
    assert problem.startswith("ファイルと貼り付けた行の両方が指定されています。")
    assert not Intake.objects.exists()


def test_of_the_same_file_in_the_making_a_message_tells_with_its_link(desk, checklist, colleague):
    def bring_again():
        lines = "No.,項目,内容,回答\n1,Name 1,Question 1?,First.\n"
        return bring(desk, checklist, SimpleUploadedFile("answers.csv", lines.encode()))

    first, page = bring_again()
    assert words(page) == []

    _second, page = bring_again()

    [message] = page.context["messages"]
    assert "同じ内容のファイルの取り込みが、すでに作業中です（answers.csv、" in str(message)
    assert f'href="{page_of(first, "preview")}"' in str(message)
    desk.force_login(colleague)
    [message] = bring_again()[1].context["messages"]
    assert "href" not in str(message)


def test_the_form_says_that_the_file_is_kept(desk, checklist):
    shown = desk.get(page_of(checklist, "import")).content.decode()

    assert "最長14日間保管します。" in shown
