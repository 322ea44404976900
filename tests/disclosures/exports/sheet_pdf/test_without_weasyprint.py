"""Without WeasyPrint everything else works, and the check says what is missing."""

import json

import pytest

from disclosures.exports.registry import FORMATS

from .pdf_programs import run

WITHOUT = """
import json
import django
django.setup()
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from disclosures.exports.registry import FORMATS
from tests.factory import make_approved

setup_test_environment()
call_command("migrate", verbosity=0)
revision = make_approved()
client = Client()
print(json.dumps({
    "formats": sorted(FORMATS),
    "warned": [str(each.msg) for each in run_checks() if each.id == "disclosures.I001"],
    "files": sorted(client.get("/sheet/versions.json").json()["versions"][0]["files"]),
    "csv": client.get("/sheet/sheet.csv").status_code,
    "pdf": client.get("/sheet/sheet.pdf").status_code,
    "offered": ".pdf" in client.get("/sheet/").content.decode(),
}))
"""


@pytest.mark.parametrize(
    "problem",
    [
        ModuleNotFoundError("No module named 'weasyprint'"),
        OSError("cannot load library 'libpango-1.0-0'"),
    ],
)
def test_without_it_everything_else_works_and_the_check_says_so(tmp_path, problem):
    (tmp_path / "weasyprint.py").write_text(f"print('Follow the steps.')\nraise {problem!r}\n")
    database = f"sqlite:///{tmp_path / 'kaiji.sqlite3'}"
    others = FORMATS.keys() - {"pdf"}

    said = run(WITHOUT, DATABASE_URL=database, PYTHONPATH=str(tmp_path))

    assert json.loads(said) == {
        "formats": sorted(others),
        "warned": [f"No PDF is made of a version, and none is offered: {problem}."],
        "files": sorted({*others, "json"}),
        "csv": 200,
        "pdf": 404,
        "offered": False,
    }


IMPORTED = "from disclosures.exports.registry import sheet_pdf; print(sheet_pdf.MISSING)"


@pytest.mark.parametrize(
    ("warning", "missing"),
    [
        ("HarfBuzz-Subset will be required.", "HarfBuzz-Subset is not installed"),
        ("Something else will change.", ""),
    ],
)
def test_a_warning_of_the_library_is_no_error_but_may_name_what_is_missing(
    tmp_path, warning, missing
):
    warns = f"import warnings; warnings.warn({warning!r}, DeprecationWarning, 2)\n"
    (tmp_path / "weasyprint.py").write_text(warns)

    said = run(IMPORTED, PYTHONPATH=str(tmp_path), PYTHONWARNINGS="error::DeprecationWarning")

    assert said.decode() == f"{missing}\n"
