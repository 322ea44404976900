"""The files of a version: made at submission, kept, taken along by customers."""

import csv
import hashlib
import re
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.exports.registry import FORMATS
from disclosures.integrity import triggers
from disclosures.integrity.verification import problems
from disclosures.models import Availability, Rendition, Responsibility
from disclosures.sheet import table
from disclosures.sheet.document import SheetProduct, canonical_text, sha256_of
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    submit,
)
from tests.sheets import answer, item, sheet


def read(content):
    """The records of the file as a program reads them, by their headings."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def said(record):
    names = ("番号", "サービス・製品", "有無", "責任主体", "同上", "回答")
    return tuple(record[name] for name in names)


# The format


def test_one_row_an_item_and_product():
    common = answer("Common", availability="yes", responsibility="shared")
    added = answer("Of both", products=("alpha", "beta"), availability="no")

    records = read(sheet_csv.render(sheet(item("1", common, added), item("2"))))

    assert [said(record) for record in records] == [
        ("1", "全サービス共通", "有り", "共同", "", "Common"),
        ("1", "Alpha", "無し", "", "", "Of both"),
        ("1", "Beta", "無し", "", "", "Of both"),
        ("2", "全サービス共通", "", "", "", ""),
    ]
    assert {record["区分"] for record in records} == {"Basics"}
    assert records[0]["内容"] == "Question 1?"


def test_same_as_is_named_and_resolved():
    one = answer("Words")

    records = read(sheet_csv.render(sheet(item("1", one), item("2", one, same_as="1"))))

    assert said(records[1]) == ("2", "全サービス共通", "", "", "1", "Words")


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-", "@SUM(1)", "＝１", "＋１", "－", "＠", "'quoted", "\t=1"]
)
def test_nothing_is_calculated_and_the_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text)))))

    assert record["回答"] == f"'{text}"


def test_lines_quotes_and_commas_stay_within_their_cell():
    text = '一行目\n二行目、"引用", 終わり'

    content = sheet_csv.render(sheet(item("1", answer(text)), item("2")))

    assert [record["回答"] for record in read(content)] == [text, ""]
    assert content.decode("utf-8-sig").replace("\n二", "二").count("\n") == 3
    assert content.endswith(b"\r\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60))
def test_any_text_comes_back(text):
    [record] = read(sheet_csv.render(sheet(item("1", answer(text), name=text))))

    for name in ("回答", "項目"):
        assert record[name].removeprefix("'" if text.startswith(table.CALCULATED) else "") == text


def test_its_words_are_those_of_the_pages():
    with translation.override("ja"):
        assert {code: str(label) for code, label in Availability.choices} == table.AVAILABILITY
        labels = {code: str(label) for code, label in Responsibility.choices}
        assert labels == table.RESPONSIBILITY
        assert gettext("all products") == table.COMMON


# The workbook


def opened(content):
    return load_workbook(BytesIO(content))


def form_rows(content):
    """The rows of the form below its headings, without the bars of sections."""
    cells = list(opened(content)["チェックシート"].iter_rows(values_only=True))
    begin = next(at for at, row in enumerate(cells) if row[0] == "No.")
    return [row for row in cells[begin + 1 :] if row[3] is not None]


def test_the_form_has_the_title_block_and_every_item():
    made = sheet(
        item("1", answer("Words", availability="yes"), category="Same"),
        item("2", category="Same"),
        department="Security",
        established_on=date(2025, 4, 1),
        notes="A note",
    )

    content = sheet_xlsx.render(made)

    texts = [row[0] for row in opened(content)["チェックシート"].iter_rows(values_only=True)]
    assert texts[:8] == [
        "Title",
        "Example Inc.　Security",
        "制定日：2025年4月1日",
        "更新日：2025年10月1日",
        "バージョン：1.0",
        "固定アドレス：/sheet/versions/1.0/",
        f"JSONファイルのSHA-256：{sha256_of(canonical_text(made))}",
        "A note",
    ]
    assert form_rows(content) == [
        ("1", "Same", "Name 1", "Question 1?", "有り\nWords"),
        ("2", None, "Name 2", "Question 2?", ""),
    ]


def test_the_form_says_on_which_host_it_stands(settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    content = sheet_xlsx.render(sheet(item("1")))

    texts = [cell.value for cell in opened(content)["チェックシート"]["A"]]
    assert "固定アドレス：https://kaiji.example.com/sheet/versions/1.0/" in texts
    assert content == sheet_xlsx.render(sheet(item("1")))


def test_an_answer_reads_as_one_text():
    common = answer("Common", availability="yes", responsibility="shared")
    alpha = answer("Of Alpha", products=("alpha",))
    both = answer("Of both", products=("alpha", "beta"), availability="no")

    made = sheet(item("1", common, alpha), item("2", both, same_as="1"))

    assert [row[4] for row in form_rows(sheet_xlsx.render(made))] == [
        "有り　責任主体：共同\nCommon\nAlpha：Of Alpha",
        "同上（項目1）\nAlpha、Beta：\n無し\nOf both",
    ]


def test_the_second_page_is_the_table():
    made = sheet(item("1", answer("Words"), answer("Of Alpha", products=("alpha",))))

    page = opened(sheet_xlsx.render(made))["データ"]

    rows = [tuple(cell or "" for cell in row) for row in page.iter_rows(values_only=True)]
    assert rows == [table.HEADINGS, *table.rows(made)]


def test_every_cell_is_a_text_and_nothing_is_calculated_or_linked():
    bad = "=HYPERLINK(1)"
    made = sheet(
        item("1", answer(bad), category=bad, name=bad, question=bad),
        item("2", answer("https://example.com/"), category=bad),
        title=bad,
        company="+1",
        notes=f"{bad}\nhttps://example.com/\n@SUM(1)",
    )

    book = opened(sheet_xlsx.render(made))

    cells = [cell for page in book for row in page for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert sum(cell.value == bad for cell in cells) >= 8


def test_an_answer_too_long_for_a_cell_is_in_the_table_and_said_to_be():
    products = tuple(SheetProduct(f"p{n}", f"Product {n}", "", None) for n in range(10))
    answers = [answer(f"{n}" * 4000, products=(f"p{n}",)) for n in range(10)]

    content = sheet_xlsx.render(sheet(item("1", *answers), products=products))

    [row] = form_rows(content)
    table_rows = opened(content)["データ"].iter_rows(min_row=2, values_only=True)
    assert "「データ」のシート" in row[4]
    assert [len(row[9]) for row in table_rows] == [4000] * 10


SENTENCES = "".join(f"長い段落の第{n}文は、ここで終わります。" for n in range(300))
LINES = "\n".join(f"{n}行目" for n in range(100))


def answer_cells(content):
    """The texts in the form's column of answers, below its heading."""
    column = [cell.value for cell in opened(content)["チェックシート"]["E"]]
    return [text for text in column[column.index("事業者回答") + 1 :] if text]


