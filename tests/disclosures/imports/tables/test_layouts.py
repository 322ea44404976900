"""Check sheets in the layouts of the field: every answer is found or reported, none is wrong."""

import csv
import io
import random
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from disclosures.imports.files.errors import NoHeading, SeveralPages, TooFewColumns
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.statement import Statement
from disclosures.imports.matching.wording_match import Question
from disclosures.imports.tables.layouts import is_whole
from disclosures.imports.tables.reading import Choice, read_file
from tests.hostile_files import SHEET, STRINGS, STYLES, edited, entries, with_shared_strings
from tests.workbooks import official_workbook, saved, write_sheet

QUESTIONS = [
    Question(
        "1", "用語の管理", "利用者の登録", "利用者を登録する手順の有無", asks_availability=True
    ),
    Question("2", "用語の管理", "利用者の削除", "利用者を削除する期限（営業日数で記述）"),
    Question(
        "3",
        "通信",
        "暗号化",
        "通信経路の暗号化の有無と、「有り」の場合はその方式",
        asks_availability=True,
    ),
    Question("4", "通信", "証明書", "サーバ証明書の種類と更新の間隔"),
]
PARTS = [  # the same under two numbers, the last two with one name
    replace(QUESTIONS[0], number="1-1"),
    replace(QUESTIONS[1], number="1-2"),
    replace(QUESTIONS[2], number="2-1"),
    replace(QUESTIONS[3], number="2-2", name=QUESTIONS[2].name),
]
ANSWERS = [
    "有り",
    "解約から5営業日以内です。",
    "有り TLS 1.3を使います。",
    "OV証明書を毎年更新します。",
]
STATED = {
    "1": Statement("yes", "", None),
    "2": Statement(None, ANSWERS[1], None),
    "3": Statement("yes", "TLS 1.3を使います。", None),
    "4": Statement(None, ANSWERS[3], None),
}
OFFICIAL = ("No.", "【情報開示項目】", None, "【内容】", "事業者回答")


def rows(answers=ANSWERS):
    return [
        (int(asked.number), asked.category, asked.name, asked.question, answer)
        for asked, answer in zip(QUESTIONS, answers, strict=True)
    ]


def workbook(*lines, merged=(), name="Sheet", change=None):
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for line in lines:
        sheet.append(line)
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(book)
    return saved(book)


def matched(content, choice=None, questions=QUESTIONS):
    with override("en"):
        return match(read_file(content, choice), questions, WorkingCopyState())


def stated(content, choice=None, questions=QUESTIONS):
    """What is set, by number; nothing else may be unsure."""
    found = matched(content, choice, questions).items
    assert [one for one in found if one.outcome == "unsure"] == []
    return {one.number: one.statement for one in found if one.outcome == "set"}


def as_text(lines, *, delimiter=",", encoding="utf-8"):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return file.getvalue().encode(encoding)


def metis():
    """METI's service level list: four lines above, other words for each column, a unit."""
    return workbook(
        ("サービスレベル一覧",),
        (None, None, None, "記入日：2025年10月1日"),
        (),
        (None, "（例）"),
        ("No.", "種別", "サービスレベル項目例", "規定内容", "測定単位", "回答"),
        *((n, c, name, question, "有無", answer) for n, c, name, question, answer in rows()),
        ("※ 本一覧は例示です。",),
    )


def aspics():
    """ASPIC's form: 記述内容 asks, 内容 answers, 審査対象項目 is merged over its rows."""
    return workbook(
        ASPIC,
        *((n, c, None, name, q, "必須", answer) for n, c, name, q, answer in rows()),
        merged=["B2:B3", "B4:B5", "A5:A5"],
    )


def aspics_with_sub_rows():
    """ASPIC's form, where two rows share a number, and the last two their item as well."""
    lines = [
        (number, c, None, name, q, need, answer)
        for number, need, (_n, c, name, q, answer) in zip(
            (1, None, 2, None), ("必須", "選択", "必須", "選択"), rows(), strict=True
        )
    ]
    lines[3] = (*lines[3][:3], None, *lines[3][4:])
    return workbook(ASPIC, *lines, merged=["A2:A3", "A4:A5", "B2:B3", "B4:B5", "D4:D5"])


ASPIC = ("No.", "審査対象項目", None, None, "記述内容", "必須・選択", "内容")


def caiqs():
    """A CAIQ: an id, the question, Yes, No or NA in a column of its own, ownership, a text."""
    words = ["Yes", "NA", "Yes", "No"]
    return workbook(
        ("Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership", "Comments"),
        *(
            (q.number, q.question, word, "CSP-owned", answer)
            for q, word, answer in zip(QUESTIONS, words, ANSWERS, strict=True)
        ),
    )


def hidden_first(book):
    old = book.create_sheet("Old", 0)
    write_sheet(old, rows(["無し"] * 4))
    old.sheet_state = "hidden"


def second_active(book):
    book.create_sheet("Notes").append(["See the first page"])
    book.active = 1


def far_dimension(content):
    """The sheet claims to reach down to Excel's last row."""
    return in_sheet(content, b'<dimension ref="A1:E8"', b'<dimension ref="A1:XFD1048576"')


