"""What Japanese sentences say of a thing: that it is there or done, or that it is not; no Django.

Read from how a sentence ends, as people do. Irony, conditions and what stands between the lines
are beyond it.
"""

import re
import unicodedata

_END = re.compile(r"[。\n]")
_AROUND = " ・※()「」『』［］[]"
_COPULA = r"(?:です|となります|とします|としております|としています)?$"
_DENIES = re.compile(
    r"(?:ません|ませんでした|(?<!少)ない|無い|なし|無し|不可|対象外|未(?:実施|対応|導入|設置|定))"
    + _COPULA
)
_AFFIRMS = re.compile(r"(?:ます|です|可能|有り|あり|済み?|実施)$")
_ASKS = re.compile(r"(?:ください|いただきます|頂きます|願います|お願い(?:し|いたし|致し)ます)$")
_BEGINS = {
    "yes": re.compile(r"有り|あり(?!ま)|有(?![一-龠])"),
    "no": re.compile(r"無し|なし|無(?![一-龠])"),
}


def sentences(text: str) -> list[str]:
    """The sentences and lines of the text, folded (NFKC), without marks around them."""
    parts = _END.split(unicodedata.normalize("NFKC", text))
    return [part for part in (part.strip(_AROUND) for part in parts) if part]


def denies(sentence: str) -> bool:
    """Whether a folded sentence says that something is not there or not done."""
    return bool(_DENIES.search(sentence))


def affirms(sentence: str) -> bool:
    """Whether a folded sentence says that something is there or done, asking nobody to do it."""
    return bool(_AFFIRMS.search(sentence)) and not (denies(sentence) or _ASKS.search(sentence))


def denials(text: str) -> int:
    """How many sentences of the text deny."""
    return sum(denies(sentence) for sentence in sentences(text))


def contradicts(availability: str, text: str) -> bool:
    """Whether the text says the other of 有り ("yes") or 無し ("no").

    It does where it begins with the other word, or where each of its sentences that decides
    anything says the other: 有り with a reservation and 無し with an outlook contradict nothing.
    """
    said = sentences(text)
    other = {"yes": "no", "no": "yes"}[availability]
    if said and _BEGINS[other].match(said[0]):
        return True
    sides = {"no" if denies(one) else "yes" for one in said if denies(one) or affirms(one)}
    return sides == {other}
