"""One table of texts by form, by worksheet, by import and by code: the same result, never a 500."""

import io
from urllib.parse import quote_plus

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command

from disclosures.imports.matching.statement import statement_of
from disclosures.models import Answer
from tests.door_texts import ACCEPTED, MARKUP, REFUSED
from tests.factory import answer_of, change_answer, editor, make_checklist
from tests.pages import FormOnPage, errors_of, fill, page_of
from tests.workbooks import official_workbook
from texts.html_text import text_from_html
from texts.validation import clean_text

pytestmark = pytest.mark.django_db

NO_XML_HOLDS_IT = {"control", "null", "escape", "vertical tab", "lone surrogate", "no character"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def answer():
    return answer_of(make_checklist(), "1")


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def words_of(text):
    with pytest.raises(ValidationError) as refused:
        clean_text(text)
    return refused.value.messages


def by_form(desk, answer, text):
    """Sent as bytes, so that half a character can be sent too."""
    data = fill(desk, page_of(answer), body=text)
    sent = "&".join(
        f"{name}={quote_plus(str(value).encode('utf-8', 'surrogatepass'))}"
        for name, value in data.items()
    )
    return desk.post(page_of(answer), sent, content_type=FORM)


@pytest.fixture
def by_import(tmp_path, answer):
    """Imports this text as the answer; the report, or what was refused."""

    def by_import(text):
        file, out = tmp_path / "sheet.xlsx", io.StringIO()
        file.write_bytes(official_workbook([("1", "", "Name 1", "Question 1?", text)]))
        names = {"checklist": answer.checklist.slug, "user": editor().username}
        call_command("import_sheet", str(file), stdout=out, **names)
        return out.getvalue()

    return by_import


@pytest.mark.parametrize("kind", [*REFUSED, *MARKUP])
def test_a_form_refuses_in_the_words_of_the_door_and_writes_nothing(desk, answer, kind):
    text = {**REFUSED, **MARKUP}[kind]

    response = by_form(desk, answer, text)

    # A browser would send half a character as the sign for what cannot be read.
    expected = words_of(text if kind != "lone surrogate" else "a\ufffdb")
    assert (response.status_code, errors_of(response)["body"][0]) == (200, expected[0])
    assert Answer.history.filter(id=answer.pk).count() == 1


@pytest.mark.parametrize("kind", [*REFUSED, *MARKUP])
def test_the_worksheet_refuses_in_the_same_words(desk, answer, kind):
    text = {**REFUSED, **MARKUP}[kind].replace("\ud800", "\ufffd")
    address, name = page_of(answer.checklist, "worksheet"), f"a{answer.pk}-body"
    data = {**FormOnPage.of(desk, address, "worksheet_form"), "row": f"a{answer.pk}"}

    response = desk.post(address, {**data, name: text, "change_reason": "Because"})

    [(_section, [filled, *_others])] = response.context["groups"]
    assert filled.rows[0].form.errors["body"][0] == words_of(text)[0]
    assert Answer.history.filter(id=answer.pk).count() == 1


@pytest.mark.parametrize("kind", sorted(REFUSED.keys() - NO_XML_HOLDS_IT))
def test_an_import_is_unsure_in_the_same_words(by_import, answer, kind):
    report = by_import(REFUSED[kind])

    assert report.startswith(f"1：不確定（取り込みません）：{words_of(REFUSED[kind])[0]}")
    assert Answer.history.filter(id=answer.pk).count() == 1


@pytest.mark.parametrize("kind", MARKUP)
def test_an_import_is_unsure_of_html_and_writes_nothing(by_import, answer, kind):
    report = by_import(MARKUP[kind])

    assert report.startswith("1：不確定（取り込みません）：")
    assert Answer.history.filter(id=answer.pk).count() == 1


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_people_write_is_kept_alike_by_form_and_code(desk, answer, text):
    def stored():
        row = answer_of(answer.checklist, "1")
        return row.availability, row.body

    by_form(desk, answer, text)
    from_form = stored()
    change_answer(answer.checklist, "1", body="")
    change_answer(answer.checklist, "1", body=text)
    from_code = stored()

    assert from_form == from_code == (None, text)


@pytest.mark.parametrize("text", ACCEPTED)
def test_an_import_states_what_the_cell_says(by_import, answer, text):
    by_import(text)

    statement, row = statement_of(text), answer_of(answer.checklist, "1")
    assert (row.availability, row.body) == (statement.availability, statement.body)


@pytest.mark.parametrize("kind", MARKUP)
def test_pasted_html_comes_back_as_text_and_is_saved_when_sent_again(desk, answer, kind):
    response = by_form(desk, answer, MARKUP[kind])
    page = FormOnPage("answer_form")
    page.feed(response.content.decode())

    desk.post(page_of(answer), page.data)

    assert answer_of(answer.checklist, "1").body == text_from_html(MARKUP[kind])


def test_what_the_door_changed_is_said_in_words(desk, answer):
    response = by_form(desk, answer, "a\tb カ\u3099")

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said[:2] == [
        "タブを空白に置き換えました。",
        "複数の符号で書かれた文字を1文字にまとめました。",
    ]
