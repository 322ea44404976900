"""Rules for what no text should hold, whatever it answers; no Django."""

import re
from collections.abc import Collection, Iterable, Iterator

from texts.entities import addresses
from texts.html import first_html
from texts.left_open import left_open
from texts.normalize import caseless

from .content import written_in
from .document import Sheet, SheetItem
from .finding import Finding, beginning


def unwanted_texts(
    sheet: Sheet, items: Iterable[SheetItem], other_products: Collection[str]
) -> Iterator[Finding]:
    """What no public text should contain."""
    texts = [("", _title_texts(sheet)), *((item.number, _texts(item)) for item in items)]
    own_names = {caseless(product.name) for product in sheet.products}
    names = {
        **{name: name for name in own_names},
        **{caseless(name): name for name in other_products},
    }
    # The longest first: within a longer name a shorter one does not count. Nor does a name within
    # a longer word of ASCII letters; Japanese has no blanks around a name.
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![0-9a-z])(?:{any_name})(?![0-9a-z])") if names else None
    for number, parts in texts:
        text = "\n".join(parts)
        for name in sorted(set(pattern.findall(caseless(text))) - own_names) if pattern else ():
            yield Finding("other_product", number, {"product": names[name]})
        for address in dict.fromkeys(addresses(text)):
            if address.lower().startswith("http://"):
                yield Finding("insecure_link", number, {"address": address})
        if html := first_html(text):
            yield Finding("markup", number, {"text": html.group()})


def prompts(sheet: Sheet, items: Iterable[SheetItem]) -> Iterator[Finding]:
    """What nobody filled in, wherever the text came from."""
    # Only the title prints the names of the company and of products.
    title = [*_title_texts(sheet), sheet.company, *(product.name for product in sheet.products)]
    if prompt := left_open(*title):
        yield Finding("prompt", "", {"text": beginning(prompt)})
    for item in items:
        if prompt := left_open(*written_in(item.answers)):
            yield Finding("prompt", item.number, {"text": beginning(prompt)})


def _title_texts(sheet: Sheet) -> list[str]:
    return [sheet.title, sheet.department, sheet.notes, sheet.contact, sheet.summary]


def _texts(item: SheetItem) -> list[str]:
    """What its answers say in words, and where they lead to."""
    return [text for answer in item.answers for text in (answer.body, answer.evidence)]
