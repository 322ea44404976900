"""What became of each row of a file, in words, on the record of an import."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from disclosures.imports.doubt_messages import doubt_message
from disclosures.imports.preview import TICKABLE
from disclosures.imports.tables.doubt import doubt_from_json
from disclosures.imports.tables.page_rows import told
from disclosures.models import Item
from products.models import Product

from .preview_rows import NAMED, OUTCOMES, joined_messages, outcome_shown

ENDS = {
    "taken": gettext_lazy("taken"),
    "edited": gettext_lazy("taken after an edit"),
    "divided": gettext_lazy("taken, product by product"),
    "left out": gettext_lazy("left out"),
    "kept": gettext_lazy("unsure, kept as it is"),
    "passed": gettext_lazy("passed over"),
    **{code: words for code, words in OUTCOMES.items() if code not in TICKABLE},
}


@dataclass(frozen=True)
class Became:
    """The rows of which one thing became, as the record keeps them; some are only named."""

    words: str
    rows: list[dict]
    is_named: bool


def became(report, where):
    """What the record says of each row of the file: first what was taken, then what was left.

    where: the address of each item, by its number.
    """
    by_end = {}
    for one in report.get("items", []):
        # Older records have one note at most.
        reasons = (one.get("why"), one.get("note"), *one.get("notes", ()))
        why = joined_messages(*map(doubt_from_json, reasons))
        chosen = [told(place.get("page", ""), place["row"]) for place in one.get("chosen", ())]
        row = {**one, "why": why, "chosen": chosen, "address": where.get(one["number"], "")}
        by_end.setdefault(_end_of(one), []).append(row)
    for end in ENDS:
        if end in by_end:
            yield Became(ENDS[end], by_end[end], is_named=end in ("unchanged", *NAMED))


def lines(report):
    """The report's lines that belong to no row, each with its reason in the reader's language."""
    for line in report.get("unmatched", []):
        why = doubt_message(doubt_from_json(line.get("why")))
        yield {**line, "row": told(line.get("page", ""), line["row"]), "why": why}


def _end_of(one):
    decision = one.get("decision")  # older records have none
    if one.get("is_divided"):
        return "divided"
    if one["is_taken"]:
        return "edited" if decision == "edit" else "taken"
    if decision == "pass":
        return "passed"
    if decision == "keep" and one["outcome"] not in TICKABLE:
        return "kept"
    outcome = outcome_shown(one["outcome"], one.get("row", 1))  # older records do not tell
    return "left out" if outcome in TICKABLE else outcome


def places_of(intake):
    """Where a person sees what came in, each with its name."""
    if intake.kind == "answers":
        page = "admin:disclosures_checklist_{}".format
        changes, worksheet = (
            reverse(page(name), args=[intake.checklist_id]) for name in ("changes", "worksheet")
        )
        yield from [(gettext("Changes"), changes), (gettext("Worksheet"), worksheet)]
    elif intake.kind == "items":
        items = reverse("admin:disclosures_item_changelist")
        only = f"?guideline__id__exact={intake.guideline_id}"
        yield capfirst(Item._meta.verbose_name_plural), items + only
    else:
        products = reverse("admin:products_product_changelist")
        yield capfirst(Product._meta.verbose_name_plural), products
