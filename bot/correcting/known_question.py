"""A question whose answer is known: what the doctor asks a language model."""

from __future__ import annotations

from bot.correcting.asking.answers import wanted_repairs
from bot.correcting.asking.chunks import Chunk
from bot.correcting.asking.doubts import DoubtfulWord
from bot.correcting.asking.prompt import question
from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.choosing import chosen
from bot.correcting.judging.lattice import Alternative, Lattice, Slot
from bot.correcting.language_model import LanguageModel

LINE = "We were sitting in the gardcn when the rain came."
WORD, MEANT = "gardcn", "garden"


async def mends(model: LanguageModel) -> bool:
    """Whether a model mends a line, as on a page: it weighs or is asked. Raises ModelError where its answer is none."""
    before, after = LINE.split(WORD)
    slot = Slot(before, (Alternative(WORD, 0.0), Alternative(MEANT, 0.0)))
    try:
        answer = await model.weigh(Lattice((slot,), after))
    except CannotWeigh:
        return await _mends_when_asked(model)
    return chosen((slot,), answer) == [1]


async def _mends_when_asked(model: LanguageModel) -> bool:
    doubt = DoubtfulWord(0, LINE.index(WORD), WORD)
    asked = question(Chunk((0,), (0,)), [LINE], {0: [doubt]}, form=model.form, language="en", terms=())
    return (WORD, MEANT) in wanted_repairs(await model.answer(asked), model.form)