@pytest.mark.parametrize(
    "text", [SENTENCES, LINES, "word " * 1000, "亜" * 3000, "a" * 3000, "\n" * 99 + "."]
)
def test_a_long_answer_stands_in_rows_that_excel_can_show(text):
    content = sheet_xlsx.render(sheet(item("1", answer(text))))

    heights = [row.height for row in opened(content)["チェックシート"].row_dimensions.values()]
    assert max(height for height in heights if height) < 409
    assert "".join("".join(answer_cells(content)).split("\n")) == "".join(text.split("\n"))
    assert len(form_rows(content)) == 1


def test_a_long_answer_is_cut_between_lines_or_after_a_sentence():
    lines, sentences = (
        answer_cells(sheet_xlsx.render(sheet(item("1", answer(text)))))
        for text in (LINES, SENTENCES)
    )

    assert "\n".join(lines) == LINES
    assert {text[-1] for text in sentences} == {"。"}
    assert min(len(lines), len(sentences)) > 4


def test_a_long_question_has_the_rows_that_it_needs():
    content = sheet_xlsx.render(sheet(item("1", answer("Words"), question="亜" * 1500)))

    page = opened(content)["チェックシート"]
    [merge] = [merge for merge in page.merged_cells.ranges if merge.min_col == 4]
    heights = [page.row_dimensions[row].height for row, _column in merge.left]
    assert (len(heights), max(heights) < 409, sum(heights) > 1500 / 20 * 16) == (4, True, True)


