"""Files into the working copy: received, previewed, confirmed, written through the models."""

from ..resources import ImportRefused
from .receiving import confirm, enough, kept_name, pages_of, preview, reading, receive

__all__ = [
    "ImportRefused",
    "confirm",
    "enough",
    "kept_name",
    "pages_of",
    "preview",
    "reading",
    "receive",
]
