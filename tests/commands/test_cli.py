"""The command line as a process: what it prints, where, and its exit codes. Real OCR; one data folder for all."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import SecretStr

from bot.commands.read import Reading, as_object, find_images
from bot.commands.trial import Conversation, all_done
from bot.correcting.corrector import Unchanged
from bot.correcting.spelling.spelling_corrector import SpellingCorrector
from bot.page import NotePage
from bot.receipts.receipt import Receipt
from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.end_to_end.live import running
from tests.scripted import page_of, script
from tests.scripted_model import ScriptedModel

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data"
NOTE, TURNED = SAMPLES / "note.jpg", SAMPLES / "turned_exif.jpg"
THURSDAY = "to Thursday at 9:30. Please ring"
COMPLAINT = re.compile(r"legible: .+ — .+")
SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """What a process left: its exit code and what it printed."""

    code: int | None
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Command:
    """`legible` in an empty folder, with settings of its own."""

    cwd: Path
    data: Path

    async def __call__(self, *arguments: object, **settings: str) -> Ended:
        own = {
            "BOT_CORRECTOR": "spelling",
            "BOT_DATA_DIR": str(self.data),
            "BOT_READERS": "1",
            "BOT_LISTEN": "127.0.0.1:0",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *map(str, arguments),
            cwd=self.cwd,
            env={**os.environ, **own},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, err = await asyncio.wait_for(process.communicate(), SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return Ended(process.returncode, out.decode(), err.decode())


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for all, so that models are prepared once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def legible(tmp_path: Path, data_dir: Path) -> Command:
    """The command line."""
    cwd = tmp_path / "cwd"
    cwd.mkdir()
    return Command(cwd, data_dir)


def clockwise_from_top_left(box: list[list[int]]) -> bool:
    """Whether the corners turn to the right in an image, and the first is the one nearest to the origin."""
    doubled_area = sum(x * v - u * y for (x, y), (u, v) in pairwise([*box, box[0]]))
    return doubled_area > 0 and min(box, key=sum) == box[0]


async def test_read_json_keeps_its_contract(legible: Command) -> None:
    ended = await legible("read", "--json", NOTE, "missing.jpg", TURNED)
    assert ended.code == 1
    assert ended.err == "legible: missing.jpg: there is no such file — name images or folders of images\n"
    note, missing, turned = ended.objects
    assert missing == {"path": "missing.jpg", "error": "there is no such file — name images or folders of images"}
    keys = ["path", "page", "text", "raw", "lines", "changes", "receipt", "reader", "corrector", "turned", "seconds"]
    for page, path, degrees in ((note, NOTE, 0), (turned, TURNED, 90)):
        assert list(page) == keys
        assert (page["path"], page["page"], page["turned"]) == (str(path), 1, degrees)
        assert (page["reader"], page["corrector"]) == ("rapidocr", "spelling")
        assert page["seconds"].keys() == {"load", "read", "correct"}
        assert all(list(line) == ["text", "raw", "confidence", "box", "cells"] for line in page["lines"])
        assert page["receipt"] is None
        for line in page["lines"]:
            assert all(list(cell) == ["text", "confidence", "box"] for cell in line["cells"])
            assert " ".join(cell["text"] for cell in line["cells"]).split() == line["text"].split()
        assert page["text"] == "\n".join(line["text"] for line in page["lines"])
        assert page["raw"] == "\n".join(line["raw"] for line in page["lines"])
        assert THURSDAY in page["text"].splitlines()
        assert all(0 < line["confidence"] <= 1 for line in page["lines"])
        assert all(clockwise_from_top_left(line["box"]) for line in page["lines"])
        tops = [line["box"][0][1] for line in page["lines"]]
        assert tops == sorted(tops)


async def test_read_json_tells_the_receipt_that_was_found(legible: Command) -> None:
    ended = await legible("read", "--json", "--no-correct", SAMPLES / "receipt.jpg")
    (page,) = ended.objects
    receipt = page["receipt"]
    assert "receipts" not in page
    assert (receipt["merchant"], receipt["date"], receipt["time"]) == ("MARLOW & FINCH", "2026-03-12", "17:42")
    assert (receipt["currency"], receipt["total"], receipt["cash"], receipt["change"]) == (
        *("GBP", "15.92", "20.00", "4.08"),
    )
    assert receipt["proof"] == ["items", "change"] and receipt["repairs"] == []
    eggs = next(item for item in receipt["items"] if item["amount"] == "3.20")
    assert page["lines"][eggs["line"] - 1]["text"].startswith("Eggs large")
    assert [cell["text"] for cell in page["lines"][eggs["line"] - 1]["cells"]][-1] == "3.20"


def test_two_receipts_on_a_page_are_both_told() -> None:
    page = page_of("Corner  1.20\nTotal  1.20\nHarbour  3.40\nTotal  3.40")
    note = NotePage(page, Unchanged().correct(page), (Receipt(total=120), Receipt(total=340)))
    found = as_object(Reading(Path("two.jpg"), 1, 1, note, {}))
    first: Any = found["receipt"]
    both: Any = found["receipts"]
    assert both[0] == first and [receipt["total"] for receipt in both] == ["1.20", "3.40"]


def test_changes_in_json_say_where_they_are() -> None:
    page = page_of("Dear Ada,\nWe have receivcd your letter about the garden")
    correction = SpellingCorrector().correct(page)
    seconds = {"load": 0.0, "read": 0.0, "correct": 0.0}
    found = as_object(Reading(Path("note.jpg"), 1, 1, NotePage(page, correction), seconds))
    changes: Any = found["changes"]
    lines: Any = found["lines"]
    assert [change["from"] for change in changes] == ["receivcd"]
    for change in changes:
        assert list(change) == ["from", "to", "line", "start", "by"]
        assert lines[change["line"] - 1]["text"][change["start"] :].startswith(change["to"])
        assert change["from"] in lines[change["line"] - 1]["raw"]
    without = as_object(Reading(Path("note.jpg"), 1, 1, NotePage(page, Unchanged().correct(page)), {}))
    assert (without["changes"], without["corrector"], without["text"]) == ([], "off", page.text)


async def test_read_prints_the_others_and_says_what_failed(legible: Command) -> None:
    folder = legible.cwd / "photos"
    folder.mkdir()
    (folder / "note.txt").write_text("no image")
    shutil.copy(NOTE, folder / "b.JPG")
    shutil.copy(SAMPLES / "blank.jpg", folder / "a.jpg")
    (legible.cwd / "text.jpg").write_text("no image")
    ended = await legible("read", "photos", "text.jpg", "missing.jpg")
    assert ended.code == 1
    assert THURSDAY in ended.out.splitlines()
    assert [line for line in ended.out.splitlines() if line.startswith("==>")] == ["==> photos/b.JPG <=="]
    complaints = ended.err.splitlines()
    assert [line.split(": ")[1] for line in complaints] == ["photos/a.jpg", "text.jpg", "missing.jpg"]
    assert all(COMPLAINT.fullmatch(line) for line in complaints)


async def test_read_prints_the_text_of_one_photo_alone(legible: Command) -> None:
    raw, without = await asyncio.gather(legible("read", "--raw", NOTE), legible("read", "--json", "--no-correct", NOTE))
    assert (raw.code, raw.err) == (0, "")
    assert len(raw.out.splitlines()) == 9 and THURSDAY in raw.out.splitlines()
    (page,) = without.objects
    assert (without.code, page["corrector"]) == (0, "off")
    assert {change["by"] for change in page["changes"]} <= {"decoder"}
    assert raw.out == page["raw"] + "\n"
    assert page["text"] == "\n".join(line["text"] for line in page["lines"])


async def test_a_glossary_says_how_words_are_spelled(legible: Command) -> None:
    (legible.cwd / "words.txt").write_text("# names\nKeller\nThursday=Friday\n")
    read = await legible("read", "--json", "--term", "Okafor", "--glossary", "words.txt", NOTE)
    (page,) = read.objects
    assert read.code == 0
    assert "Mrs Keller on 0131 496 0752." in page["text"].splitlines()
    assert {change["to"] for change in page["changes"] if change["by"] == "glossary"} == {"Friday"}


async def test_every_page_of_a_file_is_read_and_one_that_fails_is_named_by_its_number(legible: Command) -> None:
    blank = Image.new("RGB", (900, 1200), "white")
    with Image.open(NOTE) as note, Image.open(SAMPLES / "receipt.jpg") as receipt:
        note.save(legible.cwd / "three.pdf", save_all=True, append_images=[receipt, blank])
    ended = await legible("read", "--json", "three.pdf")
    first, second, third = ended.objects
    assert (ended.code, first["path"], first["page"], second["page"]) == (1, "three.pdf", 1, 2)
    assert "Love, Anna" in first["text"] and "MARLOW & FINCH" in second["text"]
    assert third == {"path": "three.pdf", "page": 3, "error": third["error"]}
    assert ended.err.startswith("legible: three.pdf, page 3: ")


def test_folders_are_searched_for_images_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    names = ["c.png", "a.jpeg", "b/d.TIFF", "notes.txt", "b/e"]
    for name in names:
        (tmp_path / name).touch()
    found = list(find_images([tmp_path, tmp_path / "notes.txt", tmp_path / "missing"]))
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.jpeg",
        "b/d.TIFF",
        "c.png",
        "notes.txt",
        "missing",
    ]


@pytest.mark.parametrize("arguments", [("read", "--no-such-option"), ("read",), ("no-such-command",)], ids=" ".join)
async def test_wrong_use_ends_with_2(legible: Command, arguments: tuple[str, ...]) -> None:
    ended = await legible(*arguments)
    assert ended.code == 2
    assert ended.out == "" and ended.err != ""
    assert "Traceback" not in ended.err


async def test_run_without_a_token_ends_with_3_and_warns_of_unknown_names(legible: Command) -> None:
    (legible.cwd / ".env").write_text("BOT_RETNTION_DAYS=3\n")
    ended = await legible("run", BOT_TOKN="1:secret")
    assert ended.code == 3
    *warnings, error = ended.err.splitlines()
    assert [line.split()[1] for line in warnings] == ["BOT_RETNTION_DAYS", "BOT_TOKN"]
    assert all(COMPLAINT.fullmatch(line) for line in warnings)
    assert error.startswith("legible: BOT_TOKEN is not set — ")
    assert "secret" not in ended.err


async def test_a_wrong_setting_ends_with_2(legible: Command) -> None:
    ended = await legible("run", BOT_TOKEN="1:secret", BOT_LOG="xml")
    assert ended.code == 2
    assert ended.err == "legible: BOT_LOG has the wrong value 'xml' — input should be 'text' or 'json'\n"


async def test_a_data_folder_that_cannot_be_made_is_said(legible: Command) -> None:
    file = legible.cwd / "file"
    file.touch()
    settings = {"BOT_TOKEN": "1:abc", "BOT_DATA_DIR": str(file), "BOT_API_URL": "http://127.0.0.1:9"}
    for ended in await asyncio.gather(legible("run", **settings), legible("doctor", **settings)):
        assert ended.code in (2, 3)
        assert "Traceback" not in ended.err


async def test_doctor_says_whether_the_bot_would_start_and_what_is_wrong(legible: Command) -> None:
    async with Sandbox() as sandbox:
        taken = sandbox.url.removeprefix("http://")
        well, ill = await asyncio.gather(
            legible("doctor", BOT_TOKEN=sandbox.token, BOT_API_URL=sandbox.url),
            replace(legible, data=legible.cwd / "data")(
                "doctor", BOT_TOKEN="1:revoked", BOT_API_URL=sandbox.url, BOT_LISTEN=taken, BOT_LOGG="json"
            ),
        )
    assert (well.code, well.err) == (0, ""), well.out
    assert "wrong" not in well.out and "legible run would start." in well.out
    assert f"@{sandbox.bot_username}" in well.out
    assert sandbox.token not in well.out
    assert ill.code == 3
    wrong = [line for line in ill.out.splitlines() if line.startswith("wrong")]
    assert wrong[0].startswith(f"wrong address: nothing can be served on {taken}: Address already in use")
    assert wrong[1].startswith("wrong token: Telegram refuses the token — ")
    assert len(wrong) == 2
    assert "BOT_LOGG" in ill.out and "legible run would not start." in ill.out
    assert "1:revoked" not in ill.out + ill.err


async def test_try_prints_the_conversation_and_ends_with_1_after_an_apology(legible: Command) -> None:
    alone, group, blank, missing = await asyncio.gather(
        legible("try", "--photo", NOTE, ALL_PROXY="http://127.0.0.1:9", NO_PROXY="localhost,[::1],fd07::/64"),
        legible("try", "--group", "--photo", NOTE, "--caption", "the note"),
        legible("try", "--photo", SAMPLES / "blank.jpg"),
        legible("try", "--photo", "missing.jpg"),
    )
    assert [(ended.code, ended.err) for ended in (alone, group, blank)] == [(0, ""), (0, ""), (1, "")]
    assert all(THURSDAY in ended.out.splitlines() for ended in (alone, group))
    assert alone.out.startswith("You: [note.jpg]\n")
    assert re.match(r"You: \[note.jpg\] the note\nYou: /read@\w+\n", group.out)
    assert "I found no text in this photo" in blank.out
    assert missing.code == 2
    assert missing.err == "legible: missing.jpg does not exist — name the photos to send\n"


async def test_try_gets_the_text_of_an_albums_note_and_the_card_of_its_receipt(legible: Command) -> None:
    said = await legible("try", "--album", "--photo", NOTE, "--photo", SAMPLES / "receipt.jpg")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("You: [note.jpg], [receipt.jpg]\n")
    *_, text, card = said.out.split("Legible: \n")
    assert THURSDAY in text
    assert "15.92 · ✓ adds up" in card


@pytest.mark.parametrize(("lines", "end"), [(150, "line 149 of a letter"), (800, ".txt, ")], ids=["parts", "file"])
async def test_try_waits_for_the_whole_of_a_long_answer(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: int, end: str
) -> None:
    text = "\n".join(f"line {number} of a letter that is long enough" for number in range(lines))
    photo = script(tmp_path, "photo", "text", text)
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, running(settings, sandbox):
        own = settings.model_copy(update={"token": SecretStr(sandbox.token)})
        conversation = Conversation(person, sandbox.bot_username, partial(all_done, own))
        assert await conversation.hold([photo], None, False, False)
    said = capsys.readouterr().out
    assert end in said


async def test_try_waits_for_what_the_language_model_mends(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = script(tmp_path, "photo", "text", "We had a lovley dinner")
    model = ScriptedModel({"lovley": "lovely"})
    async with (
        Sandbox() as sandbox,
        PersonClient(sandbox.url) as person,
        running(settings, sandbox, models=[model]),
    ):
        own = settings.model_copy(update={"token": SecretStr(sandbox.token)})
        conversation = Conversation(person, sandbox.bot_username, partial(all_done, own))
        assert await conversation.hold([photo], None, False, False)
    assert "We had a lovely dinner" in capsys.readouterr().out


async def test_read_says_what_is_missing_once_and_only_where_it_matters(legible: Command) -> None:
    said = await legible("read", NOTE, TURNED, BOT_CORRECTOR="auto")
    assert said.code == 0
    assert said.err.startswith("legible: there is no language model: ")
    assert said.err.endswith("; until then only spelling is mended\n")
    assert said.err.count("\n") == 1
    assert (await legible("read", NOTE, BOT_CORRECTOR="auto")).err == "", "the doctor says it from now on"
    assert (await legible("read", "--raw", NOTE, BOT_CORRECTOR="auto")).err == ""
