"""Names of products within texts that are not divided by them."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.product_names import ProductNames
from disclosures.imports.tables.rows import SheetFile
from disclosures.sheet.content import AnswerContent

from .rows_of_a_table import LAYOUT, QUESTIONS, row

PRODUCTS = ("カイジA", "カイジB")
OWN = {("1", name): AnswerContent(body=f"{name}だけの回答です。") for name in PRODUCTS}


def beside(text, current, products=PRODUCTS):
    file, state = (
        SheetFile((), (row(1, text),), (), LAYOUT),
        WorkingCopyState(current, {}, products),
    )
    found = match(file, QUESTIONS, state).items[0]
    return found.outcome, found.why.code if found.why else ""


SPEAKING_OF_SOME = [
    *(
        "カイジAはTLS1.3、カイジBはTLS1.2です。",
        "【カイジA】TLS1.3です。",
        "カイジAではTLS1.3です。",
    ),
    *("共通：TLS1.3です。\nカイジB：TLS1.2です。", "カイジA→TLS1.3\nカイジB→TLS1.2"),
    *("（カイジA）TLS1.3です。（カイジB）TLS1.2です。", "TLS1.3です。ただし、カイジBを除きます。"),
]


@pytest.mark.parametrize("text", SPEAKING_OF_SOME)
def test_where_products_answer_a_text_that_speaks_of_some_alone_is_unsure(text):
    assert beside(text, OWN) == ("unsure", "unclear_product")


@pytest.mark.parametrize("text", SPEAKING_OF_SOME)
def test_where_no_product_answers_by_itself_such_a_text_is_whole(text):
    assert beside(text, {})[0] == "set"


@pytest.mark.parametrize("text", ["カイジCはTLS1.3です。", "TLS1.3です（カイジＣも同様）。"])
def test_a_name_like_those_of_the_products_is_of_none(text):
    assert beside(text, OWN) == ("unsure", "names_unknown_product")


@pytest.mark.parametrize(
    "text",
    [
        *("TLS1.3です。", "カイジA、カイジBともTLS1.3です。", "カイジAおよびカイジBはTLS1.3です。"),
        *(
            "各製品（カイジB・カイジA）はTLS1.3です。",
            "株式会社カイジが運用します。",
            "カイジAPIを使います。",
        ),
    ],
)
def test_a_text_that_speaks_of_all_products_or_none_is_of_all(text):
    current = {key: AnswerContent(availability="yes") for key in OWN}

    assert beside(text, current) == ("set", "")


@pytest.mark.parametrize(
    ("products", "text", "relatives"),
    [
        (("Alpha 1", "Alpha 2"), "Alpha 3 と ALPHA 1", ["Alpha 3"]),
        (("Alpha", "Alpha Plus"), "Alpha Pro", []),
        (("A", "B"), "C", []),
        (("カイジA", "別名"), "カイジC", []),
        ((), "カイジC", []),
    ],
)
def test_relatives_differ_in_the_letters_by_which_the_products_differ(products, text, relatives):
    assert ProductNames(products).relatives(text) == relatives
