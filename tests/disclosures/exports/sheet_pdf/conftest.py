"""The PDF of a sheet, read by a program of Poppler's."""

import shutil
import subprocess

import pytest

from disclosures.exports import sheet_pdf

from .pdf_programs import lacks

TO_STDOUT = {"pdfinfo": [], "pdftotext": ["-"], "pdftohtml": ["-stdout"]}


@pytest.fixture
def _weasyprint():
    if sheet_pdf.MISSING:
        lacks("WeasyPrint, or the Pango that it needs,")


@pytest.fixture
def read(_weasyprint, tmp_path):
    """Makes the PDF of a sheet and runs a program of Poppler's on it, for what that prints."""
    if shutil.which("pdftotext") is None:
        lacks("Poppler (pdftotext)")

    def read(made, program, *options):
        file = tmp_path / "sheet.pdf"
        file.write_bytes(sheet_pdf.render(made))
        command = [program, *options, file, *TO_STDOUT[program]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return read
