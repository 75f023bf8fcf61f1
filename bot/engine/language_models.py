"""Which language models the settings name, and what is missing where there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from bot.correcting.language_model import LanguageModel
from bot.correcting.model_errors import GpuMissing
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.model_files import absent, find, require
from bot.errors import WrongSetting
from bot.settings import Settings


def language_models(settings: Settings) -> tuple[LanguageModel, ...] | None:
    """The models that are asked, in their order: the server's, then this machine's where its file is here.

    None where the settings want none. Raises WrongSetting, ModelDamaged, and ModelMissing where BOT_MODEL is a path.
    """
    if settings.corrector in ("spelling", "off"):
        return None
    models: list[LanguageModel] = []
    if settings.llm_url and settings.corrector != "local":
        from bot.correcting.remote.remote_model import RemoteModel

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


async def require_gpu(settings: Settings) -> None:
    """Raise GpuMissing where a GPU is to compute for the language model and the library that runs it finds none."""
    from bot.correcting.local.devices import gpus
    from bot.correcting.local.runtimes import installed_library

    library = installed_library()
    if settings.gpu_layers and not await gpus(library):
        raise GpuMissing(layers=settings.gpu_layers, library=library)


def local_model(settings: Settings, path: Path) -> LanguageModel:
    """The language model in a GGUF file, loaded when it is first asked."""
    from bot.correcting.local.local_model import LocalModel

    idle_seconds = 60.0 * settings.model_idle_minutes or math.inf
    return LocalModel(path, gpu_layers=settings.gpu_layers, idle_seconds=idle_seconds)
