"""The admin, one module a model."""

from . import answer, checklist, event, guideline, intake, mail, people, reminder, revision

__all__ = [
    "answer",
    "checklist",
    "event",
    "guideline",
    "intake",
    "mail",
    "people",
    "reminder",
    "revision",
]
