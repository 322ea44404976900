"""The files in which a comparison can be taken along."""

from ..exports import XLSX
from . import changes_json, table_xlsx

FILES = {
    "xlsx": (table_xlsx.render, XLSX),
    "json": (changes_json.render, "application/json"),
}  # by kind: what makes the bytes of a `Compared`, and what they are
