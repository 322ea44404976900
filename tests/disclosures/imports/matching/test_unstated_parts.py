"""What a file does not state of an answer stays as it is, in every layout; 記載なし clears it."""

from dataclasses import replace

import pytest

from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason

from .one_answer import ASKED, LAYOUTS, NEW, NOW, first, matches, table


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_states_a_text_alone_leaves_有無_and_責任主体(layout):
    found = first(LAYOUTS[layout](NEW))

    assert (found.outcome, found.statement) == ("set", replace(NOW, body=NEW))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_states_what_stands_changes_nothing(layout):
    assert first(LAYOUTS[layout](NOW.body)).outcome == "unchanged"


@pytest.mark.parametrize(
    ("now", "in_file", "outcome"),
    [
        ("9時〜17時です。", "9時～17時です。", "unchanged"),
        ("9時～17時です。", "9時〜17時です。", "unchanged"),
        ("−5度までです。", "－5度までです。", "unchanged"),
        ("A‖B—C", "A∥B―C", "unchanged"),
        ("9時〜17時です。", "9時-17時です。", "set"),
        ("５件です。", "5件です。", "set"),
        ("髙橋です。", "高橋です。", "set"),
    ],
)
def test_a_sign_that_shift_jis_exchanges_changes_nothing(now, in_file, outcome):
    stated = AnswerContent(body=now)

    found = first(table(f"{ASKED},回答", ("1", in_file)), stated)

    kept = stated if outcome == "unchanged" else AnswerContent(body=in_file)
    assert (found.outcome, found.statement) == (outcome, kept)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("availability", "text"),
    [
        ("yes", "点検していません。"),
        ("yes", "無し"),
        ("no", NEW),
        ("not_applicable", NEW),
        ("undisclosed", NEW),
    ],
)
def test_有無_does_not_stay_beside_a_text_that_contradicts_it(layout, availability, text):
    found = first(LAYOUTS[layout](text), AnswerContent(availability=availability))

    has_own_cell = layout in ("有無 that is empty", "both empty", "our own table")
    is_stated = text == "無し" and not has_own_cell
    assert found.outcome == ("set" if is_stated else "unsure")


@pytest.mark.parametrize(
    ("availability", "text"),
    [
        ("yes", "点検しています。夜間は行っていません。"),
        ("no", "来年度に検討する方針。"),
        ("undisclosed", "安全のため公開していません。詳細は契約後に開示します。"),
    ],
)
def test_有無_stays_beside_a_text_that_leaves_it_open(availability, text):
    found = first(
        LAYOUTS["the text alone"](text), AnswerContent(availability=availability, body="旧")
    )

    assert (found.outcome, found.statement) == (
        "set",
        AnswerContent(availability=availability, body=text),
    )


def test_責任主体_is_taken_without_a_column_for_有無():
    rows = (
        ("1", "はい", "弊社"),
        ("2", "一年間保存しています。", "クラウドベンダー"),
        ("3", "", "利用者"),
    )

    found = matches(table(f"{ASKED},回答,責任主体", *rows), {})

    assert [found[number, ""].statement for number in "123"] == [
        AnswerContent(availability="yes", responsibility="vendor"),
        AnswerContent(body="一年間保存しています。", responsibility="cloud_provider"),
        AnswerContent(responsibility="customer"),
    ]


def test_責任主体_alone_changes_nothing_else():
    found = first(table(f"{ASKED},回答,責任主体", ("1", "", "お客様")))

    assert (found.outcome, found.statement) == ("set", replace(NOW, responsibility="customer"))


def test_an_unknown_word_for_who_is_responsible_is_unsure():
    found = first(table(f"{ASKED},回答,責任主体", ("1", NEW, "他社")))

    assert (found.outcome, reason(found)) == ("unsure", "“他社” is no word that is known here.")


@pytest.mark.parametrize("word", ["記載なし", "記載なし。", "Not stated", " 記載 なし"])
def test_a_word_for_none_clears_the_part_in_whose_cell_it_stands(word):
    headings = f"{ASKED},有無,責任主体,回答"

    found = [
        first(table(headings, ("1", *said)))
        for said in ((word, "", ""), ("", word, NEW), (word, word, NOW.body))
    ]

    assert [one.outcome for one in found] == ["set"] * 3
    assert [one.statement for one in found] == [
        replace(NOW, availability=None),
        replace(NOW, responsibility=None, body=NEW),
        AnswerContent(body=NOW.body),
    ]


def test_a_word_for_none_where_nothing_is_stated_changes_nothing():
    now = AnswerContent(body=NEW)

    assert first(table(f"{ASKED},有無,回答", ("1", "記載なし", NEW)), now).outcome == "unchanged"


def test_what_is_cleared_was_never_said_so_by_an_older_file():
    now = replace(NOW, responsibility=None)
    earlier = [AnswerContent(body=NOW.body), now]

    found = first(table(f"{ASKED},有無,回答", ("1", "記載なし", NOW.body)), now, earlier)

    assert (found.outcome, found.statement) == ("set", AnswerContent(body=NOW.body))


def test_a_word_for_none_in_the_place_of_a_text_is_no_answer():
    assert first(LAYOUTS["the text alone"]("記載なし")).outcome == "unsure"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_from_before_a_change_is_known_whatever_stood_beside_it(layout):
    earlier = [AnswerContent(availability="partial", body=NEW, responsibility="shared"), NOW]

    found = first(LAYOUTS[layout](NEW), NOW, earlier)

    assert reason(found) == "The file says what was answered before; it was changed since."


@pytest.mark.parametrize(
    ("now", "outcome"),
    [("yes", "unchanged"), ("no", "unsure"), ("partial", "unsure"), (None, "set")],
)
@pytest.mark.parametrize("headings", [f"{ASKED},回答", f"{ASKED},有無,回答"])
def test_a_text_stays_beside_有無_only_where_that_was_not_another(headings, now, outcome):
    said = ("有り", "") if "有無" in headings else ("有り",)

    found = first(table(headings, ("1", *said)), AnswerContent(availability=now, body=NEW))

    assert found.outcome == outcome
    assert outcome == "unsure" or found.statement == AnswerContent(availability="yes", body=NEW)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        *(
            ("no", text)
            for text in ("毎日点検する。", "点検しています！", "実施中", "We do it daily.")
        ),
        *(("yes", text) for text in ("実施せず", "非対応", "We do not.")),
        ("yes", "現在、対応していません。今後対応予定です。"),
        ("partial", "点検していません。"),
    ],
)
def test_a_word_that_may_contradict_the_new_text_does_not_stay(word, text):
    found = first(table(f"{ASKED},回答", ("1", text)), replace(NOW, availability=word))

    assert found.outcome == "unsure"


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("no", "点検していません。"),
        ("no", "現在は点検しておりません。来年度に対応予定です。"),
        ("yes", "毎日点検しています。夜間は対応していません。"),
        ("not_applicable", "該当する機器はありません。"),
        ("undisclosed", "公開していません。"),
    ],
)
def test_a_word_stays_beside_a_text_that_agrees(word, text):
    found = first(table(f"{ASKED},回答", ("1", text)), replace(NOW, availability=word))

    assert (found.outcome, found.statement) == ("set", replace(NOW, availability=word, body=text))
