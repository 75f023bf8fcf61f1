"""What `legible doctor` says of the reader that the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.doctor import examine
from bot.errors import ReaderMissing
from bot.reading.readers import ReaderChoice
from bot.reading.tesseract import installed_languages, version
from bot.settings import Settings
from tests.correcting.local.tiny_gguf import write
from tests.correcting.remote.hostile import hostile, models, response, said, streamed

pytestmark = pytest.mark.slow


def thoughts() -> bytes:
    """A stream of thoughts that has no end before the limit."""
    events = [{"choices": [{"delta": {"reasoning_content": "hm"}}]}] * 2
    return streamed(*events, {"choices": [{"delta": {}, "finish_reason": "length"}]})


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot of its own, on a machine without OpenSSL 1.1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("BOT_LISTEN", "127.0.0.1:0")


async def reader_line(capsys: pytest.CaptureFixture[str], part: str = "reader") -> str:
    assert not await examine()  # there is no token
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line[6:].startswith(f"{part}: ")]
    return line


def has(*languages: str) -> bool:
    try:
        return set(languages) <= set(installed_languages())
    except ReaderMissing:
        return False


@pytest.mark.skipif(not has("eng"), reason="tesseract with English is not installed")
async def test_tesseract_is_named_with_its_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_READER", "tesseract")
    assert await reader_line(capsys) == f"ok    reader: tesseract {version()}, languages eng"


async def test_a_missing_tesseract_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("BOT_READER", "tesseract")
    monkeypatch.setenv("PATH", str(tmp_path))
    line = await reader_line(capsys)
    assert line.startswith("wrong reader: tesseract cannot read here: ")
    assert "`sudo apt install tesseract-ocr`" in line


async def test_a_missing_library_of_aspose_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_READER", "aspose")
    line = await reader_line(capsys)
    if line.startswith("ok"):
        pytest.skip("OpenSSL 1.1 is installed here")
    assert line.startswith("wrong reader: Aspose.OCR cannot read here: ")
    assert "libssl1.1" in line or "legible[aspose]" in line


def test_the_default_reader_is_named_with_the_scripts_that_tesseract_adds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "tesseract"
    script.write_text("#!/bin/sh\necho head\necho eng\necho ell\necho osd\necho rus\n")
    script.chmod(0o755)
    choice = ReaderChoice.of(Settings())
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert choice.module.describe(choice) == "rapidocr; other scripts by tesseract: rus, ell"
    script.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert choice.module.describe(choice) == "rapidocr; other scripts by tesseract: none"


@pytest.mark.parametrize(
    ("corrector", "url", "said"),
    [
        ("spelling", "", "ok    language model: not wanted: BOT_CORRECTOR=spelling"),
        ("auto", "", "less  language model: there is no language model: *q4_k_m*.gguf of "),
        (
            "auto",
            "http://127.0.0.1:9",
            "less  language model: the language model server http://127.0.0.1:9/v1 does ",
        ),
        ("remote", "", "wrong language model: BOT_CORRECTOR=remote needs a server — set BOT_LLM_URL"),
    ],
)
async def test_the_language_model_is_fine_less_or_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], corrector: str, url: str, said: str
) -> None:
    monkeypatch.setenv("BOT_CORRECTOR", corrector)
    if url:
        monkeypatch.setenv("BOT_LLM_URL", url)
    assert (await reader_line(capsys, "language model")).startswith(said)


async def test_a_language_model_that_is_here_is_described_and_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The tiny one repeats what it is told: it answers, and mends nothing."""
    write(tmp_path / "tiny.gguf")
    monkeypatch.setenv("BOT_MODEL", str(tmp_path / "tiny.gguf"))
    monkeypatch.setenv("BOT_GPU_LAYERS", "5")
    line = await reader_line(capsys, "language model")
    assert line.startswith("less  language model: local, tiny.gguf: qwen2, 2 layers, 0.0 GB, on ")
    assert "did not mend the word gardcn in the line that it was shown — choose a better one with " in line


MENDED = '{"misread": ["gardcn=garden"]}'


@pytest.mark.parametrize(
    ("reply", "begins", "holds"),
    [
        (said(MENDED), "ok    language model: remote, chat at http://127.0.0.1:", "/v1"),
        (said('{"misread": []}'), "less ", "did not mend the word gardcn"),
        (said("hm", "length"), "less ", "its answer was cut off after 2 tokens"),
        (
            thoughts(),
            "less ",
            "thought for 3 tokens and gave no answer — name one that does not think in BOT_LLM_MODEL",
        ),
        (
            response(400, {"error": {"message": "[bold]no[/] chat"}}),
            "less ",
            "“[bold]no[/] chat” — check BOT_LLM_MODEL",
        ),
    ],
)
async def test_a_server_is_asked_a_question_whose_answer_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reply: bytes, begins: str, holds: str
) -> None:
    async with hostile(lambda request: models("chat") if request.line.startswith("GET") else reply) as server:
        monkeypatch.setenv("BOT_LLM_URL", server.url)
        line = await reader_line(capsys, "language model")
    assert line.startswith(begins)
    assert holds in line
