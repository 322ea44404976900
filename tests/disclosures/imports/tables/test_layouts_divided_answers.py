"""Answers that go on: over several lines, behind a comma, or in the row below."""

import pytest

from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, OFFICIAL, SPILLED, STATED, as_text, matched, rows, stated


def pasted(*lines, heading=(OFFICIAL,)):
    """Lines with tabs as a clipboard has them: a cell is quoted where it holds several lines."""
    lines = [["" if cell is None else str(cell) for cell in line] for line in (*heading, *lines)]
    return "\r\n".join("\t".join(line) for line in lines).encode()


QUOTED = '"解約から\n""5営業日""以内です。"'


@pytest.mark.parametrize("heading", [(OFFICIAL,), ()])
@pytest.mark.parametrize("first", ['"Kaiji"を使います。', "有り", '有り "Kaiji"'])
def test_cells_of_several_lines_are_read_as_a_clipboard_writes_them(first, heading):
    content = pasted(*rows([first, QUOTED, *ANSWERS[2:]]), heading=heading)

    found = matched(content)

    assert [one.outcome for one in found.items[1:]] == ["set"] * 3
    assert found.items[1].read == '解約から\n"5営業日"以内です。'
    assert found.items[0].read == first
    assert found.unmatched == ()


@pytest.mark.parametrize("heading", [(OFFICIAL,), ()])
def test_a_cell_whose_quote_does_not_close_is_unsure(heading):
    lines = rows([ANSWERS[0], '"解約から\n5営業日以内です。', *ANSWERS[2:]])

    found = matched(pasted(*lines, heading=heading))

    assert [one.outcome for one in found.items] == ["set", "unsure", "set", "set"]
    assert (
        reason(found.items[1]) == "The text begins with a quotation mark; it is open where it ends."
    )


def test_a_quote_among_the_words_divides_nothing():
    content = pasted(*rows([ANSWERS[0], '"5"営業日以内、"即日"もあります', *ANSWERS[2:]]))

    assert matched(content).items[1].read == '"5"営業日以内、"即日"もあります'


@pytest.mark.parametrize("more", [(), ("備考",)])
def test_an_answer_that_goes_on_behind_a_comma_is_unsure(more):
    lines = as_text([(*OFFICIAL, *more), *((*row, *more) for row in rows())])

    found = matched(lines.decode().replace("です。", "です, 土日を除く。").encode()).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert reason(found[1]) == SPILLED


CONTINUED = "Below the answer stands text in a row that asks nothing; it may be a part of it."


@pytest.mark.parametrize("answer", [ANSWERS[1], "有り、ただし", None])
@pytest.mark.parametrize(
    "below", [["ただし費用は有償です。"], ["次の場合を除く：", "・大阪の障害"], ["（一部のみ）"]]
)
def test_an_answer_that_goes_on_in_the_row_below_is_unsure(answer, below):
    more = [(None, None, None, None, text) for text in below]
    lines = rows([ANSWERS[0], answer, *ANSWERS[2:]])
    content = official_workbook([*lines[:2], *more, *lines[2:]])

    found = matched(content)

    assert [one.outcome for one in found.items] == ["set", "unsure", "set", "set"]
    assert reason(found.items[1]) == CONTINUED
    assert [line.text for line in found.unmatched] == below


def test_without_headings_what_stands_below_an_answer_makes_it_unsure():
    lines = [(*row[:4], row[4]) for row in rows()]
    content = pasted(*lines[:2], ("", "", "", "", "ただし有償です。"), *lines[2:], heading=())

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


@pytest.mark.parametrize("text", ["1 / 2", "- 3 -", "P.4", "5ページ", "以上", "（以上）"])
def test_the_number_of_a_page_goes_on_with_no_answer(text):
    content = official_workbook([*rows()[:2], (None, None, None, None, text), *rows()[2:]])

    assert stated(content) == STATED


BELOW = "Below the answer stands text in a row that asks nothing; it may be a part of it."


@pytest.mark.parametrize("heading", [(OFFICIAL,), ()])
@pytest.mark.parametrize(
    "below", [[(2, "", "", "", "土日を除く。")], [(2, *[""] * 3, "一。"), (2, *[""] * 3, "二。")]]
)
def test_an_answer_that_goes_on_below_its_number_once_more_is_unsure(heading, below):
    first, second, *others = rows()

    found = matched(pasted(first, second, *below, *others, heading=heading)).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert reason(found[1]) == BELOW
    whole = "\n".join(one.stated.body for one in found[1].readings[-1:])
    assert all(str(row[-1]) in whole for row in below)


def test_a_row_of_the_same_number_that_names_a_product_goes_on_with_nothing():
    first, *others = ((*row, "") for row in rows())
    lines = [first, (1, "", "", "", "無し", "Alpha"), *others]

    found = matched(as_text([(*OFFICIAL, "製品"), *lines])).items

    assert [one.outcome for one in found] == ["set"] * 4


def test_a_row_of_the_same_number_that_asks_something_is_a_part_of_it():
    first, *others = rows()

    found = matched(as_text([OFFICIAL, first, (1, "", "別の項目", "", "無し"), *others])).items

    assert [one.outcome for one in found] == ["set"] * 4
