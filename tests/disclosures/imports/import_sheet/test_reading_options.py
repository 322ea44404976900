"""`import_sheet`: pages, columns and words, as the preview's forms take them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from openpyxl import Workbook

from disclosures.models import Answer, Intake
from tests.factory import editor
from tests.workbooks import saved

from .command import outcomes, small_answer

pytestmark = pytest.mark.django_db

WORDS = (
    "No.,設問,対応状況,備考\n1,Question 1?,対応,One.\n2,Question 2?,未対応,Two.\n3,Question 3?,,\n"
)


@pytest.fixture
def table(small, tmp_path):
    """A way to write a CSV for the checklist of three items."""

    def write(content):
        file = tmp_path / "table.csv"
        file.write_text(content)
        return file

    return write


def written(file, *arguments, report="text"):
    """What the command writes."""
    out = StringIO()
    call_command(
        "import_sheet",
        *(str(file), "--checklist", "small", "--user", editor().username, "--report", report),
        *arguments,
        stdout=out,
    )
    return out.getvalue()


def told(file, *arguments):
    return json.loads(written(file, *arguments, report="json"))


def refused(file, *arguments):
    """Why the command refuses; it leaves all as it was."""
    rows = Answer.history.count()
    with override("en"), pytest.raises(CommandError) as error:
        told(file, *arguments)
    assert Answer.history.count() == rows
    assert not Intake.objects.filter(state="previewed").exists()
    return str(error.value).removeprefix(f"{file.name}: ")


def answers():
    return [(small_answer(n).availability, small_answer(n).body) for n in "123"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--columns", "A=number,B=question,C=answer"],
        ["--columns", "管理=number,とい=question,こたえ=body"],
        ["--columns", "A=number", "--columns", "B=question, こたえ=answer"],
        ["--heading-row", "2", "--columns", "A=number,B=question,C=answer"],
    ],
)
def test_columns_are_named_by_letters_or_headings(table, arguments):
    report = told(table("題名\n管理,とい,こたえ\n1,Question 1?,One.\n2,Question 2?,\n"), *arguments)

    assert outcomes(report) == {"1": "set", "2": "empty in file", "3": "empty in file"}
    assert report["columns"] == "A=number, B=question, C=answer"
    assert small_answer("1").body == "One."


def test_one_column_more_leaves_the_others_as_their_headings_say(table):
    content = "No.,設問,回答,参照先\n1,Question 1?,One.,https://example.com/\n"

    report = told(table(content), "--columns", "参照先=evidence")

    assert report["columns"] == "A=number, B=question, C=answer, D=evidence"
    assert (small_answer("1").body, small_answer("1").evidence) == ("One.", "https://example.com/")


def test_a_role_moves_to_the_column_that_is_named(table):
    content = "No.,設問,回答,今年度\n1,Question 1?,Old.,New.\n"

    report = told(table(content), "--columns", "D=answer")

    assert (report["columns"], small_answer("1").body) == (
        "A=number, B=question, D=answer",
        "New.",
    )


def test_a_column_can_be_left_out(table):
    content = "No.,設問,回答,有無\n1,Question 1?,One.,未定\n"

    told(table(content), "--columns", "有無=-")

    assert answers()[0] == (None, "One.")


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ("Z=answer", "No column has the heading or the letters “Z”."),
        ("なし=answer", "No column has the heading or the letters “なし”."),
        ("備考=answer", "Several columns have the heading “備考”. Name the column by its letters."),
        ("A=numbers", "“numbers” is nothing that a column can hold. It is one of: number, section"),
        ("A=number", "Name the column that asks (item or question)"),
    ],
)
def test_columns_that_cannot_be_are_refused_in_words(table, columns, why):
    assert refused(table("あ,い,備考,備考\n1,2,3,4\n"), "--columns", columns).startswith(why)


@pytest.mark.parametrize("columns", ["A", "A=", "=answer", "A=number,,B=answer"])
def test_what_is_no_pair_is_refused(table, columns):
    with pytest.raises(CommandError, match="--columns"):
        told(table(WORDS), "--columns", columns)


@pytest.mark.parametrize("row", ["0", "-1", "two", "9" * 30])
def test_what_is_no_row_is_refused(table, row):
    with pytest.raises(CommandError, match="--heading-row"):
        told(table(WORDS), "--heading-row", row)


AVAILABILITY = ("--columns", "対応状況=availability,備考=answer")


@pytest.mark.parametrize(
    "words",
    [
        "対応=available,未対応=unavailable",
        "対応=有り, 未対応=無し",
        "対応状況:対応=yes,availability:未対応=no",
    ],
)
def test_words_are_named_as_on_the_preview(table, words):
    report = told(table(WORDS), *AVAILABILITY, "--words", words)

    assert answers() == [("yes", "One."), ("no", "Two."), (None, "")]
    assert [(one["word"], one["rows"], one["means"]) for one in report["words"]] == [
        ("対応", 1, "yes"),
        ("未対応", 1, "no"),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("対応中=yes", "No column for 有無 or 責任主体 holds the word “対応中”."),
        ("備考:対応=yes", "No column for 有無 or 責任主体 holds the word “備考:対応”."),
        ("対応=vendor", "“vendor” is nothing that a word can mean. It is one of: yes, no, partial"),
    ],
)
def test_words_that_cannot_be_are_refused_in_words(table, words, why):
    assert refused(table(WORDS), *AVAILABILITY, "--words", words).startswith(why)


def test_words_that_nobody_named_are_told_with_what_they_meant_before(table):
    told(table(WORDS), *AVAILABILITY, "--words", "対応=yes")
    again = WORDS.replace("3?,,", "3?,対応,Three.")

    report = told(table(again), *AVAILABILITY)
    with override("en"):
        text = written(table(again), *AVAILABILITY, "--dry-run")

    assert [(one["word"], one["means"], one["meant_before"]) for one in report["words"]] == [
        ("対応", None, "yes"),
        ("未対応", None, None),
    ]
    assert outcomes(report)["3"] == "unsure"
    assert "対応状況: “対応” is not known (2 rows). Say what it means with --words." in text
    assert "“対応”: the import of table.csv by editor on " in text
    told(table(again), *AVAILABILITY, "--words-as-before")
    assert answers()[2] == ("yes", "Three.")


def pages(tmp_path, *names):
    """A workbook with a page of these names for each item in turn."""
    book = Workbook()
    book.remove(book.active)
    for at, name in enumerate(names, 1):
        page = book.create_sheet(name)
        page.append(["No.", "設問", "回答"])
        page.append([at, f"Question {at}?", f"Answer {at}."])
    file = tmp_path / "pages.xlsx"
    file.write_bytes(saved(book))
    return file


def test_pages_are_named_one_by_one(small, tmp_path):
    report = told(pages(tmp_path, "基本", "運用", "体制"), "--page", "基本", "--page", "体制")

    assert (report["pages"], report["skipped_pages"]) == (["基本", "体制"], ["運用"])
    assert [body for _availability, body in answers()] == ["Answer 1.", "", "Answer 3."]


def test_a_page_that_there_is_not_is_refused_with_those_that_there_are(small, tmp_path):
    assert refused(pages(tmp_path, "基本", "運用"), "--page", "Basics") == (
        "The workbook has no page “Basics”. Its pages are “基本”, “運用”."
    )


def test_a_text_has_no_pages(table):
    why = "The file is no workbook; it has no page “Basics”."
    assert refused(table(WORDS), "--page", "Basics") == why


def test_the_report_is_in_one_language(table):
    content = "No.,設問,回答\n1,Question 1?,One.\n2,Question 2?,確認中\n9,Who?,Me.\n"

    with override("ja"):
        japanese = written(table(content), "--dry-run")
    with override("en"):
        english = written(table(content), "--dry-run")

    assert english.splitlines() == [
        "2: unsure, not taken: The text only stands in the place of an answer.",
        "3: not in the file: The file has no row for this item.",
        "Row 4 is not taken: 9 Who? Me. (The guideline has no item 9.)",
        "Columns: A=number, B=question, C=answer",
        "unsure, not taken: 2",
        "not in the file: 3",
        "table.csv: set 1, unsure, not taken 1, not in the file 1 (dry run)",
    ]
    assert japanese.splitlines()[0].startswith("2：不確定（取り込みません）：")
    assert japanese.splitlines()[1].startswith("3：ファイルに行なし：")
    assert japanese.splitlines()[-1] == (
        "table.csv：取り込み対象 1、不確定（取り込みません） 1、ファイルに行なし 1（試行）"
    )
    assert not [
        word for word in ("unsure", "set", "taken", "dry", "Row") if word in japanese.split()
    ]
