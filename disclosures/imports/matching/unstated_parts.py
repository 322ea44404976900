"""What a file states, and what stands now, as one answer: what a file does not state stays."""

import re
from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import AVAILABILITY
from texts.polarity import contradicts, denies, sentences

from .statement import NOT_STATED

# Denials that `wording` leaves open: 実施せず, 非対応, We do not.
_ENDS_WITH_NO = re.compile(
    r"(?:せず|非対応|しない|\b(?:do|does|did|is|are) not\b.*)$", re.IGNORECASE
)
_OUTLOOK = re.compile(r"検討|予定|計画|方針")  # of what is not there yet
_SAYS_SO = re.compile(r"該当|対象|適用|公開|開示|回答")  # 非公開 beside 公開していません。


def resolved(stated: AnswerContent, now: AnswerContent) -> AnswerContent:
    """The whole answer once the file is taken in; 同上 says all of it.

    now: what stands in its place, for readers: where that is 同上, what the other item says.
    """
    if stated.same_as:
        return stated
    return replace(
        stated,
        availability=_resolved(stated.availability, now.availability),
        responsibility=_resolved(stated.responsibility, now.responsibility),
        body=stated.body or now.body,
    )


def _resolved(stated: str | None, now: str | None) -> str | None:
    return now if stated is None else stated or None


def is_of_before(stated: AnswerContent, earlier: Collection[AnswerContent]) -> bool:
    """Whether one of these statements says all that the file states; no file of ours clears."""
    if NOT_STATED in (stated.availability, stated.responsibility):
        return False
    return any(resolved(stated, one) == one for one in earlier)


def contradiction(stated: AnswerContent, now: AnswerContent) -> str:
    """Why a part that stays cannot stand beside one that the file states, if so."""
    if stated.same_as:
        return ""
    if stated.body and stated.body != now.body and stated.availability is None:
        return _doubt_of_text(now.availability, stated.body)
    if stated.availability and now.body and not stated.body:
        return _doubt_of_availability(stated.availability, now)
    return ""


def _doubt_of_text(availability: str | None, text: str) -> str:
    if not availability or not _contradicts(availability, text):
        return ""
    why: str = _("The file does not state 有無, and “%(word)s”, which stays, contradicts the text.")
    return why % {"word": AVAILABILITY[availability]}


def _contradicts(availability: str, text: str) -> bool:
    """Whether the text may say the opposite of this word of 有無.

    A word that says no stays only beside a text that is seen to deny. One that says yes does not
    stay where the text begins by denying, whatever it adds.
    """
    said = sentences(text)
    if availability in ("yes", "partial"):
        begins_with_no = bool(said) and (denies(said[0]) or bool(_ENDS_WITH_NO.search(said[0])))
        is_yes = availability == "yes"
        return contradicts("yes", text) or (is_yes and begins_with_no)
    is_said = (_OUTLOOK if availability == "no" else _SAYS_SO).search(text)
    return not (is_said or any(denies(one) or _ENDS_WITH_NO.search(one) for one in said))


def _doubt_of_availability(availability: str, now: AnswerContent) -> str:
    """A text that was written beside another word of 有無 is not put beside this one."""
    if now.availability in (None, availability) and not _contradicts(availability, now.body):
        return ""
    why: str = _("The file says 有無 alone; what is answered now has a text as well: “%(text)s”")
    return why % {"text": now.body}
