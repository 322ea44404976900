"""What the database refuses, whoever asks: the rules that hold even for raw SQL."""

from dataclasses import dataclass

from disclosures.sheet.content import UNSTATED

HISTORY = [
    "products_historicalproduct",
    "disclosures_historicalguideline",
    "disclosures_historicalsection",
    "disclosures_historicalitem",
    "disclosures_historicalchecklist",
    "disclosures_historicalchecklistproduct",
    "disclosures_historicalanswer",
]
# Rows that are appended and then stand for ever, with what tells that a new one meets one of them.
APPEND_ONLY = {
    "disclosures_rendition": ["same(id)", "same(revision_id, format)"],
    "disclosures_revisioncontributor": ["same(id)", "same(revision_id, user_id)"],
    "disclosures_revisionevent": ["same(id)"],
    "disclosures_reminder": ["same(id)", "same(user_id, on)"],
    **{table: ["same(history_id)"] for table in HISTORY},
}
# Rows of the working copy that have guards of their own, likewise.
GUARDED_COPY = {
    "products_product": ["same(id)", "same(name)", "same(slug)"],
    "disclosures_section": ["same(id)"],
    "disclosures_item": ["same(id)", "same(guideline_id, number)"],
    "disclosures_checklist": ["same(id)", "same(slug)"],
    "disclosures_checklistproduct": ["same(id)", "same(checklist_id, product_id)"],
    "disclosures_answer": [
        "same(id)",
        "same(checklist_id, item_id, product_id)",
        "same(checklist_id, item_id) AND kept.product_id IS NULL AND NEW.product_id IS NULL",
    ],
}
# Those of them whose names or numbers may change.
RENAMED = ["products_product", "disclosures_item", "disclosures_checklist"]


@dataclass(frozen=True)
class Rule:
    """`on` (INSERT, UPDATE or DELETE) of a row of `table` is refused where `refuse` is true.

    `changed(a, b)` in the SQL stands for "column a or b gets another value", `same(a, b)` for
    "the row `kept` has what the new row has in a and b", `within(x, y)` for the place of text y
    in text x, 0 where it is not there.
    """

    name: str
    table: str
    on: str
    refuse: str
    message: str


def _never(table, meetings):
    return [
        Rule(f"{table}_update", table, "UPDATE", "TRUE", "these rows never change"),
        Rule(f"{table}_delete", table, "DELETE", "TRUE", "these rows are never deleted"),
        _replace(table, table, "these rows", *meetings),
    ]


def _replace(name, table, rows, *meetings):
    """No insert takes the place of a row that it meets.

    SQLite's INSERT OR REPLACE deletes such a row without asking the guards of UPDATE and DELETE.
    """
    return Rule(
        f"{name}_replace", table, "INSERT", _met(table, meetings), f"{rows} are never replaced"
    )


def _taking(table):
    """No update does so either, as SQLite's UPDATE OR REPLACE would."""
    others = [f"kept.id <> OLD.id AND {meeting}" for meeting in GUARDED_COPY[table]]
    return Rule(
        f"{table}_taking", table, "UPDATE", _met(table, others), "these rows are never replaced"
    )


def _met(table, meetings):
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} kept WHERE {one})" for one in meetings)


def _identity(table, *columns):
    return Rule(
        f"{table}_identity",
        table,
        "UPDATE",
        f"changed({', '.join(['id', *columns])})",
        "what a row is and belongs to never changes",
    )


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


def _on_save(name, table, refuse, message):
    return [Rule(f"{name}_{on.lower()}", table, on, refuse, message) for on in ("INSERT", "UPDATE")]


