"""The table of docs/security/asvs.md as data, and its counts: `python -m docs.asvs` draws them."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "security" / "asvs.md"
BEGIN, END = "<!-- drawn by docs/asvs.py -->\n", "<!-- end of docs/asvs.py -->\n"
VERDICTS = ("met", "partly", "open", "not applicable")
ROW = re.compile(r"\| (?P<key>\d+\.\d+\.\d+) \|(?P<rest>.*)\|")


@dataclass(frozen=True)
class Requirement:
    """One row; `evidence` is where the code shows it, or why there is nothing to show."""

    key: str
    level: str
    asked: str
    verdict: str
    evidence: str


def requirements(document):
    """The rows of the document, in its order. Raises `ValueError` where one has other columns."""
    return [_requirement(row) for row in ROW.finditer(document)]


def _requirement(row):
    columns = [column.strip() for column in row["rest"].split("|")]
    if len(columns) != 4:
        raise ValueError(f"{row['key']} has {len(columns)} columns beside its number, not 4")
    return Requirement(row["key"], *columns)


def counts(rows):
    """How many requirements have which verdict, as a table: of level 1, and of both levels."""
    lines = [f"| | {' | '.join(VERDICTS)} | all |", f"|---{'|---' * (len(VERDICTS) + 1)}|"]
    for name, levels in (("level 1", "1"), ("levels 1 and 2", "12")):
        found = Counter(row.verdict for row in rows if row.level in levels)
        numbers = [found[verdict] for verdict in VERDICTS]
        lines.append(f"| {name} | {' | '.join(map(str, [*numbers, found.total()]))} |")
    return "\n".join(lines) + "\n"


def drawn(document):
    """The document with the counts of its rows between its two marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{counts(requirements(document))}{END}{after}"


if __name__ == "__main__":
    FILE.write_text(drawn(FILE.read_text(encoding="utf-8")), encoding="utf-8")
