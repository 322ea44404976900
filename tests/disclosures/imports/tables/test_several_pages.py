"""Pages of a workbook: which are read, which are read as one, and when a person is asked."""

import pytest
from openpyxl import Workbook

from disclosures.imports.files.errors import NoHeading, NoSuchPage, PagesDiffer, SeveralPages
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.file_pages import pages
from disclosures.imports.tables.layouts import is_answering, is_asked, is_asking
from disclosures.imports.tables.questions import asked_items, unused_lines
from disclosures.imports.tables.reading import options, read_file
from tests.workbooks import saved

from .sheets_of_the_field import matched

HEADINGS = ("No.", "設問", "回答")
QUESTIONS = [Question(str(at), "", "", f"設問{at}は何ですか") for at in range(1, 7)]


def book(**pages):
    """A workbook with these pages, each a list of lines; one of numbers has the usual headings."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, lines in pages.items():
        page = workbook.create_sheet(name.replace("_", " "))
        for line in lines:
            page.append(line)
    return saved(workbook)


def sheet(*numbers, answer="回答{}です。", headings=HEADINGS, above=()):
    lines = [(at, f"設問{at}は何ですか", answer.format(at)) for at in numbers]
    return [*above, headings, *lines]


CHAPTERS = {"基本": sheet(1, 2), "運用": sheet(3, 4), "体制": sheet(5, 6)}


def read_names(content, *names):
    return read_file(content, Choice(tuple(names))).read_pages


def offered(content, enough=is_answering):
    found = options(pages(content), enough)
    return {page.name: page.aside for page in found.pages}, found.proposed


def bodies(content, *names):
    found = matched(content, Choice(tuple(names)), QUESTIONS).items
    return [one.statement.body if one.statement else one.outcome for one in found]


def test_pages_of_chapters_are_read_as_one_in_their_order():
    content = book(**CHAPTERS)

    assert read_names(content) == ("基本", "運用", "体制")
    assert bodies(content) == [f"回答{at}です。" for at in range(1, 7)]


def test_pages_that_a_person_chooses_are_read_and_the_others_are_not():
    content = book(**CHAPTERS)

    assert bodies(content, "体制", "基本") == [
        *("回答1です。", "回答2です。", "empty in file", "empty in file"),
        *("回答5です。", "回答6です。"),
    ]


def test_titles_above_and_headings_in_other_rows_make_no_other_layout():
    content = book(
        基本=sheet(1, 2, above=[("基本編",), ("2026年",)]), 運用=sheet(3, 4, above=[("運用編",)])
    )

    file = read_file(content)

    assert [file.told(row.row_number) for row in file.rows] == [
        *("基本!4", "基本!5", "運用!3", "運用!4")
    ]
    assert [line.text for line in file.title_block] == ["基本編", "2026年", "運用編"]


def test_each_doubt_names_page_and_row():
    content = book(基本=sheet(1, 2), 運用=[*sheet(3), (4, "他の設問", "回答です。")])

    why = matched(content, questions=QUESTIONS).items[3].why

    assert (why.code, why.details["row"]) == ("wording_differs", "運用!3")


def test_rows_of_one_number_on_two_pages_are_doubted():
    content = book(基本=sheet(1, 2), 運用=sheet(2, 3))

    found = matched(content, Choice(("基本", "運用")), QUESTIONS).items[1]

    assert (found.why.code, found.why.details["rows"]) == ("several_rows", "基本!3, 運用!2")


def test_numbers_that_begin_anew_on_each_page_are_told_by_their_wording():
    content = book(基本=sheet(1, 2), 運用=[HEADINGS, (1, "設問3は何ですか", "三です。")])
    questions = [*QUESTIONS[:2], Question("3", "", "", "設問3は何ですか")]

    found = matched(content, questions=questions)

    assert [one.outcome for one in found.items] == ["set", "set", "empty in file"]
    assert [line.why.code for line in found.unmatched] == ["other_row_agrees"]


def test_chapters_may_word_an_item_alike_under_other_numbers():
    other = (11, "設問1は何ですか", "十一です。")
    content = book(基本=sheet(1, 2), 運用=[*sheet(3), other])

    assert read_names(content) == ("基本", "運用")


def test_ditto_on_a_page_does_not_repeat_the_page_before():
    content = book(基本=sheet(1, 2), 運用=[HEADINGS, (3, "設問3は何ですか", "同上")])

    assert matched(content, questions=QUESTIONS).items[2].why.code == "ditto_row_not_adjacent"


def test_a_page_is_the_section_of_its_items_unless_it_has_titles_of_its_own():
    content = book(
        基本=sheet(1), 運用=[HEADINGS, ("第2章 運用",), (3, "設問3は何ですか", ""), ("※ 注",)]
    )

    file = read_file(content, enough=is_asking)

    assert [item.section for item in asked_items(file)] == ["基本", "第2章 運用"]
    assert [line.text for line in unused_lines(file) if line.text != "回答1です。"] == ["※ 注"]


@pytest.mark.parametrize(
    ("made", "aside", "read"),
    [
        (
            {"表紙": [("御中",)], "記入例": sheet(1, 2), "チェックシート": sheet(1, 2)},
            {"記入例": "example", "チェックシート": ""},
            ("チェックシート",),
        ),
        (
            {"2025年度": sheet(1, 2), "2026年度": sheet(1, 2)},
            {"2025年度": "older", "2026年度": ""},
            ("2026年度",),
        ),
        (
            {"令和7年": sheet(1), "令和8年": sheet(1), "R6": sheet(1)},
            {"令和7年": "older", "令和8年": "", "R6": "older"},
            ("令和8年",),
        ),
        (
            {"回答": sheet(1, 2), "回答（前年度）": sheet(1, 2)},
            {"回答": "", "回答（前年度）": "older"},
            ("回答",),
        ),
        (
            {"様式": sheet(1, 2, answer=""), "回答": sheet(1, 2)},
            {"様式": "unanswered", "回答": ""},
            ("回答",),
        ),
        (
            {"凡例": [("項目", "回答"), ("○", "対応")], "Sheet1": sheet(1, 2)},
            {"Sheet1": "", "凡例": "unnumbered"},
            ("Sheet1",),
        ),
        (
            {"Sample": sheet(1), "障害復旧": sheet(1), "Old": sheet(1)},
            {"Sample": "example", "障害復旧": "", "Old": "older"},
            ("障害復旧",),
        ),
    ],
)
def test_a_page_is_proposed_where_a_reason_speaks_against_each_other(made, aside, read):
    content = book(**made)

    assert offered(content) == (aside, read)
    assert read_names(content) == read


@pytest.mark.parametrize(
    "made",
    [
        {"A社": sheet(1, 2), "B社": sheet(1, 2)},
        {"本番": sheet(1, 2), "検証": sheet(2, 3)},
        {"本番": sheet(1, 2), "検証": [HEADINGS, *((n + 10, q, a) for n, q, a in sheet(1)[1:])]},
        {"基本": sheet(1), "運用": sheet(2, headings=("No.", "設問", "有無"))},
        {"記入例": sheet(1), "サンプル": sheet(1)},
        {"2025年度": sheet(1), "2026年度": sheet(1), "2026年度案": sheet(1)},
    ],
)
def test_where_nothing_decides_a_person_is_asked(made):
    content = book(**made)

    assert offered(content)[1] == ()
    with pytest.raises(SeveralPages):
        read_file(content)


def test_a_page_that_was_set_aside_can_be_chosen_all_the_same():
    content = book(記入例=sheet(1, answer="例{}"), 回答=sheet(1))

    assert bodies(content, "記入例")[0] == "例1"


def test_a_list_of_items_needs_numbers():
    content = book(改版履歴=[("版", "内容")], 様式=sheet(1))

    assert read_file(content, enough=is_asked).read_pages == ("様式",)
    assert offered(content, is_asked) == ({}, ())


def test_a_list_of_items_needs_no_answers():
    content = book(様式=sheet(1, 2, answer=""), 前年度=sheet(1, 2))

    assert offered(content, is_asking) == ({"様式": "", "前年度": "older"}, ("様式",))


def test_one_page_alone_offers_no_other():
    assert offered(book(表紙=[("御中",)], 回答=sheet(1))) == ({}, ())
    assert offered(b"No.,\xe8\xa8\xad\xe5\x95\x8f,\xe5\x9b\x9e\xe7\xad\x94\n1,a?,b\n") == ({}, ())


def test_pages_with_other_headings_are_not_read_as_one():
    content = book(基本=sheet(1), 運用=sheet(2, headings=("No.", "設問", "有無")))

    with pytest.raises(PagesDiffer, match="運用"):
        read_file(content, Choice(("基本", "運用")))


def test_a_page_without_known_headings_is_none_to_read_with_others():
    with pytest.raises(NoHeading):
        read_file(book(表紙=[("御中",)], 回答=sheet(1)), Choice(("表紙",)))


def test_a_page_that_there_is_not_is_named():
    with pytest.raises(NoSuchPage, match="体制2"):
        read_file(book(**CHAPTERS), Choice(("体制2",)))


UNKNOWN = ("管理", "とい", "こたえ")
COLUMNS = {0: "number", 1: "question", 2: "answer"}


def test_columns_that_are_named_on_one_page_are_those_of_all():
    content = book(
        基本=sheet(1, 2, headings=UNKNOWN), 運用=sheet(3, headings=UNKNOWN, above=[("運用",), ()])
    )

    file = read_file(content, Choice(("基本", "運用"), 0, COLUMNS))

    assert [(row.number, file.told(row.row_number)) for row in file.rows] == [
        *(("1", "基本!2"), ("2", "基本!3"), ("3", "運用!4"))
    ]


def test_named_columns_need_the_same_headings_on_all_pages():
    content = book(基本=sheet(1, headings=UNKNOWN), 運用=sheet(3, headings=("a", "b", "c")))

    with pytest.raises(PagesDiffer):
        read_file(content, Choice(("基本", "運用"), 0, COLUMNS))


def test_a_choice_is_the_same_after_it_was_stored():
    choice = Choice(("基本", "運用"), 0, COLUMNS)

    assert Choice.from_json(choice.to_json()) == choice
    assert Choice.from_json({}) == Choice()
    assert Choice.from_json({"page": "基本", "heading_row": None, "columns": {}}).pages == ("基本",)
