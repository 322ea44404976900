"""Titles of sections: bars, chapters with numbers of their own, and titles in rows of headings."""

import pytest

from tests.factory import make_guideline, make_item
from tests.pages import page_of

from .import_steps import bring, bring_and_confirm, confirm, items_of, outcomes, whys

pytestmark = pytest.mark.django_db


def sections_of(guideline):
    return [(section, number) for section, number, *_ in items_of(guideline)]


def listed(page):
    return [line.text for line in page.context["preview"].unmatched if not line.columns]


@pytest.mark.parametrize(
    "content",
    [
        "組織,,\nNo.,設問,回答\n1,規程?,\n人,,\nNo.,設問,回答\n2,教育?,\n",
        "No.,設問,回答\n組織,,\n1,規程?,\n人,,\n2,教育?,\n",
        "No.,設問,回答,組織\n1,規程?,\nNo.,設問,回答,人\n2,教育?,\n",
        "区分,No.,設問\n組織,1,規程?\n人,2,教育?\n",
        "シート,,\n組織,,\nNo.,設問,回答\n1,規程?,\n人,,\n2,教育?,\n",
        "シート,,\n,,\n組織,,\n,,\nNo.,設問,回答\n1,規程?,\n人,,\n2,教育?,\n",
        "会社名：,,\n2026年4月1日,,\n組織,,\nNo.,設問,回答\n1,規程?,\n人,,\n2,教育?,\n",
    ],
    ids=[
        *("above headings", "bars", "in headings", "a column"),
        *("below the sheet's title", "between blank rows", "below what the sheet is"),
    ],
)
def test_each_item_is_in_the_section_whose_title_stands_above_it(desk, empty, content):
    bring_and_confirm(desk, empty, content)

    assert sections_of(empty) == [("組織", "1"), ("人", "2")]


def test_a_title_may_stand_in_the_place_of_the_heading_over_the_numbers(desk, empty):
    bring_and_confirm(desk, empty, "No.,設問,回答\n1,規程?,\n2. 人,設問,回答\n2-1,教育?,\n")

    assert sections_of(empty) == [("", "1"), ("2. 人", "2-1")]


@pytest.mark.parametrize(
    "content",
    [
        "チェックシート,,\nNo.,設問,回答\n1,規程?,\n",
        "チェックシート,,\nNo.,設問,回答\n1,規程?,\nNo.,設問,回答\n2,教育?,\n",
        "チェックシート,,\nNo.,設問,回答\n1,規程?,\n1 / 2,,\nNo.,設問,回答\n2,教育?,\n",
        "チェックシート,,\nNo.,設問,回答\n1,規程?,\n※ 注,,\nNo.,設問,回答\n2,教育?,\n",
    ],
)
def test_a_title_that_may_be_the_sheets_is_listed_and_titles_no_section(desk, empty, content):
    _, page = bring(desk, page_of(empty, "import"), content)

    assert [line.text for line in page.context["preview"].title_block] == ["チェックシート"]
    bring_and_confirm(desk, empty, content)
    assert {section for section, _number in sections_of(empty)} == {""}


@pytest.mark.parametrize(
    "about", ["Version: 1.0", "2026年4月版", "第1.2版", "※ 必ずお読みください"]
)
def test_what_is_about_the_sheet_titles_no_section(desk, empty, about):
    content = f"シート,,\n{about},,\nNo.,設問,回答\n1,規程?,\n人,,\n2,教育?,\n"

    bring_and_confirm(desk, empty, content)

    assert sections_of(empty) == [("", "1"), ("人", "2")]


def test_a_bar_that_titles_no_item_is_listed(desk, empty):
    content = "No.,区分,設問\n第一部,,\n章,,\n1,,規程?\n節,,\n2,教育,研修?\n"

    intake, page = bring(desk, page_of(empty, "import"), content)
    confirm(desk, intake, page)

    assert listed(page) == ["第一部", "節"]
    assert sections_of(empty) == [("章", "1"), ("教育", "2")]


@pytest.mark.parametrize(
    ("content", "sections"),
    [
        (
            "No.,設問,回答\n1,組織,\n1.1,規程?,あり\n1.2,責任者?,あり\n2,人,\n2.1,教育?,あり\n",
            [("1 組織", "1.1"), ("1 組織", "1.2"), ("2 人", "2.1")],
        ),
        (
            "No.,設問\n1,組織\n1-1,規程\n1-1-1,周知していますか\n2,人\n2-1,教育\n2-1-1,毎年か\n",
            [("1-1 規程", "1-1-1"), ("2-1 教育", "2-1-1")],
        ),
        (
            "No.,項目,設問\n1,組織,\n1-1,規程,ありますか\n2,教育,いつですか\n",
            [("1 組織", "1-1"), ("1 組織", "2")],
        ),
        ("No.,設問\nA,組織\nA-1,規程?\nB.,人\nB-1,教育?\n", [("A 組織", "A-1"), ("B. 人", "B-1")]),
        ("No.,設問\nⅡ,人\nⅡ-1,教育?\n", [("Ⅱ 人", "II-1")]),
        ("No.,設問\nA,組織\nA1,規程?\nB,人\nB1,教育?\n", [("A 組織", "A1"), ("B 人", "B1")]),
        (
            "No.,設問\n1,組織\n(1),規程?\n(2),監査?\n2,人\n(1),教育?\n",
            [("1 組織", "1-1"), ("1 組織", "1-2"), ("2 人", "2-1")],
        ),
        ("No.,設問\n1,人\n①,教育?\n2,物\n①,鍵?\n", [("1 人", "1-1"), ("2 物", "2-1")]),
        (
            "No.,設問,回答\n1-1,人\n(1),教育?,はい\n1-2,物\n(1),鍵?,はい\n",
            [("1-1 人", "1-1-1"), ("1-2 物", "1-2-1")],
        ),
        (
            "No.,項目,設問\n100,組織,\n101,規程,ありますか\n200,人,\n201,教育,いつですか\n",
            [("100 組織", "101"), ("200 人", "201")],
        ),
        (
            "No.,設問\n第1章,組織\n1,規程?\n第２章,人\n2,教育?\n",
            [("第1章 組織", "1"), ("第２章 人", "2")],
        ),
    ],
)
def test_a_row_that_asks_nothing_above_its_parts_is_the_title_of_a_section(
    desk, empty, content, sections
):
    bring_and_confirm(desk, empty, content)

    assert sections_of(empty) == sections


