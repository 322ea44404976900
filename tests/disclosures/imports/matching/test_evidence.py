"""Evidence (根拠・参考): read from its own column, judged by its door, never cleared."""

from dataclasses import replace

import pytest
from openpyxl.styles import Font

from disclosures.imports.matching.question import Question
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import HEADINGS, TableAnswer
from tests.disclosures.imports.reasons import reason
from tests.workbooks import HEADING, official_workbook

from .case import Given
from .cases_beside_others import both_pages, form
from .one_answer import ASKED, NEW, NOW, first, matches, table

LINK, OTHER = "規程, https://example.com/a", "証明書, https://example.com/b"
WITH = replace(NOW, evidence=LINK)
COLUMNS = f"{ASKED},回答,根拠・参考"
ALL = "全サービス共通"


def quoted(text):
    return f'"{text}"'


def row(text, evidence, current=WITH, earlier=None):
    """The match of item 1, answered by the text and the evidence."""
    return first(table(COLUMNS, ("1", text, quoted(evidence))), current, earlier)


def own(*rows, **state):
    """The matches of our table; of each row the number, 同上, the text and the evidence."""
    asked = (
        f"{n},,,項目{n},{n}について教えてください,{ALL},,,{same},{text},{quoted(evidence)}"
        for n, same, text, evidence in rows
    )
    return matches(read_file("\n".join((",".join(HEADINGS), *asked)).encode()), **state)


def test_a_new_text_and_its_evidence_are_taken():
    found = row(NEW, OTHER)

    assert (found.outcome, found.statement) == ("set", replace(NOW, body=NEW, evidence=OTHER))


def test_evidence_alone_leaves_the_answer():
    found = row("", OTHER)

    assert (found.outcome, found.statement, found.read) == (
        "set",
        replace(NOW, evidence=OTHER),
        OTHER,
    )


def test_an_empty_cell_and_a_missing_column_clear_nothing():
    missing = first(table(f"{ASKED},回答", ("1", NEW)), WITH)

    assert row(NEW, "").statement == missing.statement == replace(WITH, body=NEW)
    assert row(NOW.body, "").outcome == "unchanged"


ALIKE = (
    "規程，https://example.com/a",
    "  規程 ,https://example.com/a ",
    "規 程、https://example.com/a\n\n",
)


@pytest.mark.parametrize("evidence", ALIKE)
def test_neither_width_nor_blanks_make_other_evidence(evidence):
    assert row(NOW.body, evidence).outcome == "unchanged"


def test_full_width_letters_are_the_same_but_another_address_is_not():
    current = replace(NOW, evidence="ISO 27001, https://example.com/a")

    assert row(NOW.body, "ＩＳＯ２７００１，https://example.com/a", current).outcome == "unchanged"
    assert row(NOW.body, "ISO 27001, https://example.com/A", current).outcome == "set"


def test_evidence_from_before_a_change_is_not_put_back():
    found = row(NOW.body, LINK, replace(NOW, evidence=OTHER), [WITH])

    assert (found.outcome, found.why.code) == ("unsure", "older_than_change")


@pytest.mark.parametrize(("evidence", "line"), [("社内規程", 1), (f"{LINK}\n別紙3", 2)])
def test_what_the_door_refuses_is_unsure_in_its_words_with_its_row_and_all_that_stands_there(
    evidence, line
):
    found = row(NEW, evidence)

    assert (found.outcome, found.statement, found.read) == ("unsure", None, f"{NEW}\n{evidence}")
    assert reason(found).startswith(f"Row 2, evidence: Line {line}: write one link a line")


def test_hidden_characters_in_evidence_are_refused():
    assert row(NEW, "規程\u200b, https://example.com/a").why.code == "evidence_refused"


def test_evidence_that_is_struck_out_in_the_file_is_doubted_with_its_answer():
    def strike(book):
        book.active["F5"].font = Font(strike=True)

    rows = [("1", None, "項目1", "1について教えてください", NEW, LINK)]
    file = official_workbook(rows, heading=(*HEADING, "根拠・参考"), change=strike)

    assert first(read_file(file)).why.code == "struck_out"


def test_an_apostrophe_that_a_spreadsheet_put_before_evidence_is_doubted_unless_it_is_current():
    text = "=規程, https://example.com/a"

    assert row(NOW.body, f"'{text}").why.code == "leading_apostrophe"
    assert row(NOW.body, f"'{text}", replace(NOW, evidence=text)).outcome == "unchanged"
    assert row("'=毎日", "別紙3").why.code == "evidence_refused"


def test_同上_with_evidence_of_its_own_is_unsure():
    def second(evidence):
        rows = ("1", NEW, quoted(LINK)), ("2", "同上", quoted(evidence))
        return matches(table(COLUMNS, *rows), {})["2", ""]

    assert second(OTHER).why == Doubt("repeats_but_differs", {"text": OTHER})
    assert second("別紙3").why == Doubt("repeats_but_differs", {"text": "別紙3"})
    same_as_above = [second(evidence) for evidence in ("", "同上", "規程、https://example.com/a")]
    assert {found.statement for found in same_as_above} == {AnswerContent(same_as="1")}


