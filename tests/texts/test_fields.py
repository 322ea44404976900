"""The one door for text: the same answer in words by form, import and code."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given, reject
from hypothesis import strategies as st

from disclosures.models import Answer, RevisionEvent, WorkflowError
from products.models import Product
from tests.door_texts import ACCEPTED, MARKUP
from tests.door_texts import REFUSED as BROKEN
from tests.factory import answer_of, change_answer, make_checklist, make_product, submit
from texts.validation import MAX_LENGTH, clean_line, clean_link, clean_text

REFUSED = {**BROKEN, **MARKUP}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_it_refuses_in_words(text):
    with pytest.raises(ValidationError) as refused:
        clean_text(text)

    [message] = refused.value.messages
    assert message.endswith((".", "。"))


@pytest.mark.parametrize("text", ACCEPTED)
def test_it_keeps_what_people_write(text):
    assert clean_text(text) == text


def test_the_line_of_a_refused_character_is_named():
    with pytest.raises(ValidationError, match=r"2.*U\+200B"):
        clean_text("fine\nnot\u200bfine")


def test_a_compatibility_ideograph_of_a_name_survives():
    name = "\ufa19田"

    assert clean_text(name) == name != unicodedata.normalize("NFC", name)


def test_decomposed_kana_are_composed():
    assert clean_text("カ\u3099イト\u3099") == "ガイド"


def test_line_ends_and_tabs_are_made_plain():
    assert clean_text("  a\r\nb\rc\td\u2028e \n") == "a\nb\nc d\ne"


@given(st.text())
def test_what_passed_once_passes_unchanged_again(text):
    try:
        kept = clean_text(text)
    except ValidationError:
        reject()
    assert clean_text(kept) == kept


def test_the_line_that_holds_html_is_named():
    with pytest.raises(ValidationError, match=r"2.*<br>"):
        clean_text("fine\nnot<br>fine")


def test_a_line_holds_no_line_break():
    with pytest.raises(ValidationError):
        clean_line("a\nb")


@pytest.mark.parametrize(
    "link", ["example.com", "mailto:a@b.example", "https://a b", "see https://a.example"]
)
def test_a_link_is_one_whole_address(link):
    with pytest.raises(ValidationError):
        clean_link(link)


@pytest.mark.django_db
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_code_hears_the_same_words(text):
    answer = answer_of(make_checklist(), "1")
    with pytest.raises(ValidationError) as by_door:
        clean_text(text)

    with pytest.raises(ValidationError) as by_code:
        change_answer(answer.checklist, "1", body=text)

    assert by_code.value.message_dict == {"body": by_door.value.messages}
    assert answer.history.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_form_hears_the_same_words(text):
    field = Answer._meta.get_field("body").formfield()
    with pytest.raises(ValidationError) as by_door:
        clean_text(text)

    with pytest.raises(ValidationError) as by_form:
        field.clean(text)

    assert by_form.value.messages == by_door.value.messages


@pytest.mark.django_db
def test_a_form_counts_a_line_break_as_one_character():
    field = Answer._meta.get_field("body").formfield()

    assert len(field.clean("x\r\n" * (MAX_LENGTH // 2))) == MAX_LENGTH - 1


@pytest.mark.django_db
def test_the_name_of_a_product_passes_the_same_door():
    product = make_product(name="\ufa19 System", slug="kami")

    assert Product.objects.get(pk=product.pk).name == "\ufa19 System"
    with pytest.raises(ValidationError):
        make_product(name="Be\u202eta", slug="beta")


@pytest.mark.django_db
def test_the_database_holds_the_limit_too():
    answer = answer_of(make_checklist(), "1")

    with pytest.raises(IntegrityError, match="at_most_4000"), transaction.atomic():
        Answer._base_manager.filter(pk=answer.pk).update(body="x" * 4001)


@pytest.mark.django_db
def test_the_workflows_words_pass_the_same_door():
    revision = submit(make_checklist())

    with pytest.raises(WorkflowError, match=r"U\+200B"):
        revision.send_back(by=revision.submitted_by, reason="Hid\u200bden")

    assert RevisionEvent.objects.count() == 1


@pytest.mark.django_db
def test_searching_for_what_the_door_refuses_finds_nothing():
    make_checklist()

    assert Answer.objects.filter(body__icontains="javascript:x").count() == 0
