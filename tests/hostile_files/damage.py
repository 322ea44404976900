"""Damage at random: bytes changed, lost or moved."""

from .good_workbook import GOOD, LINKS, SHEET, STRINGS, STYLES, TYPES, WORKBOOK, entries, packed


def damaged_file(chance):
    """The good workbook with bytes changed, lost or moved; no checksum agrees any more."""
    damage = chance.choice((flip_bytes, cut, swap, overwrite))
    return damage(chance, GOOD)


def damaged_frame(chance):
    """The good workbook with such damage in a part that holds no text of a cell, packed anew."""
    return with_damage(chance, chance.choice([WORKBOOK, LINKS, STYLES, TYPES]))


def damaged_text(chance):
    """As `damaged_frame`, in a part that says what stands where: another workbook altogether."""
    return with_damage(chance, chance.choice([SHEET, STRINGS]))


def with_damage(chance, name):
    parts = entries()
    damage = chance.choice((flip_bytes, cut, swap, overwrite))
    return packed({**parts, name: damage(chance, parts[name])})


def flip_bytes(chance, content):
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def cut(chance, content):
    return content[: chance.randrange(len(content))]


def swap(chance, content):
    size = chance.randint(1, len(content) // 4)
    first = chance.randrange(len(content) - 2 * size)
    second = chance.randrange(first + size, len(content) - size + 1)
    pieces = (
        content[:first],
        content[second : second + size],
        content[first + size : second],
        content[first : first + size],
        content[second + size :],
    )
    return b"".join(pieces)


def overwrite(chance, content):
    place, size = chance.randrange(len(content)), chance.randint(1, 40)
    return content[:place] + chance.randbytes(size) + content[place + size :]