def test_同上_in_our_table_holds_the_evidence_of_what_it_repeats():
    def second(evidence):
        return own(("1", "", NEW, LINK), ("2", "1", NEW, evidence), current={})["2", ""]

    assert second("規程，https://example.com/a").statement == AnswerContent(same_as="1")
    assert second(OTHER).why == Doubt("same_as_but_differs", {"number": "1"})
    assert second("").why == Doubt("same_as_but_differs", {"number": "1"})


def test_what_repeats_another_item_is_not_split_off_by_evidence_alone():
    found = first(
        table(COLUMNS, ("1", "", quoted(OTHER))), {"1": AnswerContent(same_as="2"), "2": WITH}
    )

    assert (found.outcome, found.why.code) == ("unsure", "same_as_without_text")


def test_evidence_of_our_table_needs_no_answer():
    found = own(("1", "", "", LINK), current={})["1", ""]

    assert (found.outcome, found.statement) == ("set", AnswerContent(evidence=LINK))


def test_another_row_within_the_evidence_is_found():
    swallowed = f"{LINK}\n2,項目2,2について教えてください,{NEW},{OTHER}"

    assert row(NEW, swallowed).why == Doubt("holds_other_row", {"number": "2"})


def test_an_answer_in_an_unknown_column_is_not_passed_over_for_its_evidence():
    file = table(f"{ASKED},回答,根拠・参考,備考", ("1", "", quoted(LINK), NEW))

    assert first(file, {}).why.code == "text_in_unknown_column"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (
            [f"1,項目1,1について教えてください,{NEW},{quoted(LINK)}", f",,,,{quoted(OTHER)}"],
            "below",
        ),
        ([f"1,項目1,1について教えてください,{NEW},規程,https://example.com/a"], "beside"),
    ],
)
def test_evidence_that_may_go_on_is_doubted(lines, code):
    found = Given("\n".join([COLUMNS, *lines])).matched(("1", ""), [QUESTION])

    assert (found.outcome, found.why.code) == ("unsure", f"text_{code}_answer")


QUESTION = Question("1", "", "項目1", "1について教えてください", asks_availability=True)


def test_where_有無_is_asked_evidence_alone_is_no_unknown_word():
    found = Given(f"{COLUMNS}\n1,項目1,1について教えてください,,{quoted(LINK)}")

    assert found.matched(("1", ""), [QUESTION]).statement == AnswerContent(evidence=LINK)


NAMED = {"1": [TableAnswer(ALL, "", "", "", "旧", LINK)]}
EDITED = {
    f"新\n根拠・参考：{OTHER}": AnswerContent(body="新", evidence=OTHER),
    f"新\n根拠・参考：{LINK}\n根拠・参考：{OTHER}": AnswerContent(
        body="新", evidence=f"{LINK}\n{OTHER}"
    ),
    "新": AnswerContent(body="新", evidence=LINK),
    f"根拠・参考：{OTHER}": AnswerContent(body="旧", evidence=OTHER),
}
NOW_NAMED = {("1", ""): AnswerContent(body="旧", evidence=LINK)}


@pytest.mark.parametrize("cell", EDITED)
def test_an_edited_cell_of_our_form_says_its_evidence(cell):
    found = form(cell, named=NAMED, current=NOW_NAMED).matched(("1", ""), [QUESTION_OPEN])

    assert (found.outcome, found.statement) == ("set", EDITED[cell])


QUESTION_OPEN = replace(QUESTION, asks_availability=False)
UNSURE = {
    "旧": "emptied",
    "新\n根拠・参考：別紙3": "evidence_refused",
    "新\n根拠・参考: 規程, https://example.com/a": "unknown_part",
    f"根拠・参考：{LINK}\n新": "unknown_part",
}


@pytest.mark.parametrize("cell", UNSURE)
def test_an_edited_cell_of_our_form_never_loses_evidence(cell):
    found = form(cell, named=NAMED, current=NOW_NAMED).matched(("1", ""), [QUESTION_OPEN])

    assert (found.outcome, found.why.code) == ("unsure", UNSURE[cell])


def test_evidence_that_was_emptied_in_our_table_is_emptied_like_any_other_part():
    shown = f"旧\n根拠・参考：{LINK}"
    given = both_pages("旧", shown, named=NAMED, current=NOW_NAMED)

    assert given.matched(("1", ""), [QUESTION_OPEN]).why.code == "emptied"


def test_a_blank_in_evidence_does_not_hide_that_something_else_was_emptied():
    given = both_pages("旧", f"旧\n根拠・参考：{LINK}", named=NAMED, current=NOW_NAMED)
    [shown] = given.file.rows
    rows = (shown.answering(TableAnswer(ALL, "", "", "", "", f" {LINK}")),)

    found = replace(given, file=replace(given.file, rows=rows)).matched(("1", ""), [QUESTION_OPEN])

    assert found.why.code == "emptied"


def test_a_product_with_evidence_alone_is_no_part_that_is_missing():
    of_alpha = {("1", "Alpha"): AnswerContent(evidence=LINK)}
    state = {"current": {("1", ""): AnswerContent(body="旧")} | of_alpha, "products": ("Alpha",)}
    edited = form("新", named={"1": [TableAnswer(ALL, "", "", "", "旧")]}, **state)
    foreign = Given(f"{ASKED},回答\n1,項目1,1について教えてください,旧", **state)

    assert edited.matched(("1", ""), [QUESTION_OPEN]).outcome == "set"
    assert foreign.matched(("1", ""), [QUESTION_OPEN]).outcome == "unchanged"
