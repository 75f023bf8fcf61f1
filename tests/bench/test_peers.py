"""The peers, as far as they are installed, read a note."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.bench.peers import Peer, peers_named
from bot.errors import ToolMissing, WrongSetting
from bot.scores import Score

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[1] / "data"
NOTE = SAMPLES / "note.jpg"


@pytest.fixture(params=["tesseract", "rapidocr", "faster-paddle"])
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[Peer]:
    if request.param == "tesseract" and not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed")
    if request.param == "faster-paddle" and not find_spec("faster_paddle"):
        pytest.skip("faster-paddle is not installed")
    (peer,) = peers_named(request.param)
    await peer.start()
    yield peer
    await peer.stop()


async def test_it_reads_and_says_what_that_took(peer: Peer, tmp_path: Path) -> None:
    odd = tmp_path / "a photo\nwith “quotes”.jpg"
    shutil.copy(NOTE, odd)
    outcome = await peer.read(odd)
    assert outcome.error is None and outcome.raw is None
    assert Score.of((SAMPLES / "note.txt").read_text(), outcome.text).f1 > 0.2
    assert 0.05 < outcome.seconds.cpu < 60
    assert 0 < outcome.seconds.wall < 120
    assert 10 * 2**20 < outcome.peak < 2 * 2**30
    (tmp_path / "text.jpg").write_text("no image")
    assert (await peer.read(tmp_path / "text.jpg")).error
    assert (await peer.read(odd)).text == outcome.text


@pytest.mark.parametrize("peer", ["tesseract"], indirect=True)
async def test_a_peer_that_dies_is_begun_anew(peer: Peer) -> None:
    assert peer.pid
    os.kill(peer.pid, signal.SIGKILL)
    assert (await peer.read(NOTE)).error == "it crashed"
    assert (await peer.read(NOTE)).text


@pytest.mark.parametrize("names", ["abbyy", "tesseract,abbyy", " , "])
def test_unknown_peers_are_refused(names: str) -> None:
    with pytest.raises(WrongSetting, match="name tesseract or rapidocr or faster-paddle"):
        peers_named(names)


def test_a_missing_tesseract_is_said_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissing, match="run `apt install tesseract-ocr`"):
        peers_named("rapidocr,tesseract")


def test_a_peer_is_measured_once() -> None:
    assert [peer.name for peer in peers_named("rapidocr, rapidocr")] == ["rapidocr"]
