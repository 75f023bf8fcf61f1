"""A question whose answer is known: what the doctor asks a language model."""

from __future__ import annotations

from bot.correcting.asking.answers import repairs
from bot.correcting.asking.chunks import Chunk
from bot.correcting.asking.doubts import DoubtfulWord
from bot.correcting.asking.prompt import question
from bot.correcting.language_model import LanguageModel
from bot.correcting.model_errors import ModelFailed

LINE = "We were sitting in the gardcn when the rain came."
WORD, MEANT = "gardcn", "garden"


async def mends(model: LanguageModel) -> bool:
    """Whether a model mends a line, asked as about a page; raises ModelError where its answer is none."""
    doubt = DoubtfulWord(0, LINE.index(WORD), WORD)
    asked = question(Chunk((0,), (0,)), [LINE], {0: [doubt]}, form=model.form, language="en", terms=())
    found = repairs((await model.answer(asked)).text, model.form)
    if found is None:
        raise ModelFailed(reason="it wrote something else than a list of what was misread")
    return (WORD, MEANT) in found
