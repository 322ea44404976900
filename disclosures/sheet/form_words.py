"""The form words: what files for people say around a sheet's own texts, in Japanese or English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from texts.language import may_be_japanese

from .moments import english_day, japanese_day

# Of each word its Japanese and its English; `{}` stands for what is put in.
WORDS = {
    "number": ("No.", "No."),
    "item": ("【情報開示項目】", "Item"),
    "question": ("【内容】", "Question"),
    "answer": ("事業者回答", "Answer"),
    "company": ("会社", "Company"),
    "established": ("制定日", "Established"),
    "updated": ("更新日", "Updated"),
    "version": ("バージョン", "Version"),
    "products": ("サービス・製品", "Products"),
    "scope": ("この文書の範囲", "Scope of this document"),
    "of_product": (
        "{}（全サービス共通の回答を含む）",
        "{} (with the answers common to all products)",
    ),
    "website": ("Webサイト", "Website"),
    "in_service": ("サービス開始日", "In service since"),
    "general": ("全般", "General"),
    "guideline": ("ガイドライン", "Guideline"),
    "publisher": ("発行", "Publisher"),
    "guideline_address": ("ガイドラインのアドレス", "Address of the guideline"),
    "address": ("固定アドレス", "Permanent address"),
    "sha256": ("JSONファイルのSHA-256", "SHA-256 of the JSON file"),
    "summary": ("この版の変更点", "Changes in this version"),
    "notes": ("備考", "Notes"),
    "contact": ("お問い合わせ先", "Contact"),
    "same_as": ("同上（項目{}）", "Same as item {}"),
    "responsible": ("責任主体", "Responsible"),
    "evidence": ("根拠・参考", "Evidence"),
    "unanswered": ("（未回答）", "(Not answered)"),
    "gap": ("　", " – "),  # between words side by side
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    # The codes of 有無 and 責任主体
    "yes": ("有り", "Yes"),
    "no": ("無し", "No"),
    "partial": ("一部・条件付き", "Partial or conditional"),
    "not_applicable": ("該当なし", "Not applicable"),
    "undisclosed": ("非公開", "Not disclosed"),
    "vendor": ("自社", "us"),
    "cloud_provider": ("クラウド事業者", "cloud provider"),
    "shared": ("共同", "shared"),
    "customer": ("お客様", "customer"),
}


@dataclass(frozen=True)
class FormWords:
    """The words of one language (a BCP 47 tag) by their names, and how it writes a day."""

    language: str
    words: Mapping[str, str]
    day: Callable[[date], str]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def label(self, name: str) -> str:
        """The word with a colon, before what it names."""
        return self[name] + self["colon"]


JAPANESE, ENGLISH = (
    FormWords(language, {name: words[place] for name, words in WORDS.items()}, day)
    for place, (language, day) in enumerate([("ja", japanese_day), ("en", english_day)])
)


def form_words(language: str) -> FormWords:
    """The words for a sheet that states this language: Japanese where it states none."""
    return JAPANESE if may_be_japanese(language) else ENGLISH
