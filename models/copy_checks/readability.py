"""How hard a text is to read: the school grade of the Automated Readability Index."""

from functools import lru_cache

from models.articles.passages import sentences_of
from models.base.words import words_of

FEWEST_WORDS = 30
_GRADES = (1, 18)


@lru_cache(maxsize=1024)
def grade_of(markdown: str) -> int | None:
    """A US school grade from 1 to 18; None for a text too short to tell.

    Letters and digits a word, words a sentence: 4.71 c/w + 0.5 w/s - 21.43 (Senter and
    Smith, 1967). It counts no syllables, so it needs no dictionary.
    """
    sentences = [words_of(each.text) for each in sentences_of(markdown) if each.kind != "heading"]
    words = sum(map(len, sentences))
    if words < FEWEST_WORDS:
        return None
    letters = sum(word.end - word.start for each in sentences for word in each)
    spoken = sum(map(bool, sentences))
    grade = 4.71 * letters / words + 0.5 * words / spoken - 21.43
    return max(_GRADES[0], min(_GRADES[1], round(grade)))
