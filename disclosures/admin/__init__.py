"""The admin, one module a model."""

from . import answer, checklist, event, guideline, intake, people, reminder, revision

__all__ = ["answer", "checklist", "event", "guideline", "intake", "people", "reminder", "revision"]
