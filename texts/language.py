"""In which language a text is: what its letters tell, else what is stated; no Django.

A sheet may state its language, and its frame may be in another one.
"""

import re

# Hiragana and Katakana, of half width too. "・" is left out: Chinese names have it as well.
KANA = re.compile("[ぁ-ゖゝ-ゟァ-ヺー-ヿｦ-ﾟ]")
HAN = re.compile("[㐀-䶿一-鿿々]")


def language_of(*texts: str, stated: str = "") -> str:
    """The value of `lang` for what holds these texts: "ja" where kana stand, else what is stated.

    stated: a BCP 47 tag, "" where the language is not known; nor is it known of Chinese
    characters, such as a company's name, on an English sheet.
    """
    if any(map(KANA.search, texts)):
        return "ja"
    return "" if stated == "en" and any(map(HAN.search, texts)) else stated


def may_be_japanese(language: str) -> bool:
    """Whether the rules for Japanese words may read a text of this language; "": not stated."""
    return language in ("", "ja")
