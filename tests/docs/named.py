"""What a document names in backticks: files, tests in them, and names in the code."""

import re
from functools import cache

from disclosures.integrity.triggers import RULES
from tests.servers import PROJECT

NAME = re.compile(r"`([^`]+)`")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:md|toml|txt|in)|Makefile")
TEST = re.compile(r"(?P<file>[\w./-]+\.py)::(?P<test>\w+)")
IDENTIFIER = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)+")
SOURCES = ("accounts", "audit", "config", "disclosures", "products", "texts")


def missing_paths(names):
    """Those of these names that are neither a file, a folder, nor a test in a file."""
    return [name for name in names if not (_is_test(name) or (PROJECT / name).exists())]


def missing_names(text):
    """What the text names in backticks as a path, a test or a name in the code, and is none."""
    names = NAME.findall(text)
    paths = [name for name in names if FILE.fullmatch(name) or TEST.fullmatch(name)]
    identifiers = [name for name in names if IDENTIFIER.fullmatch(name)]
    return [*missing_paths(paths), *(name for name in identifiers if not _is_in_code(name))]


def _is_test(name):
    found = TEST.fullmatch(name)
    file = found and PROJECT / found["file"]
    return bool(file) and file.is_file() and f"def {found['test']}(" in file.read_text("utf-8")


def _is_in_code(name):
    """Whether the code has that name; those of guards are made of a table and a verb."""
    return re.search(rf"\b{name}\b", _code()) is not None


@cache
def _code():
    files = [file for top in SOURCES for file in sorted((PROJECT / top).rglob("*.py"))]
    guards = [rule.name for rule in RULES]
    return "\n".join([*(file.read_text("utf-8") for file in files), *guards])