@pytest.mark.parametrize(("lines", "frozen"), [(1, "A10"), (30, None)])
def test_the_headings_stay_in_sight_where_that_leaves_room_to_scroll(lines, frozen):
    content = sheet_xlsx.render(sheet(item("1"), notes="A note\n" * lines))

    assert opened(content)["チェックシート"].freeze_panes == frozen


def printed_footers(content):
    """What stands below each page: && is a printed &, any other & begins a code."""
    with ZipFile(BytesIO(content)) as file:
        pages = [file.read(name) for name in file.namelist() if "worksheets/sheet" in name]
    return [ElementTree.fromstring(page).findtext(".//{*}oddFooter") for page in pages]


@pytest.mark.parametrize(
    ("title", "footer"),
    [
        ("Title", "Title"),
        ("Q&A", "Q&&A"),
        ("a" * 99 + "&B", "a" * 99 + "&&"),
        ("&" * 200, "&&" * 100),
        ("R&G", "R＆G"),  # xlsxwriter takes &G and &[…] for codes even after a &
        ("A&[Picture]", "A＆[Picture]"),
    ],
)
def test_the_footer_prints_any_title(title, footer):
    content = sheet_xlsx.render(sheet(item("1"), title=title))

    assert printed_footers(content) == [f"&L{footer} 1.0&R&P / &N"] * 2


def test_the_same_sheet_makes_the_same_bytes_and_names_no_person():
    made = sheet(item("1", answer("Words")))

    content = sheet_xlsx.render(made)

    assert content == sheet_xlsx.render(made)
    properties = opened(content).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Kaiji", "Kaiji")
    assert str(properties.created) == str(properties.modified) == "2025-10-01 00:00:00"


# The files of a version


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", body="First")
    return checklist


@pytest.mark.django_db
def test_the_file_is_made_from_the_sheet_at_submission_and_kept(checklist):
    revision = submit(checklist)
    change_answer(checklist, "1", body="Second")

    files = {file.format: file for file in revision.renditions.all()}
    assert files.keys() == FORMATS.keys()
    for name, file in files.items():
        assert bytes(file.content) == FORMATS[name].render(revision.content)
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()


@pytest.mark.django_db
def test_the_host_is_in_the_files_and_never_in_the_sheet(checklist, settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    revision = submit(checklist)

    content = bytes(revision.renditions.get(format="xlsx").content)
    texts = [str(cell.value) for cell in opened(content)["チェックシート"]["A"]]
    assert any("kaiji.example.com" in text for text in texts)
    assert "kaiji.example.com" not in revision.sheet


@pytest.mark.django_db
def test_it_is_the_same_whatever_language_the_submitter_reads(checklist):
    change_answer(checklist, "2", availability="yes")
    with translation.override("en"):
        file = submit(checklist).renditions.get(format="csv")

    assert "有り" in bytes(file.content).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FORMATS)
def test_the_reviewer_opens_the_very_bytes_that_customers_get(client, checklist, kind):
    revision = submit(checklist)
    client.force_login(reviewer())
    opened = client.get(reverse(f"admin:disclosures_revision_sheet_{kind}", args=[revision.pk]))
    client.logout()
    assert client.get(f"/sheet/sheet.{kind}").status_code == 404

    approve(revision)

    kept = bytes(revision.renditions.get(format=kind).content)
    for address in (f"/sheet/sheet.{kind}", f"/sheet/versions/1.0/sheet.{kind}"):
        got = client.get(address)
        assert got.content == opened.content == kept
        assert got["Content-Type"] == FORMATS[kind].content_type
        assert got["Content-Disposition"] == f'attachment; filename="sheet-1.0.{kind}"'


