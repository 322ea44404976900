"""The fields of a row are written as Django's templates would write them."""

from datetime import date

import pytest
from django.forms.renderers import get_default_renderer
from django.test.html import parse_html

from disclosures.admin.editing.answer_rows import AnswerRow, Known
from disclosures.admin.editing.row_renderer import WRITERS, RowRenderer
from disclosures.models import Answer
from tests.factory import change_answer, editor, make_product

pytestmark = pytest.mark.django_db


def parts(form):
    """The HTML of each field, with what the page showed, and of each label."""
    return {field.name: (parse_html(str(field)), parse_html(field.label_tag())) for field in form}


def both_ways(form):
    written = parts(form)
    form.renderer = get_default_renderer()
    return written, parts(form)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"availability": "yes", "responsibility": "shared", "body": "Two\nlines & <signs>."},
        {"body": "\nA line that begins empty", "internal_note": "\"quoted\" 'both'"},
        {"evidence": "Label, https://example.com/?a=1&b=2"},
        {"same_as_number": "2"},
        {"review_due_on": date(2026, 4, 1)},
    ],
)
def test_a_stored_answer_is_written_as_by_templates(checklist, values):
    number = values.pop("same_as_number", None)
    if number:
        values = {"same_as": checklist.guideline.items.get(number=number)}
    change_answer(checklist, "1", owner=editor(), **values)
    answer = Answer.objects.get(checklist=checklist, item__number="1")

    written, by_templates = both_ways(
        AnswerRow(known=Known(checklist.pk), prefix=f"a{answer.pk}", instance=answer)
    )

    assert written == by_templates


def test_what_could_not_be_saved_is_written_as_by_templates(checklist):
    answer = checklist.answers.get(item__number="1")
    prefix = f"a{answer.pk}"
    data = {f"{prefix}-body": "<b>", f"{prefix}-same_as": "nobody", f"{prefix}-review_due_on": "x"}
    form = AnswerRow(data, known=Known(checklist.pk), prefix=prefix, instance=answer)
    assert not form.is_valid()

    written, by_templates = both_ways(form)

    assert written == by_templates


def test_a_new_row_of_a_product_is_written_as_by_templates(checklist):
    product = make_product()
    item = checklist.guideline.items.get(number="1")
    answer = Answer(product=product)

    written, by_templates = both_ways(
        AnswerRow(known=Known(checklist.pk), prefix=f"n{item.pk}_{product.pk}", instance=answer)
    )

    assert written == by_templates


def test_every_field_of_a_row_is_written_without_a_template(checklist):
    answer = checklist.answers.first()
    form = AnswerRow(known=Known(checklist.pk), prefix=f"a{answer.pk}", instance=answer)

    assert isinstance(form.renderer, RowRenderer)
    assert {field.field.widget.template_name for field in form} <= WRITERS.keys()
