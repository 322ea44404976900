"""What the working copy says now and said before, by item and product."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import AVAILABILITY, COMMON, RESPONSIBILITY, TableAnswer, TableAnswers

from .match import Key, Match
from .unstated_parts import resolved


@dataclass(frozen=True)
class WorkingCopyState:
    """What the items state now and stated before, and the names of the sheet's products.

    `named`: what our table answered to each item in the version that the file names, where that is
    known here. `language`: of the checklist, "" where that is not stated.
    """

    current: Mapping[Key, AnswerContent] = field(default_factory=dict)
    earlier: Mapping[Key, Collection[AnswerContent]] = field(default_factory=dict)
    products: Sequence[str] = ()
    named: Mapping[str, TableAnswers] = field(default_factory=dict)
    language: str = ""

    def table_answers(self, number: str) -> TableAnswers:
        """What our table answers to the item now; [] where nothing is stated."""
        same_as = self.current.get((number, ""), EMPTY).same_as or ""
        answers = [
            TableAnswer(name or COMMON, *_words(stated), same_as, stated.body, stated.evidence)
            for name in ("", *self.products)
            if (stated := self.current.get((same_as or number, name)))
        ]
        return answers or ([TableAnswer(COMMON, "", "", same_as, "")] if same_as else [])

    def answers(self, key: Key) -> bool:
        """Whether anything is answered in that place now; evidence alone answers nothing."""
        return key in self.current and not self.current[key].is_evidence_alone

    def of_item(self, number: str) -> Sequence[AnswerContent]:
        """What the answers to the item state now, and then what they stated before."""
        return self._by_number.get(number, ())

    @cached_property
    def _by_number(self) -> Mapping[str, Sequence[AnswerContent]]:
        by_number: dict[str, list[AnswerContent]] = defaultdict(list)
        for (number, _product), answer in self.current.items():
            by_number[number].append(answer)
        for (number, _product), answers in self.earlier.items():
            by_number[number].extend(answers)
        return by_number

    def read_now(self, key: Key) -> AnswerContent:
        """What readers are told now in that place: where it is 同上, what the other item says."""
        current = self.current.get(key, EMPTY)
        return self.current.get((current.same_as, ""), EMPTY) if current.same_as else current

    def whole(self, key: Key, stated: AnswerContent) -> AnswerContent:
        """The answer in that place once a file that states this is taken in.

        What the file does not state stays. Where nothing of it differs, 同上 stays 同上.
        """
        current, now = self.current.get(key, EMPTY), self.read_now(key)
        whole = resolved(stated, now)
        return current if whole == now and not stated.body else whole

    def is_current(self, match: Match) -> bool:
        """Whether what the match states is answered now already; then there is nothing to doubt."""
        if match.statement is None:
            return False
        return self.whole(match.key, match.statement) == self.current.get(match.key, EMPTY)

    def with_common(self, key: Key) -> AnswerContent:
        """What readers are told in that place; a product has the common 有無 where it has none."""
        now, common = self.read_now(key), self.read_now((key[0], ""))
        return replace(now, availability=now.availability or common.availability)


def _words(statement: AnswerContent) -> tuple[str, str]:
    return (
        AVAILABILITY.get(statement.availability or "", ""),
        RESPONSIBILITY.get(statement.responsibility or "", ""),
    )
