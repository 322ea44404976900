"""What an answer says: the one list of its fields, which models, sheets, files and forms share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Protocol

from texts.evidence import evidence_texts


@dataclass(frozen=True, kw_only=True)
class AnswerContent:
    """What an answer states: codes and a text, or the number of the item that it repeats (同上).

    The codes are those of `answer_codes.Availability` and `.Responsibility`; None means not stated.
    In an answer read from a file, None and an empty text mean that the file does not state it.
    """

    availability: str | None = None
    responsibility: str | None = None
    body: str = ""
    evidence: str = ""  # 根拠・参考: a link a line, see `texts.evidence`
    same_as: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything is stated or repeated."""
        return self != EMPTY

    @property
    def is_evidence_alone(self) -> bool:
        """Whether links are stated, and nothing that they could be evidence of."""
        return bool(self.evidence) and not replace(self, evidence="").says_something


EMPTY = AnswerContent()
FIELDS = tuple(field.name for field in fields(AnswerContent))
STATED_FIELDS = tuple(name for name in FIELDS if name != "same_as")  # 同上 stands instead of them
UNSTATED = {name: getattr(EMPTY, name) for name in STATED_FIELDS}
ANSWERING_FIELDS = tuple(name for name in STATED_FIELDS if name != "evidence")
UNANSWERED = {name: UNSTATED[name] for name in ANSWERING_FIELDS}


def states_something(answer: object) -> bool:
    """Whether what has the `STATED_FIELDS` states anything of its own."""
    return any(getattr(answer, name) for name in STATED_FIELDS)


def answers_something(answer: object) -> bool:
    """Whether what has the `ANSWERING_FIELDS` answers its item; evidence alone does not."""
    return any(getattr(answer, name) for name in ANSWERING_FIELDS)


class WrittenAnswer(Protocol):
    """What people wrote in an answer, whoever keeps it."""

    @property
    def body(self) -> str: ...
    @property
    def evidence(self) -> str: ...


def written_in(answers: Iterable[WrittenAnswer]) -> Iterator[str]:
    """What people wrote in the answers: their words, and the labels and addresses of evidence."""
    return (text for one in answers for text in (one.body, *evidence_texts(one.evidence)))
