"""Numbers of items: in other forms, out of range, or twice."""

from tests.workbooks import official_workbook

from .catalogue import states
from .good_workbook import ROWS, table, with_cell


def numbered(*numbers):
    return [(number, *row[1:]) for number, row in zip(numbers, ROWS, strict=True)]


@states("numbers with a fraction of nothing")
def fraction_numbers():
    return official_workbook(numbered(1.0, 2.0, 3.0))


@states("numbers as text with a fraction", n1="")
def text_fractions():
    return official_workbook(numbered("1.0", 2, 3))


@states("number with an exponent", n1="")
def exponent():
    return official_workbook(numbered("1e1", 2, 3))


@states("exponent that calculates to an item")
def calculated_exponent():
    return with_cell("A5", '<c r="A5"><v>1e0</v></c>')


@states("negative number", n1="")
def negative():
    return official_workbook(numbered(-1, 2, 3))


@states("number with a full-width zero before", n1="")
def leading_zero():
    return official_workbook(numbered("０１", 2, 3))


@states("full-width numbers")
def full_width():
    return official_workbook(numbered("１", "２", "３"))


@states("number beyond 32 bits in CSV", n1="")
def beyond_32_bits():
    return table(numbered(2**31, 2, 3)).encode()


@states("number of 5,000 digits in CSV", n1="")
def digits():
    return table(numbered("1" * 5_000, 2, 3)).encode()


@states("number twice with other answers", n1="")
def conflicting():
    return official_workbook([*ROWS, (*ROWS[0][:4], "Other.")])


@states("number twice with other wording")
def repeated_number():
    return official_workbook([*ROWS, (1, "", "Other", "Something else?", "Other.")])


@states("number twice with one answer", n1="")
def repeated_row():
    return official_workbook([*ROWS, ROWS[0]])
