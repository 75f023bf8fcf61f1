"""Every setting: its `BOT_…` name in the environment or in `.env`, its type, its default and what it is for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import TokenMissing, WrongSetting

PREFIX = "BOT_"
HIGHEST_PORT = 65535
TOKEN = re.compile(r"\d+:[\w-]+")
ENV_FILE = ".env"
SECRETS = frozenset({"token", "llm_key", "llm_url"})  # a URL may hold a password


ReaderName = Literal["rapidocr", "tesseract", "aspose"]
TesseractLanguage = Annotated[str, StringConstraints(pattern=r"^\w+(/\w+)?$")]
AsposeMode = Literal["printed", "handwritten"]
AsposeFilter = Literal["auto_skew", "enlarge", "contrast", "binarise"]
Mends = Literal["marked", "lines"]


class Settings(BaseSettings):
    """The operator's choices, checked once at start."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = Field(None, description="the bot's token from @BotFather")
    token_file: Path | None = Field(None, description="a file that holds the token, instead of `BOT_TOKEN`")
    api_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^\s/]+(/\S*)?$",
        description="the Bot API server; `/bot…` and `/file/bot…` are appended",
    )
    api_files: Path | None = Field(
        None,
        description="the folder of the files of a Bot API server that runs with `--local`, at the same path as there",
    )
    data_dir: Path = Field(
        Path("~/.local/share/legible"), description="the folder of the database, of models and of temporary files"
    )
    database_url: str | None = Field(
        None,
        pattern=r"^sqlite\+aiosqlite:///.+",
        description="an SQLite database elsewhere than in the data folder, as `sqlite+aiosqlite:///PATH`",
    )
    reader: ReaderName = Field("rapidocr", description="the OCR engine")
    readers: int | None = Field(
        None,
        ge=1,
        le=64,
        description="how many photos are read at a time; without it two, where cores and memory allow",
    )
    tesseract_languages: Annotated[tuple[TesseractLanguage, ...], NoDecode] = Field(
        ("eng",), description="the languages that Tesseract reads, such as `eng,deu`"
    )
    aspose_license: Path | None = Field(None, description="the file of an Aspose.OCR licence; without it, its trial")
    aspose_mode: AsposeMode = Field("printed", description="what Aspose.OCR reads")
    aspose_filters: Annotated[tuple[AsposeFilter, ...], NoDecode] = Field(
        ("auto_skew", "enlarge"), description="what is done to an image before Aspose.OCR reads it"
    )
    corrector: Literal["auto", "local", "remote", "spelling", "off"] = Field(
        "auto", description="what corrects the reading; `auto` is the best that is there"
    )
    model: str = Field(
        "Qwen/Qwen2.5-3B-Instruct-GGUF", description="a language model: a Hugging Face repository or a GGUF file"
    )
    model_file: str = Field(
        "*q4_k_m*.gguf", description="which file of the repository, as a glob; upper and lower case are the same"
    )
    model_download: bool = Field(True, description="whether the language model may be downloaded")
    model_idle_minutes: int = Field(
        10, ge=0, description="after how many minutes without work the language model leaves the memory; 0: never"
    )
    model_mends: Mends = Field(
        "marked", description="what a model that lists may change: words marked as doubtful, or any of their `lines`"
    )
    gpu_layers: int = Field(0, ge=-1, description="how many layers of the language model a GPU takes; -1: all")
    llm_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s/]+(/\S*)?$",
        description="an OpenAI-compatible server, such as `http://127.0.0.1:8000/v1`",
    )
    llm_key: SecretStr | None = Field(None, description="the key of that server")
    llm_model: str | None = Field(None, description="the model to ask that server for; without it, its first one")
    allowed_users: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(),
        description="numeric ids of those who may use the bot, separated by commas; empty: everyone",
    )
    admins: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="numeric ids of those who run the bot: they get /stats, /broadcast and its failures"
    )
    photos_per_minute: int = Field(
        30, ge=0, description="how many photos a person may send in a minute; 0: as many as they like"
    )
    photos_per_day: int = Field(1000, ge=0, description="how many photos and pages a person may send a day")
    chat_photos_per_minute: int = Field(60, ge=0, description="how many photos all in a group may send in a minute")
    chat_photos_per_day: int = Field(
        2000, ge=0, description="how many photos and pages all in a group may send in a day"
    )
    language: str = Field(
        "en",
        pattern=r"^[a-z]{2}$",
        description="the language assumed of a page that is too short to tell, as two letters",
    )
    retention_days: int = Field(30, ge=1, le=3650, description="how many days results are kept")
    listen: str = Field(
        "127.0.0.1:8080",
        pattern=r"^\S+:\d{1,5}$",
        description="address and port of the health check, `GET /health`",
    )
    log: Literal["text", "json"] = Field("text", description="the form of log lines on standard error")

    @field_validator("allowed_users", "admins", "tesseract_languages", "aspose_filters", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("tesseract_languages")
    @classmethod
    def _at_least_one(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("name at least one, such as `eng`")
        return value

    @field_validator("api_url", "llm_url")
    @classmethod
    def _no_trailing_slash(cls, value: str | None) -> str | None:
        return value and value.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _port_in_range(cls, value: str) -> str:
        if int(value.rpartition(":")[2]) > HIGHEST_PORT:
            raise ValueError(f"the port is at most {HIGHEST_PORT}")
        return value

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return self.data_dir.expanduser().absolute()

    @property
    def hosts(self) -> list[str]:
        """The hosts that are asked for something, besides the one that language models come from."""
        return [host for url in (self.api_url, self.llm_url) if url and (host := urlsplit(url).hostname)]

    def require_token(self) -> str:
        """The bot's token.

        Raises TokenMissing where there is none, WrongSetting where it is no token or its file cannot be read.
        """
        token = self.token.get_secret_value() if self.token else self._token_from_file()
        if not TOKEN.fullmatch(token):
            raise WrongSetting(
                problem="BOT_TOKEN does not look like a token",
                allowed="@BotFather gives one like 123456:ABC-DEF1234",
            )
        return token

    def _token_from_file(self) -> str:
        if self.token_file is None:
            raise TokenMissing
        try:
            token = self.token_file.expanduser().read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise WrongSetting(
                problem=f"BOT_TOKEN_FILE={self.token_file} cannot be read",
                allowed="name a text file that holds the token and that this user may read",
            ) from error
        if not token:
            raise TokenMissing
        return token


def load_settings() -> Settings:
    """Settings from the environment and `.env`; raises WrongSetting that names each wrong one and what is allowed."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()
        raise WrongSetting(
            problem="; ".join(_problem(str(item["loc"][0]), item["input"]) for item in wrong),
            allowed="; ".join(_allowed(str(item["loc"][0]), item["type"], item["msg"]) for item in wrong),
        ) from None


def _problem(field: str, value: object) -> str:
    shown = "(hidden)" if field in SECRETS else repr(value)
    return f"{setting_name(field)} has the wrong value {shown}"


def _allowed(field: str, kind: str, message: str) -> str:
    if kind == "string_pattern_mismatch":
        return f"it is {Settings.model_fields[field].description}"
    message = message.removeprefix("Value error, ")
    return message[0].lower() + message[1:]


def setting_name(field: str) -> str:
    """The environment's name of a field."""
    return PREFIX + field.upper()


def unknown_settings(environment: Iterable[str] | None = None) -> list[str]:
    """Names beginning with `BOT_` that mean nothing here, from the environment and `.env`, sorted."""
    if environment is None:
        environment = {*os.environ, *dotenv_values(ENV_FILE)}
    known = {setting_name(field) for field in Settings.model_fields}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
