"""Lists within a sentence have the signs of the reader's language."""

from django.utils.translation import override

from texts.listing import listed, quoted_list


def test_parts_stand_between_the_signs_of_the_language():
    with override("ja"):
        japanese = listed([26, 27]), quoted_list(["基本", "運用"])
    with override("en"):
        english = listed([26, 27]), quoted_list(["基本", "運用"])

    assert japanese == ("26、27", "「基本」、「運用」")
    assert english == ("26, 27", "“基本”, “運用”")
