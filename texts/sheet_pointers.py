"""Pointers at other answers and places of a sheet (項番3参照, 前回と同じ), as patterns.

Readers have neither the sheet nor what came with it. The Japanese ones read texts as `normalize`
leaves them, without brackets; those in English texts in lower case with single blanks.
"""

import re

from .left_open_patterns import POLITE

_NUMBER = r"(?:no\.?|項番|項目|番号|設問|質問|問|q|#)?[0-9][0-9.-]*[番項]?"
_SENT = "(?:添付|別添|補足|同封|送付|提出|配布)"
_TIME = (
    "(?:(?:前|昨|一昨|去|前々)(?:回|年度?|期|版)"
    "|(?:20[0-9]{2}|令和[0-9元]{1,2}|r[0-9]{1,2})年度?(?:版|分|回答))"
)
_PLACE = (
    rf"(?:{_NUMBER}|[上下左右](?:記|段|側|述|の?[欄行列項]|のセル)?|[前次](?:[項問述欄頁行]|ページ)"
    r"|(?:備考|特記事項|コメント|補足)欄?|[↑↓←→⇧⇩⬆⬇]{1,3}"
    r"|(?:別|他の?)(?:シート|紙|添|表|欄|タブ|項目|ファイル|資料)[0-9]*(?:の?資料)?"
    r"|(?:先|前|既)[述掲出]|従来|従前|例年|これまで"
    rf"|{_SENT}(?:の|した|済み?の?|いたしました)?"
    r"(?:(?:資料|ファイル|書類|文書|別紙|表|図|データ|pdf)[0-9]*)?"
    r"|ファイル|シート[^、。:はがを]{1,12}|資料"
    r"|[^、。:はがを]{1,12}(?<!データ)(?<!ファクト)(?:シート|タブ|欄)[0-9]*"
    rf"|{_TIME}の?(?:(?:提出|回答|内容|記載|送付|項|欄)(?:分|版|時|済み?)?)?)"
    r"(?:の?(?:提出|回答|内容|記載|項|欄)分?)?"
)
_UNCHANGED = r"変更(?:点|箇所)?は?(?:なし|無し|ありません|ございません)"
_AS = "(?:通り|とおり|どおり)"
_TO = (
    rf"(?:[とに](?:同[じ様]|準[じず]る)|同[じ様]|の?{_AS}|にある{_AS}"
    rf"|[をは]?ご?(?:参照|確認|覧)(?:{POLITE})?"
    rf"|に(?:記載|記入|回答|記述)(?:済み?|しています|しました|(?:の|した|された){_AS})?"
    rf"|(?:から|より|と)の?{_UNCHANGED})"
)
# Nothing but pointers, up to three of them: a text that says more is an answer.
POINTER = re.compile(
    rf"(?:※?(?:詳細は|詳しくは)?(?:[上下左右前]の)?{_PLACE}{_TO}|{_UNCHANGED}"
    rf"|(?:詳細は|詳しくは){_PLACE}|同{_NUMBER}|[→⇒]{_PLACE}|同[左右前じ様]|(?:以下)?同[文じ様]"
    r"|[=ー-]*同上[*ー-]+|[仝々]|(?:same)?asabove|seeabove|ditto){1,3}"
    r"(?:です|とする|になります)?"
)
# What goes on behind 同上 changes or names what it repeats; 同上場企業 is another word.
DITTO_FIRST = re.compile(r"[※・]?(?:同上(?![場司位申旬限級層空流])|〃)(?![。.]*$)")
_WHERE = (
    r"(?:(?:no|nr|item|question|row|line|cell|number|answer|response)s?\.? ?(?:to )?|#|q\.? ?)?"
    r"#?(?:no\.? ?)?[0-9]+(?:[-.][0-9]+)*"
    r"|(?:the )?(?:attach(?:ed|ment)|enclosed|separate|previous|prior|preceding|last|other|next"
    r"|appendix|annex"
    r"|remarks?|comments?)(?: (?:document|file|sheet|tab|attachment|column|row|cell|answer"
    r"|response|item|question|year|time|version"
    r"|submission|[0-9a-z]))?|above|earlier|previously"
)
_SEE = (
    r"(?:see|refer(?: to)?|cf\.?|as (?:per|in|for)|per|same as"
    r"|as (?:stated|described|mentioned|noted|answered|explained)(?: in)?)"
)
POINTER_ENGLISH = re.compile(
    rf"(?:(?:please |pls )?{_SEE} (?:{_WHERE})|(?:the )?same(?: answer)?|attached|as before|(?:as"
    r"|like) last (?:time|year)|ibid|idem|unchanged|no changes?(?: (?:from"
    rf"|since) .{{1,30}})?)"
)
