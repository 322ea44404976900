"""Files made from frozen sheets."""

from collections.abc import Callable
from dataclasses import dataclass

from ..sheet import Sheet
from . import sheet_csv


@dataclass(frozen=True)
class Format:
    """A kind of file that every version has; `render` makes it from the sheet alone."""

    render: Callable[[Sheet], bytes]
    content_type: str


FORMATS = {"csv": Format(sheet_csv.render, "text/csv; charset=utf-8")}
