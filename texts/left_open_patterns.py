"""What a form asks with and what stands in the place of an answer, as patterns; all read NFKC.

The words of forms stand in classes, each with a letter, and each word in one class; which lines of
them ask is said by the order of the letters.
"""

import re

LATER = "後日|後ほど|後で|あとで|追って|別途"
TOLD = "確認|回答|記載|記述|連絡|説明|提出"
DRAFTS = "仮|下書き|ドラフト|draft"
UNKNOWN = r"t\.?b\.?[acd]\.?|wip"
POLITE = (
    "(?:を?(?:して|て|で)?(?:下さい|ください|願います)|を?お願い(?:いた)?します|のこと|すること)"
)
# Words of forms by their class; English words stand apart from others, in small letters.
_FORM_WORDS = {
    "P": POLITE,
    # To write, to choose, to tell, to tick, and the mark to tick with
    "V": r"(?:記入(?!例)|入力(?!例)|追記|書[いくき]|差し替え)",
    "L": r"(?:選択(?!肢)|選[びんぶ])",
    "T": rf"(?:(?:{TOLD})(?![者例]))",
    "K": r"(?:チェック|つけ|付け|入れ[るて]?)",
    "M": r"(?:[○◯〇]印?|丸(?:印)?|レ点|✓)",
    # Places of a form, and whom it addresses
    "H": (
        r"(?:ここ|こちら|(?:この|本|当該|空|[右左上下]の?)?欄内?|枠内?|プルダウン|ドロップダウン"
        r"|コンボボックス|アイテム|クリック|タップ"
        r"|[貴御]社)"
    ),
    "C": (  # what it offers
        r"(?:リスト|メニュー|どれか|選択肢|一覧|以下|下記|次|いずれか|どちらか|1つ|一つ|ひとつ"
        r"|すべて|全て"
        r"|(?:該当|当てはまる|あてはまる|適切)(?:する|な)?(?:もの|方|項目|箇所|番号|欄)?)"
    ),
    "W": (  # what it asks for
        r"(?:もの|方(?![式法針])|箇所|番号|有無|可否|値|数値|数字|半角|全角|英数字?|カタカナ"
        r"|ひらがな|文字列?|テキスト|文章|日付"
        r"|年月日|日時|時間|内容|詳細|理由|備考|コメント|具体例|概要|名称|会社名|社名|名|氏名"
        r"|担当者?|具体的|簡潔|自由|記入例|例|参考|参照"
        r"|項目|セル|右|左)"
    ),
    "A": r"(?:ベンダー|事業者|サプライヤー?|提供者|委託先|回答者)",
    "N": "(?:はい|いいえ|有り?|無し?|あり|なし|可(?!否)|否)",  # the options themselves
    # That it comes later, is planned, is required; a particle of place; and what joins the others
    "R": f"(?:{LATER})",
    "Y": "予定",
    "Q": "(?:要|未(?=選択))",
    "J": "[にへ](?!て)",
    "X": (
        "(?:または|又は|もしくは|から|より|まで|にて|だけ|のみ|として|ついて|して|した|します|いたします|する|し|従って|沿って"
        "|[をでのはがなかごお御])"
    ),
    **{
        name: rf"(?<![a-z])(?:{words})(?![a-z-])"
        for name, words in {
            "p": "please|kindly|pls",
            # To ask with, alone and as a noun too; where, for what, and of whom
            "e": (
                "enter|type|insert|write|describe|explain|specify|provide|complete"
                "|fill(?: in| out)?|list(?! of)|select|choose|pick|indicate|tick|attach|respond"
                "|upload|add|advise|give|elaborate|clarify"
            ),
            "s": "answers?|state|confirm|click|tap|comments?|response",
            "h": "here|below",
            "w": (
                "details?|text|name|date|descriptions?|explanations?|information|reference|value|number|item|option"
                "|one|all|apply|following|days|hours|evidence|reasons?|process|drop-?down|menu|field|box|cell|column|space|row|company"
            ),
            "f": "(?:vendor|supplier|provider|respondent|bidder|contractor|tenderer)(?:'?s)?",
            # To be completed; if not applicable; and what joins the others
            "b": "to be",
            "d": (
                "completed|determined|confirmed|decided|advised|filled(?: in)?|provided|announced"
                "|supplied|answered|agreed|defined|added|updated"
            ),
            "i": "if",
            "n": "n/?a|yes|no|not|applicable",
            "o": "to",
            "x": (
                "an?|the|your|our|in|on|from|for|of|or|and|any|by|this|that|with|relevant|brief|further|additional"
                "|more|full|required|necessary|later"
            ),
        }.items()
    },
    "_": "[ ・、,/:;*※.「」『』]+",
}
FORM_WORD = re.compile(
    "|".join(
        f"(?P<{'skip' if name == '_' else name}>{words})" for name, words in _FORM_WORDS.items()
    )
)
# Lines that ask wherever they stand, each with one that it is of
ASKS = re.compile(
    "|".join(
        (
            "[^P]*[VLTK][XJ]*P",  # 具体的にご記入ください
            "[^RA]*H[^RA]*[VLT][XJ]*",  # こちらに回答を記入
            "[VT][XJ]*HJ?",  # 記入する欄
            "HJW+",  # ここに内容
            "[CWXJTN]*[CN][WXJTMN]*[VL][XJ]*",  # 該当するものを選択
            "Q[VLT]",  # 要記入
            "R[A-Z]*[VT][XJ]*Y?",  # 後日回答予定
            "A[XJ]*V[XJ]*",  # 事業者が記入
            "[WA]+[VT]H",  # 回答者記入欄
            "p+[es]",  # please specify
            "[fx]*p[^p]*[es][a-z]*",  # vendor, please describe the process
            "i[a-z]*[es][a-z]*",  # if yes, describe
            "n+x*p*[es][a-z]*",  # yes/no, please explain
            "n+X*[VT]",  # はい・いいえを記入
            "x*ex*[whs][a-z]*",  # enter your text here
            "ex+e",  # select or enter
            "s(?:xs)?h?oe[a-z]*",  # click here to enter text
            "[xws]+h",  # your answer here
            "fo[es][a-z]*",  # vendor to complete
            "bd[a-z]*",  # to be confirmed
            "f[sw]",  # vendor response
        )
    )
)
# And those that may be steps of a manual elsewhere, where they are all of the text
ASKS_ALONE = re.compile(
    "|".join(
        (
            "[WCKMXJT]*[WKMT][XJ]+[VL][XJ]*",  # 内容を記入
            "[CW]+J[KM][XKM]*",  # 該当箇所に○
            "WX[KM]",  # 番号に〇
            "[VT]X?Y",  # 回答予定
            "RV",  # 後で記入
        )
    )
)
DECORATED = re.compile("L|[VLT]H|e")  # -- 選択 --, ▼記入欄: strokes and brackets around it
DECORATED_ALONE = re.compile("[VLTes]")  # 【記入】, <回答>, [answer]
# What is asked for may be anything short; a place in a program makes it an instruction.
_PROGRAM = (
    "画面|お客様|利用者|ユーザー|管理者|設定|ボタン|窓口|合わせ|ログイン|パスワード|コンソール"
)
ASKS_FOR = re.compile(
    rf"(?!.*(?:{_PROGRAM}))[^、。はがに「」『』\[\]【】<>→]{{1,15}}"
    rf"(?:{_FORM_WORDS['V']}|{_FORM_WORDS['L']}|記載|○を(?:つけ|付け)){_FORM_WORDS['P']}"
)
_SCREEN = (
    r"\b(?:console|portal|support|screen|settings?|page|app|dashboard|tickets?|phone|e-?mail"
    r"|when you|within [0-9]|before you|via)\b"
)
_ADDRESSED = r"(?:your?|yours|details|how|whether|any|which|what|why|if|a (?:brief )?description)\b"
ASKS_ENGLISH = re.compile(
    rf"(?!.*{_SCREEN})(?:please )?(?:describe|explain|specify|provide|complete|list|indicate|state"
    rf"|attach)(?: {_ADDRESSED}.{{0,80}}| .{{1,40}} here)[.:]?"
    r"|(?:click|tap)(?: or tap)?(?: here)? to (?:enter|add|insert|choose).*"
    r"|(?:please )?fill (?:this |it )?(?:in|out)"
    r"|(?:replace|change)[ _]?me|placeholder(?: text)?|insert (?:text|name|date)"
)
_TEXT = "(?:文章|テキスト|文字|説明|内容|回答)"
DUMMY = re.compile(
    rf"(?:この)?{_TEXT}?は?(?:ダミー|サンプル)(?:{_TEXT}|データ|文)?(?:です)?"
    rf"|dummy(?: ?text)?|sample ?(?:text|answer)|(?:ここに)?{_TEXT}が入ります"
    r"|プレースホルダー?|lorem ?ipsum.*"
)
TO_DO = re.compile(
    r"(?:TODO|FIXME)(?:$|[:、。)】\]]| +[:(]|\([^()]*\) *:"
    r"| (?![はがをのもとに]|リスト|管理|コメント|タスク|アプリ|機能|一覧)[ぁ-んァ-ヶ一-龠]"
    r"(?!.*(?:す|せん|ない)。?$))"
    r"|(?i:todo|fixme) *(?:$|:)|(?:TB[ACD]|XXX) *[:(–-]"
    r"|TB[ACD] (?:by|until|after|pending|with|[–-])"
)
# Only at the beginning: an answer may give an example of its own.
EXAMPLE = re.compile(
    r"[※*・]?(?:[(\[【〔<〈《]?(?:記入|記載|回答|入力)?例[)\]】〕>〉》:](?![のはと])"
    r"|[(\[【](?:サンプル|見本)[)\]】]|[(\[<]?(?:(?:e\.?g|example|sample(?:answer)?)\.?[)\]>:]"
    r"|ex\.?[)\]]|e\.g\.))"
    r"|https?://(?:www\.)?example\.(?:com|org|net|jp|co\.jp)/?$"
)
EMPTY = {
    *("空欄", "空白", "空らん", "ブランク", "記載なし"),
    *("null", "undefined", "nan", "blank", "empty"),
    *("テスト", "てすと", "テストテスト", "test", "サンプル", "sample"),
    *("ほげ", "hoge", "foo", "asdf"),
}
TYPED_AT_RANDOM = re.compile(r"([ぁ-ヶa-z])\1{2,20}")  # AAA is a rating

