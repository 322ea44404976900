"""Loads what ships with the program: guidelines and the sample sheet in this folder."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.db import transaction

from disclosures.models import Checklist, ChecklistProduct, Guideline, Item, Revision, Section
from disclosures.sheet.content import EMPTY
from products.models import Product

FOLDER = Path(__file__).parent


def guideline_names():
    """The names of the bundled guidelines, as `load_guideline` takes them."""
    return sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "sample")


@transaction.atomic
def load_guideline(name, *, by, reason):
    """The bundled guideline of that name; loaded where its code is new, else left as it is."""
    data = _read(name)
    known = Guideline.objects.filter(code=data["code"]).first()
    if known:
        return known
    sections = data.pop("sections")
    guideline = Guideline(**data)
    guideline.save(by=by, reason=reason)
    for position, section in enumerate(sections):
        _load_section(guideline, position, section, by, reason)
    return guideline


def _load_section(guideline, position, data, by, reason):
    section = Section(guideline=guideline, title=data["title"], position=position)
    section.save(by=by, reason=reason)
    for item_position, values in enumerate(data["items"]):
        item = Item(guideline=guideline, section=section, position=item_position)
        for name, value in values.items():
            is_item = name == "related_to"  # its number; a related item is loaded before this one
            setattr(item, name, guideline.items.get(number=value) if is_item else value)
        item.save(by=by, reason=reason)


@transaction.atomic
def load_sample(*, manager, editor, reviewer):
    """The sample sheet: both its versions submitted and approved now, and open changes."""
    data = _read("sample")
    checklist = _sample_checklist(data, by=manager)
    for version in data["versions"]:
        _state_all(checklist, version["answers"], by=editor, reason=version["reason"])
        revision = Revision.objects.submit(
            checklist,
            by=editor,
            version=version["version"],
            updated_on=date.fromisoformat(version["updated_on"]),
            summary=version["summary"],
        )
        revision.approve(by=reviewer, seen=revision.sha256)
    working_copy = data["working_copy"]
    _state_all(checklist, working_copy["answers"], by=editor, reason=working_copy["reason"])
    return checklist


def _sample_checklist(data, *, by):
    reason = "見本の読み込み"
    guideline = load_guideline(data["guideline"], by=by, reason=reason)
    checklist = Checklist(guideline=guideline, **data["checklist"])
    checklist.save(by=by, reason=reason)
    for position, values in enumerate(data["products"]):
        product = Product(position=position, **values)
        product.save(by=by, reason=reason)
        ChecklistProduct(checklist=checklist, product=product, position=position).save(
            by=by, reason=reason
        )
    checklist.ensure_answers(by=by, reason=reason)
    return checklist


def _state_all(checklist, answers, *, by, reason):
    for number, stated in answers.items():
        _state(checklist, number, stated, by, reason)


def _state(checklist, number, stated, by, reason):
    """Let the item say exactly this: the common answer, and what each product adds."""
    common = checklist.answers.common().get(item__number=number)
    added = stated.get("products", {})
    _write(common, {key: value for key, value in stated.items() if key != "products"}, by, reason)
    for row in checklist.answers.filter(item=common.item).exclude(product=None):
        if row.product.slug not in added:
            _write(row, {}, by, reason)
    for slug, values in added.items():
        product = Product.objects.get(slug=slug)
        row = checklist.ensure_product_answer(common.item, product, by=by, reason=reason)
        _write(row, values, by, reason)


def _write(answer, stated, by, reason):
    values = {**asdict(EMPTY), **stated}
    if values["same_as"]:
        values["same_as"] = answer.item.guideline.items.get(number=values["same_as"])
    for name, value in values.items():
        setattr(answer, name, value)
    answer.save(by=by, reason=reason)


def _read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
