"""What keeps the working copy together: where rows belong, what addresses name, and 同上."""

from disclosures.sheet.content import UNSTATED

from .rules import Rule, never_moved, never_replaced, on_save

# Rows of the working copy whose slug or number stands in permanent addresses and quotations. On
# SQLite an INSERT OR REPLACE with their key would change it without asking the guards of UPDATE.
# Nothing else of the working copy is kept from being replaced: its rows are drafts, and a row that
# others name is kept by their foreign keys.
NAMED_IN_ADDRESSES = ["products_product", "disclosures_item", "disclosures_checklist"]
SHEETS_OF_GUIDELINE = """
    SELECT 1 FROM disclosures_revision revision
    JOIN disclosures_checklist checklist ON checklist.id = revision.checklist_id
    WHERE checklist.guideline_id = OLD.guideline_id
    AND within(revision.sheet, '"number":"' || OLD.number || '"') > 0
"""


def _states_something(row):
    """SQL: whether that row of answers states anything of its own."""
    stated = (
        f"{row}.{name} IS NOT NULL" if unstated is None else f"{row}.{name} <> ''"
        for name, unstated in UNSTATED.items()
    )
    return f"({' OR '.join(stated)})"


STATED = _states_something("NEW")
COMMON_REPEATS = """
    EXISTS (SELECT 1 FROM disclosures_answer common
            WHERE common.checklist_id = NEW.checklist_id AND common.item_id = NEW.item_id
            AND common.product_id IS NULL AND common.same_as_id IS NOT NULL)
"""
FALSE_SAME_AS = f"""
    NEW.same_as_id IS NOT NULL AND (
        NOT EXISTS (SELECT 1 FROM disclosures_item target
                    JOIN disclosures_checklist own ON own.id = NEW.checklist_id
                    WHERE target.id = NEW.same_as_id AND target.retired_on IS NULL
                    AND target.guideline_id = own.guideline_id)
        OR EXISTS (SELECT 1 FROM disclosures_answer other
                   WHERE other.checklist_id = NEW.checklist_id AND other.id <> COALESCE(NEW.id, -1)
                   AND ((other.item_id = NEW.same_as_id AND other.same_as_id IS NOT NULL)
                        OR other.same_as_id = NEW.item_id
                        OR (other.item_id = NEW.item_id AND {_states_something("other")}))))
"""
FOREIGN_ITEM = """
    NOT EXISTS (SELECT 1 FROM disclosures_item item
                JOIN disclosures_checklist own ON own.guideline_id = item.guideline_id
                WHERE item.id = NEW.item_id AND own.id = NEW.checklist_id)
"""
FOREIGN_SECTION = """
    NOT EXISTS (SELECT 1 FROM disclosures_section section
                WHERE section.id = NEW.section_id AND section.guideline_id = NEW.guideline_id)
"""


WORKING_COPY_RULES = [
    # Rows stay where they belong.
    *[never_replaced(table, table, "these rows", "same(id)") for table in NAMED_IN_ADDRESSES],
    never_moved("products_product"),
    never_moved("disclosures_section", "guideline_id"),
    never_moved("disclosures_item", "guideline_id"),
    never_moved("disclosures_checklist", "guideline_id"),
    never_moved("disclosures_checklistproduct", "checklist_id", "product_id"),
    never_moved("disclosures_answer", "checklist_id", "item_id", "product_id"),
    *on_save(
        "item_in_its_guideline",
        "disclosures_item",
        FOREIGN_SECTION,
        "the section belongs to another guideline",
    ),
    Rule(
        "answer_in_its_guideline_insert",
        "disclosures_answer",
        "INSERT",
        FOREIGN_ITEM,
        "the item belongs to another guideline",
    ),
    # What public addresses and quotations name stays.
    Rule(
        "item_number_stands",
        "disclosures_item",
        "UPDATE",
        f"changed(number) AND EXISTS ({SHEETS_OF_GUIDELINE})",
        "the number stands in a submitted sheet",
    ),
    Rule(
        "item_number_not_reused",
        "disclosures_item",
        "DELETE",
        f"EXISTS ({SHEETS_OF_GUIDELINE})",
        "the number stands in a submitted sheet",
    ),
    Rule(
        "checklist_slug_stands",
        "disclosures_checklist",
        "UPDATE",
        "changed(slug) AND EXISTS (SELECT 1 FROM disclosures_revision revision"
        " WHERE revision.checklist_id = OLD.id)",
        "a submitted sheet has this address",
    ),
    Rule(
        "product_slug_stands",
        "products_product",
        "UPDATE",
        "changed(slug) AND EXISTS (SELECT 1 FROM disclosures_revision revision"
        " WHERE within(revision.sheet, '\"slug\":\"' || OLD.slug || '\"') > 0)",
        "a submitted sheet has this address",
    ),
    # 同上 names an item that speaks for itself.
    *on_save(
        "answer_same_as", "disclosures_answer", FALSE_SAME_AS, "same_as names no answer of its own"
    ),
    *on_save(
        "answer_of_product",
        "disclosures_answer",
        f"NEW.product_id IS NOT NULL AND {STATED} AND {COMMON_REPEATS}",
        "the common answer repeats another item",
    ),
    Rule(
        "item_repeated_stays",
        "disclosures_item",
        "UPDATE",
        "NEW.retired_on IS NOT NULL AND changed(retired_on) AND EXISTS ("
        " SELECT 1 FROM disclosures_answer other WHERE other.same_as_id = NEW.id)",
        "another answer repeats this item",
    ),
]
