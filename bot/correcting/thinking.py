"""Models that think before they answer: their thoughts told from what they say, whatever marks they put round them."""

from __future__ import annotations

import re

_NAMES = r"(?:seed:)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|analysis|reflection)"
_OPEN = rf"<{_NAMES}>|\[THINK\]|◁think▷|<\|(?:begin_of_thought|START_THINKING)\|>|<unused94>|<\|channel>thought"
_CLOSE = rf"</{_NAMES}>|\[/THINK\]|◁/think▷|<\|(?:end_of_thought|END_THINKING)\|>|<unused95>|<channel\|>"
_THOUGHT = re.compile(rf"(?:{_OPEN}).*?(?:{_CLOSE})", re.DOTALL | re.IGNORECASE)
_BEFORE = re.compile(rf".*(?:{_CLOSE})", re.DOTALL | re.IGNORECASE)
_BEHIND = re.compile(rf"(?:{_OPEN}).*", re.DOTALL | re.IGNORECASE)

# gpt-oss writes in channels, of which one is for the person; some servers lose the marks and leave their words.
_FINAL = re.compile(r"<\|channel\|>\s*final\b[^{]*?<\|message\|>|\bassistantfinal")
_CHANNELS = re.compile(r"<\|channel\|>|analysis(?=.*assistant(?:final|commentary))", re.DOTALL)
_END = re.compile(r"<\|(?:end|return|start|call)\|>.*", re.DOTALL)


def without_thinking(text: str) -> tuple[str, bool]:
    """What a model says, and whether it thought; thoughts that do not end leave nothing to be said.

    The mark at the beginning may be missing: templates put it into the question.
    """
    if _CHANNELS.match(text.lstrip()):
        return _final(text), True
    rest = _BEHIND.sub("", _BEFORE.sub("", _THOUGHT.sub("", text)))
    return rest, rest != text


def _final(text: str) -> str:
    """What stands in the last channel that is for the person."""
    *_, last = [None, *_FINAL.finditer(text)]
    return _END.sub("", text[last.end() :]) if last else ""
