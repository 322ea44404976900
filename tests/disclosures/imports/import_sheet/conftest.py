"""The sheets that take in what the command reads."""

import pytest

from tests.factory import make_checklist, make_guideline
from tests.workbooks import official_workbook


@pytest.fixture
def small(tmp_path):
    """A checklist of three items, and a way to write a workbook for it."""
    make_checklist("small", guideline=make_guideline("small"))

    def write(*rows):
        file = tmp_path / "sheet.xlsx"
        file.write_bytes(
            official_workbook(
                [
                    (number, "", f"Name {number}", f"Question {number}?", answer)
                    for number, answer in rows
                ]
            )
        )
        return file

    return write
