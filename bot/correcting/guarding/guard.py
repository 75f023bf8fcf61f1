"""The guard: of what a corrector proposes, it lets through what looks like a repair of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.correcting.guarding.guard_rules import GuardRules
from bot.correcting.guarding.proposed_changes import ProposedChange, proposed_changes
from bot.glossary.glossary import Glossary
from bot.letters import Frequency
from bot.page import Change

MOST_REFUSED = 0.67  # of a line's words

Span = tuple[int, int]  # from the first character to behind the last


@dataclass(frozen=True, slots=True)
class Guarded:
    """`text` is what was read with the accepted changes; undone from the last to the first they give what was read.

    Of the refused ones `before` stands in `text` at `start`, and `after` is what was proposed instead.
    """

    text: str
    accepted: tuple[Change, ...] = ()
    refused: tuple[Change, ...] = ()


class Guard:
    """Judges what a language model proposes for the lines of one page.

    `frequency` gives a lower-case word's Zipf frequency (0 to 8) in the page's language, 0 where it is unknown.
    """

    def __init__(self, frequency: Frequency, glossary: Glossary | None = None) -> None:
        self._rules = GuardRules(frequency, glossary or Glossary())

    def line(self, read: str, proposed: str, number: int = 1, marked: Sequence[Span] | None = None) -> Guarded:
        """One line; `number` is its place on the page, from 1, for the changes.

        `marked` are the words that were shown as doubtful: only these may change, and what joins them. Without it any
        word may.
        """
        judged = [
            (change, _is_marked(change, marked) and self._rules.allow(change))
            for change in proposed_changes(read, proposed)
        ]
        if _is_rewritten(read, [change for change, allowed in judged if not allowed]):
            judged = [(change, False) for change, _ in judged]
        text, done = "", 0
        accepted, refused = [], []
        for change, allowed in judged:
            if allowed:
                start, end = _with_space(change, done)
                text += read[done:start]
                accepted.append(Change(read[start:end], change.after, number, len(text), "model"))
                text, done = text + change.after, end
            else:
                start = len(text) + change.start - done
                refused.append(Change(read[change.start : change.end], change.after, number, start, "model"))
        return Guarded(text + read[done:], tuple(accepted), tuple(refused))

    def text(self, read: str, proposed: str, marked: Sequence[Sequence[Span]] | None = None) -> Guarded:
        """A text line by line; nothing of it where a line appeared or vanished. `marked` are the words of each line."""
        old, new = read.split("\n"), proposed.split("\n")
        if len(old) != len(new):
            return Guarded(read, refused=(Change(read, proposed, 1, 0, "model"),))
        lines = [
            self.line(*pair, number, marked[number - 1] if marked is not None else None)
            for number, pair in enumerate(zip(old, new, strict=True), 1)
        ]
        return Guarded(
            "\n".join(line.text for line in lines),
            tuple(change for line in lines for change in line.accepted),
            tuple(change for line in lines for change in line.refused),
        )


def _is_rewritten(read: str, refused: Sequence[ProposedChange]) -> bool:
    """Whether the model wrote another line, or in another language: then what looks like a repair is chance."""
    words = sum(max(len(change.before.split()), len(change.after.split())) for change in refused)
    return words > MOST_REFUSED * len(read.split())


def _is_marked(change: ProposedChange, marked: Sequence[Span] | None) -> bool:
    return marked is None or any(start < change.end and change.start < end for start, end in marked)


def _with_space(change: ProposedChange, done: int) -> tuple[int, int]:
    """Where the change begins and ends; a word that goes takes the space in front along, or where it went the next."""
    if change.after:
        return change.start, change.end
    return (change.start - 1, change.end) if change.start > done else (change.start, change.end + 1)
