"""The page of a preview reads alone: it writes nothing, takes no lock, and costs the same."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.imports import upload
from disclosures.models import Intake
from tests.factory import change_answer, make_checklist, make_guideline, make_product, make_user
from tests.pages import FormOnPage, page_of

pytestmark = pytest.mark.django_db

NUMBERS = ("1", "2", "3")
WRITES = re.compile(
    r"\b(INSERT|UPDATE|DELETE|LOCK|SAVEPOINT|BEGIN|setval)\b", re.ASCII | re.IGNORECASE
)


@pytest.fixture
def desk(client):
    client.force_login(make_user(is_superuser=True))
    return client


def answers():
    """The import page of a checklist, and a file that changes an answer a line, one of them 同上.

    Of the last line one product says something already, so that it is divided.
    """
    products = [make_product("Alpha"), make_product("Beta")]
    checklist = make_checklist(guideline=make_guideline(items=NUMBERS), products=products)
    change_answer(checklist, "3", product=products[0], body="Quick.")
    texts = ("New.", "同上", '"Alpha：Fast.\nBeta：Slow."')
    lines = [f"{n},Name {n},Question {n}?,{text}" for n, text in zip(NUMBERS, texts, strict=True)]
    return page_of(checklist, "import"), "No.,項目,内容,回答", lines


def items():
    """The import page of a guideline, and a file with a new, a changed and one more new item."""
    guideline = make_guideline(items=("1", "2"))
    make_checklist(guideline=guideline)
    lines = ["7,New section,Name 7,Question 7?", "2,,Name 2,Worded anew?", "9,Other,Name 9,Nine?"]
    return page_of(guideline, "import"), "No.,区分,項目,質問", lines


def products():
    """The import page of products, and a file with a new, a changed and a refused one."""
    make_product("Alpha")
    lines = ["beta,Beta,2", "alpha,Alpha,3", "gamma,Alpha,4"]
    return reverse("admin:disclosures_intake_products"), "slug,name,position", lines


KINDS = {"answers": answers, "items": items, "products": products}


def brought(desk, page, *lines):
    file = SimpleUploadedFile("file.csv", "\n".join(lines).encode())
    desk.post(page, {"file": file})
    return page_of(Intake.objects.first(), "preview")


def queries(request, *arguments):
    """What asking for a page asked the database, and the outcomes that it shows."""
    with CaptureQueriesContext(connection) as captured:
        response = request(*arguments)
    assert response.status_code == 200
    outcomes = [row.found.outcome for row in response.context["rows"]]
    return [query["sql"] for query in captured.captured_queries], outcomes


def writes(asked):
    return [sql for sql in asked if WRITES.search(sql)]


@pytest.mark.parametrize(
    ("kind", "outcomes"),
    [
        ("answers", ["set"] * 3),
        ("items", ["new", "changed", "new"]),
        ("products", ["new", "changed", "refused"]),
    ],
)
def test_a_preview_writes_nothing_and_takes_no_lock(desk, kind, outcomes):
    page, headings, lines = KINDS[kind]()
    preview = brought(desk, page, headings, *lines)

    asked, shown = queries(desk.get, preview)

    assert shown == outcomes
    assert asked
    assert writes(asked) == []


@pytest.mark.parametrize("kind", KINDS)
def test_other_rows_of_a_preview_are_shown_without_a_write(desk, kind):
    page, headings, lines = KINDS[kind]()
    preview = brought(desk, page, headings, *lines)
    form = FormOnPage.of(desk, preview, "intake_form")

    asked, _shown = queries(desk.post, preview, {"seen": form["seen"], "look": "takeable"})

    assert writes(asked) == []


def test_the_form_of_the_columns_is_shown_without_a_write(desk):
    page, headings, lines = answers()
    brought(desk, page, headings, *lines)
    columns = page_of(Intake.objects.first(), "columns")

    asked, _shown = queries(desk.post, columns, {"page": "", "column0": "number"})

    assert writes(asked) == []


@pytest.mark.parametrize("kind", KINDS)
def test_three_rows_cost_as_many_queries_as_one(desk, kind):
    page, headings, lines = KINDS[kind]()
    one = brought(desk, page, headings, lines[0])
    few, _shown = queries(desk.get, one)
    three = brought(desk, page, headings, *lines)

    many, _shown = queries(desk.get, three)

    assert len(many) == len(few)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_opened_once_for_a_page(desk, kind, monkeypatch):
    page, headings, lines = KINDS[kind]()
    preview = brought(desk, page, headings, *lines)
    opened = []
    pages = upload.pages
    monkeypatch.setattr(upload, "pages", lambda content: opened.append(content) or pages(content))

    desk.get(preview)

    assert len(opened) == 1


def test_the_file_is_opened_once_where_what_is_ticked_is_refused(desk, monkeypatch):
    page, headings, lines = products()
    preview = brought(desk, page, headings, *lines)
    seen = FormOnPage.of(desk, preview, "intake_form")["seen"]
    opened = []
    pages = upload.pages
    monkeypatch.setattr(upload, "pages", lambda content: opened.append(content) or pages(content))

    response = desk.post(preview, {"seen": seen, "take": ["0", "2"]})

    assert [row.found.outcome for row in response.context["rows"]] == ["new", "changed", "refused"]
    assert len(opened) == 1
