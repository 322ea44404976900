"""A workbook that LibreOffice opened and saved comes in again unchanged."""

import pytest

from disclosures.exports import sheet_xlsx
from disclosures.models import Answer
from disclosures.models.freezing import draft
from tests.office import converted, needed

from .known_answers import DOUBTED, KNOWN, LINKS
from .written_sheets import expected, same_text, taken_in, write

LONG = "\n".join(f"{n}. " + "複数の段落にわたる長い回答です。" * 20 for n in range(1, 12))
EVERYTHING = {
    "1": {
        "": {"body": LONG, "availability": "yes", "responsibility": "shared", "evidence": LINKS},
        "Alpha": {"body": LONG[:3000], "evidence": LINKS},
    },
    "1-1": {"": {"body": "=1+1\n\n- 一行目"}, "Alpha": {"availability": "no", "body": "007"}},
    "①": "1",
}
# LibreOffice reads and writes another text itself where two characters by number share a sign.
LOST_THERE = {"characters by number that share a sign"}
CONTENTS = {
    name: content for name, content in {**KNOWN, **DOUBTED}.items() if name not in LOST_THERE
}
CONTENTS["long answers, products and evidence"] = EVERYTHING


@pytest.mark.parametrize("name", CONTENTS)
def test_answers_come_back_unchanged_after_libreoffice_saved_them(source, tmp_path, name):
    needed("soffice")
    content = CONTENTS[name]
    write(source, content)
    before, rows = same_text(source), Answer.history.count()
    made = tmp_path / "made.xlsx"
    made.write_bytes(sheet_xlsx.render(draft(source)))

    file = converted(made, "xlsx").read_bytes()

    assert file != made.read_bytes()
    assert taken_in(source, file) == expected(content, "unchanged")
    assert (same_text(source), Answer.history.count()) == (before, rows)
