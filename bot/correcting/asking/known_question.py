"""A question whose answer is known: what the doctor asks a language model."""

from __future__ import annotations

from bot.correcting.asking.answers import repairs
from bot.correcting.asking.chunks import Chunk
from bot.correcting.asking.doubts import DoubtfulWord
from bot.correcting.asking.prompt import question
from bot.correcting.language_model import LanguageModel
from bot.correcting.model_errors import MendsNothing, ModelFailed

LINE = "We were sitting in the gardcn when the rain came."
WORD, MEANT = "gardcn", "garden"


async def check_answer(model: LanguageModel) -> None:
    """Ask a model to mend a line as it is asked about a page; raises ModelError, MendsNothing where it does not."""
    doubt = DoubtfulWord(0, LINE.index(WORD), WORD)
    asked = question(Chunk((0,), (0,)), [LINE], {0: [doubt]}, form=model.form, language="en", terms=())
    found = repairs((await model.answer(asked)).text, model.form)
    if found is None:
        raise ModelFailed(reason="it wrote something else than a list of what was misread")
    if (WORD, MEANT) not in found:
        raise MendsNothing(word=WORD)
