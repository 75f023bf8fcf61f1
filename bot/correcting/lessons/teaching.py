"""Pairs of what was read and what was meant, told from a reply that repeats an answer with its mistakes mended.

Beside the OCR texts that `tests.correcting.lessons.measure` reads, 1,559 of 1,665 truths and pieces of five words or
more are taken for corrections, and 3 of 7,311 strange replies. Of 1,865 lessons 1,607 are safe; 92 of them would change
words that are right in another text, of the others 135.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from bot.changes import differences
from bot.correcting.lessons.lesson import Lesson, glossary_line
from bot.correcting.lessons.word_alignment import AlignedSpan, Alignment, NormalisedWord, align, normalised_words
from bot.glossary.glossary import parse_glossary
from bot.glossary.glossary_errors import GlossaryError
from bot.languages import COMMON
from bot.letters import Frequency, squeezed, words

MOST_LESSONS = 10  # as many as a person looks through, a button each
MOST_WORDS = 3  # on either side of a pair
FARTHEST = 0.45  # of its words may be others than in the answer,
SHORT = 0.4  # less this many: of two words, half a one
PHRASE = 5  # words; fewer that stand in the answer as they are say nothing about it
ASIDE = 1.0  # words by which the lines of a reply must fit better one by one, to be taken out of the whole
MOST_CHATTER = 0.5  # of the words of such a reply may be in lines that are not from the answer
ANEW = 0.6  # of the letters; what differs in more was written anew rather than misread
SHORTEST = 3  # letters of what is safe to be mended wherever it is read

_PLAIN = str.maketrans("‘’ʼ–", "'''-")
_NOT_IN_TERM = re.compile(r"\d|[,;:.!?]\s")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


def similar(answer: str, reply: str) -> bool:
    """Whether a reply is the answer's text or a part of it, corrected, and not something said about it."""
    return bool(_corrections(answer, reply))


def lessons(
    answer: str, reply: str, frequency: Frequency, mended: Mapping[str, str] | None = None
) -> tuple[Lesson, ...]:
    """What a reply teaches that is `similar` to the answer, in the order of the text; safe ones first to stay.

    `frequency` gives the Zipf frequency of a lower-case word in the language of the text, 0 where it is unknown.
    `mended` gives, for words of the answer that a corrector put there, those that were read. Numbers are no lessons,
    nor is what the person wrote anew, nor a capital at the beginning of a sentence.
    """
    kept = {token.key for token in normalised_words(reply)}
    found: dict[str, Lesson] = {}
    for alignment in _corrections(answer, reply):
        for span in alignment.spans:
            for read, meant in _pairs(span):
                lesson = _lesson(read, meant, frequency, mended or {})
                if lesson and squeezed(lesson.read) not in kept - {squeezed(lesson.meant)}:
                    found.setdefault(lesson.read.casefold(), lesson)
    best = sorted(found.values(), key=lambda lesson: not lesson.safe)[:MOST_LESSONS]
    return tuple(lesson for lesson in found.values() if lesson in best)


def mended_words(read: Iterable[str], corrected: Iterable[str]) -> dict[str, str]:
    """The words that lines as they were read have, by those that stand in their place in the corrected lines."""
    changes = [
        change
        for before, after in zip(read, corrected, strict=True)
        for change in differences(before, after, 1, "spelling")
    ]
    return {_EDGES.sub("", change.after): _EDGES.sub("", change.before) for change in changes}


def _corrections(answer: str, reply: str) -> list[Alignment]:
    """The reply beside the answer, or those of its lines that are from it where they fit better one by one."""
    words = normalised_words(answer)
    whole = align(words, normalised_words(reply))
    if whole.away > ASIDE:
        lines = [align(words, normalised_words(line)) for line in reply.splitlines()]
        found = [line for line in lines if _is_similar(line)]
        strange = whole.words - sum(line.words for line in found)
        if strange < MOST_CHATTER * whole.words and sum(line.away for line in found) + strange < whole.away - ASIDE:
            return found
    return [whole] if _is_similar(whole) else []


def _is_similar(alignment: Alignment) -> bool:
    """Whether it is of the answer, and more than a phrase that anybody may say."""
    is_phrase = not alignment.away and alignment.words < PHRASE
    return alignment.away <= FARTHEST * alignment.words - SHORT and not is_phrase


def _pairs(span: AlignedSpan) -> Iterator[tuple[Sequence[NormalisedWord], Sequence[NormalisedWord]]]:
    """Word by word where there are as many on both sides, otherwise all of them at once."""
    read, meant = span.read, span.meant
    if len(read) == len(meant):
        yield from (([was], [now]) for was, now in zip(read, meant, strict=True))
    elif read and meant:
        yield read, meant


def _lesson(
    read: Sequence[NormalisedWord], meant: Sequence[NormalisedWord], frequency: Frequency, mended: Mapping[str, str]
) -> Lesson | None:
    was, now = _text(read), _text(meant)
    starts = read[0].begins or meant[0].begins
    if was == now or (starts and was.casefold() == now.casefold()) or max(len(read), len(meant)) > MOST_WORDS:
        return None
    if _NOT_IN_TERM.search(now) or not any(map(str.isalpha, was)):
        return None
    if Levenshtein.normalized_distance(squeezed(was), squeezed(now)) > ANEW:
        return None
    was = mended.get(was, was)
    if starts and all(frequency(word) >= COMMON for word in words(now.lower())):  # its capital is the sentence's
        was, now = was.lower(), now.lower()
    try:
        parse_glossary([glossary_line(was, now)])
    except GlossaryError:
        return None
    safe = len(squeezed(was)) >= SHORTEST and not all(map(frequency, words(was.lower())))
    return Lesson(was, now, safe)


def _text(words: Iterable[NormalisedWord]) -> str:
    return _EDGES.sub("", " ".join(word.text for word in words)).translate(_PLAIN)
