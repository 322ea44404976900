"""Freezing: a checklist of the working copy becomes a `Sheet`."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from ..sheet import (
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
    states_something,
)
from .workflow import WorkflowError


def freeze(checklist, *, version, updated_on, summary, previous):
    """The checklist as it stands, as a `Sheet` that knows nothing of the database.

    previous: the `Previous` version or None. Raises `WorkflowError` where an answer says
    “same as” an item that says so itself, is retired or belongs elsewhere.
    """
    guideline = checklist.guideline
    products = list(checklist.products())
    return Sheet(
        slug=checklist.slug,
        title=checklist.title,
        company=checklist.company,
        department=checklist.department,
        established_on=checklist.established_on,
        updated_on=updated_on,
        version=version,
        summary=summary,
        notes=checklist.notes,
        contact=checklist.contact,
        guideline=SheetGuideline(
            code=guideline.code,
            name=guideline.name,
            edition=guideline.edition,
            publisher=guideline.publisher,
            url=guideline.url,
        ),
        products=tuple(
            SheetProduct(product.slug, product.name, product.website, product.in_service_since)
            for product in products
        ),
        sections=_sections(checklist, products),
        previous=previous,
    )


def draft(checklist):
    """The working copy as it would be frozen today, without version and summary.

    Raises `WorkflowError` as `freeze` does.
    """
    return freeze(checklist, version="", updated_on=timezone.localdate(), summary="", previous=None)


def _sections(checklist, products):
    items = list(checklist.guideline.items.asked().select_related("section").in_order())
    if not items:
        raise WorkflowError(_("This guideline asks nothing yet."))
    answers = {(a.item_id, a.product_id): a for a in checklist.answers.all()}
    frozen = [(item.section, _frozen_item(item, items, answers, products)) for item in items]
    return tuple(
        SheetSection(section.title, tuple(sheet_item for _, sheet_item in group))
        for section, group in groupby(frozen, key=lambda pair: pair[0])
    )


def _frozen_item(item, items, answers, products):
    common = answers.get((item.pk, None))
    source = item
    if common and common.same_as_id:
        source = _source(item, common, items, answers)
    return SheetItem(
        number=item.number,
        category=item.category,
        name=item.name,
        question=item.question,
        asks_availability=item.asks_availability,
        is_required=item.is_required,
        states_disclosure_date=item.states_disclosure_date,
        same_as=None if source is item else source.number,
        answers=_stated(source, answers, products),
    )


def _source(item, common, items, answers):
    source = next((asked for asked in items if asked.pk == common.same_as_id), None)
    target = source and answers.get((source.pk, None))
    if target is None or target.same_as_id:
        raise WorkflowError(
            _("Item %(number)s says “same as” an item that gives no answer of its own.")
            % {"number": item.number}
        )
    return source


def _stated(item, answers, products):
    """The common answer, then what products add; products that say the same stand together."""
    common = answers.get((item.pk, None))
    stated = [SheetAnswer((), *_said(common))] if common else []
    groups = {}
    for product in products:
        own = answers.get((item.pk, product.pk))
        if own:
            groups.setdefault(_said(own), []).append(product.slug)
    stated += [SheetAnswer(tuple(slugs), *said) for said, slugs in groups.items()]
    return tuple(answer for answer in stated if states_something(answer))


def _said(answer):
    return answer.availability, answer.responsibility, answer.body
