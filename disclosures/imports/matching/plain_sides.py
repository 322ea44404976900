"""What a text plainly says of what is asked: that it is there or done, or that it is not.

Plain is a sentence that speaks of nothing but the thing itself, such as 毎年実施しています. What a
sentence with words of its own means (例外はありません, お客様にて実施しています), only a reader
tells.
"""

import re

from texts.normalize import wording_key
from texts.polarity import sentences

from .question import Question

# How sentences end that deny or only plan, and those that affirm
_NO = re.compile(
    r"(?:(?P<is>(?:あり|ござい)ません|なし|無し|(?<=[はがも])ない)|ません|ない|せず|不可|対象外|非対応"
    r"|未(?:実施|対応|導入|整備|策定|設置|着手)"
    r"|(?:予定|検討中?|計画中?|準備中?)(?:し(?:て(?:い|おり))?ます)?)(?:でした|です)?$"
)
_YES = re.compile(r"(?:ます|済み?|ずみ|(?:実施|対応|運用|稼働)中?|可能|あり)(?:です)?$")
# 来年度に行います says that it is not done yet, and that it will be
_LATER = re.compile("今後|将来|来(?:年|期|月|週|春|夏|秋|冬)|次[年期回]|まで|以降|[0-9]月")
_OTHERS_DO = re.compile("いただ|頂|もら|くださ|願")
_WORD = re.compile("[一-龠々ァ-ヶーA-Za-z0-9]+")
# Words that name no thing of their own: when, how often, whose, and verbs that any measure has
_FREE = re.compile(
    "(?:[0-9]+|毎[年月週日時回]?|[年月週日]間?|時間?|回|度|期|末|頃|[上中下]旬|定期的?|常時|随時|適宜|全て?|全社|社内"
    "|[当弊自]社|サービス|現在|現時点|現状|今後?|将来|来|本|次|内|既|必|特|十分|適切|実施|対応|導入|整備|策定"
    "|設置|運用|着手|行|該当|予定|検討|計画|準備)++"
)
_ASKS_WHETHER = ("の有無", "はあ", "があ", "は有", "が有", "はござ", "がござ", "を有")


def plain_side(text: str, question: Question) -> str:
    """ "yes" or "no" where the first sentence of the text plainly says so; else ""."""
    said = sentences(text)
    if not said or _OTHERS_DO.search(said[0]):
        return ""
    denial = _NO.search(said[0])
    found = denial or _YES.search(said[0])
    if not found:
        return ""
    thing = said[0][: found.start()]
    if not _is_what_is_asked(thing, question):
        return ""
    if not denial and _LATER.search(said[0]):
        return ""
    if denial and denial["is"] and not _is_whether_it_exists(thing, question):
        return ""
    return "no" if denial else "yes"


def _is_what_is_asked(thing: str, question: Question) -> bool:
    """Whether all words of it are the question's own, or name nothing."""
    asked = _asked(question)
    return all(_FREE.fullmatch(word) or wording_key(word) in asked for word in _WORD.findall(thing))


def _is_whether_it_exists(thing: str, question: Question) -> bool:
    """Whether what is not there is what the question looks for; 漏えいはありません is good news."""
    if all(_FREE.fullmatch(word) for word in _WORD.findall(thing)):
        return True
    name, asked = wording_key(thing).rstrip("はがも、"), _asked(question)
    return any(name + whether in asked for whether in _ASKS_WHETHER)


def _asked(question: Question) -> str:
    return "".join((*question.names[:2], question.normalized))
