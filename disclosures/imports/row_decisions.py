"""Decisions about the rows of a file, held against the rows as they are read now."""

import hashlib
import json
from dataclasses import astuple, dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError

from disclosures.imports.matching.match import Match
from disclosures.models.import_decision import Decision
from disclosures.sheet.content import EMPTY, FIELDS, STATED_FIELDS
from texts.evidence import clean_evidence
from texts.validation import clean_text


@dataclass(frozen=True)
class Change:
    """What is not as it was, and since when; of an answer, also who changed it last.

    what: "answer", "question" or "rows", those of the file. by: "" where nobody is known.
    """

    by: str
    at: datetime
    what: str = "answer"


class HeldDecisions:
    """What was decided about an import, beside the answers as they stand and who changed them.

    decisions: as `Intake.decided` has them. received_at: of the file. questions: the items, by
    number. state: the `WorkingCopyState`. changes: of each answer the last `Change`, by item number
    and product name.
    """

    def __init__(self, decisions, received_at, questions, state, changes):
        self.decisions, self.received_at = decisions, received_at
        self.questions, self.state = questions, state
        self._newest = {}
        for (number, _product), change in changes.items():
            known = self._newest.setdefault(number, change)
            self._newest[number] = max(known, change, key=lambda one: one.at)
        self._standing = {}

    def of(self, match):
        """The `Held` of a match.

        A decision holds while the item asks, the row says and the answer stands as they did;
        otherwise it is open again. Where nobody decided, what changed since the file came counts.
        """
        decision, token = self.decisions.get(match.key), self._token(match)
        if decision is None:
            change = self._last_change(match)
            is_new = change is not None and change.at > self.received_at
            is_told = is_new and match.outcome in ("set", "unsure")
            return Held(match, match, token, moved=change if is_told else None)
        if what := what_moved(decision.seen, token):
            moved = self._moved(what, match, decision)
            return Held(match, match, token, moved=moved, lapsed=decision)
        return Held(match, self._written(match, decision), token, decision)

    def _written(self, match, decision: Decision):
        """The match that writes what was decided, or as it is where nothing is to be written."""
        if not decision.writes:
            return match
        stands = self.state.current.get(match.key, EMPTY)
        outcome = "unchanged" if decision.answer == stands else "set"
        return replace(match, outcome=outcome, statement=decision.answer, division=None)

    def _moved(self, what, match, decision):
        change = self._last_change(match)
        if what == "answer" and change is not None and change.at >= decision.at:
            return change
        return Change("", decision.at, what)

    def _last_change(self, match):
        """The last change of the item's answers, or of those of the item that it repeats."""
        repeated = self.state.current.get(match.key, EMPTY).same_as
        found = [self._newest[one] for one in (match.number, repeated) if one in self._newest]
        return max(found, key=lambda one: one.at, default=None)

    def _token(self, match):
        """What a decision is about: hashes of the question, the file's rows, and the answers."""
        rows = [[one.row_number, *_values(one.stated)] for one in match.readings]
        told = _values(self.state.read_now(match.key))
        question = astuple(self.questions[match.number])
        answers = [self._standing_of(match.number), told]
        return "-".join(_hash([match.key, part]) for part in (question, rows, answers))

    def _standing_of(self, number):
        """What all answers to the item say now."""
        if number not in self._standing:
            current = self.state.current
            names = [name for name in ("", *self.state.products) if (number, name) in current]
            self._standing[number] = [[name, *_values(current[number, name])] for name in names]
        return self._standing[number]


@dataclass(frozen=True)
class Held:
    """A match beside what was decided about it.

    read: it as the file has it; match: as it was decided. token: what a decision is about.
    decision: the one that holds, or None. moved: the `Change` for which none does, or that there
    was since the file came. lapsed: the decision that no longer holds.
    """

    read: Match
    match: Match
    token: str
    decision: Decision | None = None
    moved: Change | None = None
    lapsed: Decision | None = None


PARTS = ("question", "rows", "answer")  # of a token


def what_moved(seen, token):
    """What is not as it was under the token `seen`, as `Change.what`; "" where all is."""
    if seen == token:
        return ""
    before, now = seen.split("-"), token.split("-")
    if len(before) != len(now):
        return "rows"
    return next(
        what for what, *parts in zip(PARTS, before, now, strict=True) if parts[0] != parts[1]
    )


def _hash(value):
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def _values(content):
    return [getattr(content, name) for name in FIELDS]


def refusal(answer):
    """Why the door for text refuses the answer, in its words; "" where it does not."""
    try:
        clean_text(answer.body)
        clean_evidence(answer.evidence)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def effect(pairs):
    """What becomes of what stands now: "new", "overwrites", "removes", or "" where it stays.

    pairs: of each answer that is written what it says now, and then. Who removes takes away a
    part, as 有無 or the text, or the whole.
    """
    pairs = [(old, new) for old, new in pairs if old != new]
    if not pairs:
        return ""
    if all(old == EMPTY for old, _new in pairs):
        return "new"
    is_less = any(
        getattr(old, name) and not getattr(new, name)
        for old, new in pairs
        for name in STATED_FIELDS
    )
    return "removes" if is_less else "overwrites"