@pytest.mark.parametrize(
    "content",
    [
        "No.,設問,回答\n1,組織,－\n1.1,規程?,あり\n2,人,―\n2.1,教育?,なし\n",
        "No.,設問,回答\n1.0,組織,\n1.1,規程?,あり\n2.0,人,\n2.1,教育?,なし\n",
        "No.,設問,回答\n100,組織,\n101,規程?,あり\n200,人,\n201,教育?,なし\n",
    ],
    ids=["a dash for its answer", "numbered 1.0", "numbered 100"],
)
def test_a_row_that_looks_like_a_chapter_is_asked_about(desk, empty, content):
    _, page = bring(desk, page_of(empty, "import"), content)

    assert [row.is_ticked for row in page.context["rows"]] == [False, True, False, True]


def test_a_row_whose_number_follows_on_is_an_item_whatever_its_number(desk, empty):
    content = "No.,設問\n99,規程はありますか\n100,CSIRTの設置\n101,教育していますか\n"

    _, page = bring(desk, page_of(empty, "import"), content)

    assert [row.is_ticked for row in page.context["rows"]] == [True, True, True]


MAY_BE_CHAPTER = (
    "章の見出しの可能性があります。設問の文がなく、番号がこの行に続く1.1の行が下にあります。"
    "項目として取り込む場合だけ選択してください。"
)


def test_a_row_that_may_be_a_chapter_or_an_item_is_asked_about(desk, empty):
    content = "No.,設問,回答\n1,バックアップの方法,\n1.1,頻度は?,毎日\n2,ログ,保存します。\n"

    intake, page = bring(desk, page_of(empty, "import"), content)

    assert whys(page) == {"1": MAY_BE_CHAPTER}
    assert {row.found.number: row.is_ticked for row in page.context["rows"]} == {
        "1": False,
        "1.1": True,
        "2": True,
    }
    confirm(desk, intake, page, take=["1", "2"])
    assert sections_of(empty) == [("", "1.1"), ("", "2")]


@pytest.mark.parametrize(
    "content",
    [
        "No.,設問,回答\n1,規程はありますか,\n1.1,周知していますか,あり\n",
        "No.,設問,回答\n1,規程,あり\n1.1,周知,あり\n",
        "No.,項目,設問\n1,規程,ありますか\n1.1,周知,していますか\n",
        "No.,設問,必須・選択\n1,規程,必須\n1.1,周知,選択\n",
        "No.,設問,製品\n1,規程,Alpha\n1.1,周知,\n",
        "No.,設問\n1,規程\n11,周知\n",
    ],
    ids=["asks", "is answered", "has a question", "is required", "is of a product", "no part"],
)
def test_a_row_that_asks_or_says_something_is_an_item_above_its_parts(desk, empty, content):
    _, page = bring(desk, page_of(empty, "import"), content)

    assert set(outcomes(page).values()) == {"new"}
    assert (len(outcomes(page)), whys(page)) == (2, {})


def test_an_item_that_the_guideline_has_is_no_chapter(desk):
    guideline = make_guideline(items=[])
    make_item(guideline, "1", name="", question="規程")

    _, page = bring(desk, page_of(guideline, "import"), "No.,設問\n1,規程\n1.1,周知\n")

    assert outcomes(page) == {"1": "unchanged", "1.1": "new"}


def test_answers_beside_the_items_are_listed_with_their_columns(desk, empty):
    content = "No.,設問,回答,有無,備考\n1,規程?,毎年です。,あり,社外秘\n2,教育?,,,\n"

    _, page = bring(desk, page_of(empty, "import"), content)

    assert [(line.place, line.columns, line.text) for line in page.context["beside"]] == [
        ("2", ["「回答」", "「有無」", "「備考」"], "毎年です。 あり 社外秘")
    ]


def test_what_stands_beside_a_chapter_is_listed(desk, empty):
    content = "No.,設問,備考\n1,組織,社外秘\n1.1,規程?,\n"

    _, page = bring(desk, page_of(empty, "import"), content)

    assert [(line.place, line.text) for line in page.context["beside"]] == [("2", "社外秘")]


def test_rows_of_one_number_and_wording_in_two_sections_are_two_items(desk, empty):
    content = "No.,設問\n組織,\n1,規程はありますか\n人,\n1,規程はありますか\n"

    bring_and_confirm(desk, empty, content)

    assert sections_of(empty) == [("組織", "1-1"), ("人", "1-2")]


def test_a_line_break_in_a_label_is_none_of_it(desk, empty):
    content = (
        'No.,区分,大項目,項目,設問\n1,"アクセス\n制御","Multi\nfactor","バックアップ\n（世代管理）",'
        '"何世代\nですか"\n'
    )

    bring_and_confirm(desk, empty, content)

    assert items_of(empty) == [
        ("アクセス制御", "1", "Multi factor", "バックアップ（世代管理）", "何世代\nですか")
    ]
