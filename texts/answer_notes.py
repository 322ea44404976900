"""Notes of those who fill in a form that there is no answer yet (要確認, TBD), as patterns.

Whom they ask, when they answer, and what they only guess. The Japanese ones read texts as
`normalize` leaves them, those in English texts in lower case with single blanks.
"""

import re

from .left_open_patterns import DRAFTS, LATER, TOLD, UNKNOWN

_INQUIRY = "(?:お|ご)?(?:問い?合わ?せ|照会|確認|質問|ヒアリング|打診)"
_FILL = "(?:ご?(?:回答|返答|返信|記入|記載|追記|入力)|埋め|うめ|書き?)"  # what is done with a form
_INTENT = "(?:る|く|する|します|いたします|致します|させていただきます|予定|こと)?(?:です)?"
# Whom somebody means to ask; not when or how (定期的に確認), nor whom a process asks (本人に確認).
_WHOM = (
    r"(?!年|[毎月週]|定期|随時|都度|必要)[^、。:()\[\]はがを]{1,20}"
    r"(?<![時毎度前後際回日月週年期的都分格実密細重ず常別互緒動])"
    r"(?<![^人]事)(?<!ごと)(?<!本人)(?<!客様)(?<!顧客)(?<!利用者)(?<!ユーザー)(?<!契約者)(?<!申請者)(?<!上長)"
    r"(?<!管理者)(?<!責任者)[にへと]"
)
# 専門家に確認しています。 says what is done, and so does 原因を調査します。
_ASKED = (
    rf"{_WHOM}(?:要?{_INQUIRY}(?:する|る|予定(?:です)?|のこと|要)?"
    r"|[聞尋訊][いくるね]?(?:て.{0,6})?)"
    rf"|(?:{_WHOM})?(?:{_INQUIRY}要|確認が?必要(?:です)?)"
    rf"|(?:{_WHOM})?要(?:{_INQUIRY}|{TOLD}|修正|検討|調査|記入|入力|追記|差し?替え?)(?:です)?"
    r"|(?:社内|こちら|当方|当社)?(?:で|にて)?(?:再度|至急|一度)?(?:確認|照会)"
    r"(?:します|いたします|致します|してみます|させていただきます)"
)
# Of plans (認証の取得に向けて調整中) readers may be told.
_UNDER_WAY = (
    rf"(?![^。]*(?:向け|取得|導入))[^。()\[\]は]{{0,20}}(?:{_INQUIRY}|調整|相談|協議|調査)"
    r"中(?:です|(?:のため|につき).{0,20})?"
    r"|(?:作成|記入|回答(?:準備|作成))中(?:です)?"
    r"|(?:現在|現時点で|只今|ただいま|目下)[はも、]{0,2}[^。はが]{0,20}"
    r"(?:確認|照会|問い?合わ?せ|調査|調整)"
    r"(?:中|して(?:い|おり)ます|しているところ.{0,6})(?:です)?"
    r"|[^。()\[\]]{0,15}(?:確認|回答|返答|返信|連絡|承認|判断|指示|レビュー|決裁|情報)待ち(?:です)?"
    r"(?:[(\[][^()\[\]]{1,20}[)\]]?)?"
)
# A day without 毎: 来週, 12月中, 11/30まで. Within how many days answers come, is an answer.
_DAY = r"(?:20[0-9]{2}[年/.-])?(?:[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}月(?:[0-9]{1,2}日)?)"
_SPAN = "(?:中|内|末|頃|初め?|明け|[上中下]旬|以降|の?[月火水木金土日]曜日?)?"
_SOON = (
    rf"(?:{LATER}|(?:来|今|次)(?:週|月|年度?|期|回)(?:の?(?:更新|提出|改訂|確認)時)?{_SPAN}"
    rf"|明日|明後日|本日{_SPAN}|年明け|年内|週明け|近日中?)"
)
_BY = "(?:まで)?(?:には?)?、?"
_TELL = f"(?:{_FILL}|ご?(?:{TOLD})|共有)"
_LATER = (
    rf"(?:詳細(?:は|について(?:は)?)?)?{_SOON}{_BY}{_TELL}{_INTENT}"
    rf"|{_DAY}{_SPAN}{_BY}{_FILL}{_INTENT}"
    rf"|(?:詳細|回答|記入|記載)は?、?(?:{LATER})"
    rf"|(?:{LATER})(?:資料|書類|回答|詳細|データ)を?(?:送付|送信|提出|共有|提示){_INTENT}"
    r"|別途(?:ご|お)?(?:協議|調整|検討|打ち?合わ?せ)"
    rf"|[^、。:()\[\]はがを]{{0,12}}(?<!本人)(?:確認|調査|精査|調整|決定|確定)"
    rf"(?:し?後|が?(?:でき|取れ|とれ)?次第|した?のち|し、?|の(?:上|うえ))[にで]?、?{_TELL}{_INTENT}"
)
_UNSURE = (
    r"(?:(?:詳細|詳しく|担当者?|現時点|現在|当方|当社|こちら|状況)(?:では|[はで])?)?"
    r"(?:不明|不詳|(?:わか|分か)(?:りません|らない|らず)|(?:存じ|知り)ません"
    r"|把握(?:して|できて)(?:いません|いない|おりません))"
    r"(?:です|のため.{0,20})?"
    # What is only thought: おそらく対応, 実施していると思います, あり?
    r"|(?:たぶん|おそらく|恐らく|多分(?![野割岐量類布])).{1,60}"
    r"|[^。]{0,40}(?:と(?:思い?ます|思う|思われます)|はず(?:です|だ)?"
    r"|かもしれ(?:ません|ない)(?:です)?|気がします|っぽい(?:です)?)"
    r"|[^はかねよのがを、。:?!#()\[\]]{1,12}\?+"
)
# That there is no answer yet, as the whole text or around one: はい（要確認）
_NOTE = (
    rf"(?:(?:詳細|詳しく|内容|状況)は、?)?(?:{UNKNOWN}|{_ASKED}|{_UNDER_WAY}|{_LATER}|{_UNSURE}"
    r"|未(?:回答|記入|入力|確認|調査|記載)|[^。]{0,20}未(?:記入|回答)|保留|仮置き|ペンディング"
    rf"|tofollow|pending(?:review|approval)?|(?:{DRAFTS})の?(?:回答|テキスト|文章|版)?"
    r"|(?:誰か|だれか|どなたか).{1,30})"
)
NOTE = re.compile(_NOTE)
# Before an answer: 仮）対応済み, （案）…, 要確認 あり, @山田 確認お願いします
NOTE_BEFORE = re.compile(
    rf"(?:{DRAFTS}|{UNKNOWN})[):]|[(\[【]案[)\]】]|(?:要(?:確認|修正|検討|調査)|確認中"
    r"|未確認)[ :、。]|(?:現在|只今|ただいま|目下)確認中(?:です)?[。、]"
    r"|@[^\s@.:、。]{1,20}[ :、].{0,40}(?:確認|回答|記入|追記|対応|お願い|下さい|ください)",
    re.IGNORECASE,
)
NOTE_BEHIND = re.compile(r"[ 。、※](?:要(?:確認|修正|調査)|確認中|未確認)(?:です)?[。.]?$")
# Brackets at the beginning or end of a line, in which a note may stand
REMARK_BEFORE = re.compile(r"[(\[【〔<](?P<text>[^()\[\]【】〔〕<>\n]{1,40})[)\]】〕>]")
REMARK_BEHIND = re.compile(
    r"[(\[【〔<※](?P<text>[^()\[\]【】〔〕<>※\n]{1,40})[)\]】〕>]?[。.]?$",
)

