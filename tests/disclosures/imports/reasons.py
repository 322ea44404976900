"""The reasons of an import, as a reader is told them."""

from django.utils.translation import override

from disclosures.imports.doubt_messages import doubt_message


def reason(match):
    """Why the match is as it is, in English; "" where there is nothing to say."""
    with override("en"):
        return doubt_message(match.why)
