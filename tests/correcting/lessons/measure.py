"""How well a correction is told from other replies, and what it teaches.

Run as `LEGIBLE_DATA=… python -m tests.correcting.lessons.measure`.

An answer is an OCR text. Replies that correct it are its truth, and pieces of that; strange ones are what people say,
and pieces of other texts. A lesson does harm where what was read stands in a truth, and would be changed there.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.bench.pairs import TextPair, read_pairs
from bot.correcting.lessons.teaching import lessons, similar
from bot.correcting.lessons.word_alignment import normalised_words
from bot.languages import Languages

FILES = ("bln600_llm_outputs", "icdar2017_eng_monograph", "icdar2017_fr_periodical", "icdar2019_es", "overproof2")
TEXTS = 60  # of each file
LENGTHS = (2, 3, 4, 5, 6, 8, 12, 20)  # words of a piece
CHATTER = (
    "thanks",
    "Thank you!",
    "thanks a lot, that is great",
    "Danke schön",
    "can you read it again please?",
    "No, the second line is wrong",
    "What does the last word mean?",
    "please read the other side too",
    "Could you send me this as a file?",
    "Merci beaucoup, c'est parfait",
    "it was Friday not Monday",
    "See you tomorrow at the station then",
    "We should go there on Saturday with the children",
    "I will do that when I am back at home",
    "Is that from my grandmother? I can't believe it",
    "Gracias, muy amable",
    "which page is this from and who has written it down?",
)


def pieces(text: str, chance: random.Random) -> Iterator[str]:
    """A piece of every length from somewhere in the text."""
    words = text.split()
    for length in LENGTHS:
        if len(words) > length:
            start = chance.randrange(len(words) - length)
            yield " ".join(words[start : start + length])


def main() -> None:
    """Print, by the length of the reply, how many are taken for corrections; then the lessons."""
    chance, languages = random.Random(5), Languages()
    folder = Path(os.environ["LEGIBLE_DATA"]) / "text"
    texts: list[TextPair] = []
    for stem in FILES:
        rows = read_pairs(folder / f"{stem}.dev.jsonl")
        texts += chance.sample(rows, min(TEXTS, len(rows)))
    counts: Counter[tuple[int, str]] = Counter()
    true = {token.key for text in texts for token in normalised_words(text.truth)}
    told: Counter[str] = Counter()
    seconds = []
    for text in texts:
        other = chance.choice([pair for pair in texts if pair is not text])
        for kind, replies in (
            ("correction", [text.truth, *pieces(text.truth, chance)]),
            ("strange", [*CHATTER, *pieces(other.truth, chance)]),
        ):
            for reply in replies:
                length = min(len(normalised_words(reply)), 10)
                counts[length, kind] += 1
                counts[length, f"{kind} taken"] += similar(text.ocr, reply)
        started = time.perf_counter()
        frequency = languages.frequency(text.truth.lower().split())
        for lesson in lessons(text.ocr, text.truth, frequency):
            harm = true.issuperset(token.key for token in normalised_words(lesson.read))
            told[f"{'safe' if lesson.safe else 'unsafe'}, {'harmful' if harm else 'harmless'}"] += 1
        seconds.append(time.perf_counter() - started)
    print("words  corrections taken  strange ones taken")
    for length in range(1, 11):
        figures = [counts[length, kind] for kind in ("correction taken", "correction", "strange taken", "strange")]
        print("{:5}  {:6} of {:6}  {:7} of {:7}".format(length, *figures))
    print(dict(told), f"{1000 * sorted(seconds)[len(seconds) // 2]:.0f} ms median, {1000 * max(seconds):.0f} most")


if __name__ == "__main__":
    main()
