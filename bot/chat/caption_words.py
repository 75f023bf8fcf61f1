"""The words that stand under a photo or in a command, behind `words:`."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice

from bot.glossary.glossary import Glossary, merged, parse_glossary
from bot.glossary.glossary_errors import GlossaryError
from bot.glossary.glossary_files import as_lines, parts

MOST_WORDS = 100
WORDS_KEY = re.compile(r"(?:^|[\n.!?]|/read\S*)\s*words:", re.IGNORECASE)  # not `in other words: …`


def words_in(text: str) -> str:
    """The terms behind `words:` in a caption or a command, one a line; those that cannot be terms are left out.

    Commas, semicolons and line feeds part them: `words: Okafor, Kovács Ilona, Amoxicilin=Amoxicillin`. What comes later
    counts where two contradict each other.
    """
    _, _, listed = WORDS_KEY.sub("\0", text, count=1).partition("\0")
    glossary = Glossary()
    for _, part in islice(parts(listed), MOST_WORDS):
        with suppress(GlossaryError):
            glossary = merged(glossary, parse_glossary([part]))
    return as_lines(glossary).decode().rstrip("\n")
