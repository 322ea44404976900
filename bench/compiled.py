"""Every regular expression that the program compiles, found by importing and reading it all."""

import ast
import importlib
import os
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

PACKAGES = ("texts", "audit", "products", "disclosures", "config")
PREFIXES = tuple(f"{package}." for package in PACKAGES)
PROJECT = Path(__file__).parents[1]
# Which method of a pattern costs as much as each of these.
USES = {
    **dict.fromkeys(("search", "findall", "finditer", "sub", "split"), "finditer"),
    **{use: use for use in ("match", "fullmatch")},
}
LENGTH = 4_000  # characters: the longest answer
# Patterns whose texts are shorter than any that could take long.
BOUNDED = {
    "disclosures.imports.tables.ambiguous_columns._ALIKE": 30,
    "texts.left_open_patterns.ASKS": 80,  # classes of a line
    "texts.left_open_patterns.ASKS_ALONE": 80,
}


@dataclass(frozen=True)
class Pattern:
    """An expression as the program compiles it, and the module that does so.

    uses: the methods by which it is matched somewhere. longest: how many characters its texts have
    at most.
    """

    expression: str
    flags: int
    where: str
    uses: frozenset[str]
    longest: int = LENGTH


def compiled() -> list[Pattern]:
    """Each pattern that the program compiles.

    Those of modules are recorded while these are imported, and those that are made of products'
    names while they are tried; the others inside of functions are read from the source.
    """
    found: dict[tuple[str, int], str] = {}
    compile_ = re._compile

    def record(expression: object, flags: int) -> re.Pattern:
        where = sys._getframe(2).f_globals.get("__name__", "")
        if where.startswith(PREFIXES) and isinstance(expression, str):
            found.setdefault((expression, int(flags)), where)
        return compile_(expression, flags)

    re._compile = record
    try:
        _import_all()
        _name_products()
    finally:
        re._compile = compile_
    for expression, where, _use in _written():
        found.setdefault((expression, 0), where)
    names, uses = _names(), _uses()
    return [
        Pattern(
            *key,
            where,
            uses=frozenset(uses.get(names.get(key, key[0])) or {"finditer"}),
            longest=BOUNDED.get(f"{where}.{names.get(key)}", LENGTH),
        )
        for key, where in found.items()
    ]


def _import_all() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(PROJECT / package)], f"{package}."):
            if "migrations" not in module.name and not module.name.endswith("wsgi"):
                importlib.import_module(module.name)


def _name_products() -> None:
    """What makes its patterns of the names of a sheet's products."""
    from disclosures.imports.matching.product_mentions import ProductMentions

    mentions = ProductMentions("Alpha：A\nBeta One：B\nGamma、Alpha：C", ["Alpha", "Beta One"])
    mentions.unknown_names()
    _ = mentions.takes_turns


def _names() -> dict[tuple[str, int], str]:
    """Under which name of a module each pattern is kept."""
    return {
        (value.pattern, value.flags & ~re.UNICODE): name
        for module, content in list(sys.modules.items())
        if module.startswith(PREFIXES)
        for name, value in vars(content).items()
        if isinstance(value, re.Pattern)
    }


def _uses() -> dict[str, set[str]]:
    """How each name of a pattern, and each pattern that stands in a call of `re`, is matched."""
    found: dict[str, set[str]] = defaultdict(set)
    for expression, _where, use in _written():
        found[expression].add(use)
    for _module, node in _calls():
        if isinstance(node.func, ast.Attribute) and node.func.attr in USES:
            name = ast.unparse(node.func.value).rpartition(".")[2]
            found[name].add(USES[node.func.attr])
    return found


def _written() -> Iterator[tuple[str, str, str]]:
    """The patterns that stand as texts in calls of `re`, where, and how they are matched."""
    for module, node in _calls():
        library, _, function = ast.unparse(node.func).rpartition(".")
        if library == "re" and function in USES and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value, module, USES[function]


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for package in PACKAGES:
        for path in sorted((PROJECT / package).rglob("*.py")):
            module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield module, node
