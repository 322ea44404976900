"""The admin, one module a model."""

from . import answer, checklist, event, guideline, people, reminder, revision

__all__ = ["answer", "checklist", "event", "guideline", "people", "reminder", "revision"]
