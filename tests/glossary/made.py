"""Glossaries as Hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.glossary.glossary import Glossary, merged, parse_glossary
from bot.glossary.glossary_errors import GlossaryError

LETTERS = st.text(st.sampled_from("abAB1éß岡'\"=+-@,;#. \t’"), max_size=8)


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Glossaries whose entries are full of the signs that files give a meaning to."""
    glossary = Glossary()
    for line in draw(st.lists(st.one_of(LETTERS, st.builds("{}={}".format, LETTERS, LETTERS)), max_size=12)):
        try:
            glossary = merged(glossary, parse_glossary([line]))
        except GlossaryError:
            continue
    return glossary
