"""Any answers of a sheet: its items, and the texts and products they may have."""

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from disclosures.models import Availability, Responsibility
from tests.soaking import times
from texts.evidence import clean_evidence
from texts.left_open import Kind, left_open
from texts.validation import MAX_LENGTH, clean_text

# The sheet: three ordinary items and three whose numbers are none, products of one reading.
ITEMS = {
    "1": {
        "name": "データの暗号化",
        "question": "保存データの暗号化とTLSの有無",
        "asks_availability": True,
    },
    "1-1": {"name": "バックアップ", "question": "バックアップの世代と復元の手順"},
    "A&A-01.1": {
        "category": "'大項目",
        "name": "=名称",
        "question": "+質問",
        "asks_availability": True,
    },
    "問5": {"question": "開示情報の日付", "states_disclosure_date": True},
    "①": {"name": "<r>", "question": "<r>質問"},
    "=1": {"category": "@大項目_x000D_", "name": "名称", "question": "　質問\n「内容」"},
}
DATED = "問5"
PRODUCTS = ("特 '\"=1,、", "Alpha", "Ａｌｐｈａ")

STARTS = (
    *(
        "有り",
        "無し",
        "無し、",
        "有り。\n",
        "一部・条件付き",
        "該当なし ",
        "○",
        "×",
        "はい",
        "自社",
    ),
    *("'", "''", "'=", "=", "+", "-", "@", "＝", "＋", "－", "＠", "＇", '"', '"",', ";", "\\"),
    *("同上", "〃", "（同上）", "25", "２５", "No. 1", "1e5", "TRUE", "#N/A", "2025-10-01", "{="),
    *(
        "全サービス共通：",
        "Alpha：",
        "・Alpha 有り\n・Ａｌｐｈａ：",
        "責任主体：自社\n",
        "同上（項目1）",
        "根拠・参考：",
    ),
    *("DATA:", "番号", "回答", "<r>", "<r><t>", "<ID> & ", "_x000D_", "_x000a_", "_x005F_x0041_"),
    *("神\ufa19", "葛\U000e0100", "ガ", "か\u309a", "ｶﾞ", "㈱", "\u0301", "𠮷", "👩"),
)
ENDS = (
    "",
    "…",
    "...",
    "'",
    '"',
    ",",
    "、有り",
    "_x000D_",
    "２",
    "\u0301",
    "。",
)
OF_OTHERS = ("バックアップの世代と復元の手順", "保存データの暗号化とTLS")
DATES = ("2025-10-01", "2025年10月1日", "'2025/10/1")

SIGNS = st.sampled_from("\n \t　,'\"、。0２é=") | st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Co"]
)


def kept(text, clean=clean_text):
    """What an answer holds of the text, or None where it refuses it."""
    try:
        return clean(text)
    except ValidationError:
        return None


def is_answer(text):
    """Whether it was kept, and is no prompt of a template, of which an import asks a person."""
    return text is not None and not left_open(text, kinds=(Kind.PROMPT, Kind.NOTE))


def repeated(text, length):
    return (text * length)[:length]


def texts(starts):
    some = st.builds(
        "{}{}{}".format, st.sampled_from(starts), st.text(SIGNS, max_size=9), st.sampled_from(ENDS)
    )
    long = st.builds(
        repeated, st.text(SIGNS, min_size=1, max_size=9), st.sampled_from([255, MAX_LENGTH])
    )
    free = st.text(SIGNS, max_size=30)
    return st.one_of(some, some, free, long).map(kept).filter(is_answer)


def evidence_texts():
    """Some links with any labels; none in half of the answers."""
    labels = texts(STARTS).filter(lambda label: label and "\n" not in label and len(label) < 100)
    links = st.builds("{}, https://example.com/{}".format, labels, st.sampled_from(["a", "b,c"]))
    # Refused where a label ends in what a link begins with, as DATA: does before a comma.
    some = st.lists(links, min_size=1, max_size=3).map("\n".join)
    return st.just("") | some.map(lambda text: kept(text, clean_evidence)).filter(bool)


def parts(bodies):
    """What each part of an answer can say, by its field."""
    return {
        "availability": st.sampled_from([None, *Availability.values]),
        "responsibility": st.sampled_from([None, *Responsibility.values]),
        "body": bodies,
        "evidence": evidence_texts(),
    }


def statements(bodies):
    """What an answer can say of its own."""
    return st.fixed_dictionaries(parts(bodies))


def edits(bodies):
    """A field of an answer, and what somebody typed into it."""
    return st.one_of(
        st.tuples(st.just(field), part.filter(bool)) for field, part in parts(bodies).items()
    )


def answers(bodies):
    """Of one item: the common answer, and what products add."""
    own = statements(bodies)
    added = st.dictionaries(st.sampled_from(PRODUCTS), own, max_size=2)
    return st.builds(
        lambda common, more: {"": common, **more}, st.just({}) | own, st.just({}) | added
    )


# An import takes no answer to this item from which it cannot read one date.
DATED_ANSWERS = st.fixed_dictionaries({"": st.just({}) | statements(st.sampled_from(DATES))})


def with_repeats(own, repeats):
    """The answers, some of them replaced by the number of an item that does not repeat itself."""
    return own | {number: to for number, to in repeats.items() if to not in repeats}


def contents(starts=STARTS, dated=None):
    """Of each item its answers, or the number of the one that it repeats."""
    usual = answers(texts(starts))
    own = dict.fromkeys(ITEMS, usual) | {DATED: usual if dated is None else dated}
    numbers = st.sampled_from(list(ITEMS))
    repeats = st.dictionaries(numbers, numbers, max_size=3)
    return st.builds(with_repeats, st.fixed_dictionaries(own), repeats)


tries = settings(
    max_examples=times(40, 2_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
