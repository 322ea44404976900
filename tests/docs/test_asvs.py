"""The table of ASVS requirements is whole, and what it names as evidence is there."""

from pathlib import Path

import pytest

from docs.asvs import FILE, VERDICTS, Requirement, drawn, requirements

from .named import NAME, missing_names, missing_paths

IDS = Path(__file__).with_name("asvs_ids.txt")
DOCUMENT = FILE.read_text(encoding="utf-8")
SHORTEST_REASON = 3  # words


def asked_for():
    """Each requirement of levels 1 and 2, with its level."""
    lines = IDS.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if not line.startswith("#")]


def problems(row):
    """What is wrong with a row, in words."""
    if row.verdict not in VERDICTS:
        yield f"{row.verdict!r} is no verdict"
    if not row.asked:
        yield "it does not say what is asked"
    for name in missing_names(row.evidence):
        yield f"{name} is not there"
    if row.verdict in ("met", "partly"):
        if not _paths(row.evidence):
            yield "no evidence"
    elif len(row.evidence.split()) < SHORTEST_REASON:
        yield "no reason"


def _paths(evidence):
    """The files, folders and tests that it names and that are there."""
    names = NAME.findall(evidence)
    return [name for name in names if not missing_paths([name])]


def test_there_are_a_level_1_and_a_level_2():
    levels = [level for _key, level in asked_for()]

    assert (levels.count("1"), levels.count("2")) == (70, 183)


def test_each_requirement_of_levels_1_and_2_has_its_row():
    assert [(row.key, row.level) for row in requirements(DOCUMENT)] == asked_for()


@pytest.mark.parametrize("row", requirements(DOCUMENT), ids=lambda row: row.key)
def test_a_row_is_judged_with_evidence_or_reason(row):
    assert list(problems(row)) == []


def test_what_is_partly_there_says_what_is_missing():
    """A verdict of `partly` needs words beside its paths."""
    silent = [
        row.key
        for row in requirements(DOCUMENT)
        if row.verdict == "partly" and len(NAME.sub("", row.evidence).split()) < SHORTEST_REASON
    ]

    assert silent == []


def test_the_counts_are_those_of_the_rows():
    assert drawn(DOCUMENT) == DOCUMENT


THERE = "`docs/asvs.py`"


@pytest.mark.parametrize(
    ("verdict", "evidence", "said"),
    [
        ("met", THERE, []),
        ("open", "there is none yet", []),
        ("done", "it was done", ["'done' is no verdict"]),
        ("met", "somewhere in the code", ["no evidence"]),
        ("partly", "`no-store`", ["no evidence"]),
        ("met", f"{THERE}, `docs/nowhere.py`", ["docs/nowhere.py is not there"]),
        ("met", f"{THERE}, `docs/asvs.py::test_it`", ["docs/asvs.py::test_it is not there"]),
        ("not applicable", "", ["no reason"]),
        ("open", "-", ["no reason"]),
    ],
)
def test_a_row_that_shows_nothing_is_found(verdict, evidence, said):
    assert list(problems(Requirement("1.1.1", "1", "Asked", verdict, evidence))) == said


def test_a_row_that_is_left_out_or_twice_is_found():
    rows = DOCUMENT.splitlines(keepends=True)
    [place] = [number for number, line in enumerate(rows) if line.startswith("| 5.3.2 |")]

    without = "".join(rows[:place] + rows[place + 1 :])
    twice = "".join(rows[: place + 1] + rows[place:])

    for document in (without, twice):
        assert [(row.key, row.level) for row in requirements(document)] != asked_for()


def test_a_row_with_a_column_too_many_is_found():
    with pytest.raises(ValueError, match=r"1\.1\.1 has 5 columns"):
        requirements("| 1.1.1 | 2 | Asked | met | here | there |")
