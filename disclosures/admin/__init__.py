"""What staff see: a room for each stage, and here what the stages share."""

from disclosures.admin.editing import (
    answer_admin,
    bulk_change_admin,
    checklist_admin,
    guideline_admin,
)
from disclosures.admin.importing import import_run_admin
from disclosures.admin.review import audit_trail_admin, revision_admin

from . import group_admin, mail_admin, reminder_admin, security_admin, user_admin

__all__ = [
    "answer_admin",
    "audit_trail_admin",
    "bulk_change_admin",
    "checklist_admin",
    "group_admin",
    "guideline_admin",
    "import_run_admin",
    "mail_admin",
    "reminder_admin",
    "revision_admin",
    "security_admin",
    "user_admin",
]
