"""Texts of forms and templates that nobody replaced, and real answers that resemble them."""

from dataclasses import replace

import pytest

from disclosures.imports.matching.statement import Statement
from disclosures.sheet.findings import Finding, findings
from tests.disclosures.imports.matching.test_unstated_parts import ASKED, LAYOUTS, first, table
from tests.sheets import ALPHA, BETA, answer, item, sheet
from texts.prompts import first_prompt

LEFT_OPEN = [
    "回答をご記入ください",
    "ご記入下さい。",
    "こちらにご回答ください",
    "○年○月に取得",
    "選択してください",
    "▼選択してください",
    "-- 選択 --",
    "（選択してください）",
    "プルダウンから選択",
    "リストから選択してください。",
    "ドロップダウンリストから1つ選択してください",
    "アイテムを選択してください。",
    "有無を選択してください",
    "＜ここに記入＞",
    "ここに入力",
    "こちらにご記入ください",
    "【回答を記入してください】",
    "回答をご記入ください。",
    "ここをクリックまたはタップしてテキストを入力してください。",
    "クリックまたはタップして日付を入力してください。",
    "{{バックアップの頻度}}",
    "${company}",
    "稼働率は{{値}}%です。",
    "2026年\u3000月\u3000日",
    "令和\u3000年\u3000月\u3000日",
    "令和__年__月__日に実施",
    "XX時間以内",
    "ＸＸ時間以内に復旧します。",
    "約○○時間です。",
    "○○日以内にご連絡します",
    "20XX年4月に取得",
    "2026年○月○日",
    "毎年○月に実施します。",
    "○ 時間以内",
    "○\u3000年\u3000○\u3000月",
    "△ 社",
    "○時間以内",
    "●●年●月",
    "（\u3000）時間以内",
    "TODO",
    "TODO: 確認する",
    "TODO：確認",
    "Choose an item.",
    "Choose an item",
    "Select an option",
    "Please select",
    "Click or tap here to enter text.",
    "Enter text here",
    "[Insert company name]",
    "Lorem ipsum dolor sit amet",
    "ダミー",
    "後日記入します",
    "要記入",
    "保存しています（ここに記入）。",
    "年1回実施＜日付を入力＞",
    "__時間",
    "□□年□□月",
    "未選択",
    "XX%以上",
    "\u3000年\u3000月\u3000日",
    "2026 年\u3000月",
    "記入してください",
    "以下に記入してください",
    "FIXME",
    "Todo：あとで",
    "回答を選択してください",
    "該当するものを選択してください",
    "有・無を選択してください",
    "プルダウンから有無を選択してください",
    "リストから選んでください",
    "該当するものに○をつけてください",
    "セルを選択してください",
    "回答内容をご記入ください",
    "具体的な内容を記入してください",
    "回答をここに記入してください",
    "貴社名を記入してください",
    "要記載",
    "#{company}",
    "%COMPANY%",
    "<<company>>",
    "«会社名»",
    "＜会社名＞",
    "【会社名】",
    "[Company Name]",
    "<Company Name>",
    "To be completed",
    "To be determined",
    "Please specify",
    "Please describe",
    "Please provide details",
    "Enter a date",
    "**時間以内",
    "??時間以内",
    "N時間以内",
    "(XX)時間以内",
    "（○）時間以内",
    "【\u3000】時間以内",
    "復旧目標は\u3000\u3000時間です",
    "稼働率：\u3000％",
    "従業員数：\u3000名",
    "年\u3000回",
    "○世代保管",
    "○日間保管",
    "○年間保存",
    "○カ月間",
    "XX万円",
    "XXbit",
    "YYYY/MM/DD",
    "2026/XX/XX",
    "2026年＊月＊日",
    "2026年？月？日",
    "20××年4月1日",
    "令和\u3000年",
    "R○.○.○",
    "XX:XX",
    "03-XXXX-XXXX",
    "○：○○～○：○○",
    "{会社名}",
]

