"""The questions, answers and workbooks that the tests of layouts share."""

import csv
import io
import unicodedata
import zipfile

from django.utils.translation import override
from openpyxl import Workbook

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
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

ANSWERS = [
    "有り",
    "解約から5営業日以内です。",
    "有り TLS 1.3を使います。",
    "OV証明書を毎年更新します。",
]
STATED = {
    "1": AnswerContent(availability="yes"),
    "2": AnswerContent(body=ANSWERS[1]),
    "3": AnswerContent(availability="yes", body="TLS 1.3を使います。"),
    "4": AnswerContent(body=ANSWERS[3]),
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

SPILLED = "Beside the answer stands text below no heading, which may be a part of it."


def outcome_of(text):
    """What becomes of the text as the answer to an item that does not ask whether."""
    return matched(official_workbook(rows([ANSWERS[0], text, *ANSWERS[2:]]))).items[1]
