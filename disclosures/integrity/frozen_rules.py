"""What keeps the frozen side: versions, decisions, comments, imports, mails and the history."""

from disclosures.sheet.moments import FIRST, PAST_LAST

from .rules import Rule, append_only, never_replaced

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
    "audit_bulkchange": ["same(id)"],
    "accounts_credentialhold": ["same(id)"],
    "audit_securityevent": ["same(id)"],
    "django_admin_log": ["same(id)"],
    "disclosures_rendition": ["same(id)", "same(revision_id, format)"],
    "disclosures_revisioncontributor": ["same(id)", "same(revision_id, user_id)"],
    "disclosures_revisionevent": ["same(id)"],
    "disclosures_chainstart": ["same(id)", "same(checklist_id)"],
    "disclosures_reminder": ["same(id)", "same(user_id, on)"],
    **{table: ["same(history_id)"] for table in HISTORY},
}


# The hash that the next event of the checklist has to follow; see `RevisionEvent.head_of`.
HEAD = """
    COALESCE(
        (SELECT kept.sha256 FROM disclosures_revisionevent kept
         JOIN disclosures_revision other ON other.id = kept.revision_id
         JOIN disclosures_revision own ON own.checklist_id = other.checklist_id
         WHERE own.id = NEW.revision_id AND kept.sha256 <> '' ORDER BY kept.id DESC LIMIT 1),
        (SELECT start.sha256 FROM disclosures_chainstart start
         JOIN disclosures_revision own ON own.checklist_id = start.checklist_id
         WHERE own.id = NEW.revision_id),
        '')
"""
NEWEST_MOMENT = """
    (SELECT kept.at FROM disclosures_revisionevent kept
     JOIN disclosures_revision other ON other.id = kept.revision_id
     JOIN disclosures_revision own ON own.checklist_id = other.checklist_id
     WHERE own.id = NEW.revision_id ORDER BY kept.id DESC LIMIT 1)
"""


def _moved(*columns):
    """Whether one of these moments changes to another than that of a repair before it."""
    return " OR ".join(
        f"(changed({column}) AND NOT EXISTS (SELECT 1 FROM disclosures_revisionevent kept"
        " WHERE kept.revision_id = NEW.id AND kept.action = 'repair_clock'"
        f" AND kept.at = NEW.{column} AND kept.at < OLD.{column}))"
        for column in columns
    )


def _out_of_range(*columns):
    return " OR ".join(
        f"NEW.{column} < '{FIRST:%Y-%m-%d}' OR NEW.{column} >= '{PAST_LAST:%Y-%m-%d}'"
        for column in columns
    )


