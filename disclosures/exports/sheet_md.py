"""A sheet as Markdown (CommonMark 0.31), to paste and for programs that read text.

Each text shows as on the page: its line breaks stay, its addresses are links, and whatever
Markdown would read as a mark is escaped. The words of the form are those of `form_words`.
"""

import re
from collections.abc import Iterator

from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.cell_grammar import WordedStatement, statements
from disclosures.sheet.document import Sheet, SheetItem, SheetProduct, SheetSection
from disclosures.sheet.form_words import FormWords, form_words
from disclosures.sheet.links import permanent_address
from disclosures.sheet.table import item_answers
from texts.evidence import EvidenceLink, evidence_links
from texts.hyperlinks import hyperlinks

# What means something in the middle of a line, in CommonMark (chapter 6) or in its usual
# extensions: tables, strikethrough, formulas, and bare addresses, of which GitHub makes a link even
# where a text begins with "www." or only names a scheme (`texts.schemes`).
_INLINE = re.compile(r"[\\`*_\[\]<>&~|#$]|(?<=www)\.|:(?=//)", re.IGNORECASE)
# What means something where a line begins: lists, rules, underlined headings, definitions.
_LINE_START = re.compile(r"^([0-9]{1,9}(?=[.)])|(?=[-+=:]))")
# What is decoded in the address of a link with a label, but not in an address by itself.
_DECODED = re.compile(r"[\\&]")
_BLANK_ENDS = re.compile(r"^\s+|\s+$")  # wide blanks; some readers strip them like spaces


def render(sheet: Sheet) -> bytes:
    """The whole sheet, in UTF-8; the same sheet and KAIJI_URL make the same bytes."""
    return _rendered(sheet, sheet)


def render_product(sheet: Sheet, product: SheetProduct) -> bytes:
    """The sheet as the customers of that product read it (`Sheet.for_product`)."""
    return _rendered(sheet, sheet.for_product(product.slug), product)


def _rendered(sheet: Sheet, shown: Sheet, product: SheetProduct | None = None) -> bytes:
    words = form_words(sheet.language)
    blocks = [*_title_block(sheet, product, words)]
    for section in shown.sections:
        blocks += _section(shown, section, words)
    if sheet.contact:
        blocks += [f"## {words['contact']}", _paragraphs(sheet.contact)]
    return ("\n\n".join(blocks) + "\n").encode()


def _title_block(sheet: Sheet, product: SheetProduct | None, words: FormWords) -> Iterator[str]:
    guideline = sheet.guideline
    facts = {
        "company": f"{sheet.company} {sheet.department}".strip(),
        "established": sheet.established_on and words.day(sheet.established_on),
        "updated": words.day(sheet.updated_on),
        "version": sheet.version,
        "products": words["comma"].join(each.name for each in sheet.products),
        "scope": product and words["of_product"].format(product.name),
        "website": product and product.website,
        "in_service": product and product.in_service_since and words.day(product.in_service_since),
        "guideline": f"{guideline.name} {guideline.edition}".strip(),
        "publisher": guideline.publisher,
        "guideline_address": guideline.url,
        "address": permanent_address(sheet),
        "sha256": sha256_of(canonical_text(sheet)),
    }
    yield f"# {_inline(sheet.title)}"
    stated = {name: _inline(value) for name, value in facts.items() if value}
    yield "\n".join(f"- {words.label(name)}{value}" for name, value in stated.items())
    for name, text in {"summary": sheet.summary, "notes": sheet.notes}.items():
        if text:
            yield f"## {words[name]}"
            yield _paragraphs(text)


def _section(sheet: Sheet, section: SheetSection, words: FormWords) -> Iterator[str]:
    if section.items:
        yield f"## {_inline(section.title or words['general'])}"
    for item in section.items:
        yield f"### {_inline(_heading(item, words))}"
        if item.question:
            yield "> " + _paragraphs(item.question).replace("\n", "\n> ")
        yield from _answers(statements(item_answers(sheet, item, words), words), words)


def _heading(item: SheetItem, words: FormWords) -> str:
    """The number, the 大項目 and the name, each where there is one; equal ones once."""
    return words["gap"].join(dict.fromkeys(filter(None, [item.number, item.category, item.name])))


def _answers(worded: list[WordedStatement], words: FormWords) -> Iterator[str]:
    if not any(statement.state or statement.body for statement in worded):
        yield words["unanswered"]
    for statement in worded:
        if statement.products:
            yield f"**{_inline(statement.products)}**"
        if statement.state:
            yield f"**{_inline(statement.state)}**"
        if statement.body:
            yield _paragraphs(statement.body)
        if statement.evidence:
            links = evidence_links(statement.evidence)
            label = words.label("evidence").rstrip()
            yield "\n".join([f"{label}\n", *(f"- {_link(link)}" for link in links)])


def _link(link: EvidenceLink) -> str:
    if not link.label:
        return f"<{link.address}>"
    address = _DECODED.sub(r"\\\g<0>", link.address)
    return f"[{_escaped(link.label)}](<{address}>)"


def _paragraphs(text: str) -> str:
    """The text, whose line breaks stay and whose empty lines divide paragraphs."""
    lines = [_line(line) for line in text.splitlines()]
    blocks = re.split(r"\n{2,}", "\n".join(lines))
    return "\n\n".join(block.replace("\n", "\\\n") for block in blocks if block)


def _line(text: str) -> str:
    """A line by itself, whose beginning starts neither a list nor anything else."""
    line = _LINE_START.sub(r"\1\\", _inline(text.strip(" ")))
    return _BLANK_ENDS.sub(lambda blanks: "".join(f"&#{ord(c)};" for c in blanks[0]), line)


def _inline(text: str) -> str:
    """A text within a line, without what a reader of Markdown would take for more than text."""
    parts, end = [], 0
    for start, until, _target in hyperlinks(text):
        parts += [_escaped(text[end:start]), f"<{text[start:until]}>"]
        end = until
    return "".join([*parts, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)
