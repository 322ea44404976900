"""How much longer each regular expression takes for a text of twice the length.

`make bench` prints the slowest growth of every pattern that the program compiles; `make lint` fails
where one grows faster than its text. The texts are made of each pattern's own letters: what it
repeats, without what would end the match. They are tried rather than reasoned about, because tools
that only read patterns (regexploit) know no possessive quantifiers, and miss what it costs that a
search begins again at each character.
"""

import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from math import inf
from statistics import median
from time import thread_time

from bench.compiled import LENGTH, Pattern, compiled

LIMIT = 3.0  # times as long for twice the text: a pattern that reads it once takes 2, a square 4
WORTH = 0.002  # seconds: below it the clock tells little, and nobody waits
ENOUGH = 0.1  # seconds: a text that takes them is not made longer, for a pattern may never end
# A busy machine is twice as slow from one moment to the next: each length is timed right behind the
# other, the middle one of their ratios counts, and what seems to grow too fast is timed again.
FEWEST_TRIES, MOST_TRIES = 3, 21
# Small steps first: where the time doubles with each character, no large one would ever end.
STEPS = (16, 20, 25, 30, *range(36, 120, 12), 250, 500, 1_000, 2_000, 4_000, LENGTH)
END = "\0"  # a character that no pattern asks for
LETTERS = 5  # of a pattern, in the texts that repeat two of them


@dataclass(frozen=True)
class Growth:
    """Of one pattern: the text that takes longest, how long that takes, and how it grows."""

    text: str
    seconds: float
    times: float

    @property
    def is_linear(self) -> bool:
        return self.seconds < WORTH or self.times < LIMIT


def report(*, only_broken: bool = False) -> bool:
    """Print the growth of each pattern, the slowest first; whether none grows too fast."""
    grown = [(growth_of(pattern), pattern) for pattern in compiled()]
    grown.sort(key=lambda one: -one[0].seconds)
    print(f"Patterns: {len(grown)}, each with texts of its own letters, {LENGTH} at most")
    for growth, pattern in grown:
        if not (only_broken and growth.is_linear):
            print(
                f"  {growth.seconds * 1000:7.2f} ms, {growth.times:4.1f} times the half of it,"
                f" {'kept' if growth.is_linear else 'BROKEN'}  {pattern.where}:"
                f" {pattern.expression[:60]!r} with {growth.text[-12:]!r}"
            )
    return all(growth.is_linear for growth, _pattern in grown)


def growth_of(pattern: Pattern) -> Growth:
    """The slowest growth that a text of the pattern's own letters finds."""
    grown = (_growth(pattern, before, pump) for before, pump in _pumps(pattern))
    return max(grown, key=lambda growth: (not growth.is_linear, growth.seconds))


def _growth(pattern: Pattern, before: str, pump: str) -> Growth:
    """Of one text, made longer in small steps until it takes too long."""
    for length in (one for one in STEPS if one <= pattern.longest):
        seconds = _seconds(pattern, _text(before, pump, length))
        if seconds > ENOUGH:
            break
    if seconds < WORTH:
        return Growth(before + pump, seconds, 0.0)
    fewest, ratios = inf, []
    while len(ratios) < MOST_TRIES:
        shorter = _seconds(pattern, _text(before, pump, length // 2))
        longer = _seconds(pattern, _text(before, pump, length))
        fewest = min(fewest, longer)
        ratios.append(longer / max(shorter, 1e-9))
        if len(ratios) >= FEWEST_TRIES and median(ratios) < LIMIT:
            break
    return Growth(before + pump, fewest, median(ratios))


def _text(before: str, pump: str, length: int) -> str:
    return f"{before}{pump * (length // len(pump))}{END}"


def _seconds(pattern: Pattern, text: str) -> float:
    """Of all ways in which the program matches it with a text."""
    program = re.compile(pattern.expression, pattern.flags)
    begun = thread_time()
    for use in pattern.uses:
        found = getattr(program, use)(text)
        deque(found if use == "finditer" else (), maxlen=0)  # finds them all, and keeps none
    return thread_time() - begun


def _pumps(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Texts to begin with, and texts to repeat behind them."""
    # How `re` itself reads a pattern; it has no public name.
    tree = re._parser.parse(pattern.expression, pattern.flags)
    whole = _shortest(tree)
    letters = list(dict.fromkeys(_letters(tree)))
    yield "", whole or END
    for letter in letters:
        yield "", letter
        yield whole, letter
        yield whole[:-1], letter
    for pair in permutations(letters[:LETTERS], 2):
        yield "", "".join(pair)


def _letters(tree: Iterable) -> Iterator[str]:
    """A letter for each place of the pattern."""
    for code, value in tree:
        if text := _letter(code, value):
            yield text
        for inner in _inner(value):
            yield from _letters(inner)


def _inner(value: object) -> Iterator[Iterable]:
    """The patterns within a part of a pattern."""
    if isinstance(value, re._parser.SubPattern):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _inner(one)


def _shortest(tree: Iterable) -> str:
    """A short text that the pattern matches, as far as that can be told without trying."""
    return "".join(_shortest_of(str(code), value) for code, value in tree)


def _shortest_of(code: str, value: object) -> str:
    match code:
        case "SUBPATTERN":
            return _shortest(value[-1])
        case "ATOMIC_GROUP":
            return _shortest(value)
        case "BRANCH":
            return _shortest(value[1][0])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _shortest(value[2]) * value[0]
        case _:
            return _letter(code, value)


def _letter(code: object, value: object) -> str:
    """A letter that this part of a pattern takes; "" where it takes none."""
    match str(code):
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "ANY":
            return "x"
        case "IN":
            return _one_in(value)
        case "CATEGORY":
            return _one_in([(code, value)])
        case _:
            return ""


def _one_in(members: list) -> str:
    for code, value in members:
        match str(code):
            case "NEGATE":
                return "x"
            case "LITERAL":
                return chr(value)
            case "RANGE":
                return chr(value[0])
            case "CATEGORY":
                name = str(value)
                return " " if name.endswith("_SPACE") else "1" if "DIGIT" in name else "a"
    return ""


if __name__ == "__main__":
    sys.exit(not report(only_broken=True))
