"""How a chat wants its notes."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Preferences:
    """A chat's choices.

    `language` is the bot's, a code of its catalogues; None is the person's own. `correct` is whether readings are
    corrected, `raw_first` whether the raw text is shown at first, `flow` whether rows flow into paragraphs, and
    `retention_days` how long notes are kept, None as long as the operator keeps them. In a group every photo is read
    where it is `automatic`; `topics` are those topics that want it otherwise than the group.
    """

    language: str | None = None
    correct: bool = True
    raw_first: bool = False
    flow: bool = False
    retention_days: int | None = None
    automatic: bool = False
    topics: tuple[tuple[int, bool], ...] = ()

    def reads_all(self, thread_id: int | None) -> bool:
        """Whether every photo of a topic is read; None is the topic General and a group without topics."""
        return dict(self.topics).get(thread_id or 0, self.automatic)

    def with_automatic(self, thread_id: int | None, on: bool) -> Preferences:
        """These choices with every photo read, or only those asked for: in a topic, or in all that chose nothing."""
        topics = {topic: chosen for topic, chosen in self.topics if topic != (thread_id or 0)}
        if thread_id is None:
            return replace(self, automatic=on, topics=tuple(topics.items()))
        return replace(self, topics=(*topics.items(), (thread_id, on)))
