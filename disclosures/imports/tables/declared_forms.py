"""The published check sheets that are known by the words of their heading rows, as data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    """A published check sheet: the role of the column below each word of its heading row.

    It is known by any word that no other sheet uses, so that a copy from which somebody deleted
    columns is known too. `shared` are words that have another role elsewhere; here they have this
    one. All stand as `heading_roles.word` leaves them.
    """

    name: str
    own: Mapping[str, str]
    shared: Mapping[str, str] = field(default_factory=dict)

    def is_in(self, words: Collection[str]) -> bool:
        """Whether the words of a heading row are this sheet's."""
        return not self.own.keys().isdisjoint(words)


FORMS = (
    Form(
        "総務省 情報開示項目",
        {"情報開示項目": "name", "開示内容": "question", "事業者回答": "answer"},
    ),
    Form(
        "ASPIC 審査対象項目",
        {"審査対象項目": "name", "記述内容": "question"},
        shared={"内容": "answer"},
    ),
    Form(
        "経済産業省 サービスレベル項目",
        {
            "サービスレベル項目例": "name",
            "サービスレベル項目": "name",
            "規定内容": "question",
            "測定単位": "unit",
        },
    ),
    Form(
        "CAIQ",
        {
            "controldomain": "section",
            "controltitle": "name",
            "cspcaiqanswer": "availability",
            "caiqanswer": "availability",
            "ssrmcontrolownership": "responsibility",
            "controlownership": "responsibility",
            "cspimplementationdescription": "answer",
            "implementationdescription": "answer",
        },
    ),
)


def declared_roles(words: Collection[str]) -> dict[str, str]:
    """The roles of the words of a heading row that known forms declare."""
    forms = [form for form in FORMS if form.is_in(words)]
    return {word: role for form in forms for word, role in {**form.shared, **form.own}.items()}