_WHAT = (
    "(?:response|answer|reply|details?|info(?:rmation)?|(?:confirm|clarific)ation|feedback|input)s?"
)
_DOES = "(?:check|confirm|clarif|verif|review|investigat|updat|answer|fill)[a-z]*"
_SOON_ENGLISH = r"(?: (?:later|soon|shortly|asap|next week|tomorrow))"
# A sentence says more: Pending tickets are reviewed daily.
NOTE_ENGLISH = re.compile(
    r"(?!.*\b(?:is|are|was|were|can|must|our|your|we|every)\b)(?:"
    rf"(?:[a-z]+ )?{_WHAT} (?:pending|outstanding|awaited|to (?:follow|come)|tb[acd])"
    r"|(?:still |currently )?(?:awaiting|waiting (?:for|on)) .{1,50}"
    r"|pending (?:[a-z]+ ){0,3}(?:review|approval|confirmation|response|input|reply|feedback"
    r"|check|answer)(?: (?:from|by) .{1,30})?"
    r"|(?:please |pls |to |will )?(?:ask(?:ing)?|(?:check(?:ing)?|confirm(?:ing)?|clarify(?:ing)?"
    r"|follow up|speak) with|(?:speak"
    r"|talk) to) .{1,30}"
    rf"|needs? (?:to (?:be )?)?{_DOES}(?: .{{1,30}})?"
    r"|to be (?:checked|confirmed|clarified|verified|reviewed|discussed|investigated)(?: .{1,30})?)"
    r"|(?:not ?(?:yet )?|un)(?:answered|filled(?: (?:in|out))?|completed|confirmed|known|sure"
    r"|certain)(?: yet)?"
    r"|no (?:answer|response|reply)(?: yet)?|no idea|no information (?:yet|available)"
    r"|coming soon|(?:currently )?(?:under|in) (?:internal |legal )?(?:review|investigation"
    r"|discussion)|on hold"
    rf"|being {_DOES}|checking|confirming|clarifying|tb[acd] (?:by|with|from|until"
    rf"|after) .{{1,30}}|later|{_WHAT} (?:to )?(?:follows?|come|coming){_SOON_ENGLISH}?"
    r"|(?:i |we )?(?:do not|don'?t) know(?: .{0,20})?|i (?:think|guess|believe) .{1,60}"
    r"|(?:probably|maybe|perhaps|presumably)(?: .{1,60})?"
    r"|(?:we |i )?(?:will|we'll|i'll) (?:answer|reply|respond|confirm|check|update|advise|get back)"
    rf"(?: (?:to )?(?:you|this))?{_SOON_ENGLISH}?"
    rf"|(?:will|to) be (?:provided|answered|confirmed|added|completed|updated){_SOON_ENGLISH}"
)

# What is for the vendor's own people, in brackets or before a colon, wherever it stands
_OWN = r"(?:社内|内部|部内|営業)(?:メモ|用|限り|限定|向け|共有)|[社部]外秘|マル秘"
INTERNAL = re.compile(
    rf"[(\[{{【〔《<][^)\]}}】〕》>]{{0,6}}(?:{_OWN}|(?:顧客|お客様|社外)[にへ]?は?(?:非公開|開示不可))"
    r"[^)\]}】〕》>]{0,10}[)\]}】〕》>]"
    r"|^\W*(?:internal(?: use)?(?: only)?(?: note)?|confidential|社内メモ|内部メモ) ?:"
    r"|(?:^|。)[社部]外秘。?$",
    re.IGNORECASE | re.MULTILINE,
)
