"""The items nearest to a row that matched nothing: proposed to a person, never chosen."""

from rapidfuzz import fuzz, process

from texts.normalize import normalize

PROPOSED = 3  # of these a person finds the right one of four in five; a longer list is not read
WEIGHT_OF_NAMES = 3  # names tell items apart better than the questions do


class NearestItems:
    """The items of a guideline, to be found by words that are like theirs."""

    def __init__(self, questions):
        self.questions = list(questions)
        self._names = [normalize(one.category + one.name) for one in self.questions]
        self._asked = [normalize(one.question) for one in self.questions]

    def of(self, row):
        """The nearest items to this row of a file, the nearest first.

        No threshold divides them from the others, as none is safe; but one that has not a sign in
        common with the row is none of them.
        """
        name, asked = normalize(row.category + row.name), normalize(row.question)
        if not (name or asked):
            name = asked = normalize(" ".join(row.cells))
        scores = [
            WEIGHT_OF_NAMES * of_name + of_question
            for of_name, of_question in zip(
                _scores(name or asked, self._names),
                _scores(asked or name, self._asked),
                strict=True,
            )
        ]
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        return [self.questions[at] for at in order[:PROPOSED] if scores[at]]


def _scores(text, wordings):
    """How like the text each of the wordings is, in their order."""
    found = process.extract(text, wordings, scorer=fuzz.ratio, processor=None, limit=None)
    by_index = {index: score for _wording, score, index in found}
    return [by_index.get(index, 0) for index in range(len(wordings))]
