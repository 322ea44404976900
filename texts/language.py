"""In which language a text is, as far as its letters tell; no Django.

A sheet does not say in which language it is written, and its frame may be in another one.
"""

import re

# Hiragana and Katakana, of half width too. "・" is left out: Chinese names have it as well.
KANA = re.compile("[ぁ-ゖゝ-ゟァ-ヺー-ヿｦ-ﾟ]")


def language_of(*texts: str) -> str:
    """The value of `lang` for what holds these texts: "ja" where kana stand, else "" (unknown)."""
    return "ja" if any(map(KANA.search, texts)) else ""
