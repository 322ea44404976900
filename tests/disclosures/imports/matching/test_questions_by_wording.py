"""`QuestionsByWording` misses no item that a row words, wherever its wording stands."""

import pytest

from disclosures.imports.matching.question import Question
from disclosures.imports.matching.questions_by_wording import QuestionsByWording
from disclosures.imports.matching.wording_match import Labels
from disclosures.imports.tables.reading import read_file

QUESTIONS = {
    question.number: question
    for question in (
        Question("1", "", "複製", "データの複製を毎日行っていますか"),
        Question("2", "保守", "複製", "データの複製を毎日行っていますか"),
        Question("3", "", "点検", "設備と建物の点検を毎月行い、結果を記録していますか"),
        Question("4", "", "点検", "設備と建物の点検を毎月行い、結果を報告していますか"),
        Question("5", "", "", "鍵は誰が扱いますか"),
        Question("6", "", "窓口", ""),
    )
}
FILES = {
    "in their columns": "No.,大項目,項目,内容,回答\n9,,複製,データの複製を毎日行っていますか,はい",
    "cut short": "No.,大項目,項目,内容,回答\n9,,点検,設備と建物の点検を毎月行い、結果を,毎月。",
    "by names alone": "No.,項目,回答\n9,窓口,電話です。",
    "by questions alone": "No.,内容,回答\n9,鍵は誰が扱いますか,担当者です。",
    "in other columns": "No.,項目,内容,回答,\n9,,複製,データの複製を毎日行っていますか,毎日。",
    "below no headings": "9\t複製\tデータの複製を毎日行っていますか\tはい\n10\t窓口\t何か\t電話",
    "in one cell": "No.,項目,内容,回答\n9,,保守 複製 データの複製を毎日行っていますか,毎日。",
    "nowhere": "No.,項目,内容,回答\n9,雑談,今日は何日ですか,一日。",
}


@pytest.mark.parametrize("name", FILES)
def test_every_item_that_agrees_with_a_row_is_possible(name):
    file = read_file(FILES[name].encode())
    labels, by_wording = Labels(file, QUESTIONS), QuestionsByWording(QUESTIONS.values())

    for row in file.rows:
        possible = by_wording.possible(labels.texts(row), file.layout)
        agreeing = [asked for asked in QUESTIONS.values() if labels.agree(row, asked)]
        assert [asked for asked in possible if asked in agreeing] == agreeing


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("in their columns", ["1", "2"]),
        ("cut short", ["3", "4"]),
        ("by names alone", ["6"]),
        ("by questions alone", ["5"]),
        ("in other columns", ["1", "2"]),
        ("nowhere", []),
    ],
)
def test_few_of_them_are_possible(name, numbers):
    file = read_file(FILES[name].encode())
    texts = Labels(file, QUESTIONS).texts(file.rows[0])

    possible = QuestionsByWording(QUESTIONS.values()).possible(texts, file.layout)

    assert [question.number for question in possible] == numbers
