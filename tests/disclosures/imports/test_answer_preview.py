"""The preview of answers: the whole answer as it would be beside what stands, and its marks."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures.models import Intake
from disclosures.sheet.content import AnswerContent
from tests.factory import (
    answer_of,
    bring_in,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
)
from tests.pages import FormOnPage, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make_checklist(guideline=make_guideline(items=("1", "2")))


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def bring_rows(desk, checklist, *lines):
    """Bring a CSV in; the record, and the page of its preview."""
    file = SimpleUploadedFile("answers.csv", "\n".join(lines).encode())
    page = desk.post(page_of(checklist, "import"), {"file": file}, follow=True)
    return Intake.objects.first(), page


def confirm(desk, intake, page):
    """Send the preview as it stands."""
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    values = {"seen": form.data["seen"], "take": form.all["take"], "change_reason": "All"}
    return desk.post(page_of(intake, "preview"), values, follow=True)


def changed_parts(page, number="1"):
    """What the preview marks of the item's answer, and all that it shows of it, as words."""
    [at] = [row.at for row in page.context["rows"] if row.found.number == number]
    row = page.content.decode().split(f'<tr id="row-{at}"')[1].split("</tr>")[0]
    cell = row.rpartition("<td")[2].partition(">")[2].split('<div class="deciding">')[0]
    marks = re.findall(r"<(?:del|ins)[^>]*>([^<]*)</(?:del|ins)>", cell)
    return marks, " ".join(re.sub(r"<[^>]+>", " ", cell).split())


WHOLE_HEADINGS = "No.,項目,内容,有無,責任主体,回答"


def test_the_preview_shows_the_whole_answer_and_marks_what_changes(desk, checklist):
    change_answer(checklist, "1", availability="yes", responsibility="vendor", body="旧")

    _intake, page = bring_rows(desk, checklist, WHOLE_HEADINGS, "1,Name 1,Question 1?,無し,,新")

    assert changed_parts(page) == (
        ["● 有り", "× 無し", "旧", "新"],
        "有無 ● 有り → × 無し ■ 自社 旧 新",
    )


def test_a_row_with_a_text_alone_leaves_availability_and_responsibility(desk, checklist):
    change_answer(checklist, "1", availability="yes", responsibility="vendor", body="Old.")

    intake, page = bring_rows(desk, checklist, "No.,項目,内容,回答", "1,Name 1,Question 1?,New.")
    marked, shown = changed_parts(page)
    confirm(desk, intake, page)

    assert "".join(marked) == "OldNew"
    assert shown == "● 有り ■ 自社 Old New ."
    answer = answer_of(checklist, "1")
    assert (answer.availability, answer.responsibility, answer.body) == ("yes", "vendor", "New.")


def test_what_is_cleared_is_marked_and_saved(desk, checklist):
    change_answer(checklist, "1", availability="yes", responsibility="vendor", body="Same.")

    intake, page = bring_rows(
        desk, checklist, WHOLE_HEADINGS, "1,Name 1,Question 1?,記載なし,記載なし,"
    )
    marked, shown = changed_parts(page)
    confirm(desk, intake, page)

    assert marked == ["● 有り", "記載なし", "■ 自社", "記載なし"]
    assert shown == "有無 ● 有り → 記載なし 責任主体 ■ 自社 → 記載なし Same."
    answer = answer_of(checklist, "1")
    assert (answer.availability, answer.responsibility, answer.body) == (None, None, "Same.")


def test_what_becomes_the_same_as_another_item_is_shown_as_readers_will_read_it(desk, checklist):
    change_answer(checklist, "1", availability="yes", body="First.")
    change_answer(checklist, "2", availability="no", body="Other.")

    _intake, page = bring_rows(
        desk,
        checklist,
        "No.,項目,内容,回答",
        "1,Name 1,Question 1?,First.",
        "2,Name 2,Question 2?,同上",
    )

    [row] = [row.found for row in page.context["rows"] if row.found.number == "2"]
    assert (row.old, row.new) == (
        AnswerContent(availability="no", body="Other."),
        AnswerContent(availability="yes", body="First.", same_as="1"),
    )
    assert changed_parts(page, "2")[1].startswith(
        "同上 記載なし → 項目1と同じ 有無 × 無し → ● 有り"
    )


def test_evidence_is_shown_beside_what_stands_and_saved(desk, checklist):
    change_answer(checklist, "1", body="Same.", evidence="Rules, https://example.com/a")

    lines = (
        "No.,項目,内容,回答,根拠・参考",
        '1,Name 1,Question 1?,,"Rules, https://example.com/b"',
    )
    intake, page = bring_rows(desk, checklist, *lines)
    marked, shown = changed_parts(page)
    confirm(desk, intake, page)

    assert marked == ["a", "b"]
    assert shown == "Same. Rules, https://example.com/ a b"
    answer = answer_of(checklist, "1")
    assert (answer.body, answer.evidence) == ("Same.", "Rules, https://example.com/b")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-Hans", (None, "有。每日备份。")),
        ("", ("yes", "每日备份。")),
        ("ja", ("yes", "每日备份。")),
    ],
)
def test_the_language_of_the_checklist_says_whether_japanese_words_are_read(desk, language, said):
    guideline = make_guideline("other", items=("1",))
    checklist = make_checklist("other", guideline=guideline, language=language)

    lines = ("No.,項目,内容,回答", "1,Name 1,Question 1?,有。每日备份。")
    intake, page = bring_rows(desk, checklist, *lines)
    confirm(desk, intake, page)

    answer = answer_of(checklist, "1")
    assert (answer.availability, answer.body) == said


@pytest.mark.parametrize(("language", "body"), [("zh-Hans", "有 每日备份"), ("ja", "每日备份")])
def test_so_it_does_of_what_each_product_says(desk, language, body):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    guideline = make_guideline("other", items=("1",))
    checklist = make_checklist(
        "other", guideline=guideline, language=language, products=[alpha, beta]
    )
    change_answer(checklist, "1", product=alpha, availability="yes", body="旧")

    text = '"Alpha：有 每日备份\nBeta：每周备份"'
    bring_in(checklist, f"No.,項目,内容,回答\n1,Name 1,Question 1?,{text}".encode())

    answer = answer_of(checklist, "1", alpha)
    assert (answer.availability, answer.body) == ("yes", body)


def test_the_page_of_the_import_says_how_something_is_cleared(desk, checklist):
    page = desk.get(page_of(checklist, "import"))

    assert "記載なし" in page.content.decode()