@pytest.mark.django_db
def test_pages_and_the_list_of_versions_lead_to_it(client, checklist):
    make_approved(checklist)

    [listed] = client.get("/sheet/versions.json").json()["versions"]

    addresses = {kind: file["address"] for kind, file in listed["files"].items()}
    assert addresses == {kind: f"/sheet/versions/1.0/sheet.{kind}" for kind in [*FORMATS, "json"]}
    page = client.get("/sheet/").content.decode()
    assert all(f'href="{address}"' in page for address in addresses.values())


@pytest.mark.django_db
def test_the_list_of_versions_names_each_file_for_good(client, checklist):
    first = make_approved(checklist)
    make_approved(checklist, "2.0")

    listed = client.get("/sheet/versions.json").json()["versions"][1]

    assert (listed["sha256"], listed["is_current"]) == (first.sha256, False)
    assert all(listed["periods"][0][moment] for moment in ("from", "until"))
    for kind, file in listed["files"].items():
        content = client.get(file["address"]).content
        kept = first.renditions.filter(format=kind).first()
        assert content == (bytes(kept.content) if kept else first.sheet.encode())
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.django_db
def test_the_page_says_of_each_file_how_large_it_is_and_its_hash(client, checklist):
    make_approved(checklist)

    shown = client.get("/sheet/").content.decode()

    for kind in [*FORMATS, "json"]:
        content = client.get(f"/sheet/sheet.{kind}").content
        row = re.search(rf"<th scope=.row.>[^\n]*sheet.{kind}[^\n]*", shown)[0]
        assert hashlib.sha256(content).hexdigest() in row
        assert filesizeformat(len(content)) in row


@pytest.mark.django_db
def test_the_file_of_a_withdrawn_version_is_gone(client, checklist):
    revision = make_approved(checklist)
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    for kind in FORMATS:
        for address in (f"/sheet/sheet.{kind}", f"/sheet/versions/1.0/sheet.{kind}"):
            response = client.get(address)
            assert (response.status_code, b"First" in response.content) == (410, False)


@pytest.mark.django_db
def test_a_scheduled_file_is_not_there_before_its_time(client, checklist, clock):
    approve(submit(checklist), at=timezone.now() + timedelta(days=1))
    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 404

    clock.forward(days=1)

    assert client.get("/sheet/versions/1.0/sheet.csv").status_code == 200


@pytest.mark.django_db
def test_a_file_is_read_once_and_then_kept(client, checklist, django_assert_num_queries):
    make_approved(checklist)
    client.get("/sheet/sheet.csv")

    with django_assert_num_queries(1):
        client.get("/sheet/sheet.csv")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE disclosures_rendition SET sha256 = 'other'",
        "UPDATE disclosures_rendition SET format = 'xlsx'",
        "DELETE FROM disclosures_rendition",
    ],
)
def test_raw_sql_changes_no_file(checklist, sql):
    submit(checklist)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, None)


@pytest.mark.django_db
def test_a_file_changed_behind_the_programs_back_is_found(checklist):
    submit(checklist)
    triggers.lift(connection)
    Rendition.objects.update(content=b"Other")

    found = [problem.what for problem in problems()]
    triggers.install(connection)

    assert "the file sheet.csv does not match its hash" in found


@pytest.mark.django_db
def test_versions_from_before_there_were_files_get_theirs(checklist):
    revision = submit(checklist)
    made = {file.format: bytes(file.content) for file in revision.renditions.all()}
    triggers.lift(connection)
    Rendition.objects.filter(format="xlsx").delete()

    import_module("disclosures.migrations.0007_workbooks").make_files(apps, None)
    triggers.install(connection)

    assert {file.format: bytes(file.content) for file in revision.renditions.all()} == made