RULES = [
    # What was submitted stays as it was.
    Rule(
        "revision_frozen",
        "disclosures_revision",
        "UPDATE",
        "changed(id, checklist_id, number, version, sheet, sha256, updated_on, summary,"
        " submitted_by_id, submitted_at)",
        "a submitted sheet never changes",
    ),
    Rule("revision_kept", "disclosures_revision", "DELETE", "TRUE", "versions are never deleted"),
    _replace(
        "revision",
        "disclosures_revision",
        "versions",
        "same(id)",
        "same(checklist_id, number)",
        "same(checklist_id, version) AND (kept.state IN ('submitted', 'approved')"
        " OR kept.withdrawn_at > kept.effective_at)",
        "same(checklist_id, state) AND kept.state = 'submitted'",
    ),
    # A comment stands as it was written; a reply is given once.
    Rule("comment_kept", "disclosures_comment", "DELETE", "TRUE", "comments are never deleted"),
    _replace("comment", "disclosures_comment", "comments", "same(id)"),
    Rule(
        "comment_frozen",
        "disclosures_comment",
        "UPDATE",
        "changed(id, revision_id, number, text, author_id, at) OR OLD.replied_at IS NOT NULL",
        "a comment never changes, and a reply is given once",
    ),
    # An import is what it was, and is decided once.
    Rule("intake_kept", "disclosures_intake", "DELETE", "TRUE", "imports are never deleted"),
    _replace("intake", "disclosures_intake", "imports", "same(id)"),
    Rule(
        "intake_frozen",
        "disclosures_intake",
        "UPDATE",
        "changed(id, checklist_id, guideline_id, file_name, sha256, size, by_id, received_at)"
        " OR OLD.finished_at IS NOT NULL OR (changed(content) AND NEW.finished_at IS NULL)",
        "an import is of one file, and decided once",
    ),
    # A mail says what it said, is claimed once for each try, and sent again by a person alone.
    Rule("mail_kept", "disclosures_mail", "DELETE", "TRUE", "mails are never deleted"),
    _replace(
        "mail",
        "disclosures_mail",
        "mails",
        "same(id)",
        "same(event_id, recipient_id)",
        "same(reminder_id)",
    ),
    Rule(
        "mail_born_waiting",
        "disclosures_mail",
        "INSERT",
        "NEW.state <> 'waiting' OR NEW.attempts <> 0 OR NEW.again_at IS NOT NULL",
        "a mail begins as waiting",
    ),
    Rule(
        "mail_frozen",
        "disclosures_mail",
        "UPDATE",
        "changed(id, recipient_id, subject, text, language, event_id, reminder_id, written_at)"
        " OR (changed(address, again_by_id) AND NOT changed(again_at))",
        "what a mail says never changes",
    ),
    Rule(
        "mail_sent_stands",
        "disclosures_mail",
        "UPDATE",
        "OLD.state = 'sent'",
        "a sent mail never changes",
    ),
    Rule(
        "mail_states",
        "disclosures_mail",
        "UPDATE",
        "changed(state, tried_at, again_at) AND NOT ("
        " (OLD.state IN ('waiting', 'failed') AND NEW.state IN ('sending', 'given_up')"
        "  AND NOT changed(again_at))"
        " OR (OLD.state = 'sending' AND NOT changed(tried_at, again_at)"
        "  AND NEW.state IN ('sent', 'failed', 'given_up', 'perhaps_sent'))"
        " OR (OLD.state = 'perhaps_sent' AND NEW.state = 'sent'"
        "  AND NOT changed(tried_at, again_at))"
        " OR (OLD.state IN ('sending', 'given_up', 'perhaps_sent') AND NEW.state = 'waiting'"
        "  AND changed(again_at)))",
        "this state of a mail cannot follow",
    ),
    # Decisions go one way, and none is made for the database by hand.
    Rule(
        "revision_born_submitted",
        "disclosures_revision",
        "INSERT",
        "NEW.state <> 'submitted'",
        "a version begins as submitted",
    ),
    Rule(
        "revision_states",
        "disclosures_revision",
        "UPDATE",
        "changed(state) AND NOT ("
        " (OLD.state = 'submitted' AND NEW.state IN ('approved', 'sent_back', 'recalled'))"
        " OR (OLD.state = 'approved' AND NEW.state = 'withdrawn'))",
        "this state cannot follow",
    ),
    Rule(
        "revision_approval_stands",
        "disclosures_revision",
        "UPDATE",
        "OLD.approved_at IS NOT NULL AND changed(approved_by_id, approved_at, effective_at)",
        "an approval never changes",
    ),
    Rule(
        "revision_withdrawal_stands",
        "disclosures_revision",
        "UPDATE",
        "OLD.withdrawn_at IS NOT NULL AND changed(withdrawn_by_id, withdrawn_at, public_notice)",
        "a withdrawal never changes",
    ),
    Rule(
        "revision_four_eyes",
        "disclosures_revision",
        "UPDATE",
        "changed(approved_by_id) AND EXISTS ("
        " SELECT 1 FROM disclosures_revisioncontributor own"
        " WHERE own.revision_id = NEW.id AND own.user_id = NEW.approved_by_id)",
        "a contributor cannot approve",
    ),
    Rule(
        "revision_one_on_its_way",
        "disclosures_revision",
        "INSERT",
        "EXISTS (SELECT 1 FROM disclosures_revision waiting"
        " WHERE waiting.checklist_id = NEW.checklist_id AND waiting.state = 'approved'"
        " AND waiting.effective_at > NEW.submitted_at)",
        "another version waits for its time",
    ),
    *[rule for table, meetings in APPEND_ONLY.items() for rule in _never(table, meetings)],
    # Every change says who and why.
    *[
        Rule(
            f"{table}_signed",
            table,
            "INSERT",
            "NEW.history_user_id IS NULL OR COALESCE(NEW.history_change_reason, '') = ''",
            "a change names its user and its reason",
        )
        for table in HISTORY
    ],
    # Rows stay where they belong.
    *[_replace(table, table, "these rows", *meetings) for table, meetings in GUARDED_COPY.items()],
    *[_taking(table) for table in RENAMED],
    _identity("products_product"),
    _identity("disclosures_section", "guideline_id"),
    _identity("disclosures_item", "guideline_id"),
    _identity("disclosures_checklist", "guideline_id"),
    _identity("disclosures_checklistproduct", "checklist_id", "product_id"),
    _identity("disclosures_answer", "checklist_id", "item_id", "product_id"),
    *_on_save(
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
    *_on_save(
        "answer_same_as", "disclosures_answer", FALSE_SAME_AS, "same_as names no answer of its own"
    ),
    *_on_save(
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
