"""What can go wrong with a language model.

ModelError                  exit 3: no model answers here; a page keeps what was read and spelled
├── ModelMissing
│   ├── DownloadForbidden
│   └── NoSuchModel
├── ModelDamaged
│   └── OwnModelDamaged
├── ModelTooLarge
├── RuntimeMissing
├── GpuMissing
├── ModelFailed
│   ├── OnlyThought
│   └── ServerRefuses
├── ModelUnreachable
├── DownloadFailed              worth trying again
├── DownloadStopped
├── NotOffered
├── DownloadSpoiled
└── DiskFull
"""

from __future__ import annotations

from bot.errors import CannotRun


class ModelError(CannotRun):
    """No language model answers."""


class ModelMissing(ModelError):
    """Details: the file that is `wanted`, and the folder where it was `looked` for."""

    what = "there is no language model: {wanted} is not in {looked}"
    remedy = "run `legible model download`, or name a GGUF file in BOT_MODEL"


class DownloadForbidden(ModelMissing):
    """Details: as ModelMissing."""

    remedy = "name a GGUF file in BOT_MODEL, or set BOT_MODEL_DOWNLOAD=true and run `legible model download`"


class NoSuchModel(ModelMissing):
    """BOT_MODEL names a file. Details: as ModelMissing."""

    remedy = "check BOT_MODEL, or leave it out and run `legible model download`"


class ModelDamaged(ModelError):
    """Details: the `path` and the `reason`."""

    what = "the language model {path} cannot be used: {reason}"
    remedy = "delete it and run `legible model download`, or name another GGUF file in BOT_MODEL"


class OwnModelDamaged(ModelDamaged):
    """Nothing that was downloaded: it is not ours to delete. Details: the `path` and the `reason`."""

    remedy = "check BOT_MODEL, or leave it out and run `legible model download`"


class ModelTooLarge(ModelError):
    """Details: `needed` and `free`, both in GB with one decimal."""

    what = "the language model needs {needed} GB of memory, {free} GB are free"
    remedy = "free some, or choose a smaller one with BOT_MODEL or BOT_MODEL_FILE"


class RuntimeMissing(ModelError):
    """Details: the `library` and the `reason`."""

    what = "the library {library}, which runs the language model, does not work here: {reason}"
    remedy = "run `pip install --force-reinstall legible`, or set BOT_CORRECTOR=spelling"


class GpuMissing(ModelError):
    """The model runs without. Details: the `layers` that one was to take, and the `library` that finds none."""

    what = "BOT_GPU_LAYERS={layers} does nothing: {library}, as it is installed here, finds no GPU"
    remedy = "install a build of it for your GPU (README, under Correction), or leave BOT_GPU_LAYERS out"


class ModelFailed(ModelError):
    """Details: the `reason`."""

    what = "the language model did not answer: {reason}"
    remedy = "try again; if it stays, report it"


class OnlyThought(ModelFailed):
    """Details: how many `tokens` it took."""

    what = "the language model thought for {tokens} tokens and gave no answer"
    remedy = "name one that does not think in BOT_LLM_MODEL or BOT_MODEL, or switch thinking off where it runs"


class ServerRefuses(ModelFailed):
    """Details: the `url` without secrets, and the `reason`."""

    what = "the language model server {url} does not take what it is asked: {reason}"
    remedy = "check BOT_LLM_MODEL, and how the server was started"


class ModelUnreachable(ModelError):
    """Details: the `url` without secrets, the `reason`, and at what to `look`."""

    what = "the language model server {url} does not answer: {reason}"
    remedy = "check {look}"


class DownloadFailed(ModelError):
    """Details: the `model` and the `reason`."""

    what = "the language model {model} could not be downloaded: {reason}"
    remedy = "check the network and run `legible model download` again: it goes on where it stopped"


class DownloadStopped(ModelError):
    """By Ctrl-C. Details: the `model`."""

    what = "the download of the language model {model} was stopped"
    remedy = "run `legible model download` again: it goes on where it stopped"


class NotOffered(ModelError):
    """Details: the `model` and the `reason`."""

    what = "the language model {model} cannot be downloaded: {reason}"
    remedy = "check BOT_MODEL and BOT_MODEL_FILE"


class DownloadSpoiled(ModelError):
    """Details: the `model` and the `reason`."""

    what = "the language model {model} did not arrive as it is: {reason}"
    remedy = "run `legible model download` again; if it stays, something on the way changes the file"


class DiskFull(ModelError):
    """Details: the `folder`, `needed` and `free`, both in GB with one decimal."""

    what = "the language model needs {needed} GB of disk, {free} GB are free in {folder}"
    remedy = "free some, or set BOT_DATA_DIR to a folder on a larger disk"
