"""Which reader and which corrector the settings name, loaded inside a worker of the engine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.correcting.language_model import LanguageModel
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.shelf import absent, find, require
from bot.engine.worker import Tools
from bot.errors import WrongSetting
from bot.languages import Languages
from bot.page import Line, Page
from bot.reading.reader import Reader
from bot.settings import AsposeFilter, AsposeMode, ReaderName, Settings

if TYPE_CHECKING:
    from bot.reading.aspose import AsposeReader
    from bot.reading.ngrams.shipped import CharacterModels

WORDS = "the first page is corrected as quickly as the second, since the word lists are there before it"
TRIAL = "trial licence: a part of each text, at most 300 characters; BOT_ASPOSE_LICENSE names a licence"
PRACTICE = Page((Line(WORDS, WORDS, 0.5, ((0, 0), (1, 0), (1, 1), (0, 1))),), reader="none")


@dataclass(frozen=True)
class ReaderChoice:
    """What the settings say of the reader; `folder` keeps prepared models and downloaded resources."""

    name: ReaderName
    folder: Path
    language: str = "en"
    languages: tuple[str, ...] = ("eng",)
    licence: Path | None = None
    mode: AsposeMode = "printed"
    filters: tuple[AsposeFilter, ...] = ("auto_skew",)

    @classmethod
    def of(cls, settings: Settings) -> ReaderChoice:
        """The reader that these settings name."""
        return cls(
            settings.reader,
            settings.folder / "models",
            settings.language,
            settings.tesseract_languages,
            settings.aspose_license,
            settings.aspose_mode,
            settings.aspose_filters,
        )

    def load(self, languages: Languages, models: CharacterModels) -> Reader:
        """The reader itself; raises ReaderMissing."""
        if self.name == "tesseract":
            from bot.reading.tesseract import TesseractReader

            return TesseractReader(self.languages)
        if self.name == "aspose":
            return self.aspose()
        from bot.reading.fallback import with_fallback
        from bot.reading.rapid import RapidReader

        return with_fallback(RapidReader(self.folder, languages=languages, models=models, language=self.language))

    def aspose(self) -> AsposeReader:
        """The reader on Aspose.OCR, whose process is started; raises AsposeMissing."""
        from bot.reading.aspose import AsposeReader

        return AsposeReader(self.folder / "aspose", self.licence, self.mode, self.filters)

    def describe(self) -> str:
        """The reader's state in a few words; raises ReaderMissing where it cannot work."""
        if self.name == "tesseract":
            from bot.reading.tesseract import TesseractReader, version

            TesseractReader(self.languages)
            return f"tesseract {version()}, languages {', '.join(self.languages)}"
        if self.name == "aspose":
            with self.aspose() as reader:
                licence = "licensed" if reader.state.licensed else TRIAL
                return f"aspose {reader.state.version}, {self.mode} text, {licence}"
        from bot.reading.fallback import foreign_languages

        foreign = [language for names in foreign_languages().values() for language in names]
        return f"rapidocr; other scripts by tesseract: {', '.join(foreign) or 'none'}"


def language_models(settings: Settings) -> tuple[LanguageModel, ...] | None:
    """The models that are asked, in their order: the server's, then this machine's where its file is here.

    None where the settings want none. Raises WrongSetting, ModelDamaged, and ModelMissing where BOT_MODEL is a path.
    """
    if settings.corrector in ("spelling", "off"):
        return None
    models: list[LanguageModel] = []
    if settings.llm_url and settings.corrector != "local":
        from bot.correcting.remote.model import RemoteModel

        models.append(RemoteModel(settings.llm_url, settings.llm_key, settings.llm_model))
    elif settings.corrector == "remote":
        raise WrongSetting(problem="BOT_CORRECTOR=remote needs a server", allowed="set BOT_LLM_URL")
    choice = ModelChoice.of(settings)
    if path := require(choice) if choice.path else find(choice):
        models.append(local_model(settings, path))
    return tuple(models)


def missing_model(settings: Settings, models: Sequence[LanguageModel] | None) -> str | None:
    """What is missing and the command that mends it, where `models`, those of the settings, are wanted and none."""
    if models != ():
        return None
    return f"{absent(ModelChoice.of(settings))}; until then only spelling is mended"


def wants_model_file(settings: Settings) -> bool:
    """Whether a model file is to be downloaded where there is none: not beside a server, which needs none."""
    if settings.corrector not in ("auto", "local") or not settings.model_download:
        return False
    return ModelChoice.of(settings).path is None and not (settings.llm_url and settings.corrector == "auto")


def local_model(settings: Settings, path: Path) -> LanguageModel:
    """The language model in a GGUF file, loaded when it is first asked."""
    from bot.correcting.local.model import LocalModel

    idle_seconds = 60.0 * settings.model_idle_minutes or math.inf
    return LocalModel(path, gpu_layers=settings.gpu_layers, idle_seconds=idle_seconds)


@dataclass(frozen=True)
class DefaultLoader:
    """A Loader; `corrector` is a value of `BOT_CORRECTOR`."""

    reader: ReaderChoice
    corrector: str

    @classmethod
    def of(cls, settings: Settings) -> DefaultLoader:
        """The loader for these settings."""
        return cls(ReaderChoice.of(settings), settings.corrector)

    def __call__(self) -> Tools:
        """Load them; raises ReaderMissing."""
        from bot.correcting.corrector import Unchanged
        from bot.correcting.spelling.corrector import SpellingCorrector
        from bot.correcting.spelling.lexicons import Lexicons
        from bot.reading.ngrams.shipped import CharacterModels

        languages, lexicons, models = Languages(), Lexicons(), CharacterModels()
        corrector = Unchanged() if self.corrector == "off" else SpellingCorrector(languages, lexicons, models)
        corrector.correct(PRACTICE)
        return Tools(self.reader.load(languages, models), corrector, languages, lexicons, self.reader.language)
