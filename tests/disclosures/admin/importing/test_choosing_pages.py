"""The pages of a workbook on the preview: what is proposed, and one click that reads another."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from disclosures.models import Answer, Intake
from tests.factory import make_checklist, make_guideline
from tests.pages import page_of
from tests.workbooks import saved

from .import_pages import bring, confirm, outcomes

pytestmark = pytest.mark.django_db

HEADINGS = ("No.", "設問", "回答")


@pytest.fixture
def checklist():
    return make_checklist(guideline=make_guideline(items=("1", "2", "3", "4")))


def book(**pages):
    """A workbook with these pages, each of the rows of some items, or of other lines."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, lines in pages.items():
        page = workbook.create_sheet(name)
        for line in lines:
            page.append(line)
    return SimpleUploadedFile("pages.xlsx", saved(workbook))


def sheet(*numbers, answer="{}番の回答です。"):
    return [HEADINGS, *((at, f"Question {at}?", answer.format(at)) for at in numbers)]


def eight():
    return book(
        表紙=[("御中",)],
        改版履歴=[("版", "日付")],
        記入要領=sheet(1, 2, answer="ここに書きます。"),
        凡例=[("項目", "回答"), ("○", "対応")],
        **{"2024年度": sheet(1, 2), "2025年度": sheet(1, 2, answer="昨年の{}")},
        **{"2026年度": sheet(1, 2), "連絡先": [("電話", "03-0000-0000")]},
    )


def offered(page):
    """Each page that could be the sheet: whether it is read, and why it was not proposed."""
    pages = page.context["pages"].offered
    return {one.option.name: (one.is_read, str(one.why)) for one in pages}


def one_click(desk, intake, *names):
    return desk.post(page_of(intake, "columns"), {"page": names}, follow=True)


def bodies():
    return list(
        Answer.objects.exclude(body="")
        .order_by("item__position")
        .values_list("item__number", "body")
    )


def test_of_eight_pages_one_is_proposed_with_the_reasons_against_the_others(desk, checklist):
    _intake, page = bring(desk, checklist, eight())

    assert offered(page) == {
        "記入要領": (False, "シート名から、記入例または説明と判断しました"),
        "2024年度": (False, "シート名から、以前のシートと判断しました"),
        "2025年度": (False, "シート名から、以前のシートと判断しました"),
        "2026年度": (True, ""),
        "凡例": (False, "番号の列がありません"),
    }
    shown = page.content.decode()
    assert "回答の表と思われるシートが5枚あります。現在は「2026年度」を読み取っています。" in shown
    assert page.context["preview"].skipped == (
        *("表紙", "改版履歴", "記入要領", "凡例", "2024年度", "2025年度", "連絡先"),
    )


def test_one_click_reads_another_page(desk, checklist):
    intake, _page = bring(desk, checklist, eight())

    page = one_click(desk, intake, "2025年度")
    confirm(desk, intake, page)

    assert offered(page)["2025年度"][0] is True
    assert "現在は" not in page.content.decode()  # a person chose
    assert bodies() == [("1", "昨年の1"), ("2", "昨年の2")]


def test_where_two_pages_are_as_good_nothing_is_read_before_a_click(desk, checklist):
    intake, page = bring(desk, checklist, book(A社=sheet(1), B社=sheet(1, answer="B社です。")))

    assert "rows" not in page.context
    assert "見出し行のあるシートが複数あります：「A社」、「B社」。" in page.content.decode()
    page = one_click(desk, intake, "B社")
    confirm(desk, intake, page)
    assert bodies() == [("1", "B社です。")]


def test_pages_of_chapters_are_proposed_together_and_each_row_names_its_page(desk, checklist):
    intake, page = bring(desk, checklist, book(基本=sheet(1, 2), 運用=sheet(3, 9)))

    shown = page.content.decode()
    assert page.context["preview"].pages == ("基本", "運用")
    assert [row.place for row in page.context["rows"]] == ["基本!2", "基本!3", "運用!2", "0"]
    assert "運用!2行目" in shown
    assert "運用!3行目" in shown  # the line that belongs to no item
    confirm(desk, intake, page)
    assert [number for number, _body in bodies()] == ["1", "2", "3"]
    report = Intake.objects.get().report
    assert [(one["row"], one.get("page")) for one in report["items"]] == [
        *((2, "基本"), (3, "基本"), (2, "運用"), (0, None))
    ]
    assert [(one["row"], one["page"]) for one in report["unmatched"]] == [(3, "運用")]
    assert "運用!3行目" in desk.get(page_of(intake)).content.decode()


