"""Cells for the section, the unit and whether it is required: what they say beyond the item."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file

QUESTIONS = [
    Question("1", "運用", "点検", "点検の回数（年あたり）", section="2. 運用での対策"),
    Question("2", "運用", "保管", "保管する期間"),
]


def listed(headings, *cells):
    head = ("No.", "項目", "設問", "回答", *headings)
    answers = ("年5回です。", "10年間です。")
    lines = [
        (asked.number, asked.name, asked.question, answer, *texts)
        for asked, answer, texts in zip(QUESTIONS, answers, cells, strict=True)
    ]
    content = "\n".join(",".join(line) for line in (head, *lines))
    found = match(read_file(content.encode()), QUESTIONS, WorkingCopyState())
    assert [one.outcome for one in found.items] == ["set", "set"]
    return [(line.row_number, line.columns, line.text) for line in found.unmatched]


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("単位", ("時間", "営業日")),
        ("必須", ("金融機関は必須", "山田が担当")),
        ("区分", ("社外秘", "組織的対策")),
    ],
)
def test_what_the_item_does_not_say_is_listed_beside_its_row(heading, texts):
    found = listed([heading], *((text,) for text in texts))

    assert found == [(at, (4,), text) for at, text in enumerate(texts, start=2)]


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        *(("単位", ("回", "期間")), ("単位", ("年", ""))),
        *(("必須", ("必須", "任意")), ("必須", ("○", "×")), ("必須・選択", ("Required", "推奨"))),
        *(("区分", ("運用での対策", "")), ("章", ("2. 運用での対策", ""))),
    ],
)
def test_what_the_item_or_the_answer_says_already_is_listed_nowhere(heading, texts):
    assert listed([heading], *((text,) for text in texts)) == []


def test_beside_one_row_all_is_one_line():
    found = listed(["備考", "単位"], ("来年見直し", "時間"), ("", ""))

    assert found == [(2, (4, 5), "時間 来年見直し")]
