"""`legible model` as a process: what it prints, where, and its exit codes."""

from __future__ import annotations

import os
import pty
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from types import MappingProxyType

import pytest

from tests.correcting.models.local_hub import NAME, REPOSITORY, LocalHub

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SECONDS = 60


@dataclass(frozen=True)
class Command:
    """`legible model` with settings of its own, in an empty folder."""

    cwd: Path
    hub: LocalHub

    def __call__(self, *arguments: str, **settings: str) -> CompletedProcess[str]:
        with self.start(arguments, settings) as process:
            out, err = process.communicate(timeout=SECONDS)
        return CompletedProcess(arguments, process.returncode, out, err)

    def start(
        self,
        arguments: Sequence[str],
        settings: Mapping[str, str] = MappingProxyType({}),
        *,
        before: Callable[[], None] | None = None,
        stderr: int = PIPE,
    ) -> Popen[str]:
        own = {
            "BOT_DATA_DIR": str(self.data),
            "BOT_MODEL": REPOSITORY,
            "HF_ENDPOINT": self.hub.url,
            "HF_HOME": str(self.cwd / "hf"),
            "HF_TOKEN": "",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            **settings,
        }
        command = [sys.executable, "-m", "bot", "model", *arguments]
        environment = {**os.environ, **own}
        return Popen(command, cwd=self.cwd, env=environment, stdout=PIPE, stderr=stderr, text=True, preexec_fn=before)

    @property
    def data(self) -> Path:
        return self.cwd / "data"

    @property
    def path(self) -> Path:
        """Where the model is after its download."""
        return self.data / "models" / REPOSITORY / NAME


def until(holds: Callable[[], object]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def legible(tmp_path: Path, hub: LocalHub) -> Command:
    """The command line."""
    return Command(tmp_path, hub)


def test_path_before_and_after_a_download(legible: Command, model_bytes: bytes) -> None:
    before = legible("path")
    assert (before.returncode, before.stdout) == (3, "")
    assert before.stderr == (
        f"legible: there is no language model: *q4_k_m*.gguf of {REPOSITORY} is not in {legible.path.parent}"
        " — run `legible model download`, or name a GGUF file in BOT_MODEL\n"
    )
    assert legible.hub.asked == []
    fetched = legible("download")
    assert (fetched.returncode, fetched.stdout) == (0, f"{legible.path}\n")
    assert fetched.stderr == f"legible: downloading {NAME} (0.0 GB) from {REPOSITORY}\n"
    assert legible.path.read_bytes() == model_bytes
    after = legible("path")
    assert (after.returncode, after.stdout, after.stderr) == (0, f"{legible.path}\n", "")
    assert not (legible.cwd / "hf").exists()


def test_the_token_that_a_login_left_on_this_machine_is_not_sent(legible: Command) -> None:
    (legible.cwd / "hf").mkdir()
    (legible.cwd / "hf/token").write_text("hf_of_the_login")
    assert legible("download").returncode == 0
    assert {asked.token for asked in legible.hub.asked} == {None}


def test_list_marks_what_is_used_and_says_what_else_is_here(legible: Command) -> None:
    empty = legible("list")
    assert (empty.returncode, empty.stdout) == (0, f"BOT_MODEL={REPOSITORY} BOT_MODEL_FILE=*q4_k_m*.gguf\n")
    assert "legible model download" in empty.stderr
    legible("download")
    (legible.path.parent / "by-hand.gguf").write_bytes(b"GGUF")
    (legible.path.parent / "0123.part").write_bytes(b"GGUF")
    asked = len(legible.hub.asked)
    listed = legible("list")
    assert (listed.returncode, listed.stderr) == (0, "")
    rows = [line.split() for line in listed.stdout.splitlines()[1:]]
    assert rows == [
        ["0.0", "GB", "not", "verified", str(legible.path.parent / "by-hand.gguf")],
        ["*", "0.0", "GB", "verified", str(legible.path)],
        ["0.0", "GB", "unfinished", str(legible.path.parent / "0123.part")],
    ]
    assert len(legible.hub.asked) == asked


def test_a_file_that_is_named_is_the_one_that_is_used(legible: Command, model_bytes: bytes) -> None:
    own = legible.cwd / "own.gguf"
    missing = legible("path", BOT_MODEL=str(own))
    assert missing.returncode == 3
    assert missing.stderr.startswith(f"legible: there is no language model: own.gguf is not in {legible.cwd} — check")
    own.write_bytes(model_bytes)
    for command in ("path", "download"):
        assert legible(command, BOT_MODEL="./own.gguf").stdout == f"{own}\n"
    listed = legible("list", BOT_MODEL=str(own))
    assert listed.stdout.splitlines() == [f"BOT_MODEL={own}", f"*    0.0 GB  yours         {own}"]
    own.write_bytes(b"no model")
    damaged = legible("list", BOT_MODEL=str(own))
    assert (damaged.returncode, damaged.stdout) == (3, "")
    assert "it is no GGUF file" in damaged.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"BOT_MODEL_DOWNLOAD": "false"}, "set BOT_MODEL_DOWNLOAD=true"),
        ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE forbids the network"),
        ({"BOT_MODEL_FILE": "*iq1*"}, f"no file fits *iq1*; it has {NAME} — check BOT_MODEL and BOT_MODEL_FILE"),
        ({"BOT_MODEL": "ada/Nothing"}, "there is no such repository"),
        ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "Connection refused — check the network"),
    ],
    ids=["forbidden", "offline", "pattern", "repository", "network"],
)
def test_what_goes_wrong_is_one_sentence(legible: Command, settings: dict[str, str], said: str) -> None:
    ended = legible("download", **settings)
    assert (ended.returncode, ended.stdout) == (3, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("legible: ") and said in line


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("~nosuch/x.gguf", "BOT_MODEL begins with ~nosuch, a home folder that is not known — write the whole path"),
        (
            "https://huggingface.co/Qwen/Qwen2.5-3B-Instruct-GGUF",
            "BOT_MODEL is a URL — write a repository as owner/name, a file as a path",
        ),
    ],
)
@pytest.mark.parametrize("command", ["path", "download"])
def test_a_name_that_is_neither_a_repository_nor_a_path_is_a_wrong_setting(
    legible: Command, command: str, model: str, said: str
) -> None:
    ended = legible(command, BOT_MODEL=model)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"legible: {said}\n")


