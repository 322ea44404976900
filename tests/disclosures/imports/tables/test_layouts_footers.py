"""Lines between and below the rows: notes, bars, footers and lines of other signs."""

import pytest

from tests.workbooks import official_workbook

from .sheets_of_the_field import GOOD, OFFICIAL, as_text, matched, rows, workbook


def test_a_footer_is_listed_and_a_bar_is_not():
    lines = matched(GOOD["footers and page breaks"]).unmatched

    assert [line.text for line in lines] == ["1 / 2", "以上"]


@pytest.mark.parametrize(
    "note", ["備考：原本は別に保管", "※ 毎年見直します", "回答は10月のものです。"]
)
def test_a_note_between_the_rows_is_listed_and_titles_nothing(note):
    content = official_workbook([rows()[0], (None, note), *rows()[1:]])

    assert [line.text for line in matched(content).unmatched] == [note]


def test_a_line_with_tabs_among_lines_with_commas_is_listed():
    lines = as_text([OFFICIAL, *rows()]).decode().split("\r\n")
    lines[2] = lines[2].replace(",", "\t")

    found = matched("\r\n".join(lines).encode())

    assert [line.text for line in found.unmatched] == [lines[2]]
    assert [one.outcome for one in found.items] == ["set", "empty in file", "set", "set"]


def test_a_bar_is_known_where_no_column_asks_a_question_or_holds_a_text():
    content = workbook(
        ("No.", "項目", "有無"),
        ("通信編",),
        *((n, name, "有り") for n, _c, name, _q, _a in rows()),
    )

    found = matched(content)

    assert [one.statement.availability for one in found.items] == ["yes"] * 4
    assert found.unmatched == ()
