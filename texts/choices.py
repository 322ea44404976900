"""The choices of a form (はい／いいえ): all of a text is options, of which one denies another.

A text is an answer where it states one of them, or where they go together: 有線・無線.
"""

import re
import unicodedata
from itertools import permutations

from .normalize import normalize

MAX_LENGTH = 14  # signs of an option
# Before NFKC: numbers in circles are none of the words, and wide blanks stand between options.
_AS_TYPED = str.maketrans({**dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩", "□"), "\u3000": "  "})
_LABEL = re.compile(
    r"^(?:プルダウン|ドロップダウン|リスト|選択肢?|択一|回答|有無|choices?|options?) ?(?=[(\[「])"
    r"|^[^:/|・\n]{1,14}: *"
)
_TICKED = re.compile(r"[■☑☒✓✔●]|(?<!\w)レ(?!\w)|[(\[] ?[xvo*] ?[)\]]", re.IGNORECASE)
_BETWEEN = re.compile(
    r" *(?:[/|・、,;&→⇒~\n□☐]|[○◯〇] +(?!or\b|または|又は|/|・)(?=[^ ])|[(\[] *[)\]]| {2,}"
    r"|(?<![\w.])[0-9]{1,2} ?[.:)](?![0-9])|\b[a-dア-オ] ?[.):]|\bor\b|または|又は|もしくは) *"
)
_REMARK = re.compile(r"\([^()]*\)|[「」\[\]。:]")
_DENIALS = {
    frozenset(pair.split("/"))
    for pair in (
        *("はい/いいえ", "有/無", "有り/無し", "あり/なし", "ある/ない", "できる/できない"),
        *("可/否", "合/否", "適/否", "諾/否", "正/否", "要/不要", "必要/不要", "する/しない"),
        *("○/×", "○/△", "済/未", "済み/未", "有効/無効", "yes/no", "y/n", "true/false", "t/f"),
        *("pass/fail", "met/unmet", "full/none"),
    )
}
_STATUS = (
    "可|要|適|対応|該当|準拠|合格|合意|公開|充足|十分|備|良|一致|採用|使用|利用|実施|導入|必要|対象|明|compliant|conform"
    "|applicable|satisf|met|support|available|accept"
)
_DENYING = re.compile(
    rf"未|しない|[不非無](?={_STATUS})|not ?|(?:non-?|un|in)(?={_STATUS})|dis(?=agree)"
)
_VERB, _NOT_DONE = (
    re.compile("する$|[うくすつぬむるぐぶ]$"),
    re.compile("[さわかたなまらがばし]?ない$"),
)
_AFFIRMING = re.compile("済み?|ずみ|する")


def is_choice(text: str) -> bool:
    """Whether all of the text is options to choose from, none of which is ticked."""
    if _TICKED.search(text) or len(text) > 10 * MAX_LENGTH:
        return False
    plain = unicodedata.normalize("NFKC", text.translate(_AS_TYPED)).casefold().strip()
    plain = _LABEL.sub("", plain)
    options = [
        normalize(_REMARK.sub("", option)).strip("「」『』()[]<>").lstrip("0123456789")
        for option in _BETWEEN.split(plain)
    ]
    options = [option for option in options if option]
    if set(plain.split()) in _DENIALS:
        return True
    if any(len(option) > MAX_LENGTH for option in options):
        return False
    return any(_denies(one, other) for one, other in permutations(options, 2))


def _denies(one: str, other: str) -> bool:
    """Whether one option is what denies the other: 未対応 and 対応済み, not implemented."""
    if {one, other} in _DENIALS:
        return True
    if one.endswith("ない") and _NOT_DONE.sub("", one) == _VERB.sub("", other):
        return True  # 満たさない, 満たす
    stem = _AFFIRMING.sub("", other)
    stems = {other, stem} if stem == other else {other, stem, ""}  # 実施する・しない
    return any(
        one[: denial.start()] + one[denial.end() :] in stems for denial in _DENYING.finditer(one)
    )
