"""Known check sheets declare the words of their heading rows, and change no other sheet."""

from itertools import combinations

import pytest

from disclosures.imports.files.visible_pages import Grid
from disclosures.imports.tables.declared_forms import FORMS
from disclosures.imports.tables.heading_roles import ROLES, roles, word
from disclosures.imports.tables.lexicon import HEADING_WORDS

ASPIC = ("No.", "審査対象項目", "記述内容", "必須・選択", "内容")
CAIQ = ("Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership")
SHORTENED_CAIQ = ("Control Title", "Description", "Implementation description")
METI = ("No.", "種別", "サービスレベル項目例", "規定内容", "測定単位", "回答")
MINISTRY = ("No.", "【情報開示項目】", "【内容】", "事業者回答")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (ASPIC, ("number", "name", "question", "required", "answer")),
        (CAIQ, ("number", "question", "availability", "responsibility")),
        (SHORTENED_CAIQ, ("name", "question", "answer")),
        (METI, ("number", "category", "name", "question", "unit", "answer")),
        (MINISTRY, ("number", "name", "question", "answer")),
        (("No.", "項目", "内容"), ("number", "name", "question")),
        (("No.", "質問", "内容"), ("number", "question", "answer")),
    ],
)
def test_the_words_of_a_form_have_its_roles_and_those_of_any_sheet_the_usual_ones(
    headings, expected
):
    grid = Grid("", {0: dict(enumerate(headings))})

    assert tuple(roles(grid, 0).values()) == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_known_by_words_that_no_other_sheet_has(form):
    general = set().union(*HEADING_WORDS.values())

    assert general.isdisjoint(form.own)
    assert {*form.own.values(), *form.shared.values()} <= set(ROLES)
    assert all(word(own) == own for own in form.own.keys() | form.shared.keys())


def test_no_two_forms_are_known_by_the_same_word():
    assert all(one.own.keys().isdisjoint(other.own) for one, other in combinations(FORMS, 2))
