"""The words by which files are read, as data: headings, and what cells say.

Words that are compared after `normalize` stand here as it leaves them. Patterns that are made of
words stand where they are used.
"""

from disclosures.sheet.table import AVAILABILITY, NOT_STATED, RESPONSIBILITY
from texts.normalize import normalize

# Headings and what stands below a table

# What a column can hold, and the words that sheets of any kind put above it; `forms` has the words
# of one sheet alone.
HEADING_WORDS = {
    "number": {"no", "番号", "項番", "id", "#", "questionid", "controlid", "管理番号"},
    "section": {"区分", "章"},
    "category": {"大項目", "種別", "分類", "大分類", "category", "domain"},
    "name": {
        *("項目", "項目名", "小項目", "中項目", "チェック項目", "確認項目"),
        *("item", "title"),
    },
    "question": {
        *("質問", "質問内容", "設問", "確認事項", "確認内容"),
        *("question", "questions", "description"),
    },
    "answer": {
        *("回答", "回答内容", "回答欄", "ご回答", "記入欄"),
        *("answer", "response", "comment", "comments"),
    },
    "availability": {"有無", "yes/no/na", "yes/no", "対応有無"},
    "responsibility": {"責任主体", "ownership"},
    "product": {"サービス・製品", "サービス・製品名", "製品", "製品名", "対象製品"},
    "same_as": {"同上"},
    "evidence": {"根拠・参考"},
    "required": {"必須・選択", "必須/選択", "必須選択", "必須"},
    "unit": {"単位"},
}
ASKS_OR_SAYS = "内容"  # asks, unless another heading does: then it is the answer
# Above answers or above explanations of them; beside these any other column may be the answers'.
EXPLAINING_HEADINGS = {ASKS_OR_SAYS, "comment", "comments"}
REMARK_BEGINNINGS = ("※", "＊", "*", "注", "備考", "（注", "(注")  # of a line below the rows

# What is asked

# Of a text that asks, where that of a chapter only names what it is about
ASKING_ENDINGS = (
    "か",
    "?",
    "？",
    "。",
    ".",
    "こと",
    "ください",
    "下さい",
    "記載",
    "記述",
    "有無",
    "可否",
)
AVAILABILITY_QUESTIONS = ("有無", "可否", "か否か")
REQUIREMENT_WORDS = {
    "必須": True,
    "required": True,
    "選択": False,
    "任意": False,
    "optional": False,
    "mandatory": True,
    "推奨": False,
    "recommended": False,
}
LEFT_EMPTY = "-‐–—―−－ー/／・ 　"  # signs in a cell that is left empty on purpose
# Below a heading such as 必須; ○ alone says nothing elsewhere.
REQUIREMENT_MARKS = {**dict.fromkeys("○〇◯●", True), **dict.fromkeys("×✕✖", False)}

PRODUCT_WORDS = ("製品", "サービス", "システム", "プロダクト")

# What is said

# The words of check sheets, and the codes of `Answer.availability`.
AVAILABILITY_WORDS = {
    "有り": "yes",
    "あり": "yes",
    "有": "yes",
    "無し": "no",
    "なし": "no",
    "無": "no",
    "一部有り": "partial",
    "一部あり": "partial",
    "一部有": "partial",
    "一部・条件付き": "partial",
    "一部": "partial",
    "該当無し": "not_applicable",
    "該当なし": "not_applicable",
    "対象外": "not_applicable",
    "非公開": "undisclosed",
    **dict.fromkeys("○〇◯", "yes"),
    **dict.fromkeys("×✕✖", "no"),
    "△": "partial",
}
# Only as the whole cell: "No longer …" and "はい、…" go on.
AVAILABILITY_CELLS = {
    **{normalize(word): code for code, word in AVAILABILITY.items()},
    **dict.fromkeys(("yes", "はい"), "yes"),
    **dict.fromkeys(("no", "いいえ"), "no"),
    **dict.fromkeys(("partial", "partially", "partialorconditional"), "partial"),
    **dict.fromkeys(("na", "n/a", "notapplicable"), "not_applicable"),
    "notdisclosed": "undisclosed",
}
RESPONSIBILITY_WORDS = {
    **{normalize(word): code for code, word in RESPONSIBILITY.items()},
    **dict.fromkeys(("弊社", "当社", "事業者", "us", "csp-owned"), "vendor"),
    **dict.fromkeys(("クラウドベンダー", "cloudprovider", "3rd-partyoutsourced"), "cloud_provider"),
    **dict.fromkeys(("共有", "shared", "sharedcspandcsc", "sharedcspand3rd-party"), "shared"),
    **dict.fromkeys(("利用者", "customer", "csc-owned"), "customer"),
}
# In a column for products: the answer is that of all of them.
ALL_PRODUCTS = {
    *("共通", "共通事項", "全製品共通", "全て", "すべて", "全部", "全般", "ALL", "All", "Common"),
    *(f"{every}{one}" for every in ("全", "全ての", "すべての", "各") for one in PRODUCT_WORDS),
}
BOTH = {"両方", "両製品", "双方"}
AVAILABILITY_SIGNS = "○〇◯×✕✖△"
NOT_STATED_WORDS = {normalize(word) for word in (NOT_STATED, "not stated")}
DITTO_WORDS = {"同上", "〃"}
# Where programs end what is too long for them, and people a sentence that they did not finish
CUT_ENDINGS = ("...", "…", "、", "ただし")
# Words that every answer may use, and that therefore tell nothing of which item it speaks
EVERYDAY_WORDS = {
    "有無",
    "場合",
    "内容",
    "概要",
    "方法",
    "状況",
    "対応",
    "実施",
    "対象",
    "利用者",
    "サービス",
}
