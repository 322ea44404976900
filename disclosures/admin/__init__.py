"""The admin, one module a model."""

from . import answer, checklist, event, guideline, people, revision

__all__ = ["answer", "checklist", "event", "guideline", "people", "revision"]
