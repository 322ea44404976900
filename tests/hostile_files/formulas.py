"""What a spreadsheet would calculate: formulas, errors and links to other files."""

from functools import partial

from tests.workbooks import official_workbook

from .catalogue import STATED, add, refused, states
from .good_workbook import answered, in_csv, with_cell, with_parts

UNSTATED = {"2": "Two.", "3": "Three."}

for sign in ("=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|'/c calc'!A0", '=HYPERLINK("x")'):
    quoted = sign.replace('"', '""')
    # A sum of figures may be a text; what calls, or begins with =, nobody meant to be read.
    fate = STATED | {"1": sign} if sign[0] in "+-" else UNSTATED
    add(f"formula as text in CSV {sign}", fate, partial(in_csv, f'"{quoted}"'))

for name, sign in (("tab", "\t"), ("carriage return", "\r")):
    add(f"{name} before a formula", UNSTATED, partial(in_csv, f'"{sign}=1+1"'))


@states("formula without its result", n1="")
def formula():
    return official_workbook(answered("=1+1"))


@states("formula with a stored result", n1="Stored.")
def formula_with_result():
    return with_cell("E5", '<c r="E5" t="str"><f>"Sto"&amp;"red."</f><v>Stored.</v></c>')


@states("DDE formula", n1="")
def dde():
    return with_cell("E5", "<c r=\"E5\"><f>cmd|'/c calc'!A0</f></c>")


@states("formula into another workbook", n1="")
def external_formula():
    return with_cell("E5", '<c r="E5"><f>[1]Sheet1!A1</f></c>')


@states("formula of an error", n1="")
def error_cell():
    return with_cell("E5", '<c r="E5" t="e"><f>A1+#REF!</f><v>#REF!</v></c>')


@states("error in a cell without its place", n1="")
def error_without_place():
    return with_cell("E5", '<c t="e"><v>#REF!</v></c>')


@refused("error in a cell with a small letter")
def error_at_small_letter():
    return with_cell("E5", '<c r="e5" t="e"><v>#REF!</v></c>')


@states("external links")
def external_links():
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{target}" Target="file:///etc/passwd"'
        ' TargetMode="External"/></Relationships>'
    )
    return with_parts(
        {
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
        }
    )
