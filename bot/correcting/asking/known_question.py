"""A question whose answer is known: what the doctor asks a language model."""

from __future__ import annotations

from bot.correcting.asking.answers import wanted_repairs
from bot.correcting.asking.chunks import Chunk
from bot.correcting.asking.doubts import DoubtfulWord
from bot.correcting.asking.prompt import question
from bot.correcting.language_model import LanguageModel

LINE = "We were sitting in the gardcn when the rain came."
WORD, MEANT = "gardcn", "garden"


async def mends(model: LanguageModel) -> bool:
    """Whether a model mends a line, asked as about a page; raises ModelError where its answer is none."""
    doubt = DoubtfulWord(0, LINE.index(WORD), WORD)
    asked = question(Chunk((0,), (0,)), [LINE], {0: [doubt]}, form=model.form, language="en", terms=())
    return (WORD, MEANT) in wanted_repairs(await model.answer(asked), model.form)
