"""Files into the working copy: received, previewed, confirmed, written through the models."""

from ..resources import ImportRefused
from .answers import take_in
from .receiving import confirm, pages_of, preview, receive

__all__ = ["ImportRefused", "confirm", "pages_of", "preview", "receive", "take_in"]
