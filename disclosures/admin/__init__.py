"""The admin, a room for each stage; imported here are the modules that register models."""

from . import mail_admin, reminder_admin, user_admin
from .editing import answer_admin, checklist_admin, guideline_admin
from .importing import import_run_admin
from .review import record_admin, revision_admin

__all__ = [
    "answer_admin",
    "checklist_admin",
    "guideline_admin",
    "import_run_admin",
    "mail_admin",
    "record_admin",
    "reminder_admin",
    "revision_admin",
    "user_admin",
]
