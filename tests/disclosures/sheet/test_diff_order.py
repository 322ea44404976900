"""Forty changes as reviewers meet them: which comes first, and what is marked.

[-…-] is struck out, {+…+} is put in.
"""

import re

import pytest

from disclosures.sheet.diff import changes
from disclosures.sheet.field_change import Risk
from tests.sheets import answer, item, sheet
from texts.textdiff import diff_runs

CODES = [
    (Risk.FLIP, answer(availability="yes"), answer(availability="no")),
    (Risk.FLIP, answer("7日", availability="no"), answer("14日", availability="yes")),
    (Risk.AVAILABILITY, answer(availability="yes"), answer(availability="partial")),
    (Risk.AVAILABILITY, answer("7日", availability="no"), answer("14日")),
    (Risk.RESPONSIBILITY, answer(responsibility="vendor"), answer(responsibility="shared")),
]
TEXTS = [
    (Risk.FIGURES, "[-7-]{+14+}日分のバックアップを保管します。"),
    (Risk.FIGURES, "稼働率は[-99.9-]{+99.95+}%を目標とします。"),
    (Risk.FIGURES, "ログは[-六か月-]{+1年+}間保存します。"),
    (Risk.FIGURES, "受付は[-9:00-]{+9:30+}から17:00までです。"),
    (Risk.FIGURES, "[-2025年10-]{+2026年4+}月1日現在の情報です。"),
    (Risk.WORDING, "通信はTLS1.2{+以上+}で暗号化します。"),
    (Risk.FIGURES, "通信はTLS[-1.2-]{+1.3+}で暗号化します。"),
    (Risk.WORDING, "[-３０-]{+30+}日前までに通知します。"),
    (Risk.FIGURES, "30{+営業+}日前までに通知します。"),
    (Risk.DENIAL, "最低利用期間は[-1年です-]{+ありません+}。"),
    (Risk.WORDING, "料金は月額[-1,000-]{+1000+}円からです。"),
    (Risk.LINKS, "手順は https://example.com/[-guide-]{+manual+}/ に公開しています。"),
    (Risk.LINKS, "手順は[- https://example.com/guide/ -]{+利用者サイト+}に公開しています。"),
    (Risk.LINKS, "窓口は [-help-]{+support+}@example.com です。"),
    (Risk.DENIAL, "お客様のデータは暗号化していま[-せん-]{+す+}。"),
    (Risk.WORDING, "[-一部-]{+すべて+}のデータを暗号化しています。"),
    (Risk.WORDING, "ウ[-イ-]{+ィ+}ルス対策ソフトを導入しています。"),
    (Risk.WORDING, "サーバ{+ー+}は国内に設置しています。"),
    (Risk.WORDING, "サーバーは国内{+と海外+}に設置しています。"),
    (Risk.WORDING, "障害は電子メール{+又は電話+}で通知します。"),
    (Risk.WORDING, "障害は電子メール[-又は電話-]で通知します。"),
    (Risk.WORDING, "監視[-を行っており-]{+してい+}ます。"),
    (Risk.WORDING, "契約{+の+}終了後、{+お客様の申し出により+}データを削除します。"),
    (Risk.FIGURES, "管理者権限は{+、申請に基づき+}最小限の要員に付与し{+、年1回見直し+}ます。"),
    (Risk.WORDING, "[-第三者機関による診断を受け-]{+自社で診断し+}ています。"),
    (Risk.WORDING, "{+証明書は発行しません。+}データは削除します。[-証明書は発行しません。-]"),
    (Risk.FIGURES, "1行目です。[-\n2行目です。-]\n3行目です。"),
    (Risk.WORDING, "・電話\n・電子メール{+\n・チャット+}"),
    (
        Risk.FIGURES,
        "入退室は記録しています。記録は[-1-]{+3+}年間保存します。鍵は二名で管理します。",
    ),
    (Risk.DENIAL, "[-定期的な報告は行っ-]{+毎月、稼働状況を報告し+}ていま[-せん-]{+す+}。"),
    (Risk.WORDING, "利用者の認証は[-IDとパスワード-]{+多要素認証+}で行います。"),
    (Risk.WORDING, "[-弊-]{+当+}社が責任を負います。"),
    (Risk.WORDING, "（計画停止{+及び緊急の保守+}を除く）"),
    (Risk.DENIAL, "対応[-可能-]{+不可+}です"),
    (Risk.WORDING, "[-有-]{+無+}償で支援します。"),
    (Risk.WORDING, "{+専用の窓口を設けています。+}"),
    (Risk.WORDING, "[-専用の窓口を設けています。-]"),
    (
        Risk.FIGURES,
        "[-障害を検知した場合は、手順に沿ってお客様に通知し-]{+お客様への通知は、手順に沿って障害の検知後30分以内に行い+}ます。",
    ),
    (Risk.WORDING, "データは国内[-にだけ-]{+及び欧州連合に+}保管します。"),
    (
        Risk.DENIAL,
        "契約の終了から90日以内に消去します。{+お申し出があれば30日間は+}復元[-は-]できま[-せん-]{+す+}。",
    ),
    (Risk.DENIAL, "多要素認証に[-は-]対応していま[-せん-]{+す+}。{+設定は管理者が行います。+}"),
    (Risk.FIGURES, "窓口：support@example.com（[-平-]{+毎+}日9時から[-17-]{+21+}時）"),
    (Risk.WORDING, "[-令和7-]{+2025+}年10月1日に更新しました。"),
]


def spelled(pieces):
    signs = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def both(shown):
    """The old and the new text of a marked one."""
    old = re.sub(r"\{\+.*?\+\}", "", shown, flags=re.DOTALL)
    new = re.sub(r"\[-.*?-\]", "", shown, flags=re.DOTALL)
    return re.sub(r"\[-|-\]", "", old), re.sub(r"\{\+|\+\}", "", new)


@pytest.mark.parametrize(("risk", "shown"), TEXTS)
def test_what_is_marked(risk, shown):
    assert spelled(diff_runs(*both(shown))) == shown


def test_the_riskiest_come_first():
    pairs = [*CODES, *((risk, *map(answer, both(shown))) for risk, shown in TEXTS)]
    assert len(pairs) >= 40
    numbered = [(str(at), *pair) for at, pair in enumerate(reversed(pairs))]

    found = changes(
        sheet(*(item(number, old) for number, _, old, _ in numbered)),
        sheet(*(item(number, new) for number, _, _, new in numbered)),
    ).items

    expected = sorted((risk, int(number)) for number, risk, _, _ in numbered)
    assert [(change.risk, int(change.number)) for change in found] == expected
