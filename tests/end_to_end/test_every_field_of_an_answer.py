"""Whatever an answer can state stands in every place that shows answers; none forgets a field."""

import csv
import json
import re
import shutil
import subprocess
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from disclosures.exports import sheet_csv, sheet_md, sheet_pdf, sheet_xlsx
from disclosures.imports.run import receive
from disclosures.sheet.content import STATED_FIELDS
from disclosures.sheet.search import SearchQuery, search, search_words
from tests.disclosures.exports.sheet_pdf.pdf_programs import lacks
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db

# Of each field a value, and what people read of it: of text a word that stands nowhere else.
VALUES = {
    "availability": ("partial", "一部・条件付き"),
    "responsibility": ("cloud_provider", "クラウド事業者"),
    "body": ("Backups are kept in Zanzibar.", "Zanzibar"),
    "evidence": ("Whitepaper, https://timbuktu.example/", "timbuktu.example"),
}
SEARCHED = [name for name, (value, word) in VALUES.items() if word in value]


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="Before")
    make_approved(checklist)
    return checklist


@pytest.fixture
def staff(client):
    client.force_login(make_user("all", is_superuser=True))
    return client


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_each_field_has_a_value_here():
    assert VALUES.keys() == set(STATED_FIELDS)


@pytest.fixture(params=["of all", "of a product"])
def stated(request, checklist):
    """Makes the answer state that field alone, for all products or for one."""

    def state(name):
        product = checklist.products().get() if request.param == "of a product" else None
        if not product:
            change_answer(checklist, "1", body="")
        change_answer(checklist, "1", product=product, **{name: VALUES[name][0]})
        return answer_of(checklist, "1", product)

    return state


def said(name, text):
    """How often the page says the field's value; legends and choices say words of codes anyway."""
    value, word = VALUES[name]
    return text.count(word) + text.count(f'value="{value}" selected')


# Each page of version 2.0, and the page that says as much without the field.
PAGES = {
    "/sheet/": "/sheet/",
    "/sheet/products/alpha/": "/sheet/products/alpha/",
    "/sheet/since/1.0/": "/sheet/versions/",
    "/sheet/versions/2.0/": "/sheet/versions/1.0/",
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("page", PAGES)
def test_on_every_public_page(checklist, stated, client, page, name):
    before = said(name, text_of(client.get(PAGES[page])))
    stated(name)
    approve(submit(checklist, "2.0"))

    assert said(name, text_of(client.get(page))) > before


@pytest.mark.parametrize("name", VALUES)
def test_in_every_file(checklist, stated, name):
    stated(name)
    word = VALUES[name][1]
    sheet = submit(checklist, "2.0").content

    data = csv.reader(StringIO(sheet_csv.render(sheet).decode("utf-8-sig")))
    book = load_workbook(BytesIO(sheet_xlsx.render(sheet)))
    pages = [[cell.value for row in page for cell in row if cell.value] for page in book]

    assert word in sheet_md.render(sheet).decode()
    assert any(word in cell for row in data for cell in row)
    assert all(any(word in str(cell) for cell in page) for page in pages)


@pytest.mark.parametrize("name", VALUES)
def test_in_the_pdf(checklist, stated, tmp_path, name):
    if sheet_pdf.MISSING or shutil.which("pdftotext") is None:
        lacks("WeasyPrint with Pango, or Poppler,")
    stated(name)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(sheet_pdf.render(submit(checklist, "2.0").content))

    text = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True).stdout

    assert VALUES[name][1] in text.decode()


@pytest.mark.parametrize("name", SEARCHED)
def test_a_search_finds_its_words(checklist, stated, name):
    stated(name)

    found = search(submit(checklist, "2.0").content, SearchQuery(search_words(VALUES[name][1])))

    assert [item.number for item in found.items()] == ["1"]


def staff_pages(checklist, answer, revision):
    first = checklist.revisions.get(version="1.0").pk
    return {
        "worksheet": page_of(checklist, "worksheet") + "?section=all",
        "answer": page_of(answer),
        "history": page_of(answer, "history"),
        "changes": page_of(checklist, "changes"),
        "confirm": page_of(checklist, "confirm") + "?only=all",
        "preview": page_of(checklist, "preview"),
        "submit": page_of(checklist, "submit"),
        "review": page_of(revision),
        "frozen": page_of(revision, "frozen"),
        "restore": page_of(checklist, "restore", first),
    }


@pytest.mark.parametrize("name", VALUES)
def test_on_every_page_of_staff(checklist, stated, staff, name):
    def counted(answer, revision):
        pages = staff_pages(checklist, answer, revision)
        with translation.override("ja"):
            return {
                place: said(name, text_of(staff.get(address))) for place, address in pages.items()
            }

    before = counted(answer_of(checklist, "1"), checklist.revisions.get())
    after = counted(stated(name), submit(checklist, "2.0"))

    assert [place for place, count in after.items() if count <= before[place]] == []


@pytest.mark.parametrize("name", VALUES)
def test_for_those_who_only_read(checklist, stated, client, name):
    stated(name)
    client.force_login(reviewer())

    page = text_of(client.get(page_of(checklist, "worksheet") + "?section=all"))

    assert VALUES[name][1] in page.partition('id="item-')[2].partition("</article>")[0]


@pytest.mark.parametrize("name", SEARCHED)
def test_the_filter_of_the_worksheet_finds_its_words(checklist, stated, staff, name):
    stated(name)

    page = text_of(staff.get(page_of(checklist, "worksheet"), {"q": VALUES[name][1]}))

    assert page.count("<article") == 1


@pytest.mark.parametrize("name", SEARCHED)
def test_the_preview_of_an_import_shows_it(checklist, stated, staff, name):
    stated(name)
    content = submit(checklist, "2.0").file_content("csv")
    change_answer(checklist, "1", body="Other words")
    other = make_checklist("other", guideline=checklist.guideline, products=checklist.products())
    intake = receive(other, "own.csv", content, by=User.objects.get(username="all"))

    page = text_of(staff.get(page_of(intake, "preview")))

    assert VALUES[name][1] in page


@pytest.mark.parametrize("name", VALUES)
def test_in_the_json(checklist, stated, name):
    stated(name)
    data = json.loads(submit(checklist, "2.0").sheet)

    answers = data["sections"][0]["items"][0]["answers"]
    assert VALUES[name][0] in [one.get(name) for one in answers]


@pytest.mark.parametrize("name", VALUES)
def test_the_history_marks_it(checklist, stated, staff, name):
    answer = stated(name)

    page = text_of(staff.get(reverse("admin:disclosures_answer_history", args=[answer.pk])))

    assert VALUES[name][1] in "".join(re.findall("<ins>(.*?)</ins>", page))
    assert editor().username in page


def test_evidence_alone_answers_nothing_anywhere(checklist, staff):
    change_answer(checklist, "1", body="", evidence=VALUES["evidence"][0])
    approve(submit(checklist, "2.0"))

    worksheet = text_of(staff.get(page_of(checklist, "worksheet"), {"only": "unanswered"}))
    unanswered = text_of(staff.get("/sheet/search/", {"availability": "unanswered"}))
    page = text_of(staff.get("/sheet/"))

    assert answer_of(checklist, "1") in checklist.answers.unanswered()
    assert f'id="item-{answer_of(checklist, "1").item_id}"' in worksheet
    assert 'id="item-1"' in unanswered
    row = page.partition('id="item-1"')[2].partition("</tr>")[0]
    assert ("未回答" in row, "timbuktu" in row) == (True, True)