def test_pages_that_were_set_aside_are_read_together_where_a_person_says_so(desk, checklist):
    intake, _page = bring(desk, checklist, book(旧=sheet(1), 新=sheet(2)))

    page = one_click(desk, intake, "旧", "新")

    assert list(outcomes(page).values())[:2] == ["set", "set"]
    assert Intake.objects.get().choice["pages"] == ["旧", "新"]


def test_one_click_reads_the_parts_together_again(desk, checklist):
    intake, _page = bring(desk, checklist, book(基本=sheet(1), 運用=sheet(2)))

    page = one_click(desk, intake, "基本")

    assert page.context["pages"].together == ("基本", "運用")
    assert "見出しが同じ2枚のシートをまとめて読み取る" in page.content.decode()


def test_pages_with_the_same_headings_are_offered_together_beside_another(desk, checklist):
    other = [("番号", "項目", "設問", "回答"), (1, "Name 1", "Question 1?", "別案です。")]
    pages = {"表紙": [("御中", "株式会社")], "基本": sheet(1), "運用": sheet(2), "別案": other}

    intake, page = bring(desk, checklist, book(**pages))

    assert page.context["pages"].together == ("基本", "運用")
    assert "まとめて読み取る：「基本」、「運用」" in page.content.decode()
    form = page.context["columns"]
    assert (form["page"].value(), form.grid.name) == ([], "基本")
    page = one_click(desk, intake, "基本", "運用")
    assert page.context["skipped"] == [
        *(("表紙", "読み取れる見出しがありません"), ("別案", "選択されていません"))
    ]


def test_where_a_needed_column_alone_is_not_known_that_is_said(desk, checklist):
    lines = [("No.", "項目", "設問", "メモ"), (1, "Name 1", "Question 1?", "対応")]

    _intake, page = bring(desk, checklist, book(Sheet=lines))

    known = "見出しから分かった列は番号、項目名、内容（設問）です。"
    assert f"{known}回答または有無の列が分からないため、指定してください。" in page.content.decode()


def test_pages_with_other_headings_are_refused_in_words(desk, checklist):
    other = [("No.", "設問", "有無"), (2, "Question 2?", "有り")]
    intake, _page = bring(desk, checklist, book(基本=sheet(1), 運用=other))

    page = one_click(desk, intake, "基本", "運用")

    assert "シート「運用」の見出しが「基本」と異なります。" in page.content.decode()


def test_columns_that_are_named_stay_where_a_page_joins(desk, checklist):
    headings = ("管理", "とい", "こたえ")
    pages = {"基本": [headings, *sheet(1)[1:]], "運用": [headings, *sheet(2)[1:]]}
    intake, _page = bring(desk, checklist, book(**pages))
    columns = {
        **{"page": ["基本", "運用"], "heading_row": "1"},
        **{"column0": "number", "column1": "question", "column2": "answer"},
    }

    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    assert list(outcomes(page).values())[:2] == ["set", "set"]


def test_a_workbook_with_one_page_offers_none(desk, checklist):
    _intake, page = bring(desk, checklist, book(Sheet=sheet(1)))

    assert page.context["pages"] is None
    assert "ブックのシート" not in page.content.decode()


def test_the_columns_that_are_known_are_there_to_go_on_with(desk, checklist):
    lines = [("No.", "設問", "対応状況"), (1, "Question 1?", "対応")]
    _intake, page = bring(desk, checklist, book(Sheet=lines))

    form = page.context["columns"]
    assert form.read.columns == {0: "number", 1: "question"}
    assert form.fields["heading_row"].initial == 1
