"""Forms that nobody filled in, and words that stand in the place of an answer."""

import pytest

from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, OFFICIAL, as_text, matched, outcome_of, rows


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

    assert (found.outcome, reason(found)) == (
        *("unsure", "The cell names several answers to choose from."),
    )


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

    assert (found.outcome, reason(found)) == (
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

    assert (found.outcome, reason(found)) == (
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

    assert (found.outcome, reason(found)) == (
        *("unsure", "The text points at another answer; it is open at which."),
    )


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#NAME?", "有り #VALUE!", "Err:502"])
def test_the_error_of_a_formula_is_no_answer_where_it_became_a_text(text):
    lines = as_text([OFFICIAL, *rows([ANSWERS[0], text, *ANSWERS[2:]])])

    found = matched(lines).items[1]

    assert (found.outcome, reason(found)) == (
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


@pytest.mark.parametrize("text", ["○○クラウド株式会社に委託", "〇〇", "×××", "△社に委託"])
def test_a_sign_that_stands_for_a_name_is_no_mark(text):
    found = matched(official_workbook(rows([text, text, *ANSWERS[2:]]))).items

    assert [(one.outcome, one.statement) for one in found[:2]] == [
        *(("unsure", None), ("set", AnswerContent(body=text)))
    ]
