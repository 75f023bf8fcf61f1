"""Settings: their names, defaults and lists, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import TokenMissing, WrongSetting
from bot.settings import Settings, load_settings, setting_name, unknown_settings

TOKEN = "123456:AAdo-not-show-me"

GIVEN: dict[str, tuple[str, object]] = {
    "token": (TOKEN, SecretStr(TOKEN)),
    "token_file": ("/run/secrets/token", Path("/run/secrets/token")),
    "api_url": ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
    "api_files": ("/var/lib/telegram-bot-api", Path("/var/lib/telegram-bot-api")),
    "data_dir": ("/var/lib/legible", Path("/var/lib/legible")),
    "database_url": ("sqlite+aiosqlite:////tmp/a.sqlite", "sqlite+aiosqlite:////tmp/a.sqlite"),
    "reader": ("tesseract", "tesseract"),
    "readers": ("3", 3),
    "tesseract_languages": ("eng, chi_sim,script/Cyrillic", ("eng", "chi_sim", "script/Cyrillic")),
    "aspose_license": ("/etc/aspose.lic", Path("/etc/aspose.lic")),
    "aspose_mode": ("handwritten", "handwritten"),
    "aspose_filters": ("contrast,binarise", ("contrast", "binarise")),
    "corrector": ("off", "off"),
    "model": ("/srv/model.gguf", "/srv/model.gguf"),
    "model_file": ("*q8_0*", "*q8_0*"),
    "model_download": ("false", False),
    "model_idle_minutes": ("0", 0),
    "model_mends": ("lines", "lines"),
    "gpu_layers": ("-1", -1),
    "llm_url": ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"),
    "llm_key": ("sk-1", SecretStr("sk-1")),
    "llm_model": ("qwen", "qwen"),
    "allowed_users": (" 1, 22,,333 ", frozenset({1, 22, 333})),
    "admins": ("1, 22", frozenset({1, 22})),
    "photos_per_minute": ("5", 5),
    "photos_per_day": ("0", 0),
    "chat_photos_per_minute": ("6", 6),
    "chat_photos_per_day": ("100", 100),
    "retention_days": ("7", 7),
    "language": ("fr", "fr"),
    "listen": ("[::1]:9000", "[::1]:9000"),
    "log": ("json", "json"),
}
DEFAULTS: dict[str, object] = {
    "token": None,
    "token_file": None,
    "api_url": "https://api.telegram.org",
    "api_files": None,
    "data_dir": Path("~/.local/share/legible"),
    "database_url": None,
    "reader": "rapidocr",
    "readers": None,
    "tesseract_languages": ("eng",),
    "aspose_license": None,
    "aspose_mode": "printed",
    "aspose_filters": ("auto_skew", "enlarge"),
    "corrector": "auto",
    "model": "Qwen/Qwen2.5-3B-Instruct-GGUF",
    "model_file": "*q4_k_m*.gguf",
    "model_download": True,
    "model_idle_minutes": 10,
    "model_mends": "marked",
    "gpu_layers": 0,
    "llm_url": None,
    "llm_key": None,
    "llm_model": None,
    "allowed_users": frozenset(),
    "admins": frozenset(),
    "photos_per_minute": 30,
    "photos_per_day": 1000,
    "chat_photos_per_minute": 60,
    "chat_photos_per_day": 2000,
    "language": "en",
    "retention_days": 30,
    "listen": "127.0.0.1:8080",
    "log": "text",
}
WRONG: list[tuple[str, str, str]] = [
    ("api_url", "api.telegram.org", "Bot API server"),
    ("database_url", "postgresql://host/legible", "sqlite+aiosqlite:///PATH"),
    ("reader", "tea-leaves", "'rapidocr', 'tesseract' or 'aspose'"),
    ("aspose_mode", "both", "'printed' or 'handwritten'"),
    ("corrector", "red-pen", "'auto', 'local', 'remote', 'spelling' or 'off'"),
    ("model_download", "perhaps", "boolean"),
    ("model_idle_minutes", "-1", "greater than or equal to 0"),
    ("gpu_layers", "-2", "greater than or equal to -1"),
    ("llm_url", "127.0.0.1:8000", "OpenAI-compatible server"),
    ("allowed_users", "@ada", "integer"),
    ("admins", "@ada", "integer"),
    ("photos_per_minute", "-1", "greater than or equal to 0"),
    ("chat_photos_per_day", "many", "integer"),
    ("retention_days", "0", "greater than or equal to 1"),
    ("retention_days", "soon", "integer"),
    ("listen", "8080", "address and port"),
    ("log", "xml", "'text' or 'json'"),
]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_an_environment_the_defaults_hold() -> None:
    assert load_settings().model_dump() == DEFAULTS


@pytest.mark.parametrize("field", Settings.model_fields)
def test_each_setting_is_read_from_its_name(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, value = GIVEN[field]
    monkeypatch.setenv(f"BOT_{field.upper()}", text)
    assert load_settings().model_dump() == {**DEFAULTS, field: value}


@pytest.mark.parametrize("field", Settings.model_fields)
def test_an_empty_variable_means_the_default(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BOT_{field.upper()}", "")
    assert load_settings().model_dump() == DEFAULTS


def test_each_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(("field", "value", "allowed"), WRONG)
def test_a_wrong_value_is_refused_with_name_value_and_what_is_allowed(
    field: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BOT_{field.upper()}", value)
    with pytest.raises(WrongSetting) as error:
        load_settings()
    what, _, remedy = str(error.value).partition(" — ")
    assert what == f"BOT_{field.upper()} has the wrong value {'(hidden)' if field == 'llm_url' else repr(value)}"
    assert allowed in remedy
    assert error.value.exit_code == 2


def test_all_wrong_values_are_named_at_once_and_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_LOG", "xml")
    monkeypatch.setenv("BOT_RETENTION_DAYS", "soon")
    with pytest.raises(WrongSetting, match=r"BOT_RETENTION_DAYS has .*; BOT_LOG has ") as error:
        load_settings()
    assert TOKEN not in str(error.value)
    assert error.value.__suppress_context__


@pytest.mark.parametrize(
    ("field", "value", "wrong", "allowed"),
    [
        ("tesseract_languages", "eng+deu", "'eng+deu'", "such as `eng,deu`"),
        ("tesseract_languages", "eng,../deu", "'../deu'", "such as `eng,deu`"),
        ("tesseract_languages", " ,", "' ,'", "at least one"),
        ("aspose_filters", "auto_skew,median", "'median'", "'auto_skew', 'enlarge', 'contrast' or 'binarise'"),
    ],
)
def test_a_wrong_part_of_a_list_is_named(
    field: str, value: str, wrong: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BOT_{field.upper()}", value)
    with pytest.raises(WrongSetting) as error:
        load_settings()
    what, _, remedy = str(error.value).partition(" — ")
    assert what == f"BOT_{field.upper()} has the wrong value {wrong}"
    assert allowed in remedy


@pytest.mark.parametrize("address", ["127.0.0.1:65536", "127.0.0.1:99999"])
def test_a_port_that_does_not_exist_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LISTEN", address)
    with pytest.raises(WrongSetting):
        load_settings()


def test_env_file_is_read_and_the_environment_wins(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / ".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_LOG=json\nBOT_RETENTION_DAYS=7\nOTHER=1\n")
    monkeypatch.setenv("BOT_RETENTION_DAYS", "8")
    settings = load_settings()
    assert settings.require_token() == TOKEN
    assert (settings.log, settings.retention_days) == ("json", 8)


def test_a_wrong_value_in_the_env_file_is_refused(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("BOT_LOG=xml\n")
    with pytest.raises(WrongSetting, match="BOT_LOG has the wrong value 'xml'"):
        load_settings()


def test_unknown_names_are_found_in_environment_and_env_file(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unknown_settings() == []
    monkeypatch.setenv("BOT_TOKN", "1")
    monkeypatch.setenv("ROBOT_X", "1")
    (empty_folder / ".env").write_text("BOT_RETENTION=3\nBOT_LOG=json\nPATH_X=1\n")
    assert unknown_settings() == ["BOT_RETENTION", "BOT_TOKN"]


def test_every_setting_is_known() -> None:
    assert unknown_settings(setting_name(field) for field in Settings.model_fields) == []


def test_the_token_comes_from_its_file_without_white_space(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f" {TOKEN}\n")
    assert Settings(token_file=file).require_token() == TOKEN


def test_the_token_itself_wins_over_its_file(tmp_path: Path) -> None:
    assert Settings(token=SecretStr(TOKEN), token_file=tmp_path / "missing").require_token() == TOKEN


def test_without_a_token_or_with_an_empty_file_it_is_missing(tmp_path: Path) -> None:
    empty = tmp_path / "token"
    empty.write_text(" \n")
    for settings in (Settings(), Settings(token_file=empty)):
        with pytest.raises(TokenMissing) as error:
            settings.require_token()
        assert error.value.exit_code == 3


@pytest.mark.parametrize("kind", ["missing", "folder", "binary"])
def test_a_token_file_that_cannot_be_read_is_a_wrong_setting(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "token"
    if kind == "folder":
        file.mkdir()
    elif kind == "binary":
        file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongSetting, match=r"BOT_TOKEN_FILE=.*token cannot be read") as error:
        Settings(token_file=file).require_token()
    assert error.value.exit_code == 2


@pytest.mark.parametrize("wrong", [f"{TOKEN} {TOKEN}", f"bot{TOKEN}", TOKEN.partition(":")[2], f"{TOKEN}/getMe"])
def test_what_is_no_token_is_refused_without_being_shown(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "token"
    file.write_text(wrong)
    for settings in (Settings(token=SecretStr(wrong)), Settings(token_file=file)):
        with pytest.raises(WrongSetting, match="BOT_TOKEN does not look like a token") as error:
            settings.require_token()
        assert TOKEN.partition(":")[2] not in str(error.value)


def test_the_token_is_not_in_the_settings_as_text() -> None:
    settings = Settings(token=SecretStr(TOKEN))
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_the_data_folder_is_absolute_and_knows_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert Settings().folder == Path("/home/ada/.local/share/legible")
    assert Settings(data_dir=Path("here")).folder == tmp_path / "here"
