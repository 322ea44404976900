"""Items and products from tables: seen first, ticked, saved with their history."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook

from disclosures.imports.product_import import WORDS
from disclosures.models import Answer, Guideline, Intake, Item, Section
from products.models import Product
from tests.factory import make_checklist, make_guideline, make_item, make_product, manager, saved
from tests.pages import FormOnPage, lists_of, page_of
from tests.workbooks import official_workbook
from tests.workbooks import saved as saved_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(manager())
    return client


@pytest.fixture
def empty():
    return saved(Guideline(code="new", name="A list of a customer"))


def bring(desk, where, content, name="table.csv"):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile(name, content)
    page = desk.post(where, {"file": file}, follow=True)
    assert page.status_code == 200
    return Intake.objects.first(), page


def confirm(desk, intake, page, **values):
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    data = {"seen": form.data["seen"], "take": form.all["take"], **values}
    return desk.post(page_of(intake, "preview"), data, follow=True)


def outcomes(page):
    return {row.found.number: row.found.outcome for row in page.context["rows"]}


def whys(page):
    return {row.found.number: row.found.why for row in page.context["rows"] if row.found.why}


def items_of(guideline):
    return [
        (item.section.title, item.number, item.category, item.name, item.question)
        for item in guideline.items.in_order()
    ]


OFFICIAL = official_workbook(
    [
        (1, "Basics", "Date", "The date of this sheet", "2025-10-01"),
        "Security",
        (2, "Networks", "Encryption", "暗号化の有無", "有り"),
        (3, "Networks", "Keys", "Who keeps the keys", None),
        "Operations",
        (4, "Support", "Hours", "When you answer", None),
    ]
)


def test_a_guideline_comes_in_with_its_sections_and_items(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), OFFICIAL, "sheet.xlsx")
    assert (outcomes(page), Item.objects.count()) == (dict.fromkeys("1234", "new"), 0)

    confirm(desk, intake, page)

    assert items_of(empty) == [
        ("", "1", "Basics", "Date", "The date of this sheet"),
        ("Security", "2", "Networks", "Encryption", "暗号化の有無"),
        ("Security", "3", "Networks", "Keys", "Who keeps the keys"),
        ("Operations", "4", "Support", "Hours", "When you answer"),
    ]
    assert [item.number for item in Item.objects.filter(asks_availability=True)] == ["2"]


def test_each_new_row_has_a_history_with_person_and_file(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), OFFICIAL, "sheet.xlsx")
    confirm(desk, intake, page)

    rows = [*Item.history.all(), *Section.history.all()]

    assert len(rows) == 7
    assert {(row.history_user, row.history_change_reason) for row in rows} == {
        (manager(), f"import: sheet.xlsx ({intake.sha256[:12]})")
    }


def test_an_item_that_is_not_sure_to_read_as_it_is_seen_is_refused(desk, empty):
    def change(book):
        sheet = book.active
        sheet["D5"] = '="a"&"b"'  # whose result nobody stored
        sheet["A7"].number_format = "0%"
        sheet.row_dimensions[8].hidden = True
        sheet["E10"] = '="a"&"b"'  # an answer, which is not brought in here

    rows = [(n, "Same", f"Name {n}", f"Question {n}?", None) for n in range(1, 6)]
    content = official_workbook([*rows[:1], "Bar", *rows[1:]], change=change)
    _intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")

    assert outcomes(page) == dict(zip("12345", ["refused"] * 3 + ["new"] * 2, strict=True))


def test_numbers_of_items_keep_the_zeros_that_are_shown(desk, empty):
    def change(book):
        book.active["A5"].number_format = book.active["A6"].number_format = "0.00"

    rows = [(1.01, "Same", "Name", "One?", None), (1.1, "Same", "Name", "Two?", None)]
    content = official_workbook(rows, change=change)
    _intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")

    assert outcomes(page) == {"1.01": "new", "1.10": "new"}


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
UNANSWERED = "No,質問\n1,Where is the data?\n2,Who reads it?\n"


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


def bring_and_confirm(desk, guideline, content):
    return confirm(desk, *bring(desk, page_of(guideline, "import"), content))


def test_rows_under_one_number_become_its_parts(desk, empty):
    content = "番号,項目,質問\n1,会社,正式な名称\n1,会社,設立した年\n2,会社,本店\n2,会社,本店\n"

    bring_and_confirm(desk, empty, content)

    assert [number for _s, number, *_ in items_of(empty)] == ["1-1", "1-2", "2"]


def test_known_items_change_and_the_others_stay(desk):
    guideline = make_guideline(items=["1", "2", "3"])
    content = "No,項目,質問\n1,Name 1,Another question?\n2,Name 2,Question 2?\n4,Name 4,New?\n"

    intake, page = bring(desk, page_of(guideline, "import"), content)
    confirm(desk, intake, page)

    assert outcomes(page) == {"1": "changed", "2": "unchanged", "4": "new"}
    assert [(number, question) for _s, number, _c, _n, question in items_of(guideline)] == [
        ("1", "Another question?"),
        ("2", "Question 2?"),
        ("3", "Question 3?"),
        ("4", "New?"),
    ]


def test_a_number_alone_turns_no_item_into_another(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,項目,質問\n1,Else,Something else?\n2,,Question 2?\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert outcomes(page) == {"1": "refused", "2": "unchanged"}
    assert whys(page)["1"] == "この番号の設問はガイドラインと異なります：「Question 1?」"


@pytest.fixture
def alike():
    """A guideline in which items 2, 3 and 4 have one name."""
    guideline = make_guideline(items=["1"])
    for number in "234":
        make_item(guideline, number, name="Fees", position=int(number))
    make_item(guideline, "5", position=5)
    return guideline


def listed(*rows):
    return "No,項目,質問\n" + "\n".join(",".join(row) for row in rows)


def test_questions_that_moved_to_the_next_number_are_refused_where_names_repeat(desk, alike):
    moved = [("2", "Name 1", "Question 1?"), ("6", "Name 5", "Question 5?")]
    moved += [(str(n + 1), "Fees", f"Question {n}?") for n in (2, 3, 4)]

    _, page = bring(desk, page_of(alike, "import"), listed(*moved))

    assert outcomes(page) == dict.fromkeys("23456", "refused")
    assert whys(page)["3"] == (
        "この設問は、ガイドラインでは項目2のものです。番号がずれている可能性があります。"
    )
    assert whys(page)["6"].startswith("この設問は、ガイドラインでは項目5のものです。")


def test_a_name_that_repeats_makes_no_other_question_the_items(desk, alike):
    _, page = bring(desk, page_of(alike, "import"), listed(("3", "Fees", "In yen?")))

    assert outcomes(page) == {"3": "refused"}
    assert whys(page)["3"] == (
        "項目2, 3, 4は項目名が同じですが、このファイルでその項目名の行の番号はこれらと"
        "一致しません。どの項目の設問かを判断できません。"
    )


def test_items_of_one_name_change_where_the_file_has_them_all(desk, alike):
    rows = [("2", "Fees", "In yen?"), ("3", "Fees", "Question 3?"), ("4", "Fees", "When?")]

    _, page = bring(desk, page_of(alike, "import"), listed(*rows))

    assert outcomes(page) == {"2": "changed", "3": "unchanged", "4": "changed"}


def test_a_row_without_wording_is_said_to_have_none(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,大項目,項目,質問\n1,Basics,,\n3,Basics,,\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert (outcomes(page), whys(page)) == (
        {"1": "refused", "3": "refused"},
        dict.fromkeys("13", "この行には文言（項目名・設問）がありません。"),
    )


def test_a_row_without_its_tick_is_left_out(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)

    confirm(desk, intake, page, take=["1", "7", "x"])

    assert [number for _s, number, *_ in items_of(empty)] == ["2"]


def test_the_record_says_of_each_row_what_the_preview_said(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,項目,質問\n1,Else,Other?\n2,,Question 2?\n3,,New?\n4,,Another?\n,,,Stray\n"
    intake, page = bring(desk, page_of(guideline, "import"), content)

    confirm(desk, intake, page, take=["3"])
    record = desk.get(page_of(intake))

    report = Intake.objects.get().report
    assert [(one["number"], one["outcome"], one["is_taken"]) for one in report["items"]] == [
        ("1", "refused", False),
        ("2", "unchanged", False),
        ("3", "new", False),
        ("4", "new", True),
    ]
    assert report["unmatched"] == [{"row": 6, "text": "Stray"}]
    assert lists_of(record) == {
        "取り込み済み": ["4"],
        "取り込まず": ["3"],
        "取り込み不可": ["1 Else – この番号の設問はガイドラインと異なります：「Question 1?」"],
        "変更なし": ["2 Name 2"],
        "どの項目にも該当せず取り込まなかった記載": ["6行目： Stray"],
    }


def test_what_is_not_changed_is_not_counted(desk):
    guideline = make_guideline(items=["1"])
    intake, page = bring(desk, page_of(guideline, "import"), "No,質問\n1,Question 1?\n2,New?\n")

    response = confirm(desk, intake, page, take=["0", "1", "7"])

    assert [str(message) for message in response.context["messages"]] == ["1件を取り込みました。"]


def test_a_number_of_a_retired_item_is_not_used_again(desk):
    guideline = make_guideline(items=[])
    make_item(guideline, "1", retired_on="2025-01-01")

    intake, page = bring(desk, page_of(guideline, "import"), UNANSWERED)
    response = confirm(desk, intake, page, take=["0", "1"])

    assert whys(page) == {"1": "廃止した項目の番号は再利用できません。"}
    assert "取り込みませんでした：" in str(next(iter(response.context["messages"])))
    assert guideline.items.count() == 1


def test_new_items_have_rows_in_every_checklist(desk):
    guideline = make_guideline(items=["1"])
    make_checklist(guideline=guideline)

    bring_and_confirm(desk, guideline, "No,質問\n2,New?\n")

    assert Answer.objects.filter(item__number="2").count() == 1


def test_a_guideline_that_changed_since_is_seen_again_first(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)
    empty.publisher = "Somebody"
    saved(empty)

    response = confirm(desk, intake, page)

    assert "もう一度確認してください。" in response.content.decode()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"1,{'章' * 300},Name,Question", "200"),
        (f"1,章,{'名' * 300},Question", "項目名："),
        (f"1,章,Name,{'問' * 5_000}", "内容（設問）："),
        ("1,章,<b>Name</b>,Question", "HTML"),
    ],
)
def test_an_item_that_no_form_would_take_is_refused(desk, empty, row, why):
    intake, page = bring(desk, page_of(empty, "import"), f"No,区分,項目,質問\n{row}\n2,章,,B?\n")
    confirm(desk, intake, page)

    assert outcomes(page) == {"1": "refused", "2": "new"}
    assert why in whys(page)["1"]
    assert [number for _s, number, *_ in items_of(empty)] == ["2"]


def with_formula(sheet):
    sheet["D6"] = "=A1&B1"  # without a value: openpyxl calculates none


def with_formatted_numbers(sheet):
    sheet["A5"], sheet["A6"] = 1.15, 1.15
    sheet["A6"].number_format = "0.0"


def with_a_question_in_figures(sheet):
    sheet["D6"], sheet["D6"].number_format = 12.345, "0.0"


def with_hidden_row(sheet):
    sheet.row_dimensions[6].hidden = True


@pytest.mark.parametrize(
    ("change", "why", "first"),
    [
        (with_formula, "数式", "1"),
        (with_formatted_numbers, "別の書式", "1.15"),
        (with_a_question_in_figures, "別の書式", "1"),
        (with_hidden_row, "非表示", "1"),
    ],
)
def test_a_row_that_shows_something_else_than_it_holds_becomes_no_item(
    desk, empty, change, why, first
):
    rows = [(1, "Basics", "First", "One?", None), (2, "Basics", "Second", "Two?", None)]
    content = official_workbook(rows, change=lambda book: change(book.active))

    intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")
    confirm(desk, intake, page)

    [refused] = [row.found for row in page.context["rows"] if row.found.outcome == "refused"]
    assert (refused.row_number, why in refused.why) == (6, True)
    assert [(number, name) for _s, number, _c, name, _q in items_of(empty)] == [(first, "First")]


def test_an_answer_that_shows_something_else_is_no_doubt_about_its_item(desk, empty):
    def with_figures(book):
        book.active["E5"], book.active["E5"].number_format = 12.345, "0.0"

    content = official_workbook([(1, "Basics", "Share", "How many?", None)], change=with_figures)
    intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")
    confirm(desk, intake, page)

    assert [number for _s, number, *_ in items_of(empty)] == ["1"]


@pytest.mark.parametrize(
    "columns",
    [
        {"page": "no such page", "column0": "number", "column1": "question"},
        {"page": "", "column0": "number", "column1": "question", "heading_row": "9" * 30},
        {"page": "", "column0": "state", "column1": "question"},
        {"page": "", "column0": "number"},
    ],
)
def test_a_choice_of_columns_that_cannot_be_is_asked_for_again(desk, empty, columns):
    intake, _ = bring(desk, page_of(empty, "import"), UNANSWERED)

    response = desk.post(page_of(intake, "columns"), columns)

    assert response.status_code == 200
    assert response.context["columns"].errors
    assert Intake.objects.get().choice == {}


def test_rows_that_are_all_read_are_all_read_again(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "1,Where is it?\n2,Who reads it?\n")
    columns = {"page": "", "column0": "number", "column1": "question"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    page = desk.post(page_of(intake, "columns"), form.data, follow=True)

    assert outcomes(page) == {"1": "new", "2": "new"}


def test_the_heading_row_that_was_named_is_shown_again(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "a,b\nc,d\n1,Where is it?\n")
    columns = {"page": "", "heading_row": "2", "column0": "number", "column1": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    assert form.data == {"csrfmiddlewaretoken": form.data["csrfmiddlewaretoken"], **columns}


def test_every_column_of_a_wide_table_can_be_named(desk, empty):
    row = ["1", *(f"cell {at}" for at in range(1, 49)), "Where is it?"]
    intake, _ = bring(desk, page_of(empty, "import"), ",".join(row))
    columns = {"page": "", "column0": "number", "column49": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert [question for *_, question in items_of(empty)] == ["Where is it?"]


def test_two_columns_with_one_role_are_read_together(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "a,b,c\n1,Where is it?,In full.\n")
    columns = {"page": "", "column0": "number", "column1": "question", "column2": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert [question for *_, question in items_of(empty)] == ["Where is it? In full."]


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


def test_columns_are_asked_for_where_no_heading_is_known(desk, empty):
    content = "ID,タイトル,ききたいこと\n1,会社,名称は？\n2,会社,本店は？\n"

    intake, page = bring(desk, page_of(empty, "import"), content)

    assert "見出し行が" in page.content.decode()
    columns = {"column0": "number", "column1": "name", "column2": "question", "heading_row": "1"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    assert outcomes(page) == {"1": "new", "2": "new"}


def columns_on(page):
    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    return {name: value for name, value in form.data.items() if name != "csrfmiddlewaretoken"}


def test_the_columns_that_were_found_are_shown_to_name_one_more(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), "番号,項目,質問,要否\n1,A,A?,必須\n")
    found = {"column0": "number", "column1": "name", "column2": "question"}
    assert columns_on(page) == {"page": "", "heading_row": "1", **found, "column3": ""}

    more = {**columns_on(page), "column3": "required"}
    page = desk.post(page_of(intake, "columns"), more, follow=True)
    confirm(desk, intake, page)

    assert empty.items.get().is_required is True


def test_found_columns_that_are_sent_as_they_are_stay_found(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)

    desk.post(page_of(intake, "columns"), columns_on(page))

    assert Intake.objects.get().choice == {"page": "", "heading_row": None, "columns": {}}


def test_the_columns_of_one_page_are_not_those_of_another(desk, empty):
    book = Workbook()
    book.active.append(["番号", "質問"])
    book.active.append([1, "Where is it?"])
    book.create_sheet("Second").append(["質問", "番号"])
    book["Second"].append(["Who reads it?", 2])
    intake, _ = bring(desk, page_of(empty, "import"), saved_workbook(book), "two.xlsx")
    first = desk.post(page_of(intake, "columns"), {"page": "Sheet"}, follow=True)

    second = {**columns_on(first), "page": "Second"}
    page = desk.post(page_of(intake, "columns"), second, follow=True)

    assert outcomes(page) == {"2": "new"}


DISCARDED = "取り込みを破棄しました。何も取り込んでいません。"


def test_a_discarded_import_of_items_says_that_nothing_was_taken_in(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), UNANSWERED)

    response = desk.post(page_of(intake, "discard"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [DISCARDED]


# Products


def products_page():
    return reverse("admin:disclosures_intake_products")


TABLE = """識別名,名称,並び順,提供開始日
alpha,Alpha,1,2020-04-01
beta,Beta 2,2,
gamma,Gamma,3,2024-01-15
"""


def test_products_are_added_and_changed(desk):
    make_product("Alpha", position=1, in_service_since="2020-04-01")
    make_product("Beta", position=2, in_service_since="2021-01-01")

    intake, page = bring(desk, products_page(), TABLE)
    confirm(desk, intake, page)

    assert outcomes(page) == {"alpha": "unchanged", "beta": "changed", "gamma": "new"}
    stated = Product.objects.values_list("slug", "name", "position", "in_service_since")
    assert [(slug, name, at, str(day)) for slug, name, at, day in stated] == [
        ("alpha", "Alpha", 1, "2020-04-01"),
        ("beta", "Beta 2", 2, "2021-01-01"),
        ("gamma", "Gamma", 3, "2024-01-15"),
    ]
    reason = f"import: table.csv ({intake.sha256[:12]})"
    assert Product.history.filter(history_change_reason=reason).count() == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "slug,name,state\nalpha,Alpha,approved\n",
            "表に「state」という列がありますが、この列は取り込めません。",
        ),
        ("id,slug,name\n1,alpha,Alpha\n", "表に「id」という列がありますが"),
        ("slug,position\nalpha,1\n", "表に「名称」の列がありません。"),
        ("slug,name,名称\nalpha,Alpha,Beta\n", "表に「名称」の列が二つあります。"),
        ("slug,name\nalpha,Alpha,stray\n", "2行目：「stray」の列に見出しがありません。"),
        ("", "入力されたファイルは空です。"),
    ],
)
def test_a_table_with_other_columns_is_refused(desk, content, problem):
    response = desk.post(
        products_page(), {"file": SimpleUploadedFile("t.csv", content.encode())}, follow=True
    )

    assert problem in response.content.decode()
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("alpha beta,Alpha,1,", "「alpha beta」は識別名に使えません。"),
        ("alpha,,1,", "名称：この"),
        ("alpha,Alpha,-1,", "0"),
        ("alpha,Alpha,many,", "整数"),
        ("alpha,Alpha,1,10/01/2025", "日付"),
        ("alpha,Known,1,", "名称："),
        ("alpha,A‮lpha,1,", "文字"),
    ],
)
def test_a_row_that_no_form_would_take_is_refused(desk, row, why):
    make_product("Known")

    _, page = bring(desk, products_page(), f"slug,name,position,in service since\n{row}\n")

    [found] = page.context["rows"]
    assert found.found.outcome == "refused"
    assert why in found.found.why


@pytest.mark.parametrize(
    "day",
    [
        "2024-04-01",
        "2024/4/1",
        "2024.4.1",
        "2024年4月1日",
        "令和6年4月1日",
        "R6.4.1",
        "２０２４年４月１日",
    ],
)
def test_a_day_is_read_as_people_write_it(desk, day):
    content = f"識別名,名称,提供開始日,廃止日\nalpha,Alpha,{day},{day}\n"

    confirm(desk, *bring(desk, products_page(), content))

    product = Product.objects.get()
    assert (str(product.in_service_since), str(product.retired_on)) == ("2024-04-01",) * 2


@pytest.mark.parametrize(
    "day", ["10/01/2025", "24/4/1", "2024/4/1頃", "2024/4/1、2024/5/1", "2024/4", "2024/2/30"]
)
def test_a_day_that_may_be_another_is_refused(desk, day):
    _, page = bring(desk, products_page(), f"識別名,名称,提供開始日\nalpha,Alpha,{day}\n")

    assert outcomes(page) == {"alpha": "refused"}
    assert whys(page)["alpha"].startswith("サービス開始日：")


@pytest.mark.parametrize("content", ["slug,name\nnew,\n", "slug,name,position\nnew,,\n"])
def test_a_new_product_without_a_name_is_refused(desk, content):
    _, page = bring(desk, products_page(), content)

    assert (outcomes(page), whys(page)) == (
        {"new": "refused"},
        {"new": "名称：このフィールドは空ではいけません。"},
    )


def test_a_discarded_import_of_products_says_that_nothing_was_taken_in(desk):
    intake, _ = bring(desk, products_page(), TABLE)

    response = desk.post(page_of(intake, "discard"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [DISCARDED]
    assert not Product.objects.exists()


def test_a_slug_that_stands_twice_is_refused(desk):
    content = "slug,name\nalpha,Alpha\nalpha,Beta\ngamma,Gamma\n"

    intake, page = bring(desk, products_page(), content)
    confirm(desk, intake, page)

    assert outcomes(page) == {"alpha": "refused", "gamma": "new"}
    assert [product.name for product in Product.objects.all()] == ["Gamma"]


def test_rows_without_a_slug_are_each_said_to_lack_it(desk):
    _, page = bring(desk, products_page(), "slug,name\n,Alpha\n,Beta\n")

    assert [row.found.outcome for row in page.context["rows"]] == ["refused"] * 2
    assert {row.found.why for row in page.context["rows"]} == {
        "識別名（スラッグ）：このフィールドは空ではいけません。"
    }


def test_a_slug_that_no_address_can_have_is_no_matter_of_how_often_it_stands_there(desk):
    _, page = bring(desk, products_page(), "slug,name\na b,Alpha\na b,Beta\n")

    assert [row.found.outcome for row in page.context["rows"]] == ["refused"] * 2
    assert all(
        row.found.why.startswith("「a b」は識別名に使えません。") for row in page.context["rows"]
    )


def test_names_that_change_places_are_refused_and_not_half_saved(desk):
    make_product("Alpha")
    make_product("Beta")

    intake, page = bring(desk, products_page(), "slug,name\nalpha,Beta\nbeta,Alpha\n")
    confirm(desk, intake, page, take=["0", "1"])

    assert outcomes(page) == {"alpha": "refused", "beta": "refused"}
    assert [product.name for product in Product.objects.all()] == ["Alpha", "Beta"]


def test_the_pages_behind_the_table_of_products_are_named(desk):
    book = Workbook()
    book.active.title = "製品"
    book.active.append(["slug", "name"])
    book.active.append(["alpha", "Alpha"])
    book.create_sheet("メモ").append(["Something else"])

    _, page = bring(desk, products_page(), saved_workbook(book), "products.xlsx")

    assert page.context["preview"].pages == ("製品",)
    assert page.context["preview"].skipped == ("メモ",)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_names_on_the_screen_are_headings(language):
    with override(language):
        for name, words in WORDS.items():
            assert str(Product._meta.get_field(name).verbose_name) in words
