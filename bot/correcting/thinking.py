"""Models that think before they answer: their thoughts told from what they say, whatever marks they put round them."""

from __future__ import annotations

import re

_NAMES = r"(?:seed:)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|analysis|reflection)"
_MARK = re.compile(
    rf"(?P<opens><{_NAMES}>|\[THINK\]|◁think▷|<\|(?:begin_of_thought|START_THINKING)\|>|<unused94>|<\|channel>thought)"
    rf"|</{_NAMES}>|\[/THINK\]|◁/think▷|<\|(?:end_of_thought|END_THINKING)\|>|<unused95>|<channel\|>",
    re.IGNORECASE,
)

# gpt-oss writes in channels, of which one is for the person; some servers lose the marks and leave their words.
_FINAL = re.compile(r"<\|channel\|>\s{0,9}final\b[^{]{0,60}?<\|message\|>|\bassistantfinal")
_CHANNELS = re.compile(r"<\|channel\|>|analysis(?=.*assistant(?:final|commentary))", re.DOTALL)
_END = re.compile(r"<\|(?:end|return|start|call)\|>")


def without_thinking(text: str) -> tuple[str, bool]:
    """What a model says, and whether it thought; thoughts that do not end leave nothing to be said.

    The mark at the beginning may be missing: templates put it into the question.
    """
    if _CHANNELS.match(text.lstrip()):
        return _final(text), True
    said, start, thinks, marks = list[str](), 0, False, list(_MARK.finditer(text))
    for mark in marks:
        if mark["opens"] and not thinks:
            said.append(text[start : mark.start()])
        elif not mark["opens"] and not thinks:
            said.clear()
        thinks, start = bool(mark["opens"]), mark.end()
    return "".join(said) + ("" if thinks else text[start:]), bool(marks)


def _final(text: str) -> str:
    """What stands in the last channel that is for the person."""
    *_, last = [None, *_FINAL.finditer(text)]
    return _END.split(text[last.end() :], maxsplit=1)[0] if last else ""
