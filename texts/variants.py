"""Variants of characters in the names of people and places, as data; needs no library.

Each pair is a variant and the character that stands for both when a text is looked for: in a
search, in find and replace, and where findings look for the names of products. Nothing else takes
them for equal: whether 齋藤 and 斉藤 are one name, only the names' owners know.
"""

_PAIRS = """
𠮷吉 髙高 﨑崎 嵜崎 碕崎 德徳 濵浜 濱浜 邊辺 邉辺 齋斉 齊斉 斎斉 澤沢 廣広 櫻桜
眞真 惠恵 榮栄 條条 瀨瀬 賴頼 橫横 綠緑 槇槙 曾曽 藏蔵 圓円 會会 學学 應応 豐豊
與与 萬万 壽寿 澁渋 澀渋 嶋島 嶌島 峯峰 舘館 栁柳 桒桑 冨富 恆恒 增増 黑黒 靜静
淸清 淵渕 龍竜 瀧滝 鷗鴎 𠮟叱 塡填 剝剥 頰頬 國国 圀国 實実 寶宝 寳宝 縣県 驛駅
鐵鉄 關関 覺覚 擧挙 氣気 樂楽 假仮 勳勲 薰薫 彌弥 禮礼 穗穂 緖緒 將将 專専 莊荘
顯顕 來来 兒児 狹狭 峽峡 縱縦 讓譲 釀醸 孃嬢 壤壌 淨浄 爭争 亞亜 惡悪 佛仏 拂払
拜拝 檜桧 籠篭 礒磯 埜野 翆翠 昻昂 晧皓 濤涛 禰祢 遙遥 堯尭 鄕郷 靑青 內内 戶戸
步歩 歷歴 每毎 涉渉 渴渇 溫温 淚涙 產産 旣既 强強 敎教 敍叙 巢巣 奧奥 團団 圖図
處処 發発
"""
VARIANTS = {pair[0]: pair[1] for pair in _PAIRS.split()}
