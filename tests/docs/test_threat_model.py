"""What the papers of security name is there."""

import pytest

from tests.servers import PROJECT

from .named import missing_names


@pytest.mark.parametrize("paper", ["SECURITY.md", "docs/security/threat-model.md"])
def test_every_file_test_and_guard_that_it_names_is_there(paper):
    assert missing_names((PROJECT / paper).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name",
    [
        "disclosures/integrity/nowhere.py",
        "nowhere.md",
        "tests/docs/test_threat_model.py::test_of_nothing",
        "tests/docs/nowhere.py::test_of_nothing",
        "guard_of_nothing",
    ],
)
def test_a_name_of_nothing_is_found(name):
    assert missing_names(f"See `{name}`.") == [name]


@pytest.mark.parametrize(
    "name",
    [
        "disclosures/integrity",
        "Makefile",
        "tests/docs/test_threat_model.py::test_a_name_of_nothing_is_found",
        "revision_four_eyes",
        "make lock",
        "/readyz",
    ],
)
def test_what_is_there_or_no_such_name_is_not(name):
    assert missing_names(f"See `{name}`.") == []
