"""What `legible doctor` says of the reader that the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.doctor import CHECKS, Degraded, examine
from bot.correcting.local.runtimes import LIBRARIES, installed_library
from bot.correcting.model_errors import GpuMissing
from bot.engine.language_models import require_gpu
from bot.errors import ReaderMissing
from bot.reading.readers import ReaderChoice
from bot.reading.recognition.taught_weights import TAUGHT, weights_name
from bot.reading.tesseract import installed_languages, version
from bot.settings import Settings, load_settings
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
    assert choice.module.describe(choice) == f"rapidocr, {weights_name(TAUGHT)}; other scripts by tesseract: rus, ell"
    script.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert choice.module.describe(choice) == f"rapidocr, {weights_name(TAUGHT)}; other scripts by tesseract: none"


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


async def language_model() -> str:
    """What the doctor says of it, and whether that is fine."""
    try:
        return f"ok: {await CHECKS['language model'](load_settings())}"
    except Degraded as error:
        return f"less: {error}"


async def test_a_language_model_that_is_here_is_described_and_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The tiny one repeats what it is told, without an end."""
    write(tmp_path / "tiny.gguf")
    monkeypatch.setenv("BOT_MODEL", str(tmp_path / "tiny.gguf"))
    said_of_it = await language_model()
    weighs = LIBRARIES[installed_library()].weighs
    begins, holds = ("ok", "left gardcn in a line as it was") if weighs else ("less", "its answer was cut off after ")
    assert said_of_it.startswith(f"{begins}: local, tiny.gguf: qwen2, 2 layers, 0.0 GB, on ")
    assert holds in said_of_it


async def test_a_gpu_that_the_library_does_not_find_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By its own word: this library stands in for one that is built without."""
    stand_in = "from types import SimpleNamespace as ggml_backend_dev_type\nget_device_info = list\n"
    (tmp_path / "xllamacpp.py").write_text(f"{stand_in}ggml_backend_dev_type.GGML_BACKEND_DEVICE_TYPE_GPU = 1")
    (tmp_path / "llama_cpp.py").write_text("llama_supports_gpu_offload = bool")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("BOT_GPU_LAYERS", "5")
    with pytest.raises(GpuMissing, match=r"BOT_GPU_LAYERS=5 does nothing: .* finds no GPU — install a build"):
        await require_gpu(load_settings())


MENDED = '{"misread": ["gardcn=garden"]}'


@pytest.mark.parametrize(
    ("reply", "begins", "holds"),
    [
        (said(MENDED), "ok: remote, chat at http://127.0.0.1:", "/v1"),
        (said('{"misread": []}'), "ok: ", "it answers, but left gardcn in a line as it was"),
        (said("It looks fine."), "less: ", "it wrote something else than a list"),
        (said("hm", "length"), "less: ", "its answer was cut off after 3 tokens"),
        (thoughts(), "less: ", "thought for 3 tokens and gave no answer — name one that does not think"),
        (response(400, {"error": {"message": "[bold]no[/] you"}}), "less: ", "“[bold]no[/] you” — check BOT_LLM_MODEL"),
    ],
)
async def test_a_server_is_asked_a_question_whose_answer_is_known(
    monkeypatch: pytest.MonkeyPatch, reply: bytes, begins: str, holds: str
) -> None:
    async with hostile(lambda request: models("chat") if request.line.startswith("GET") else reply) as server:
        monkeypatch.setenv("BOT_LLM_URL", server.url)
        found = await language_model()
    assert found.startswith(begins)
    assert holds in found