FROZEN_RULES = [
    # What was submitted stays as it was.
    Rule(
        "revision_frozen",
        "disclosures_revision",
        "UPDATE",
        "changed(id, checklist_id, number, version, sheet, sha256, updated_on, summary,"
        f" submitted_by_id, watermark) OR {_moved('submitted_at')}",
        "a submitted sheet never changes",
    ),
    Rule("revision_kept", "disclosures_revision", "DELETE", "TRUE", "versions are never deleted"),
    never_replaced(
        "revision",
        "disclosures_revision",
        "versions",
        "same(id)",
        "same(checklist_id, number)",
        "same(checklist_id, version) AND (kept.state IN ('submitted', 'approved')"
        " OR kept.withdrawn_at >= kept.effective_at)",
        "same(checklist_id, state) AND kept.state = 'submitted'",
    ),
    # A comment stands as it was written; a reply is given once.
    Rule("comment_kept", "disclosures_comment", "DELETE", "TRUE", "comments are never deleted"),
    never_replaced("comment", "disclosures_comment", "comments", "same(id)"),
    Rule(
        "comment_frozen",
        "disclosures_comment",
        "UPDATE",
        "changed(id, revision_id, number, text, author_id, at) OR OLD.replied_at IS NOT NULL",
        "a comment never changes, and a reply is given once",
    ),
    # An import is what it was, and is decided once.
    Rule("intake_kept", "disclosures_intake", "DELETE", "TRUE", "imports are never deleted"),
    never_replaced("intake", "disclosures_intake", "imports", "same(id)"),
    Rule(
        "intake_frozen",
        "disclosures_intake",
        "UPDATE",
        "changed(id, checklist_id, guideline_id, file_name, sha256, size, by_id, received_at,"
        " operator, operated_by_id)"
        " OR OLD.finished_at IS NOT NULL OR (changed(content) AND NEW.finished_at IS NULL)",
        "an import is of one file, and decided once",
    ),
    # A mail says what it said, is claimed once for each try, and sent again by a person alone.
    Rule("mail_kept", "disclosures_mail", "DELETE", "TRUE", "mails are never deleted"),
    never_replaced(
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
        "OLD.approved_at IS NOT NULL AND (changed(approved_by_id) OR"
        f" {_moved('approved_at', 'effective_at')})",
        "an approval never changes",
    ),
    Rule(
        "revision_withdrawal_stands",
        "disclosures_revision",
        "UPDATE",
        "OLD.withdrawn_at IS NOT NULL AND (changed(withdrawn_by_id, public_notice) OR"
        f" {_moved('withdrawn_at')})",
        "a withdrawal never changes",
    ),
    Rule(
        "revision_notice_of_two",
        "disclosures_revision",
        "UPDATE",
        "(OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND NEW.public_notice <> ''"
        " AND NOT NEW.notice_waits)"
        " OR (OLD.withdrawn_at IS NOT NULL AND changed(notice_waits) AND (NEW.notice_waits"
        " OR NOT EXISTS (SELECT 1 FROM disclosures_revisionevent kept"
        " WHERE kept.revision_id = NEW.id AND kept.action = 'approve_notice'"
        " AND kept.actor_id <> NEW.withdrawn_by_id)))",
        "a notice is shown once a second person approved it",
    ),
    Rule(
        "revision_approved_after_submission",
        "disclosures_revision",
        "UPDATE",
        "changed(approved_at) AND NEW.approved_at < NEW.submitted_at",
        "an approval follows its submission",
    ),
    Rule(
        "revision_submitted_in_our_time",
        "disclosures_revision",
        "INSERT",
        _out_of_range("submitted_at"),
        "no version is of such a year",
    ),
    Rule(
        "revision_decided_in_our_time",
        "disclosures_revision",
        "UPDATE",
        f"changed(approved_at, effective_at, withdrawn_at) AND"
        f" ({_out_of_range('approved_at', 'effective_at', 'withdrawn_at')})",
        "no decision is of such a year",
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
    Rule(
        "revisionevent_chained",
        "disclosures_revisionevent",
        "INSERT",
        f"LENGTH(NEW.sha256) <> 64 OR NEW.previous_sha256 <> {HEAD}",
        "an event follows the one before",
    ),
    Rule(
        "revisionevent_in_order",
        "disclosures_revisionevent",
        "INSERT",
        f"NEW.action <> 'repair_clock' AND NEW.at < {NEWEST_MOMENT}",
        "an event is not earlier than the one before",
    ),
    *[rule for table, meetings in APPEND_ONLY.items() for rule in append_only(table, meetings)],
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
    # Nothing passes for a part of what somebody else did, or did at another time.
    *[
        Rule(
            f"{table}_bulk_change",
            table,
            "INSERT",
            "NEW.bulk_change_id IS NOT NULL AND NOT EXISTS ("
            " SELECT 1 FROM audit_bulkchange own WHERE own.id = NEW.bulk_change_id"
            " AND own.by_id = NEW.history_user_id AND own.reason = NEW.history_change_reason"
            " AND own.at = NEW.history_date)",
            "a part of a bulk change is signed as that is",
        )
        for table in HISTORY
    ],
]