# The errors of Excel, and Err:502 of LibreOffice, which may stand within a text.
ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!)|(?:^|\s)Err:[0-9]{3}\b"
)

# A mark behind a label: 担当：○○, Contact: xxx
LABEL = (
    r"(?:氏名|ご?担当(?:者名?|部署)?|数値|回答(?:内容)?|電話(?:番号)?|部署名?|所属|役職|住所"
    r"|連絡先|メールアドレス"
    r"|(?:会社|製品|サービス)?名称?|会社名|社名|日付|name|tel|e-?mail|date|title|address|phone"
    r"|company|product|answer"
    r"|response|contact)"
)
_MASKS = r"(?:[○◯〇●△□×]{2,20}|x{2,20})(?:様|部|課|係|室)"
MASKED = re.compile(
    rf"[^:。、]{{1,12}}:(?:{_MASKS}?){{1,4}}|(?:{_MASKS}){{1,4}}|[○◯〇●△□]{{3,20}}|×{{4,20}}"
    rf"|x{{2,20}}"
    rf"|{LABEL}:?[()\[\]【】_]+"
)
# What a form says of a place, where it is all of the text: a label without what it names, what may
# be written there, and how long.
_LABELS = (
    r"(?:url|リンク|備考|コメント|(?:記入|作成|回答|確認|承認)[者日]|更新日|詳細|概要|内容|頻度"
    r"|根拠|(?:資料|ファイル)名|単位"
    r"|(?:自由|フリー)(?:記述|記入|記載|回答|入力|テキスト|アンサー)欄?)"
)
_BY_LENGTH = r"[0-9]{1,5}文?字(?:以内|程度|まで|以下|前後)"
UNFILLED = re.compile(
    rf"[^:。、?]{{1,12}}:|[<(\[【〈《{{](?:{LABEL}|{_LABELS}|{_BY_LENGTH})[>)\]】〉》}}]"
    rf"|[貴御]社名|※{_BY_LENGTH}"
)
OF_FORMS = re.compile(
    r"ご?(?:記入|記載|回答|入力)例|(?:自由|フリー)(?:記述|記入|記載|回答|入力|テキスト"
    r"|アンサー)[欄可]?"
    r"|(?:入力|記入|回答|記載)(?:必須|任意)|(?:必須|任意)(?:入力|記入|回答|記載)(?:項目)?"
    rf"|{_BY_LENGTH}(?:で|にて|を目安に)ご?(?:記述|記載|記入|回答|入力|説明)(?:{POLITE})?"
    rf"|[^、。はがにで「」『』<>→]{{1,15}}を(?:具体的に|詳しく|簡潔に)?ご?(?:記載|記述"
    rf"|明記)(?:{POLITE})?"
    r"|(?:ここ|この[欄行]|空欄)[をに]?埋め(?:る|て.{0,6})"
)
BRACKETED = re.compile(r"[<(\[【〈《{](?:[^<>()\[\]【】〈〉《》{}\n]{2,40})[>)\]】〉》}]")
