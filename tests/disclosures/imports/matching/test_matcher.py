"""`match`: which row answers which item, what it states, and what stays unsure."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.match import Match
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.statement import Statement
from disclosures.imports.matching.wording_match import Question
from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Line, Row, SheetFile
from tests.workbooks import official_workbook

QUESTIONS = [
    Question(str(number), "Basics", f"Name {number}", f"What is asked as number {number}?")
    for number in range(1, 5)
]


PATIENCE = 5  # seconds, on a busy machine

ROLES = ("number", "category", "name", "question", "answer")
LAYOUT = Layout(0, {role: (column,) for column, role in enumerate(ROLES)})


def row(number, answer="Done.", **changes):
    """A row that agrees with the item of its number."""
    asked = QUESTIONS[number - 1]
    wording = {"category": asked.category, "name": asked.name, "question": asked.question}
    texts = {**wording, "answer": answer, **changes}
    cells = tuple(filter(None, (texts[role] for role in ROLES[1:])))
    return Row(row_number=number + 10, number=str(number), cells=cells, **texts)


def matched(*rows, current=None, others=()):
    state = WorkingCopyState({(number, ""): said for number, said in (current or {}).items()})
    with override("en"):
        return match(SheetFile((), rows, others, LAYOUT), QUESTIONS, state)


def outcomes(*rows, **kwargs):
    return [found.outcome for found in matched(*rows, **kwargs).items[: len(rows)]]


def stated(*texts):
    """The statements of the first items, answered by these texts."""
    rows = [row(number, text) for number, text in enumerate(texts, 1)]
    return [found.statement for found in matched(*rows).items[: len(rows)]]


def same_as(number):
    return Statement(None, "", number)


def test_every_question_has_one_match_in_the_order_of_the_questions():
    matching = matched(row(3), row(1, ""))

    missing = "The file has no row for this item."
    assert matching.items == (
        Match("1", "empty in file", row_number=11),
        Match("2", "empty in file", "", missing),
        Match("3", "set", "Done.", "", Statement(None, "Done.", None), row_number=13),
        Match("4", "empty in file", "", missing),
    )


def test_what_is_stated_already_is_unchanged():
    current = {"1": Statement(None, "Done.", None), "2": Statement(None, "Old.", None)}

    assert outcomes(row(1), row(2), current=current) == ["unchanged", "set"]


def test_a_word_of_availability_alone_takes_no_text_away():
    current = {"1": Statement("no", "Every day.", None), "2": Statement("no", "", None)}

    found = matched(row(1, "有り"), row(2, "有り"), current=current).items

    assert (found[0].outcome, found[0].why) == (
        "unsure",
        "The file says 有無 alone; what is answered now has a text as well: “Every day.”",
    )
    assert (found[1].outcome, found[1].statement) == ("set", Statement("yes", "", None))


def test_a_row_that_repeats_an_unchanged_one_is_compared_too():
    current = {"1": Statement(None, "Done.", None), "2": same_as("1")}

    assert outcomes(row(1), row(2, "同上"), row(3, "同上"), current=current) == [
        *("unchanged", "unchanged", "set")
    ]


def test_an_empty_cell_is_empty_even_if_something_is_stated():
    assert outcomes(row(1, ""), current={"1": Statement(None, "Done.", None)}) == ["empty in file"]


def test_a_number_that_the_guideline_lacks_is_listed():
    lost = Row(17, "99", ("Who asked?",), question="Who asked?")

    assert matched(row(1), lost).unmatched == (Line(17, "99 Who asked?"),)


def test_another_wording_is_unsure_and_says_which():
    found = matched(row(1, question="Why?"), row(2, name="Other"), row(3, "", category=""))

    words = "the guideline words this item differently:"
    assert found.items[:3] == (
        Match("1", "unsure", "Done.", f"Row 11: {words} “Why?”", row_number=11),
        Match("2", "unsure", "Done.", f"Row 12: {words} “Basics Other”", row_number=12),
        Match("3", "empty in file", row_number=13),
    )


def test_width_and_white_space_make_no_other_wording():
    wide = "Ｗｈａｔ　is asked\nas number １？"

    assert outcomes(row(1, category=" Ba sics", question=wide)) == ["set"]


def test_category_and_name_may_stand_in_one_cell():
    assert outcomes(row(1, category="Basics Name 1", name="")) == ["set"]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("What is asked as nu", "set"),
        ("What is asked as number 1? Only of servers.", "unsure"),
        ("What is asked as", "unsure"),
        ("is asked as number 1?", "unsure"),
        ("", "unsure"),
    ],
)
def test_a_question_may_be_cut_short_but_not_below_15_signs_nor_go_on(question, outcome):
    assert outcomes(row(1, question=question)) == [outcome]


def test_a_shifted_number_column_is_unsure_throughout():
    rows = [
        replace(row(int(above.number)), number=asked.number) for above, asked in pairwise(QUESTIONS)
    ]

    assert [one.outcome for one in matched(*rows).items] == ["empty in file"] + ["unsure"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "a<br>b",
        "<P>a</P>",
        'a <a href="https://example.com/">b</a>',
        "R&amp;D",
        "a&#12288;b",
        "<BR/>",
    ],
)
def test_left_over_html_is_unsure(text):
    found = matched(row(1, text)).items[0]

    assert (found.outcome, found.read, "HTML" in found.why) == ("unsure", text, True)


@pytest.mark.parametrize(
    "text",
    ["<https://example.com/>", "<info@example.com>", "a < b > c", "R&D; Q&A", "<ID>", "AT&T;x"],
)
def test_what_only_looks_like_html_is_set(text):
    assert stated(text) == [Statement(None, text, None)]


@pytest.mark.parametrize(
    "text", ["同上", "〃", "同 上", "同　上。", "（同上）", "「同上」", " 同上\n"]
)
def test_ditto_repeats_the_row_above(text):
    assert stated("Done.", text) == [Statement(None, "Done.", None), same_as("1")]


def test_ditto_with_more_text_is_an_answer():
    assert stated("Done.", "同上 ただし有償")[1] == Statement(None, "同上 ただし有償", None)


def test_a_run_of_dittos_repeats_the_first_real_answer():
    assert stated("Done.", "同上", "〃", "同上")[1:] == [same_as("1")] * 3


OPEN = "It is open what is repeated: the row above does not answer the item before."


@pytest.mark.parametrize("above", [4, 1])
def test_ditto_is_open_where_the_row_above_does_not_answer_the_item_before(above):
    """The file may have been sorted, or rows left out, after 同上 was written."""
    found = matched(row(above), row(3 if above == 1 else 2, "同上"))

    repeating = next(one for one in found.items if one.read == "同上")
    assert (repeating.outcome, repeating.why) == ("unsure", OPEN)


def test_ditto_below_the_title_of_another_section_is_open():
    below = replace(row(2, "同上"), row_number=13)

    found = matched(row(1), below, others=[Line(12, "Section", is_bar=True)]).items[1]

    assert (found.outcome, found.why) == ("unsure", OPEN)


@pytest.mark.parametrize("text", ["同上", None])
@pytest.mark.parametrize(
    ("word", "owner", "outcome"),
    [
        *(
            ("有り", "CSP-owned", "set"),
            ("", "", "set"),
            ("あり", "", "set"),
            ("〃", "同上", "set"),
        ),
        *(("無し", "", "unsure"), ("", "CSC-owned", "unsure"), ("?", "CSP-owned", "unsure")),
    ],
)
def test_what_repeats_an_answer_says_nothing_else_in_cells_of_its_own(text, word, owner, outcome):
    first = row(1, availability="有り", responsibility="CSP-owned")
    shared = {} if text else {"shares_answer_with": 11}
    own = {"availability": word, "responsibility": owner}

    found = matched(first, replace(row(2, text or ""), **shared, **own)).items[1]

    assert found.outcome == outcome
    assert outcome == "set" or found.why.startswith("It repeats an answer, but a cell of its own")


def test_what_repeats_a_repeated_answer_is_held_against_the_first():
    first = row(1, availability="有り", responsibility="")
    rows = [replace(row(n, "同上"), availability=word) for n, word in ((2, ""), (3, "無し"))]

    assert outcomes(first, *rows) == ["set", "set", "unsure"]


def test_a_merged_answer_without_text_leaves_no_word_beside_it_out():
    first = row(1, "", availability="")
    second = replace(row(2, "", shares_answer_with=11), availability="無し")

    found = matched(first, second).items[1]

    assert (found.outcome, found.read) == ("unsure", "無し")


def test_rows_of_one_item_that_share_an_answer_may_differ_in_the_word_beside_it():
    below = {"row_number": 12, "shares_answer_with": 11}
    rows = (
        replace(row(1), product="Alpha", availability="有り"),
        replace(row(1, ""), product="Beta", availability="無し", **below),
    )
    state = WorkingCopyState(products=["Alpha", "Beta"])

    found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS, state).items[1:3]

    assert [one.outcome for one in found] == ["set", "unsure"]


def test_ditto_under_nothing_is_unsure():
    why = "There is no answer above to repeat."

    found = matched(row(1, "同上"), row(2, ""), row(3, "同上"), row(4, "同上")).items

    assert [(one.outcome, one.why) for one in found] == [
        ("unsure", why),
        ("empty in file", ""),
        ("unsure", why),
        ("unsure", "It repeats item 3, which is unsure."),
    ]


def test_ditto_under_a_row_that_is_no_items_is_unsure():
    lost = Row(12, "99", ("Who asked?", "Lost."), question="Who asked?", answer="Lost.")

    assert outcomes(row(1), lost, row(3, "同上"))[:3] == ["set", "empty in file", "unsure"]


def test_ditto_under_a_line_without_a_number_is_unsure():
    below = replace(row(2, "同上"), row_number=13)

    elsewhere = [Line(11, "Remark."), Line(14, "Lost.")]

    assert outcomes(row(1), below, others=[Line(12, "Lost.")]) == ["set", "unsure"]
    assert outcomes(row(1), below, others=elsewhere) == ["set", "set"]


def test_ditto_under_one_of_several_rows_is_unsure():
    twice = [row(1), replace(row(1, "Else."), row_number=12)]

    found = matched(*twice, replace(row(2, "同上"), row_number=13)).items

    assert [one.outcome for one in found[:2]] == ["unsure", "unsure"]


def test_what_repeats_an_answer_that_was_changed_since_is_unsure():
    told = {("1", ""): [Statement(None, "Done.", None)]}
    now = {("1", ""): Statement(None, "New.", None)}
    with override("en"):
        found = match(
            SheetFile((), (row(1), row(2, "同上")), (), LAYOUT),
            QUESTIONS,
            WorkingCopyState(now, told),
        ).items

    assert [(one.outcome, one.why) for one in found[:2]] == [
        ("unsure", "The file says what was answered before; it was changed since."),
        ("unsure", "It repeats item 1, which is unsure."),
    ]


@pytest.mark.parametrize("then", [None, "vendor", "customer"])
def test_a_file_that_does_not_name_who_is_responsible_puts_nothing_back_either(then):
    told = {("1", ""): [Statement("yes", "Done.", None, then)]}
    now = {("1", ""): Statement("yes", "New.", None, "vendor")}
    rows = (row(1, "有り Done."),)
    with override("en"):
        found = match(
            SheetFile((), rows, (), LAYOUT), QUESTIONS, WorkingCopyState(now, told)
        ).items[0]

    assert (found.outcome, found.why) == (
        *("unsure", "The file says what was answered before; it was changed since."),
    )


def test_who_is_responsible_may_change_where_the_file_says_so():
    layout = Layout(0, {**LAYOUT.columns, "availability": (5,), "responsibility": (6,)})
    told = {("1", ""): [Statement("yes", "Done.", None, "vendor")]}
    now = {("1", ""): Statement("yes", "New.", None, "vendor")}
    rows = (row(1, availability="有り", responsibility="お客様"),)

    found = match(SheetFile((), rows, (), layout), QUESTIONS, WorkingCopyState(now, told)).items[0]

    assert found.statement == Statement("yes", "Done.", None, "customer")


OF_ALPHA = WorkingCopyState(products=["Alpha"])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ({"product": "Alpha"}, {"answer": "同上"}),
        ({}, {"answer": "同上", "product": "Alpha"}),
        ({"product": "Alpha"}, {"answer": "", "shares_answer_with": 11}),
    ],
)
def test_what_one_product_answers_is_not_repeated(above, below):
    rows = (replace(row(1), **above), replace(row(2), **below))
    with override("en"):
        found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS, OF_ALPHA).items

    repeated = next(one for one in found if one.row_number == 12)
    assert (repeated.outcome, repeated.why) == (
        *("unsure", "It repeats an answer for one product alone: Alpha"),
    )


def test_a_hidden_row_of_a_merged_answer_is_unsure():
    rows = [row(1), row(2, "", shares_answer_with=11, doubt="hidden")]

    assert outcomes(*rows) == ["set", "unsure"]


def test_ditto_under_an_unsure_row_is_unsure():
    assert outcomes(row(1, "a<br>b"), row(2, "同上")) == ["unsure", "unsure"]


def test_a_merged_answer_repeats_the_first_row():
    rows = [row(1), row(2, "", shares_answer_with=11), row(3, "", shares_answer_with=11)]

    found = matched(*rows).items

    assert [one.statement for one in found[1:3]] == [same_as("1")] * 2


def test_a_merged_ditto_repeats_what_the_first_row_repeats():
    rows = [row(1), row(2, "同上"), row(3, "", shares_answer_with=12)]

    assert matched(*rows).items[2].statement == same_as("1")


def test_a_merged_cell_without_text_is_empty_in_all_its_rows():
    assert outcomes(row(1, ""), row(2, "", shares_answer_with=11)) == ["empty in file"] * 2


def test_a_merged_answer_with_an_unsure_first_row_is_unsure():
    rows = [row(1, question="Why?"), row(2, "", shares_answer_with=11)]

    assert outcomes(*rows) == ["unsure", "unsure"]


@pytest.mark.parametrize(
    ("text", "availability", "body"),
    [
        ("有り", "yes", ""),
        ("有", "yes", ""),
        ("あり　毎日", "yes", "毎日"),
        ("無し\n理由：費用", "no", "理由：費用"),
        ("無し （理由）", "no", "（理由）"),
        ("なし(理由)", "no", "(理由)"),
        ("無。", "no", ""),
        ("有り、毎日", "yes", "毎日"),
        ("有り：毎日", "yes", "毎日"),
        ("一部 夜間のみ", "partial", "夜間のみ"),
        ("一部有り（夜間）", "partial", "（夜間）"),
        ("該当なし", "not_applicable", ""),
        ("該当無し。", "not_applicable", ""),
        ("非公開", "undisclosed", ""),
    ],
)
def test_an_availability_word_is_divided_from_the_body(text, availability, body):
    assert stated(text) == [Statement(availability, body, None)]


@pytest.mark.parametrize(
    "text",
    ["有料", "有りません", "無償", "一部の夜間", "一部対応", "あり得る", "非公開情報", "毎日 有り"],
)
def test_a_word_that_goes_on_is_no_availability(text):
    assert stated(text) == [Statement(None, text, None)]


def test_lines_that_hold_more_than_a_heading_are_unmatched():
    lost = Line(8, "Question? Lost.")

    matching = matched(row(1), others=(Line(7, "Section", is_bar=True), lost))

    assert matching.unmatched == (lost,)


def test_an_answer_without_a_number_is_unmatched():
    content = official_workbook(["Section", (None, None, None, None, "Lost."), "Section"])

    assert match(read_file(content), [], WorkingCopyState()).unmatched == (Line(6, "Lost."),)


def test_long_rows_of_one_number_are_compared_with_many_parts_in_time():
    parts = [Question(f"1-{n}", "", f"Name {n}", f"What is asked as {n}?") for n in range(73)]
    rows = tuple(Row(n, "1", cells=("質" * 19_600,), question="質" * 19_600) for n in range(499))
    begin = time.monotonic()

    found = match(SheetFile((), rows, (), LAYOUT), parts, WorkingCopyState())

    assert len(found.unmatched) == 499
    assert time.monotonic() - begin < PATIENCE


@pytest.mark.parametrize("between", [", ", ",\n", "、", " ", "\n・"])
@pytest.mark.parametrize("names", [["A"], ["A", "B"], ["A", "B", "C D", "E"]])
def test_an_answer_of_many_names_of_products_is_read_in_time(names, between):
    text = (f"A{between}" * 1_333)[:3_900] + ": x\nB: y"
    begin = time.monotonic()

    found = match(
        SheetFile((), (row(1, text),), (), LAYOUT), QUESTIONS, WorkingCopyState(products=names)
    )

    assert found.items[0].outcome == "set"
    assert time.monotonic() - begin < PATIENCE


OWN = {("1", ""): "Common.", ("1", "Alpha"): "Fast.", ("1", "Beta"): "Slow.", ("1", "Gamma"): "?"}


def beside_own_answers(text, *more, said=OWN, products=("Alpha", "Beta", "Gamma"), **changes):
    """What becomes of the text where products have answers of their own."""
    current = {key: Statement(None, body, None) for key, body in said.items()}
    rows = (replace(row(1, text), **changes), *more)
    with override("en"):
        state = WorkingCopyState(current, products=products)
        return match(SheetFile((), rows, (), LAYOUT), QUESTIONS, state).items[0]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Common.", "Alpha, Beta, Gamma"),
        ("Common.\nAlpha: Fast.\nBeta: Slow.", "Gamma"),
        ("Common.\nAlpha: Fast.\nBeta: Slow.\nGamma: ?", ""),
    ],
)
def test_a_file_without_what_single_products_answer_is_not_unchanged(text, missing):
    found = beside_own_answers(text)

    assert found.outcome == ("unsure" if missing else "unchanged")
    assert found.why == (
        f"The file does not hold what single products answer now: {missing}" if missing else ""
    )


def test_products_that_have_rows_of_their_own_are_not_missing():
    def rows(*names):
        return [
            replace(row(1, OWN["1", name]), product=name, row_number=12 + at)
            for at, name in enumerate(names)
        ]

    whole = beside_own_answers("Common.", *rows("Alpha", "Beta", "Gamma"))
    partial = beside_own_answers("Common.", *rows("Alpha", "Gamma"))

    assert (whole.outcome, partial.outcome) == ("unchanged", "unsure")
    assert partial.why.endswith(": Beta")


def test_products_whose_names_are_one_without_blanks_are_told_apart_by_them_alone():
    state = WorkingCopyState(products=["Alpha 1", "Alpha1"])
    rows = [
        replace(row(1), product="Alpha 1", row_number=11),
        replace(row(1, "Else."), product="Alpha　1", row_number=12),
        replace(row(2, "Alpha 1: x\nAlpha1: y"), row_number=13),
    ]

    found = match(SheetFile((), tuple(rows), (), LAYOUT), QUESTIONS, state)

    assert [(one.product, one.outcome) for one in found.items[:3]] == [
        *(("", "empty in file"), ("Alpha 1", "set"), ("", "set"))
    ]
    assert [line.row_number for line in found.unmatched] == [12]
    assert found.items[2].division is None
