"""`make docs`: writes docs/imports.md, the stages of an import and the table of its checks."""

import os
import re
from pathlib import Path

PAGE = Path(__file__).with_suffix(".md")
HEAD = """\
# From a file to the working copy

Made by `make docs` from the code; a test fails where this page says something else.

## Stages

Each stage is plain data, made from the one before. Doubts are codes and are translated last; only
the text of `text_refused` is quoted as the validator says it. On the pages only rows that a person
ticked or decided are saved; `import_sheet` saves every row that can be set.

```
bytes ─▶ page ─▶ table row ─▶ candidate ─▶ verdict ─▶ proposal
files/            tables/     matching/                answer_import
```

| stage | class | what it is |
|---|---|---|
| bytes | | A file; refused if it is too large, broken or encrypted (`files.containers`). |
"""
CHECKS_HEAD = """\

## Checks

What speaks against an answer makes it `unsure`: nobody can tick it, a person decides it beside what
its rows may state (`imports/matching/readings.py`, decision 0035). The checks stand in
`imports/matching/checks.py`, in the order that counts: of a list the first one that finds something
tells. One with an ○ is left out where the row says what is answered now already: that nobody
doubts. Scope is what has to be known first: the cell, its row, other rows of the file, or what the
working copy says now and said before.

A record of an import keeps code and details; `imports/doubt_messages.py` says them in the
language of who reads it. Names in braces are details.
"""
TABLE = """\

### {title}

| code | scope | ○ | finds | says |
|---|---|---|---|---|
"""
PLAIN_TABLE = """\

### {title}

| code | what it is about | says |
|---|---|---|
"""


def page():
    """The whole page as text."""
    from disclosures.imports.matching import checks

    lists = {
        "Of each row with the number of an item": checks.ROW_CHECKS,
        "Of a filled row beside an empty one": checks.ADJACENT_CHECKS,
        "Of what the file states, against the working copy": checks.WORKING_COPY_CHECKS,
        "Of the parts of one cell": checks.PART_CHECKS,
        "Of what repeats another item": checks.REPEAT_CHECKS,
    }
    parts = [HEAD, *(_stage(*one) for one in _stages().items()), CHECKS_HEAD]
    for title, several in lists.items():
        parts += [TABLE.format(title=title), *map(_check, several)]
    for title, about in {
        "Notes, which refuse nothing": checks.NOTES,
        "Of lines that belong to no item": checks.LINES,
        "Of imports of items and products, and of what a model refuses": checks.OUTSIDE,
    }.items():
        parts += [PLAIN_TABLE.format(title=title), *(_plain(*one) for one in about.items())]
    return "".join(parts)


def _stages():
    """The class of each stage, from the file to the preview."""
    from disclosures.imports.answer_row import AnswerRow
    from disclosures.imports.files.visible_pages import Grid
    from disclosures.imports.matching.candidate import Candidate
    from disclosures.imports.matching.match import Match
    from disclosures.imports.matching.state_comparison import StateComparison
    from disclosures.imports.tables.rows import Row

    return {
        "page": Grid,
        "table row": Row,
        "candidate": Candidate,
        "verdict": Match,
        "verdict beside the working copy": StateComparison,
        "proposal": AnswerRow,
    }


def _stage(name, stage):
    module = stage.__module__.removeprefix("disclosures.imports.")
    return f"| {name} | `{module}.{stage.__name__}` | {_first_sentence(stage.__doc__)} |\n"


def _check(check):
    mark = "○" if check.unless_current else ""
    about = _in_one_line(check.description)
    return f"| `{check.code}` | {check.scope.value} | {mark} | {about} | {_words(check.code)} |\n"


def _plain(code, about):
    return f"| `{code}` | {about} | {_words(code)} |\n"


def _words(code):
    """What a reader is told, in Japanese and English; {names} are details."""
    from django.utils.translation import override

    from disclosures.imports.doubt_messages import message_template

    said = []
    for language in ("ja", "en"):
        with override(language):
            said.append(_in_one_line(re.sub(r"%\((\w+)\)s", r"{\1}", message_template(code))))
    return "<br>".join(dict.fromkeys(said))


def _first_sentence(text):
    return _in_one_line(text.split("\n\n")[0])


def _in_one_line(text):
    return " ".join(text.split()).replace("|", r"\|")


def main():
    """Write the page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
