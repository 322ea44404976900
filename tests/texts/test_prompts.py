"""Texts of forms and templates that nobody replaced, and real answers that resemble them."""

import pytest

from texts.prompts import first_prompt

from .left_open import LEFT_OPEN

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