def test_nothing_is_asked_of_a_hub_where_nothing_may_be_downloaded(legible: Command) -> None:
    for settings in ({"BOT_MODEL_DOWNLOAD": "false"}, {"HF_HUB_OFFLINE": "1"}):
        legible("download", **settings)
    assert legible.hub.asked == []


def test_a_person_at_a_terminal_sees_a_bar(legible: Command) -> None:
    theirs, ours = pty.openpty()
    try:
        with legible.start(["download"], {"TERM": "xterm", "COLUMNS": "100"}, stderr=ours) as process:
            out, _ = process.communicate(timeout=SECONDS)
        shown = os.read(theirs, 100_000).decode()
    finally:
        os.close(theirs)
        os.close(ours)
    assert (process.returncode, out) == (0, f"{legible.path}\n")
    assert f"downloading {NAME}" in shown and "━" in shown and "401.2/401.2 kB" in shown


def hear_ctrl_c() -> None:
    """A shell that starts the tests in the background lets them, and what they start, ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_is_a_sentence_and_the_next_download_goes_on(legible: Command) -> None:
    legible.hub.stall_after = 50_000
    with legible.start(["download"], before=hear_ctrl_c) as process:
        until(lambda: any(part.stat().st_size for part in legible.data.rglob("*.part")))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (3, "")
    assert err.splitlines()[1:] == [
        f"legible: the download of the language model {REPOSITORY} was stopped"
        " — run `legible model download` again: it goes on where it stopped"
    ]
    legible.hub.stall_after = None
    (left,) = [part.stat().st_size for part in legible.data.rglob("*.part")]
    assert legible("download").stdout == f"{legible.path}\n"
    assert legible.hub.ranges_asked == ["bytes=0-", f"bytes={left}-"]


def test_a_disk_that_refuses_a_byte_is_said(legible: Command) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    with legible.start(["download"], before=small_files) as process:
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (3, "")
    assert f"legible: the data folder {legible.path.parent} cannot be used: File too large" in err
