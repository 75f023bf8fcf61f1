"""A bot that gets stuck over some texts, so that it can be killed in a stage that is otherwise soon over.

It is run by its path, with the root of a checkout as `PYTHONPATH`: the bot is that checkout's, and so are the scripted
reader and model. Settings come from the environment.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import run
from bot.reading.rapid import RapidReader
from bot.settings import load_settings
from tests.scripted import RATIO, ScriptedLoader, ScriptedReader
from tests.scripted_model import ScriptedModel

if TYPE_CHECKING:  # what moves from version to version
    from bot.correcting.corrector import Corrector
    from bot.correcting.language_model import Completion, Question
    from bot.page import Correction, Page
    from bot.reading.files.image import UprightImage

NEVER_CORRECTED, NEVER_REFINED = "Atlantis", "Avalon"  # a text that names it gets stuck there
STUCK = "stuck"  # a file in the current folder says that the worker is
REPAIRS = {"lovley": "lovely", "wether": "weather"}


class RealReader(ScriptedReader):
    """Reads a picture that is no script with the real reader, which keeps what it saw in each frame."""

    def read(self, image: UprightImage) -> Page:
        """The lines."""
        height, width = image.pixels.shape[:2]
        if width == RATIO * height:
            return super().read(image)
        return RapidReader(load_settings().folder).read(image)


class StuckCorrector:
    """Corrects, and its worker does nothing else any more once it is given a text that is never corrected."""

    def __init__(self, corrector: Corrector) -> None:
        self.name = corrector.name
        self._corrector = corrector

    def correct(self, page: Page) -> Correction:
        """The correction, where it comes."""
        if NEVER_CORRECTED in page.text:
            Path(STUCK).touch()
            time.sleep(3600)
        return self._corrector.correct(page)


@dataclass(frozen=True)
class StuckLoader:
    """Loads the readers, and a corrector that gets stuck."""

    def __call__(self) -> Any:  # whatever that version's tools are
        """Load them."""
        tools = ScriptedLoader(spelling=True)()
        return replace(tools, reader=RealReader(), corrector=StuckCorrector(tools.corrector))


class StuckModel(ScriptedModel):
    """A model that does not answer about a text that is never refined."""

    async def answer(self, question: Question) -> Completion:
        """The repairs, where they come."""
        if NEVER_REFINED in question.user:
            await asyncio.Event().wait()
        return await super().answer(question)


if __name__ == "__main__":
    asyncio.run(run(load_settings(), asyncio.Event(), load=StuckLoader(), models=[StuckModel(REPAIRS)]))