ANSWERS = [
    "○",
    "○ 年1回実施しています。",
    "○ 月次で実施しています。",
    "○ 時間外も対応しています。",
    "○ 日次バックアップ",
    "○ 人的対策を行っています。",
    "○ 回線を二重化しています。",
    "○ 社内規程によります。",
    "○年1回の点検",
    "○月に1回点検します。",
    "○ 年に1回、監査を行っています。",
    "○年次点検を実施",
    "●月次レポート",
    "○分割して保存",
    "24時間×365日",
    "24時間365日対応しています。",
    "二〇二六年四月",
    "一〇〇件まで",
    "二〇時間以内",
    "○○社",
    "○○様のように、実名は公開しません。",
    "TLS 1.Xに対応",
    "2.x系を利用しています。",
    "Linux 時間サーバーを利用",
    "UNIX時間で記録します。",
    "x86 を利用",
    "平日○、土日×",
    "△ 一部のみ",
    "△ 年内に対応予定です。",
    "お客様が選択します。",
    "選択",
    "選択できます。",
    "お客様にて設定項目を選択してください。",
    "別紙に記載しています。",
    "記入例は別紙のとおりです。",
    "（別紙に記載）",
    "（お客様が選択）",
    "規約に記載",
    "画面に入力された内容を記録します。",
    "<ID>",
    "<info@example.com>",
    "【サービス名】LeySer",
    "todolist.example.com を利用",
    "ToDoリストの機能があります。",
    "3年 月額課金",
    "毎月 日本国内の拠点で実施",
    "Sample Inc.が運営します。",
    "1件（1,000円）",
    "サンプル数は10件です。",
    "月 日次で取得",
    "選択式の暗号化に対応",
    "Select機能があります",
    "add",
    "10×3台",
    "□ 有り ■ 無し",
    "（ ）内は税抜です",
    "回答をお待ちください",
    "内容を記載したメールを送ります",
    "Add-on を提供",
    "24時間以内",
    "～時間",
    "1社",
    "×",
    "× 時間外は対応していません。",
    "× 年度内に対応します。",
    "サービスは年中無休 ○日中",
    "以下に記載します。",
    "以下に記載",
    "ToDo リストの機能があります。",
    "未定",
    "Notes: see below",
    "100件／月 日本時間",
    "土○ 日○ 祝○",
    "平日○ 日祝×",
    "月曜○ 日曜×",
    "平日○ 土× 日×",
    "□ 日 □ 週 ■ 月",
    "監査○ 年1回",
    "電話○ 時間9-17時",
    "通知○ 秒単位",
    "暗号化○ 回線冗長化○",
    "サポート窓口○ 時間外窓口×",
    "日本語対応○時間外対応×",
    "サーバーは○台湾にあります",
    "2026年 月末",
    "毎年 月末",
    "毎月 日単位",
    "1月 日祝",
    "○ 月前半に実施",
    "○ 年後半に実施",
    "Generation X 世代",
    "Model X 年",
    "保管地域はお客様が指定できます（一覧から選択）。",
    "バックアップ時刻はお客様が決められます（プルダウンから選択）。",
    "・日付を入力\n・押す",
    "・理由を記入する\n・押す",
    "申込書（要記入）が必要です。",
    "[Enter] キーで確定",
    "TODO管理機能があります。",
    "TODO/FIXMEの検出に対応",
    "Wiki記法[[ページ名]]に対応",
    "パスワードは画面から入力してください",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_what_only_asks_for_an_answer_or_leaves_one_open_is_found(text):
    assert first_prompt(text) != ""
    assert first_prompt(f"毎日点検しています。\n{text}") != ""


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_with_such_signs_and_words_is_none(text):
    assert first_prompt(text) == ""


ALONE = [
    "T.B.D.",
    "WIP",
    "値を選択",
    "文章を入力",
    "<回答>",
    "【記入】",
    "追記予定",
    "あとで書く",
    "確認待ち",
    "法務確認中",
    "[answer]",
]


@pytest.mark.parametrize("text", ALONE)
def test_what_may_be_a_step_of_a_manual_counts_by_itself_alone(text):
    assert (first_prompt(text), first_prompt(f"{text}\n保存する")) == (text, "")


@pytest.mark.parametrize("text", ["確認中", "確認中です。", "（未回答）", "TBD"])
def test_a_note_that_there_is_no_answer_yet_counts_by_itself_alone(text):
    assert first_prompt(text) == text
    assert first_prompt(f"毎日点検しています。\n{text}") == ""


def test_the_passage_is_quoted():
    assert first_prompt("復旧の目標はＸＸ時間以内です。") == "XX時間"


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_such_a_text_is_unsure_at_an_import(text):
    assert first(table(f"{ASKED},回答", ("1", text))).outcome == "unsure"


@pytest.mark.parametrize("text", ["選択してください", "XX時間以内", "TODO"])
def test_such_a_text_is_unsure_on_our_own_table_too(text):
    assert first(LAYOUTS["our own table"](text)).outcome == "unsure"


def test_such_a_text_that_stands_already_is_unchanged():
    now = Statement(None, "XX時間以内", None)

    assert first(table(f"{ASKED},回答", ("1", now.body)), now).outcome == "unchanged"


@pytest.mark.parametrize("text", ["○ 時間以内", "○　年　○　月", "△ 社"])
def test_a_sign_that_stands_for_a_figure_says_nothing_of_有無(text):
    assert first(table(f"{ASKED},回答", ("1", text))).outcome == "unsure"


def test_such_a_text_is_found_before_a_submission():
    made = sheet(
        item("1", answer("XX時間以内に復旧します。")),
        item("2", answer("4時間以内に復旧します。")),
        notes="制定日：2026年　月　日",
    )

    found = [one for one in findings(made) if one.code == "prompt"]

    assert found == [
        Finding("prompt", "", {"text": "年 月 日"}),
        Finding("prompt", "1", {"text": "XX時間"}),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"company": "（会社名を記入）"},
        {"products": (replace(ALPHA, name="（製品名をご記入ください）"), BETA)},
    ],
)
def test_a_prompt_is_found_in_printed_names_too(values):
    found = findings(sheet(item("1", answer("Yes.")), **values))

    assert [(one.code, one.number) for one in found] == [("prompt", "")]
