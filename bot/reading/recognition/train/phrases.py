"""What the lines say: pieces of given texts, and what people note down and shops print."""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from bot.reading.recognition.train.phrase_grammar import Grammar, notes_and_receipts

LineKind = Literal["written", "receipt", "print", "foreign"]

LONGEST = 90  # characters
_TAKEN = 6_000_000  # characters of each text; more makes no difference
_WINDOW = 200  # characters of a text, in which the piece is
_WORDS = (1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12)  # how many a line has, by how often
_OTHERS = ("it", "pl", "cs", "da", "fi", "hu", "ro", "tr")  # languages of which words stand for sentences
_KNOWN = 8000  # words of each of them

# Of a hundred lines so many are a piece of a text, words of a language, a note, a row of a receipt, something with a
# sign, by what is written
_SHARES: Mapping[LineKind, tuple[int, int, int, int, int]] = {
    "written": (56, 7, 33, 3, 1),
    "receipt": (2, 1, 2, 94, 1),
    "print": (56, 7, 14, 13, 10),
}
_IN_TYPE = 0.5  # of the printed lines have a printer's quotes and dashes
_CAPITALS: Mapping[LineKind, float] = {"written": 0.05, "receipt": 0.1, "print": 0.1}
_BY_TEXT = {  # how often each text is taken, by its name
    "english.modern": 34,
    "english": 18,
    "french": 17,
    "german": 12,
    "spanish": 6,
    "portuguese": 4,
    "dutch": 3,
    "swedish": 3,
}
_ANY_TEXT = 4  # and any other
_FOLDED = {
    **dict.fromkeys("‘’‚´`", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‐‑–—−", "-"),
    "…": "...",
    "\u00a0": " ",
    "\u00ad": "",
}
_QUOTES = (("“", "”"), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))
_DASHES = ("–", "—")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of every kind. `texts` are running texts by name, `words` those of a language, the frequent ones first.

    `alphabet` are the characters that a phrase may have.
    """

    texts: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    alphabet: Set[str]
    grammar: Grammar

    def phrase(self, kind: LineKind, random: Random) -> str:
        """What a line of that kind says: up to `LONGEST` characters, single spaces; one kind of quotes but in print.

        It is the same for the same state of `random`.
        """
        while True:
            text = plain(self._phrase(kind, random))
            if kind == "print" and random.random() < _IN_TYPE:
                text = typeset(text, random)
            if 0 < len(text) <= LONGEST and self.alphabet >= set(text):
                return text

    def _phrase(self, kind: LineKind, random: Random) -> str:
        sources: tuple[Callable[[Random], str], ...] = (
            self._piece,
            self._words_of_one,
            self._note,
            self._receipt_row,
            self._with_signs,
        )
        text = random.choices(sources, _SHARES[kind])[0](random)
        capitals = text.upper()
        in_capitals = random.random() < _CAPITALS[kind] and len(capitals) == len(text)
        return capitals if in_capitals else text

    def _piece(self, random: Random) -> str:
        """A piece of a text, as a line has it: a beginning at times, seldom a whole sentence."""
        if not self.texts:
            return self._note(random)
        name = random.choices(list(self.texts), [_BY_TEXT.get(name, _ANY_TEXT) for name in self.texts])[0]
        text = self.texts[name]
        start = random.randrange(max(1, len(text) - _WINDOW))
        if random.random() < 0.25:
            start = max(start, text.find("\n", start))
        words = text[start : start + _WINDOW].split()[1:]
        return " ".join(words[: random.choice(_WORDS)])

    def _words_of_one(self, random: Random) -> str:
        """Words of one language side by side, frequent ones more often."""
        if not self.words:
            return self._note(random)
        words = self.words[random.choice(list(self.words))]
        said = " ".join(words[int(len(words) * random.random() ** 2)] for _ in range(random.randint(1, 7)))
        said = said.capitalize() if random.random() < 0.5 else said
        return said + random.choice(("", "", "", ",", ".", "?", "!"))

    def _note(self, random: Random) -> str:
        return self.grammar.said("note", random)

    def _receipt_row(self, random: Random) -> str:
        return self.grammar.said("receipt", random)

    def _with_signs(self, random: Random) -> str:
        return self.grammar.said("signs", random)


def plain(text: str) -> str:
    """The text with one kind of quotes and dashes, composed letters, and single spaces."""
    folded = "".join(_FOLDED.get(character, character) for character in unicodedata.normalize("NFC", text))
    return " ".join(folded.replace("``", '"').replace("''", '"').split())


def typeset(text: str, random: Random) -> str:
    """A plain text with a printer's signs: quotes that open and close, apostrophes, longer dashes, an ellipsis."""
    opening, closing = random.choice(_QUOTES)
    pieces = text.split('"')
    quoted = pieces[0] + "".join((closing if i % 2 else opening) + piece for i, piece in enumerate(pieces[1:]))
    return quoted.replace("'", "’").replace("...", "…").replace(" - ", f" {random.choice(_DASHES)} ")


def load_phrases(files: Iterable[Path], alphabet: Set[str], languages: Iterable[str] = _OTHERS) -> Phrases:
    """Phrases from texts in UTF-8, packed by xz or not, the grammar in the package, and wordfreq's words.

    Raises OSError or ValueError for a text that cannot be read.
    """
    texts = {file.name.removesuffix(".xz").removesuffix(".txt"): _text(file) for file in sorted(files)}
    words = {language: _words(language) for language in languages}
    return Phrases(texts, words, alphabet, notes_and_receipts())


def _text(file: Path) -> str:
    try:
        with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as text:
            return text.read(_TAKEN)
    except (EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is cut short, or no text in UTF-8: {error}") from error


def _words(language: str) -> tuple[str, ...]:
    from wordfreq import top_n_list

    return tuple(top_n_list(language, _KNOWN))
