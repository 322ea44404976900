"""Draws the tree of the program from the first sentence of each module: `python -m docs.tree`.

Writes it into docs/architecture.md between the lines that name this module.
"""

import ast
from pathlib import Path

PROJECT = Path(__file__).parents[1]
FILE = Path(__file__).with_name("architecture.md")
TOPS = ("config", "texts", "audit", "accounts", "products", "disclosures")
BEGIN, END = "<!-- drawn by docs/tree.py -->\n", "<!-- end of docs/tree.py -->\n"
LEFT_OUT = {"migrations", "static", "__pycache__", "formats", "management"}
COMMANDS = PROJECT / "disclosures" / "management" / "commands"


def tree():
    """The rooms and their modules, each with the first sentence of its docstring."""
    lines = [line for top in TOPS for line in _room(PROJECT / top, 0)]
    return "```\n" + "\n".join(lines) + "\n```\n"


def _room(folder, depth):
    yield _line(f"{folder.name}/", depth, folder / "__init__.py")
    for module in sorted(folder.glob("*.py")):
        if module.stem != "__init__":
            yield _line(module.stem, depth + 1, module)
    for room in sorted(path for path in folder.iterdir() if path.is_dir()):
        if room.name not in LEFT_OUT:
            yield from _room(room, depth + 1)
    if folder == PROJECT / "disclosures":
        yield from _room(COMMANDS, depth + 1)


def _line(name, depth, module):
    written = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    indented = "  " * depth + name
    return f"{indented:<30} {' '.join(written.split(chr(10) * 2)[0].split())}".rstrip()


def drawn(document):
    """The document with the tree as it is now between its two marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{tree()}{END}{after}"


if __name__ == "__main__":
    FILE.write_text(drawn(FILE.read_text(encoding="utf-8")), encoding="utf-8")
