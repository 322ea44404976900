"""Lists of items in every layout: each becomes the items it lists."""

import pytest

from tests.pages import page_of
from tests.workbooks import official_workbook

from .import_steps import UNANSWERED, bring, bring_and_confirm, confirm, items_of, outcomes, whys

pytestmark = pytest.mark.django_db


METI = """2025年版,,,,
,SLA の一覧,,,
,,,,
No.,種別,サービスレベル項目例,規定内容,測定単位
1,アプリケーション運用,サービス時間,サービスを提供する時間帯,時間帯
2,アプリケーション運用,計画停止予定通知,定期的な停止の事前連絡,有無
"""
NAMED = official_workbook(
    ["Section", (1, "Name 1"), (2, "Name 2")], heading=("No.", "項目", "必須")
)
CAIQ = """Question ID,Question,CSP CAIQ Answer,SSRM Control Ownership
A&A-01.1,Are audit policies established?,,
A&A-01.2,Are audit policies reviewed?,,
"""
ASPIC = """番号,分類,審査対象項目,記述内容,必須・選択,内容
1,事業者,名称,正式な名称,必須,
2,事業者,沿革,設立した年,選択,
"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "No.,大項目,中項目,小項目,設問\n1,組織,体制,責任者,いますか\n2,人,教育,頻度,毎年か\n",
            [("組織", "体制", "責任者"), ("人", "教育", "頻度")],
        ),
        ("No.,中項目,小項目,設問\n1,体制,責任者,いますか\n", [("", "体制", "責任者")]),
        ("No.,大項目,中項目,設問\n1,組織,体制,いますか\n", [("", "組織", "体制")]),
        ("No.,大項目,小項目,設問\n1,組織,責任者,いますか\n", [("", "組織", "責任者")]),
    ],
)
def test_headings_one_below_the_other_are_section_category_and_name(desk, empty, content, expected):
    bring_and_confirm(desk, empty, content)

    named = [(section, category, name) for section, _n, category, name, _q in items_of(empty)]
    assert named == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            METI,
            [
                ("1", "サービス時間", "サービスを提供する時間帯"),
                ("2", "計画停止予定通知", "定期的な停止の事前連絡"),
            ],
        ),
        (
            CAIQ,
            [
                ("A&A-01.1", "", "Are audit policies established?"),
                ("A&A-01.2", "", "Are audit policies reviewed?"),
            ],
        ),
        (ASPIC, [("1", "名称", "正式な名称"), ("2", "沿革", "設立した年")]),
        (NAMED, [("1", "Name 1", "Name 1"), ("2", "Name 2", "Name 2")]),
        (UNANSWERED, [("1", "", "Where is the data?"), ("2", "", "Who reads it?")]),
    ],
    ids=["METI", "CAIQ", "ASPIC", "names alone", "nobody answered"],
)
def test_lists_in_every_layout_become_items(desk, empty, content, expected):
    intake, page = bring(desk, page_of(empty, "import"), content)

    confirm(desk, intake, page)

    found = [(number, name, question) for _s, number, _c, name, question in items_of(empty)]
    assert found == expected


@pytest.mark.parametrize(
    "headings", [("回答", "前年度"), ("回答", "事業者回答"), ("有無", "対応有無")]
)
def test_columns_of_answers_are_no_matter_of_items(desk, empty, headings):
    rows = [(1, "Date", "When?", "Now.", "Then."), (2, "Place", "Where?", "Here.", "There.")]
    content = official_workbook(rows, heading=("No.", "項目", "内容", *headings))

    _, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")

    assert outcomes(page) == {"1": "new", "2": "new"}


def test_what_is_required_and_what_asks_for_yes_or_no_is_read(desk, empty):
    bring_and_confirm(desk, empty, ASPIC)
    assert [item.is_required for item in empty.items.in_order()] == [True, False]

    bring_and_confirm(desk, empty, CAIQ)
    asks = empty.items.filter(asks_availability=True).values_list("number", flat=True)
    assert sorted(asks) == ["A&A-01.1", "A&A-01.2"]


def test_rows_under_one_number_become_its_parts(desk, empty):
    content = "番号,項目,質問\n1,会社,正式な名称\n1,会社,設立した年\n2,会社,本店\n2,会社,本店\n"

    bring_and_confirm(desk, empty, content)

    assert [number for _s, number, *_ in items_of(empty)] == ["1-1", "1-2", "2"]


def test_a_row_that_becomes_a_part_of_its_number_says_so(desk, empty):
    content = "番号,項目,質問\n4,会社,正式な名称\n4,会社,設立した年\n5,会社,本店\n"

    _, page = bring(desk, page_of(empty, "import"), content)

    assert whys(page) == {
        "4-1": "番号4の行が複数あるため、この行は項目4-1になります。",
        "4-2": "番号4の行が複数あるため、この行は項目4-2になります。",
    }
    assert outcomes(page) == {"4-1": "new", "4-2": "new", "5": "new"}


def test_a_number_that_asks_nothing_is_listed_and_no_section(desk, empty):
    content = "番号,項目,質問\n基本,,\n1,会社,名称\n2,,\n3,会社,本店\n"

    intake, page = bring(desk, page_of(empty, "import"), content)
    confirm(desk, intake, page)

    assert [(line.row_number, line.text) for line in page.context["preview"].unmatched] == [
        (4, "2")
    ]
    assert [(section, number) for section, number, *_ in items_of(empty)] == [
        ("基本", "1"),
        ("基本", "3"),
    ]


def test_signs_say_what_is_required_and_other_words_are_shown(desk, empty):
    content = "番号,項目,質問,必須\n1,A,A?,○\n2,B,B?,×\n3,C,C?,\n4,D,D?,要相談\n"

    intake, page = bring(desk, page_of(empty, "import"), content)
    confirm(desk, intake, page)

    required = [item.is_required for item in empty.items.in_order()]
    assert required == [True, False, None, None]
    assert whys(page) == {"4": "「要相談」からは、回答が必須かどうかを読み取れません。"}
