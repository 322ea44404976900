"""What the documents say of the tree is there."""

import re
from pathlib import Path

import pytest

from docs.tree import FILE, drawn
from tests.servers import PROJECT

DOCUMENTS = [
    *(PROJECT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md")),
    PROJECT / "disclosures/README.md",
    *sorted((PROJECT / "docs").rglob("*.md")),
]
NAMED = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|md|js|css|html|json|toml|txt))`")
MADE = {
    "sheet.md",
    "sheet.json",
    "versions.json",
    "changes.json",
    "security.txt",
    "robots.txt",
    "sbom.json",
    "licences.txt",
}  # by the program, or by make
FILES = [
    str(path.relative_to(PROJECT))
    for path in PROJECT.rglob("*")
    if path.is_file() and not {".git", ".venv"} & set(path.parts)
]


def test_the_tree_in_the_document_is_the_tree_that_is():
    document = FILE.read_text(encoding="utf-8")

    assert drawn(document) == document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_file_that_a_document_names_is_there(document):
    named = set(NAMED.findall(Path(document).read_text(encoding="utf-8"))) - MADE

    missing = {name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in FILES)}

    assert missing == set()
