"""What a file states, and what stands now, as one answer: what a file does not state stays."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import AVAILABILITY
from texts.evidence import evidence_key
from texts.language import may_be_japanese
from texts.normalize import shift_jis_key, without_selectors
from texts.polarity import contradicts, denies, sentences

from .match import Details
from .statement import CLEARED

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
        body=_resolved_text(stated.body, now.body, shift_jis_key),
        evidence=_resolved_text(stated.evidence, now.evidence, evidence_key),
    )


def _resolved(stated: str | None, now: str | None) -> str | None:
    return now if stated is None else stated or None


def _resolved_text(stated: str, now: str, key: Callable[[str], str]) -> str:
    """What is answered now, unless the file states a text that differs by its key, too.

    A file in Shift_JIS cannot say which glyph of a character is meant (葛󠄀城市).
    """
    is_same = key(stated) in (key(now), key(without_selectors(now)))
    return stated if stated and not is_same else now


def is_of_before(stated: AnswerContent, earlier: Collection[AnswerContent]) -> bool:
    """Whether one of these statements says all that the file states; no file of ours clears."""
    if CLEARED in (stated.availability, stated.responsibility):
        return False
    return any(resolved(stated, one) == one for one in earlier)


def contradicted_availability(
    stated: AnswerContent, now: AnswerContent, language: str
) -> Details | None:
    """有無 that stays as it is answered now, beside a new text that may say the opposite."""
    is_new_text = stated.body and stated.body != now.body and stated.availability is None
    if stated.same_as or not is_new_text or not now.availability:
        return None
    if not _contradicts(now.availability, stated.body, language):
        return None
    return {"word": AVAILABILITY[now.availability]}


def unrelated_text(stated: AnswerContent, now: AnswerContent, language: str) -> Details | None:
    """A text that stays, and was written beside another word of 有無 than the file states."""
    if stated.same_as or stated.body or not stated.availability or not now.body:
        return None
    is_same = now.availability in (None, stated.availability)
    if is_same and not _contradicts(stated.availability, now.body, language):
        return None
    return {"text": now.body}


def _contradicts(availability: str, text: str, language: str) -> bool:
    """Whether the text may say the opposite of this word of 有無, as Japanese sentences do.

    A word that says no stays only beside a text that is seen to deny. One that says yes does not
    stay where the text begins by denying, whatever it adds.
    """
    if not may_be_japanese(language):
        return False
    stated_sentences = sentences(text)
    if availability in ("yes", "partial"):
        begins_with_no = bool(stated_sentences) and (
            denies(stated_sentences[0]) or bool(_ENDS_WITH_NO.search(stated_sentences[0]))
        )
        is_yes = availability == "yes"
        return contradicts("yes", text) or (is_yes and begins_with_no)
    is_said = (_OUTLOOK if availability == "no" else _SAYS_SO).search(text)
    return not (
        is_said
        or any(denies(sentence) or _ENDS_WITH_NO.search(sentence) for sentence in stated_sentences)
    )
