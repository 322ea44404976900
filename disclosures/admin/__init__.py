"""The admin, one module a model."""

from . import event, revision

__all__ = ["event", "revision"]