NAMESPACE = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def in_sheet(content, old, new):
    """The workbook with that replaced in the text of its sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("sheet1.xml"):
                assert old in text
                text = text.replace(old, new)
            after.writestr(name, text)
    return file.getvalue()


def in_other_signs(fold):
    return [(n, fold(c), fold(name), fold(question), a) for n, c, name, question, a in rows()]


KANGXI = str.maketrans("用方手日", "⽤⽅⼿⽇")
GOOD = {
    "official": official_workbook(rows()),
    "headings on row 5": workbook((), (), (), ("Title",), OFFICIAL, *rows()),
    "METI": metis(),
    "ASPIC": aspics(),
    "ASPIC with sub-rows": aspics_with_sub_rows(),
    "blank columns": workbook(
        ("No.", None, "項目", None, None, None, "質問", "回答"),
        *((n, None, name, None, None, None, q, a) for n, _c, name, q, a in rows()),
    ),
    "vertical merges": official_workbook(
        [(n, c if n % 2 else None, name, q, a) for n, c, name, q, a in rows()],
        merged=["B5:B6", "B7:B8"],
    ),
    "1×1 merges": official_workbook(rows(), merged=["A5:A5", "E6:E6"]),
    "footers and page breaks": official_workbook(
        ["通信編", *rows()[:2], (None, None, None, None, "1 / 2"), OFFICIAL, *rows()[2:], "以上"]
    ),
    "second page active": official_workbook(rows(), change=second_active),
    "hidden first page": official_workbook(rows(), change=hidden_first),
    "shuffled": official_workbook(rows()[::-1]),
    "text numbers": official_workbook([(f"No. {n}", *rest) for n, *rest in rows()]),
    "full-width digits": official_workbook([("１２３４"[n - 1], *rest) for n, *rest in rows()]),
    "27 title rows": official_workbook(rows(), title=[f"Line {n}" for n in range(27)]),
    "blank rows": official_workbook([rows()[0], (), (), *rows()[1:]]),
    "NFD": official_workbook(in_other_signs(lambda text: unicodedata.normalize("NFD", text))),
    "Kangxi radicals": official_workbook(in_other_signs(lambda text: text.translate(KANGXI))),
    "far dimension": far_dimension(official_workbook(rows())),
    "UTF-8": as_text([OFFICIAL, *rows()]),
    "UTF-8 with its mark": as_text([OFFICIAL, *rows()], encoding="utf-8-sig"),
    "cp932": as_text([OFFICIAL, *rows()], encoding="cp932"),
    "cp932 with lines in cells": as_text(
        [
            ("No.", "項目", "内容", "回答"),
            *((n, f"{c}\n{name}", q, a) for n, c, name, q, a in rows()),
        ],
        encoding="cp932",
    ),
    "cp932 and title lines": as_text([["題名"], [], OFFICIAL, *rows()], encoding="cp932"),
    "UTF-16 with tabs": as_text([OFFICIAL, *rows()], delimiter="\t", encoding="utf-16"),
    "pasted without headings": as_text(rows(), delimiter="\t"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_every_answer_of_a_good_file_is_found(kind):
    questions = PARTS if kind == "ASPIC with sub-rows" else QUESTIONS

    expected = zip((one.number for one in questions), STATED.values(), strict=True)
    assert stated(GOOD[kind], questions=questions) == dict(expected)


def test_words_of_their_own_columns_are_codes():
    found = stated(caiqs())

    assert [(one.availability, one.responsibility) for one in found.values()] == [
        *(("yes", "vendor"), ("not_applicable", "vendor"), ("yes", "vendor"), ("no", "vendor"))
    ]
    assert [one.body for one in found.values()] == ANSWERS


@pytest.mark.parametrize(
    ("word", "text", "outcome"),
    [
        *(("Yes", "無し", "unsure"), ("No", "有り 毎年", "unsure"), ("×", "○", "unsure")),
        *(("Yes", "有り 毎年", "set"), ("Yes", "N/A", "set"), ("NA", "無し", "set")),
    ],
)
def test_a_text_that_contradicts_the_word_beside_it_is_unsure(word, text, outcome):
    content = workbook(
        ("No.", "項目", "質問", "有無", "回答"),
        *((n, name, q, word, text) for n, _c, name, q, _a in rows()[:1]),
    )

    assert matched(content).items[0].outcome == outcome


def test_a_footer_is_listed_and_a_bar_is_not():
    lines = matched(GOOD["footers and page breaks"]).unmatched

    assert [line.text for line in lines] == ["1 / 2", "以上"]


@pytest.mark.parametrize(
    "note", ["備考：原本は別に保管", "※ 毎年見直します", "回答は10月のものです。"]
)
def test_a_note_between_the_rows_is_listed_and_titles_nothing(note):
    content = official_workbook([rows()[0], (None, note), *rows()[1:]])

    assert [line.text for line in matched(content).unmatched] == [note]


def test_a_line_with_tabs_among_lines_with_commas_is_listed():
    lines = as_text([OFFICIAL, *rows()]).decode().split("\r\n")
    lines[2] = lines[2].replace(",", "\t")

    found = matched("\r\n".join(lines).encode())

    assert [line.text for line in found.unmatched] == [lines[2]]
    assert [one.outcome for one in found.items] == ["set", "empty in file", "set", "set"]


def pasted(*lines, heading=(OFFICIAL,)):
    """Lines with tabs as a clipboard has them: a cell is quoted where it holds several lines."""
    lines = [["" if cell is None else str(cell) for cell in line] for line in (*heading, *lines)]
    return "\r\n".join("\t".join(line) for line in lines).encode()


QUOTED = '"解約から\n""5営業日""以内です。"'


@pytest.mark.parametrize("heading", [(OFFICIAL,), ()])
@pytest.mark.parametrize("first", ['"Kaiji"を使います。', "有り", '有り "Kaiji"'])
def test_cells_of_several_lines_are_read_as_a_clipboard_writes_them(first, heading):
    content = pasted(*rows([first, QUOTED, *ANSWERS[2:]]), heading=heading)

    found = matched(content)

    assert [one.outcome for one in found.items[1:]] == ["set"] * 3
    assert found.items[1].read == '解約から\n"5営業日"以内です。'
    assert found.items[0].read == first
    assert found.unmatched == ()


@pytest.mark.parametrize("heading", [(OFFICIAL,), ()])
def test_a_cell_whose_quote_does_not_close_is_unsure(heading):
    lines = rows([ANSWERS[0], '"解約から\n5営業日以内です。', *ANSWERS[2:]])

    found = matched(pasted(*lines, heading=heading))

    assert [one.outcome for one in found.items] == ["set", "unsure", "set", "set"]
    assert found.items[1].why == "The text begins with a quotation mark; it is open where it ends."


def test_a_quote_among_the_words_divides_nothing():
    content = pasted(*rows([ANSWERS[0], '"5"営業日以内、"即日"もあります', *ANSWERS[2:]]))

    assert matched(content).items[1].read == '"5"営業日以内、"即日"もあります'


SPILLED = "Beside the answer stands text below no heading, which may be a part of it."


@pytest.mark.parametrize("more", [(), ("備考",)])
def test_an_answer_that_goes_on_behind_a_comma_is_unsure(more):
    lines = as_text([(*OFFICIAL, *more), *((*row, *more) for row in rows())])

    found = matched(lines.decode().replace("です。", "です, 土日を除く。").encode()).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert found[1].why == SPILLED


CONTINUED = "Below the answer stands text without a number, which may be a part of it."


@pytest.mark.parametrize("answer", [ANSWERS[1], "有り、ただし", None])
@pytest.mark.parametrize(
    "below", [["ただし費用は有償です。"], ["次の場合を除く：", "・大阪の障害"], ["（一部のみ）"]]
)
def test_an_answer_that_goes_on_in_the_row_below_is_unsure(answer, below):
    more = [(None, None, None, None, text) for text in below]
    lines = rows([ANSWERS[0], answer, *ANSWERS[2:]])
    content = official_workbook([*lines[:2], *more, *lines[2:]])

    found = matched(content)

    assert [one.outcome for one in found.items] == ["set", "unsure", "set", "set"]
    assert found.items[1].why == CONTINUED
    assert [line.text for line in found.unmatched] == below


def test_without_headings_what_stands_below_an_answer_makes_it_unsure():
    lines = [(*row[:4], row[4]) for row in rows()]
    content = pasted(*lines[:2], ("", "", "", "", "ただし有償です。"), *lines[2:], heading=())

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


@pytest.mark.parametrize("text", ["1 / 2", "- 3 -", "P.4", "5ページ", "以上", "（以上）"])
def test_the_number_of_a_page_goes_on_with_no_answer(text):
    content = official_workbook([*rows()[:2], (None, None, None, None, text), *rows()[2:]])

    assert stated(content) == STATED


def test_last_years_answers_beside_this_years_below_no_heading_leave_nobody_sure():
    content = official_workbook(
        [("", "", "", "", "前年度", "今年度"), *((*one, "有り") for one in rows())]
    )

    assert {(one.outcome, one.why) for one in matched(content).items} == {("unsure", SPILLED)}


def test_columns_below_one_heading_are_left_to_a_person():
    content = official_workbook(
        [("", "", "", "", "前年度", "今年度"), *((*one, "有り") for one in rows())],
        merged=["E4:F4"],
    )

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value) == (
        "Several columns could be the one that is meant: “前年度”, “今年度”. Name the columns."
    )


def test_answers_merged_as_wide_as_their_heading_are_one_column():
    merged = [f"E{row}:F{row}" for row in range(4, 9)]

    assert stated(official_workbook(rows(), merged=merged)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        "今年度回答",
        "貴社の回答",
        "回答（2025年度）",
        "前年度",
        "2024年",
        "R6",
        "更新後",
        "修正回答案",
        *(
            "回答（2026年10月）",
            "回答（確定）",
            "回答（LeySerKids）",
            "回答 2025.10.1",
            "回答の補足",
        ),
        *("Answer (2025)", "Response v2", "2026年10月", "2024/4/1", "R6.4", "令和6年4月1日現在"),
        *("平成30年度", "FY24", "'24", "24年度", "2025年10月時点の内容", "今年の状況", "前回提出"),
        *("確定", "改定案", "訂正", "修正内容", "2回目", "第1版", "Ver1.0", "初版", "最終", "現行"),
        *("来年度", "次年度", "昨年度", "去年", "前々回", "前々年度", "先回", "直近", "ドラフト"),
    ],
)
def test_a_further_column_that_speaks_of_answers_is_left_to_a_person(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]
    content = workbook(("No.", "項目", "質問", "回答", heading), *lines)
    columns = {0: "number", 1: "name", 2: "question", 3: "answer"}

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value).startswith(
        f"Several columns could be the one that is meant: “回答”, “{heading}”"
    )
    assert stated(content, Choice("Sheet", 0, columns)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        ("質問", "内容", "実施状況"),
        ("設問", "内容", "対応"),
        ("質問", "評価", "内容"),
        ("Question", "Status", "Comments"),
        ("Question", "Comment", "In place?"),
    ],
)
def test_beside_a_column_that_may_explain_any_other_may_answer(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]
    content = workbook(("No.", "項目", *heading), *lines)

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value).startswith("Several columns could be the one that is meant: ")


@pytest.mark.parametrize("heading", ["備考", "担当", "Remarks", "証跡", "更新日", "記入例", "単位"])
def test_beside_such_a_column_remarks_stand_in_nobodys_way(heading):
    lines = [(n, name, q, a, "Beside.") for n, _c, name, q, a in rows()]

    assert stated(workbook(("No.", "項目", "質問", "内容", heading), *lines)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        "備考",
        "担当",
        "回答者",
        "回答日",
        "記入例",
        "確認日",
        "証跡",
        "更新日",
        "根拠となる規程",
        "Remarks",
        *("回答期限", "回答部署", "回答例", "回答の根拠", "回答要否", "記入者", "Answered by"),
        *(
            "修正日",
            "変更履歴",
            "新規・継続",
            "Response date",
            "担当（2025年度）",
            "対応状況",
            "評価",
        ),
    ],
)
def test_a_column_for_remarks_stands_in_nobodys_way(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]

    assert stated(workbook(("No.", "項目", "質問", "回答", heading), *lines)) == STATED


@pytest.mark.parametrize("heading", ["Alpha Plus", "Ａｌｐｈａ　Plusの場合", "Alpha Plus 固有"])
def test_a_further_column_that_is_headed_by_a_product_leaves_its_rows_unsure(heading):
    content = workbook(
        ("No.", "項目", "質問", "回答", heading),
        *((n, name, q, a, "無し" if n == 1 else None) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Alpha Plus")

    assert [one.outcome for one in found] == ["unsure", *["set"] * 3]
    assert found[0].why == f"A column beside the answers is headed by a product: “{heading}”"


@pytest.mark.parametrize(("cell", "outcome"), [("Ａｌｐｈａ Plus", "unsure"), ("All", "set")])
def test_a_row_that_names_a_product_in_any_column_is_no_answer_for_all(cell, outcome):
    content = workbook(
        ("No.", "項目", "質問", "対象", "回答"),
        *((n, name, q, cell, a) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Alpha Plus")

    assert {one.outcome for one in found} == {outcome}
    if outcome == "unsure":
        assert found[0].why == f"The row names a product in a column of its own: “{cell}”"


@pytest.mark.parametrize("heading", ["製品名", "製品", "対象製品", "サービス・製品名"])
def test_a_column_of_products_says_whose_each_answer_is(heading):
    content = workbook(
        ("No.", "項目", "質問", heading, "回答"),
        *((n, name, q, "Alpha", a) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Beta")

    assert {one.product for one in found if one.outcome == "set"} == {"Alpha"}


def of_products(content, *products):
    state = WorkingCopyState(products=products)
    with override("en"):
        return match(read_file(content), QUESTIONS, state).items


def test_an_answer_that_swallowed_the_next_row_is_unsure():
    lines = as_text([OFFICIAL, *rows()]).decode().replace(",有り\r", ',"有り\r')
    lines = lines.replace(f",{ANSWERS[1]}", f',{ANSWERS[1]}"')

    found = matched(lines.encode()).items

    assert [one.outcome for one in found] == ["unsure", "empty in file", "set", "set"]
    assert found[0].why == "The text holds the row of item 2 as well."


def test_an_answer_may_speak_of_another_item():
    text = f"毎年見直します。\n2, {QUESTIONS[1].name}も同じ担当です。\n{QUESTIONS[2].question}"

    assert outcome_of(text).outcome == "set"


def test_a_question_is_no_answer_to_itself():
    found = outcome_of(QUESTIONS[1].question)

    assert (found.outcome, found.why) == ("unsure", "The text is the question itself.")


MOVED = ("No.", "【情報開示項目】", None, "【内容】", "備考", "事業者回答")


def with_moved_columns(*, further=()):
    """Two pages in one sheet; on the second a column for remarks stands before the answers."""
    moved = [(*row[:4], "Remark.", row[4]) for row in rows()[2:3]]
    return official_workbook([*rows()[:2], MOVED, *moved, *further])


def test_below_other_headings_than_the_first_nothing_is_taken():
    found = matched(with_moved_columns(further=[OFFICIAL, rows()[3]])).items

    assert [one.outcome for one in found] == ["set", "set", "unsure", "set"]
    assert found[2].why == "The row stands below further headings, which name other columns."


def test_below_headings_without_answers_nothing_is_taken():
    plan = ("No.", "【情報開示項目】", None, "【内容】", "対応予定日")

    found = matched(official_workbook([*rows()[:2], plan, *rows()[2:]])).items

    assert [one.outcome for one in found] == ["set", "set", "unsure", "unsure"]


def test_what_stands_below_other_headings_is_taken_where_a_person_names_them():
    columns = {0: "number", 1: "category", 2: "name", 3: "question", 5: "answer"}

    found = matched(with_moved_columns(), Choice("Sheet", 6, columns)).items

    assert [one.outcome for one in found] == ["empty in file"] * 2 + ["set", "empty in file"]


def test_headings_that_a_person_named_may_be_repeated():
    heading = ("管理", "題", "問い", "こたえ")
    lines = [(n, name, q, a) for n, _c, name, q, a in rows()]
    content = workbook(heading, *lines[:2], heading, *lines[2:])
    choice = Choice("Sheet", 0, {0: "number", 1: "name", 2: "question", 3: "answer"})

    assert stated(content, choice) == STATED
    assert matched(content, choice).unmatched == ()


@pytest.mark.parametrize(
    "answers",
    [
        *(
            ("回答", "事業者回答"),
            ("Answer", "Comments"),
            ("回答", "回答"),
            ("内容", "記述内容", "内容"),
        ),
        *(("有無", "対応有無"), ("責任主体", "Ownership", "回答"), ("同上", "同上", "回答")),
    ],
)
def test_two_columns_that_could_both_be_meant_are_left_to_a_person(answers):
    said = [None, *["有り"] * (len(answers) - 1)]
    lines = [(n, name, q, *said) for n, _c, name, q, _a in rows()]

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(workbook(("No.", "項目", "質問", *answers), *lines))

    assert str(refusal.value).startswith("Several columns could be the one that is meant: “")


def test_a_second_column_for_answers_may_be_empty():
    content = workbook(
        ("No.", "項目", "質問", "回答", "コメント", "Comments"),
        *((n, name, q, a) for n, _c, name, q, a in rows()),
    )

    assert stated(content) == STATED


def test_a_bar_is_known_where_no_column_asks_a_question_or_holds_a_text():
    content = workbook(
        ("No.", "項目", "有無"),
        ("通信編",),
        *((n, name, "有り") for n, _c, name, _q, _a in rows()),
    )

    found = matched(content)

    assert [one.statement.availability for one in found.items] == ["yes"] * 4
    assert found.unmatched == ()


def test_a_row_shifted_by_one_cell_is_unsure_and_shows_what_stands_there():
    [first, *others] = rows()
    content = official_workbook([(first[0], *first[2:]), *others])

    found = matched(content).items[0]

    assert (found.outcome, found.read, found.why) == (
        *("unsure", "有り"),
        "The row's cells are shifted; this stands in another column than the answers: “有り”",
    )


@pytest.mark.parametrize(
    ("heading", "cell"), [("必須・選択", "必須"), ("測定単位", "時間"), ("備考", "Remark.")]
)
def test_a_cell_of_another_column_never_answers_a_shifted_row(heading, cell):
    content = workbook(
        ("No.", "大項目", "項目", "質問", heading, "回答"),
        *((n, name, q, None, cell) for n, _c, name, q, _a in rows()),
    )

    assert {one.outcome for one in matched(content).items} == {"unsure"}


def test_a_row_with_a_number_and_no_wording_is_said_to_have_none():
    found = matched(official_workbook([(1, None, None, None, "有り"), *rows()[1:]])).items[0]

    assert (found.outcome, found.why) == (
        *("unsure", "The row has no wording, neither an item nor a question."),
    )


def test_of_another_wording_only_what_the_row_has_is_quoted():
    content = workbook(
        ("No.", "項目", "質問", "回答"), (1, None, "Else?", "有り"), (2, "Other", None, "有り")
    )

    assert [one.why for one in matched(content).items[:2]] == [
        "Row 2: the guideline words this item differently: “Else?”",
        "Row 3: the guideline words this item differently: “Other”",
    ]


@pytest.mark.parametrize(
    ("unit", "answer", "outcome"),
    [
        *(("％", "99.9", "unsure"), ("時間", "約24", "unsure"), ("か月", "1～2", "unsure")),
        *(
            ("千円", "5,000以上", "unsure"),
            ("¥", "5,000", "unsure"),
            ("％", "99.9%", "set"),
            ("か月", "12か月", "set"),
        ),
        *(("有無", "有り", "set"), ("時間", "毎日", "set"), (None, "5", "set")),
        *(("年月日", "2025-10-01", "set"), ("-", "5", "set")),
    ],
)
def test_a_figure_whose_unit_stands_in_another_column_is_unsure(unit, answer, outcome):
    content = workbook(
        ("No.", "項目", "質問", "単位", "回答"),
        *((n, name, q, unit, answer) for n, _c, name, q, _a in rows()[1:2]),
    )

    found = matched(content).items[1]

    assert found.outcome == outcome
    assert outcome == "set" or found.why == (
        f"The unit of the figure stands in another column: “{unit}”"
    )


def test_a_row_whose_wording_alone_is_shifted_says_so():
    [first, *others] = rows()
    _number, category, name, question, answer = first
    content = official_workbook([(1, None, category + name, question, answer), *others])
    shifted = official_workbook([(1, category + name, question, None, answer), *others])

    assert matched(content).items[0].why == ""
    assert (matched(shifted).items[0].statement, matched(shifted).items[0].why) == (
        STATED["1"],
        "The row's cells are shifted; its wording is the item's.",
    )


@pytest.mark.parametrize("word", ["必須", "選択", "任意", "Required"])
def test_without_headings_whether_it_is_required_is_no_answer(word):
    content = as_text(rows([ANSWERS[0], word, *ANSWERS[2:]]), delimiter="\t")

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


def test_without_headings_a_further_column_leaves_nobody_sure():
    lines = [(n, c, name, q, "時間", a) for n, c, name, q, a in rows([*ANSWERS[:3], None])]

    found = matched(as_text(lines, delimiter="\t")).items

    assert {one.outcome for one in found} == {"unsure"}
    assert found[3].why == "Other rows have several cells behind the question; this may be any."


UNITS = ["有無", "時間帯", "稼働率（％）", "基準/世代数"]
MAYBE_UNITS = "Without headings nobody can say whether these words are answers or units."


def test_without_headings_units_that_nobody_answered_are_no_answers():
    found = matched(as_text(rows(UNITS), delimiter="\t")).items

    assert {(one.outcome, one.why) for one in found} == {("unsure", MAYBE_UNITS)}


@pytest.mark.parametrize("answer", ["有り", "毎日1回", "毎日です。", "毎日の取得と毎週の検査です"])
def test_without_headings_short_words_are_answers_beside_one_that_is_no_unit(answer):
    found = matched(as_text(rows([answer, *UNITS[1:]]), delimiter="\t")).items

    assert [one.outcome for one in found[1:]] == ["set", "set", "set"]


def test_below_headings_a_short_word_is_an_answer():
    content = as_text([OFFICIAL, *rows([None, "毎日", None, None])])

    assert matched(content).items[1].outcome == "set"


@pytest.mark.parametrize("text", ["担当：山田に確認", "有り（2024年度の回答）"])
def test_without_headings_cells_in_several_columns_leave_nobody_sure(text):
    [first, second, *others] = rows()
    lines = [first, (*second[:4], None, text), *others]

    found = matched(as_text(lines, delimiter="\t")).items

    assert {(one.outcome, one.why) for one in found} == {
        ("unsure", "What follows the questions stands in several columns; this may be any.")
    }


def test_without_headings_a_row_may_be_shifted_as_a_whole():
    [first, *others] = rows()
    lines = [(first[0], *first[2:]), *others]

    assert stated(as_text(lines, delimiter="\t")) == STATED


def test_text_beside_the_answers_column_is_not_taken_for_the_answer():
    [first, *others] = rows()
    content = official_workbook([(*first[:4], None, "有り"), *others])

    found = matched(content).items[0]

    assert (found.outcome, found.read) == ("unsure", "有り")


def test_answers_that_slipped_by_a_row_are_unsure_where_a_word_tells():
    slipped = [ANSWERS[0], None, "利用者の削除は5営業日の期限で行います。", ANSWERS[3]]

    found = matched(official_workbook(rows(slipped))).items

    assert [one.outcome for one in found] == ["set", "unsure", "unsure", "set"]
    assert found[1].read == found[2].read == slipped[2]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "form",
    [
        *("有・無", "有 ・ 無", "有り ／ 無し", "有 無", "有り 無し", "あり・なし", "○ ・ ×"),
        *("○ / △ / ×", "有り\n無し", "はい・いいえ", "Yes / No", "有り ・ 無し（いずれかに○）"),
        *("有り ・ 一部有り ・ 無し", "有 ・ 無 ・ 該当なし"),
        *(
            "有（ ）・無（○）",
            "有り（　） 無し（○）",
            "有（　）\n無（レ）",
            "有（　）",
            "有り or 無し",
        ),
        *("有り or 無し", "○・×", "○→×", "無 → 有", "有り又は無し"),
        *("有／無 毎日", "有り・無し：毎日"),
        *("有 □　無 ■", "有 ☐　無 ☑", "有り：□\n無し：■", "有（－） 無（○）", "有：－　無：○"),
        *(
            "無 □ 有 ■",
            "無：－　有：○",
            "一部 □ 有 □ 無 ■",
            "□有 ■無",
            "有 0 無 1",
            "有 _ 無 o",
            "(有)・無",
        ),
        *("有□　無■", "はい □ いいえ ■", "Yes □ No ■", "有 ○ 無 －", "有り\n↓\n無し"),
        *(
            "有り（旧）／無し（新）",
            "有り（2024年度まで）→無し",
            "○（旧） ×（新）",
            "無し（該当なし）",
        ),
    ],
)
def test_a_form_that_nobody_filled_in_is_unsure_whatever_is_asked(form, number):
    answers = [form if at == number else text for at, text in enumerate(ANSWERS, 1)]

    found = matched(official_workbook(rows(answers))).items[number - 1]

    assert (found.outcome, found.why) == (
        *("unsure", "The cell names several answers to choose from."),
    )


def outcome_of(text):
    """What becomes of the text as the answer to an item that does not ask whether."""
    return matched(official_workbook(rows([ANSWERS[0], text, *ANSWERS[2:]]))).items[1]


@pytest.mark.parametrize(
    "text",
    [
        *("無　料", "有　償", "有 効", "無 料です", "あり ません", "有り\nません", "あり：ません"),
        *("あり ではありません", "なし ではありません", "なし、とは言えない", "無 くはない"),
        *("無\n停電電源装置", "無 停電電源装置を設置しています。", "有 事の際は連絡します。"),
        *("無 許可の接続を遮断", "有 識者による評価", "無 契約", "なし 崩し", "あり 得ます"),
        *(
            "一部 未対応",
            "一部、未対応",
            "一部 の機能のみ",
            "非公開 情報",
            "対象外 の端末を除き対応",
        ),
    ],
)
def test_a_word_whose_signs_are_spread_out_is_unsure(text):
    found = outcome_of(text)

    assert (found.outcome, found.why) == (
        *("unsure", "It is open whether the text begins with a word of 有無 or a longer one."),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("-", "－", "ー", "―", "…", "TBD", "tbd.", "確認中", "（確認中）", "未回答です。"),
        *("（例）5日", "記入例：毎日"),
        *("########", "null", "空欄", "（空白）"),
    ],
)
def test_what_stands_in_the_place_of_an_answer_is_unsure(text):
    found = outcome_of(text)

    assert (found.outcome, found.why) == (
        *("unsure", "The text only stands in the place of an answer."),
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "同左",
            "上記と同じ",
            "上記に同じ。",
            "No.2に同じ",
            "項番2と同様です",
            "同様",
            "See above",
        ),
        *(
            "項番3参照",
            "No.4を参照",
            "項番3をご参照ください。",
            "4.参照",
            "「4」参照",
            "Q4参照",
            "4番に準ずる",
        ),
        *(
            "備考欄参照",
            "詳細は備考",
            "※備考欄に記載",
            "別シート参照",
            "別紙1のとおり",
            "添付資料参照",
        ),
        *(
            "上段参照",
            "下記参照",
            "右の欄をご覧ください",
            "前回と同じ",
            "前回同様です",
            "昨年度と同様",
        ),
        *("変更なし", "変更はありません。", "前年度から変更なし", "変更なし（前年度回答を参照）"),
        *("以下同文", "同じ", "同No.4", "ー同上ー", "有り（備考欄参照）", "無し　変更なし"),
    ],
)
def test_what_points_at_another_answer_is_unsure(text):
    found = outcome_of(text)

    assert (found.outcome, found.why) == (
        *("unsure", "The text points at another answer; it is open at which."),
    )


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#NAME?", "有り #VALUE!", "Err:502"])
def test_the_error_of_a_formula_is_no_answer_where_it_became_a_text(text):
    lines = as_text([OFFICIAL, *rows([ANSWERS[0], text, *ANSWERS[2:]])])

    found = matched(lines).items[1]

    assert (found.outcome, found.why) == (
        *("unsure", "The cell holds a formula that could not be calculated."),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("有り 無線LANを使います", "有り 料金表をご覧ください。", "有、無期限に保管します。"),
        *("無し 例外はありません", "有り（管理者のみ）", "有り 一部のプランを除きます。"),
        *("有\n監視システムにより確認します。", "無。ただし希望により行います。", "有　24時間監視"),
        *(
            "有　専用線（別途契約）",
            "有 暗号化：AES-256",
            "有り わかりやすい手順書",
            "有り、うち2名は専任",
        ),
        *("対象外 クラウドのため", "非公開 契約者に限り開示", "有 機器を二重にしています。"),
        *("有り お客様が行います。", "無し こちらをご覧ください：https://example.com/"),
        *("有り\n・管理者：有\n・一般：無", "無し（予定：有り）", "一部 夜間のみ", "無 （理由）"),
        *(
            "上記と同様に、毎日取ります。",
            "フォームに入力してください。",
            "例外なく毎日",
            "5",
            "2025-10-01",
        ),
        *(
            "同様の構成を3か所に置きます。",
            "ISO 27001",
            "30日",
            "未定",
            "有り\n有効期限は1年です。",
        ),
        *("Yes, no exceptions.", "有り、一部なしの場合も通知します。", "No.2の手順", "3-2"),
        *("利用規約を参照", "詳しくはホームページをご覧ください。", "変更なしで継続できます。"),
        *(
            "別紙は発行しません。",
            "下記のとおり公開しています。\nhttps://example.com/",
            "#1",
            "# 毎日",
        ),
    ],
)
def test_what_only_resembles_such_a_text_is_an_answer(text):
    assert outcome_of(text).outcome == "set"


@pytest.mark.parametrize("text", ["○○クラウド株式会社に委託", "〇〇", "×××", "△社"])
def test_a_sign_that_stands_for_a_name_is_no_mark(text):
    found = matched(official_workbook(rows([text, text, *ANSWERS[2:]]))).items

    assert [(one.outcome, one.statement) for one in found[:2]] == [
        *(("unsure", None), ("set", Statement(None, text, None)))
    ]


@pytest.mark.parametrize("word", ["要相談", "？"])
def test_an_unknown_word_of_availability_is_unsure(word):
    found = matched(official_workbook(rows([word, *ANSWERS[1:]]))).items[0]

    assert (found.outcome, found.why) == ("unsure", f"“{word}” is no word that is known here.")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("○", "yes"), ("×", "no"), ("△", "partial"), ("Yes", "yes"), ("No.", "no")),
        *(("N/A", "not_applicable"), ("該当なし", "not_applicable"), ("はい", "yes")),
    ],
)
def test_known_words_of_availability_are_codes(word, code):
    assert stated(official_workbook(rows([word, *ANSWERS[1:]])))["1"] == Statement(code, "", None)


def test_marks_before_a_text_are_codes_and_sentences_are_not():
    found = stated(official_workbook(rows(["○ 毎年", "No longer", "△（一部）", "Yes we do"])))

    assert [(one.availability, one.body) for one in found.values()] == [
        *(("yes", "毎年"), (None, "No longer"), ("partial", "（一部）"), (None, "Yes we do"))
    ]


def test_a_text_that_was_cut_off_is_unsure():
    found = matched(official_workbook(rows([*ANSWERS[:3], "あ" * 255]))).items[3]

    assert (found.outcome, found.why) == ("unsure", "The text seems to be cut off.")


ALIKE = [  # 2 and 3 have one name, so have 5 and 6
    Question(str(number), "通信", name, f"{name}について、{number}番目に記述")
    for number, name in enumerate(("回線", "暗号化", "暗号化", "証明書", "端末", "端末", "窓口"), 1)
]


def named(numbers, *, names=None, heading=("No.", "大項目", "項目", "回答")):
    """Rows that say what they ask by a name alone: each of these items, under such a number."""
    names = names or [asked.name for asked in ALIKE]
    lines = [(n, "通信", name, f"At {n}") for n, name in zip(numbers, names, strict=True)]
    return matched(workbook(heading, *lines), questions=ALIKE).items


def test_names_that_several_items_have_are_enough_where_the_numbers_fit_them():
    assert {one.outcome for one in named("1234567")} == {"set"}
    shuffled = "7563412"
    names = [ALIKE[int(number) - 1].name for number in shuffled]
    assert {one.outcome for one in named(shuffled, names=names)} == {"set"}


@pytest.mark.parametrize("numbers", ["2345678", ["2", "3", "4", "5", "6", "7", "72"]])
def test_numbers_that_were_moved_are_no_agreement_where_names_repeat(numbers):
    found = named(numbers)

    assert {one.outcome for one in found} == {"empty in file", "unsure"}
    assert found[2].why == (
        "Items 2, 3 are worded alike in this file, and the rows so worded have other numbers."
    )


def test_one_row_of_several_items_with_its_name_is_unsure():
    assert [one.outcome for one in named("13", names=["回線", "暗号化"])][:3] == [
        *("set", "empty in file", "unsure")
    ]


def test_questions_that_were_cut_short_to_the_same_words_are_no_agreement():
    asked = [
        Question(n, "", "回線", f"通信回線の種類と帯域を記述してください（{n}）")
        for n in ("1", "2")
    ]
    heading = ("No.", "項目", "質問", "回答")
    content = workbook(heading, ("2", "回線", asked[0].question[:-3], "Answer"))

    assert matched(content, questions=asked).items[1].outcome == "unsure"


HIDDEN = "The row or the column is hidden in the file."


def hide_row(book):
    book.active.row_dimensions[6].hidden = True


@pytest.mark.parametrize("how", [b'hidden="1"', b'hidden="true"', b'ht="0" customHeight="1"'])
def test_a_hidden_row_is_unsure(how):
    content = in_sheet(official_workbook(rows()), b'<row r="6"', b'<row r="6" ' + how)

    found = matched(content).items

    assert (found[1].outcome, found[1].why) == ("unsure", HIDDEN)
    assert found[2].outcome == "set"


def test_a_hidden_row_is_known_without_the_namespace_of_the_sheet():
    content = official_workbook(rows(), change=hide_row)

    found = matched(in_sheet(content, NAMESPACE, b"")).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]


def test_a_hidden_row_of_a_merged_answer_is_unsure():
    answers = [*ANSWERS[:1], None, *ANSWERS[2:]]
    content = official_workbook(rows(answers), merged=["E5:E6"], change=hide_row)

    found = matched(content).items

    assert [(one.outcome, one.why) for one in found[:2]] == [("set", ""), ("unsure", HIDDEN)]


@pytest.mark.parametrize(
    "column",
    [
        *(b'min="5" max="5" hidden="1"', b'min="5" max="16384" hidden="true"'),
        b'min="4" max="5" width="0" customWidth="1"',
    ],
)
def test_the_answers_of_a_hidden_column_are_unsure(column):
    columns = b"<cols><col %s/></cols><sheetData>" % column

    found = matched(in_sheet(official_workbook(rows()), b"<sheetData>", columns)).items

    assert [(one.outcome, one.why) for one in found] == [("unsure", HIDDEN)] * 4


def test_rows_with_text_are_shown_where_those_without_are_hidden():
    """zeroHeight is only of the rows that the sheet does not list (18.3.1.81)."""
    format_ = b'<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>'
    content = official_workbook(rows())
    before = entries(content)["xl/worksheets/sheet1.xml"]
    old = re.search(rb"<sheetFormatPr[^>]*/><sheetData>", before)[0]

    assert stated(in_sheet(content, old, format_)) == STATED


def test_a_text_below_a_merged_cell_is_unsure():
    content = edited((SHEET, "</sheetData>", COVERING), content=official_workbook(rows()))

    found = matched(content).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert found[1].why == "The text stands below a merged cell, where nobody sees it."


COVERING = '</sheetData><mergeCells count="1"><mergeCell ref="D6:E6"/></mergeCells>'
DAY, MOMENT = date(2025, 10, 1), datetime(2025, 10, 1, 9, 30)


def in_format(value, code):
    """The second item as it is read, where its answer is this number in this format."""

    def form(book):
        book.active["E6"].number_format = code

    content = official_workbook(rows([ANSWERS[0], value, *ANSWERS[2:]]), change=form)
    found = matched(content).items[1]
    return found.outcome, found.read


@pytest.mark.parametrize(
    ("value", "code"),
    [(0.999, "0.00%"), (1.237, "0.00"), (0.5, "0"), (5, "[=5]0"), (1.5, "#,##0")],
)
def test_a_number_that_is_shown_in_another_form_is_unsure(value, code):
    assert in_format(value, code)[0] == "unsure"


@pytest.mark.parametrize(
    ("value", "code", "outcome"),
    [
        *(
            (DAY, "yyyy/m/d", "set"),
            (DAY, '[$-411]ggge"年"m"月"d"日"', "set"),
            (DAY, "m/d/yy", "set"),
        ),
        *((DAY, 'yyyy"年"m"月"', "unsure"), (DAY, "mmm-yy", "unsure"), (DAY, "d-mmm", "unsure")),
        *((DAY, '"day" yyyy/m', "unsure"), (MOMENT, "yyyy/m/d", "unsure")),
        *((MOMENT, "yyyy/m/d h:mm", "set"), (timedelta(hours=30), "[h]:mm", "unsure")),
    ],
)
def test_a_date_that_is_shown_in_part_is_unsure(value, code, outcome):
    assert in_format(value, code)[0] == outcome


@pytest.mark.parametrize(
    "code", [";;;", '"いいえ、"@', '0;0;0;"いいえ、"@', '@"ではない"', "0;0;0;"]
)
def test_a_text_in_a_format_with_other_words_or_none_is_unsure(code):
    assert in_format(ANSWERS[1], code) == ("unsure", ANSWERS[1])


@pytest.mark.parametrize(
    "code",
    [
        *("@", "General", "0.00", "[Red]@", "General;General;General;@", '0"日"', '"a;b;c;"0'),
        '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    ],
)
def test_a_text_in_a_format_that_shows_it_alone_is_set(code):
    assert in_format(ANSWERS[1], code) == ("set", ANSWERS[1])


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (5, "0", "5"),
        (5, "0.0", "5.0"),
        (1.1, "0.0#", "1.1"),
    ],
)
def test_a_number_is_read_with_the_zeros_that_are_shown(value, code, text):
    assert in_format(value, code) == ("set", text)


def strike_cell(book):
    book.active["E6"].font = Font(strike=True)


def strike_a_part(book):
    struck = TextBlock(InlineFont(strike=True), "3営業日")
    book.active["E6"] = CellRichText("解約から", struck, "5営業日")


SHARED = with_shared_strings(official_workbook(rows()))
STRUCK = "<r><rPr><strike/></rPr><t>3営業日</t></r><r><t>5営業日</t></r>"


@pytest.mark.parametrize(
    "content",
    [
        official_workbook(rows(), change=strike_cell),
        official_workbook(rows(), change=strike_a_part),
        edited((STRINGS, f"<t>{ANSWERS[1]}</t>", STRUCK), content=SHARED),
    ],
    ids=["cell", "part", "part of a shared text"],
)
def test_a_text_that_is_struck_out_is_unsure(content):
    found = matched(content).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert found[1].why == "Text of the cell is struck out in the file."


def test_struck_out_text_is_told_among_thousands_of_styles_in_time():
    chance = random.Random(1)
    styles = "".join(f'<xf fontId="{chance.randrange(8_000)}"/>' for _ in range(64_000))
    content = edited(
        (STYLES, "</fonts>", "<font/>" * 8_000 + "</fonts>"),
        (STYLES, "</cellXfs>", styles + "</cellXfs>"),
        content=official_workbook(rows(), change=strike_cell),
    )

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


def test_an_empty_cell_may_be_struck_out():
    content = official_workbook(rows([ANSWERS[0], None, *ANSWERS[2:]]), change=strike_cell)

    assert matched(content).items[1].outcome == "empty in file"


def test_a_formula_counts_by_its_stored_value_and_without_one_is_unsure():
    content = official_workbook(rows([ANSWERS[0], '="a"&"b"', *ANSWERS[2:]]))

    assert matched(content).items[1].why == (
        "The cell holds a formula whose result the file does not have."
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        *(("2025年10月1日", "set"), ("令和7年10月1日", "set"), ("R7.10.1", "set")),
        *(("2025/10/01", "set"), ("２０２５－１０－０１", "set")),
        *(("10/01/2025", "unsure"), ("25/10/1", "unsure"), ("10月1日", "unsure")),
        *(("2025-10-01 / 2025-11-01", "unsure"), ("2025-02-30", "unsure")),
    ],
)
def test_the_disclosure_date_is_one_that_can_be_read_in_one_way(text, outcome):
    question = Question("1", "", "日付", "開示の年月日", states_disclosure_date=True)
    content = official_workbook([(1, None, "日付", "開示の年月日", text)])

    assert matched(content, questions=[question]).items[0].outcome == outcome


def test_rows_under_one_number_answer_the_parts_that_they_word():
    parts = [
        Question("1-1", "", "会社", "正式な名称"),
        Question("1-2", "", "会社", "設立した年"),
    ]
    content = workbook(
        ("No.", "項目", "質問", "回答"),
        (1, "会社", "正式な名称", "Example"),
        (None, None, "設立した年", "1990年"),
        merged=["A2:A3", "B2:B3"],
    )

    found = matched(content, questions=parts).items

    assert [one.statement.body for one in found] == ["Example", "1990年"]


def test_columns_that_nobody_knows_are_named_by_a_person():
    content = workbook(
        ("管理", "題", "問い", "こたえ"),
        *((n, name, q, a) for n, _c, name, q, a in rows()),
    )
    with pytest.raises(NoHeading):
        read_file(content)

    choice = Choice("Sheet", 0, {0: "number", 1: "name", 2: "question", 3: "answer"})

    assert stated(content, choice) == STATED


def test_too_few_columns_are_refused():
    assert not is_whole({"number": (0,), "answer": (1,)})
    with pytest.raises(TooFewColumns):
        read_file(GOOD["official"], Choice("Sheet", 0, {0: "number", 4: "answer"}))


def test_one_of_several_pages_is_chosen_by_its_name():
    def add(book):
        write_sheet(book.create_sheet("Other"), rows(["無し", *ANSWERS[1:]]))

    content = official_workbook(rows(), change=add)
    with pytest.raises(SeveralPages):
        read_file(content)

    assert stated(content, Choice(page="Other"))["1"] == Statement("no", "", None)
