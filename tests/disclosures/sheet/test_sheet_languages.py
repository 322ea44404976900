"""What a sheet's language decides: only of Japanese is it known what its sentences deny."""

from dataclasses import replace

import pytest

from disclosures.sheet.diff import changes
from disclosures.sheet.field_change import Risk
from disclosures.sheet.findings import findings
from tests.sheets import ALPHA, answer, item, sheet

JAPANESE, OTHERS = ("", "ja"), ("zh-Hans", "zh-Hant", "en", "ko")
# A text beside 有り that a rule for Japanese takes for 無し
CONTRADICTED = ("無：單點故障已由雙重架構排除。", "Maintenance windows: なし")


def contradicted(text, language):
    made = sheet(item("1", answer(text, availability="yes")), language=language)
    return [one.code for one in findings(made)] == ["availability_contradicted"]


@pytest.mark.parametrize("text", CONTRADICTED)
def test_有無_is_contradicted_in_japanese_alone(text):
    assert [contradicted(text, language) for language in JAPANESE] == [True, True]
    assert not any(contradicted(text, language) for language in OTHERS)


def test_what_the_sheet_before_had_is_judged_by_its_own_language():
    one = item("1", answer(CONTRADICTED[0], availability="yes"))

    [known] = findings(sheet(one, language="ja"), sheet(one))
    [new] = findings(sheet(one, language="ja"), sheet(one, language="zh-Hant"))

    assert (known.is_known, new.is_known) == (True, False)


def risk(before, after, *, old, new):
    """Of a text that was in one language and is in another."""
    sheets = (
        sheet(item("1", answer(text)), language=language)
        for text, language in ((before, old), (after, new))
    )
    [change] = changes(*sheets).items
    return change.risk


@pytest.mark.parametrize("language", JAPANESE)
def test_in_japanese_a_text_that_denies_no_more_is_a_risk(language):
    assert risk("時間未定", "每周一", old=language, new=language) == Risk.DENIAL


@pytest.mark.parametrize("language", OTHERS)
def test_in_other_languages_nobody_knows_what_a_text_denies(language):
    assert risk("時間未定", "每周一", old=language, new=language) == Risk.WORDING
    assert risk("時間未定", "每周一", old="ja", new=language) == Risk.WORDING
    assert risk("時間未定", "每周一", old=language, new="") == Risk.WORDING


@pytest.mark.parametrize(("language", "expected"), [("ja", Risk.DENIAL), ("zh-Hant", Risk.WORDING)])
def test_so_it_is_of_the_title_and_of_products(language, expected):
    named, renamed = (replace(ALPHA, name=name) for name in ("受付不可", "受付中"))
    before = sheet(notes="受付不可", products=(named,), language=language)

    found = changes(before, replace(before, notes="受付中", products=(renamed,)))

    risks = [change.risk for change in (*found.fields, *found.products_changed)]
    assert risks == [expected, expected]


def test_the_second_wording_of_a_question_is_no_japanese():
    before, after = (item("1", second_question=text) for text in ("時間未定", "每周一"))

    [change] = changes(sheet(before, language="ja"), sheet(after, language="ja")).items

    assert change.risk == Risk.WORDING
