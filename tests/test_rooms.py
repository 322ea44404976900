"""The rooms of the tree: which may import which, and by what kind of import."""

import ast
from collections import Counter, defaultdict
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TEXTS, AUDIT, PRODUCTS, ACCOUNTS = "texts", "audit", "products", "accounts"
D = "disclosures."
PERMISSIONS = D + "permissions"  # plain: the codenames load no model
PLAIN = {TEXTS, D + "sheet"}
MODELS = {*PLAIN, AUDIT, PRODUCTS, D + "models"}
FILES, TABLES, MATCHING = (f"{D}imports.{name}" for name in ("files", "tables", "matching"))
# What each room may import beside itself; each folder with modules is a room.
ROOMS = {
    TEXTS: set(),
    "texts.templatetags": {TEXTS},
    AUDIT: {TEXTS},
    PRODUCTS: {AUDIT, TEXTS},
    ACCOUNTS: {AUDIT},
    D + "sheet": {TEXTS},
    PERMISSIONS: set(),
    D + "exports": PLAIN,
    # A step of a revision writes its mails in its transaction: the only edge of models upwards.
    D + "models": {
        *PLAIN,
        ACCOUNTS,
        AUDIT,
        PRODUCTS,
        D + "exports",
        D + "notifications",
        PERMISSIONS,
    },
    FILES: {TEXTS},
    TABLES: {*PLAIN, FILES},
    MATCHING: {*PLAIN, FILES, TABLES},
    D + "imports": {*MODELS, FILES, TABLES, MATCHING},
    D + "notifications": {*PLAIN, D + "models", PERMISSIONS},
    D + "bundled": MODELS,
    D + "integrity": {*PLAIN, D + "models"},
    D + "dashboard": {*PLAIN, AUDIT, D + "models", PERMISSIONS},
    D + "templatetags": {*PLAIN, D + "exports", D + "models"},
    "disclosures": {*PLAIN, D + "exports", D + "integrity", D + "notifications", PERMISSIONS},
    # The admin's root holds what its stages share, and imports what registers models.
    D + "admin": {
        *MODELS,
        ACCOUNTS,
        PERMISSIONS,
        D + "dashboard",
        D + "notifications",
        *(f"{D}admin.{stage}" for stage in ("editing", "importing", "review")),
    },
    D + "admin.importing": {
        *MODELS,
        PERMISSIONS,
        D + "admin",
        D + "dashboard",
        D + "imports",
        FILES,
        TABLES,
    },
    D + "admin.review": {
        *MODELS,
        ACCOUNTS,
        PERMISSIONS,
        D + "admin",
        D + "dashboard",
        D + "exports",
    },
    D + "admin.editing": {
        *MODELS,
        PERMISSIONS,
        D + "admin",
        D + "admin.importing",
        D + "admin.review",
        D + "dashboard",
    },
    D + "public": {
        *PLAIN,
        AUDIT,
        D + "exports",
        D + "integrity",
        D + "models",
        D + "public.views",
    },
    D + "public.views": {*PLAIN, D + "exports", D + "integrity", D + "models", D + "public"},
    D + "management.commands": {
        *MODELS,
        ACCOUNTS,
        PERMISSIONS,
        *(D + room for room in ("bundled", "imports", "integrity", "notifications", "public")),
        FILES,
    },
    "config": {AUDIT, D + "public"},
}
# Roots that hold what their rooms share, and call these: the only rooms that import each other.
PAIRS = {
    frozenset({D + "models", D + "notifications"}),
    frozenset({D + "public", D + "public.views"}),
    *(frozenset({D + "admin", f"{D}admin.{s}"}) for s in ("editing", "importing", "review")),
}


def modules():
    """The path of each module by its dotted name; migrations, which never change, left out."""
    found = {}
    for top in ("config", TEXTS, AUDIT, PRODUCTS, ACCOUNTS, "disclosures"):
        for path in (PROJECT / top).rglob("*.py"):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def room_of(module):
    is_room = MODULES[module].name == "__init__.py"
    return module if is_room else module.rpartition(".")[0]


def imports(module):
    """Each import of our own modules: the module that is meant, and whether it is relative."""
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            for name in {f"{base}.{alias.name}" for alias in node.names}:
                target = name if name in MODULES else base
                if target in MODULES:
                    yield target, bool(node.level)


def _base(module, node):
    if not node.level:
        return node.module or ""
    room = room_of(module).split(".")
    above = room[: len(room) - (node.level - 1)]
    return ".".join([*above, *filter(None, [node.module])])


def crossings():
    """Which rooms each room imports."""
    found = defaultdict(set)
    for module in MODULES:
        found[room_of(module)] |= {room_of(target) for target, _ in imports(module)}
    return {room: targets - {room} for room, targets in found.items()}


@pytest.mark.parametrize("room", sorted(crossings()))
def test_a_room_imports_only_what_it_may(room):
    assert crossings()[room] <= ROOMS.get(room, set())


def test_rooms_import_one_way():
    """Every cycle of rooms is one of the named pairs."""
    found = crossings()
    pairs = {
        frozenset({room, target})
        for room, targets in found.items()
        for target in targets
        if room in found.get(target, ())
    }
    below = {
        room: {t for t in targets if frozenset({room, t}) not in PAIRS}
        for room, targets in found.items()
    }

    assert pairs <= PAIRS
    while leaves := [room for room, targets in below.items() if not targets & below.keys()]:
        below = {room: targets for room, targets in below.items() if room not in leaves}
    assert below == {}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_relative_import_stays_in_its_room_and_an_absolute_one_leaves_it(module):
    own = room_of(module)
    wrong = [
        target
        for target, is_relative in imports(module)
        if is_relative is not (room_of(target) == own)
    ]

    assert wrong == []


def test_names_of_modules_tell_them_apart():
    leaves = Counter(path.stem for path in MODULES.values() if path.stem != "__init__")
    namesakes = [name for name, path in MODULES.items() if leaves[path.stem] > 1]

    assert len(namesakes) <= 10


def test_few_modules_lie_loose():
    loose = [name for name in MODULES if room_of(name) == "disclosures" and name != "disclosures"]

    assert len(loose) <= 5
