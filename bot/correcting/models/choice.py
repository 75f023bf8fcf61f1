"""Which language model the operator chose, and where its files are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from bot.errors import WrongSetting
from bot.settings import Settings

REPOSITORY = re.compile(r"\w[\w.-]*/\w[\w.-]*", re.ASCII)
SUFFIX = ".gguf"
NO_MODELS = ("mmproj", "imatrix")  # in the names of GGUF files that only accompany a model


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """`model` is a Hugging Face repository, whose file fits the glob `pattern`, or the path of a GGUF file.

    `folder` keeps what is downloaded, where that `may_download`.
    """

    model: str
    pattern: str
    folder: Path
    may_download: bool = True

    @classmethod
    def of(cls, settings: Settings) -> ModelChoice:
        """The model that these settings name."""
        return cls(settings.model, settings.model_file, settings.folder / "models", settings.model_download)

    @property
    def path(self) -> Path | None:
        """The file, where one is named. Raises WrongSetting for a URL, and for a home folder that is not known."""
        if "://" in self.model:
            raise WrongSetting(
                problem="BOT_MODEL is a URL", allowed="write a repository as owner/name, a file as a path"
            )
        if REPOSITORY.fullmatch(self.model) and not self.model.lower().endswith(SUFFIX):
            return None
        try:
            return Path(self.model).expanduser().absolute()
        except RuntimeError as error:
            user = PurePosixPath(self.model).parts[0]
            raise WrongSetting(
                problem=f"BOT_MODEL begins with {user}, a home folder that is not known", allowed="write the whole path"
            ) from error

    @property
    def repository_folder(self) -> Path:
        """The folder of the repository's files."""
        return self.folder / self.model

    def fits(self, name: str) -> bool:
        """Whether a file of the repository, named by its path in it, is a model that the pattern allows."""
        name = name.lower()
        last = PurePosixPath(name).name
        if not name.endswith(SUFFIX) or any(word in last for word in NO_MODELS):
            return False
        return any(fnmatchcase(each, self.pattern.lower()) for each in (name, last))
