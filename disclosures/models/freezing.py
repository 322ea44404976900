"""Freezing: a checklist of the working copy becomes a `Sheet`."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.sheet.content import STATED_FIELDS, states_something
from disclosures.sheet.document import (
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
)

from .states import WorkflowError
from .working_copy import WorkingCopy


def freeze(checklist, *, version, updated_on, summary, previous, copy=None):
    """The checklist as it stands, as a `Sheet` that knows nothing of the database.

    previous: the `Previous` version or None. copy: its `WorkingCopy`, where that was read
    already. Raises `WorkflowError` where an answer says “same as” an item that says so itself,
    is retired or belongs elsewhere.
    """
    copy = copy or WorkingCopy(checklist)
    guideline = checklist.guideline
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
            for product in copy.products
        ),
        sections=_sections(copy),
        previous=previous,
        language=checklist.language,
    )


def draft(checklist, *, copy=None):
    """The working copy as it would be frozen today, without version and summary.

    Raises `WorkflowError` as `freeze` does.
    """
    return freeze(
        checklist,
        version="",
        updated_on=timezone.localdate(),
        summary="",
        previous=None,
        copy=copy,
    )


def _sections(copy):
    if not copy.items:
        raise WorkflowError(_("This guideline asks nothing yet."))
    frozen = [(item.section, _frozen_item(item, copy)) for item in copy.items]
    return tuple(
        SheetSection(section.title, tuple(sheet_item for _, sheet_item in group))
        for section, group in groupby(frozen, key=lambda pair: pair[0])
    )


def _frozen_item(item, copy):
    common = copy.common_answer(item)
    source = item
    if common and common.same_as_id:
        source = _source(item, common, copy)
    return SheetItem(
        number=item.number,
        category=item.category,
        name=item.name,
        question=item.question,
        asks_availability=item.asks_availability,
        is_required=item.is_required,
        states_disclosure_date=item.states_disclosure_date,
        same_as=None if source is item else source.number,
        answers=_stated(source, copy),
    )


def _source(item, common, copy):
    source = copy.item(common.same_as_id)
    target = source and copy.common_answer(source)
    if target is None or target.same_as_id:
        raise WorkflowError(
            _("Item %(number)s says “same as” an item that gives no answer of its own.")
            % {"number": item.number}
        )
    return source


def _stated(item, copy):
    """The common answer, then what products add; products that say the same stand together."""
    common = copy.common_answer(item)
    stated = [_sheet_answer((), _said(common))] if common else []
    slug = {product.pk: product.slug for product in copy.products}
    groups = {}
    for own in copy.product_answers(item):
        groups.setdefault(_said(own), []).append(slug[own.product_id])
    stated += [_sheet_answer(tuple(slugs), said) for said, slugs in groups.items()]
    return tuple(answer for answer in stated if states_something(answer))


def _said(answer):
    return tuple(getattr(answer, name) for name in STATED_FIELDS)


def _sheet_answer(slugs, said):
    return SheetAnswer(products=slugs, **dict(zip(STATED_FIELDS, said, strict=True)))
