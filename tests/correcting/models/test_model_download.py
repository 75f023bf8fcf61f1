"""Downloads from a hub on this machine, through the library: whole, cut, spoiled, refused, without a network."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.correcting.model_errors import (
    DiskFull,
    DownloadFailed,
    DownloadForbidden,
    DownloadSpoiled,
    ModelMissing,
    NoSuchModel,
    NotOffered,
)
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.download import download
from bot.correcting.models.hub import Hub
from bot.correcting.models.model_files import find, unfinished
from bot.errors import FolderUnusable
from tests.correcting.models.local_hub import COMMIT, NAME, REPOSITORY, LocalHub, gguf_bytes

AT_ONCE = (0.0, 0.0)
PLENTY = 10**12
SECONDS = 30


@dataclass
class Heard:
    """A Watcher that remembers."""

    sentences: list[str] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def progress(self, there: int, total: int) -> None:
        self.steps.append((there, total))


def until(holds: Callable[[], object]) -> None:
    """Wait for something that happens in another thread."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def of(hub: LocalHub, token: str = "", pauses: tuple[float, ...] = ()) -> Hub:
    """How the program reaches this hub."""
    return Hub(hub.url, token, pauses)


def left(choice: ModelChoice) -> list[int]:
    """The bytes of each unfinished file."""
    return [part.stat().st_size for part in unfinished(choice.folder)]


def test_a_model_is_fetched_verified_and_found_again_without_the_hub(
    hub: LocalHub, choice: ModelChoice, model_bytes: bytes
) -> None:
    heard = Heard()
    assert find(choice) is None
    path = download(choice, of(hub), heard)
    assert path.read_bytes() == model_bytes
    assert path == choice.repository_folder / NAME == find(choice)
    assert left(choice) == []
    assert heard.steps[0] == (0, len(model_bytes)) and heard.steps[-1] == (len(model_bytes), len(model_bytes))
    assert heard.sentences == [f"downloading {NAME} (0.0 GB) from {REPOSITORY}"]
    asked = len(hub.asked)
    assert download(choice, of(hub), heard) == path
    assert len(hub.asked) == asked


def test_plain_http_is_asked_for_the_listing_and_the_file_and_for_nothing_else(
    hub: LocalHub, choice: ModelChoice
) -> None:
    download(choice, of(hub), Heard())
    resolve = f"/{REPOSITORY}/resolve/{COMMIT}/{NAME}"
    assert [asked.path for asked in hub.asked] == [f"/api/models/{REPOSITORY}", resolve, f"/storage/{NAME}"]
    assert not any("agent/" in asked.agent or "torch" in asked.agent for asked in hub.asked)


def test_a_token_goes_to_the_hub_and_not_to_its_storage(hub: LocalHub, choice: ModelChoice) -> None:
    download(choice, of(hub, "hf_secret"), Heard())
    assert [asked.token for asked in hub.asked] == ["Bearer hf_secret", "Bearer hf_secret", None]


def test_without_a_token_none_is_sent(hub: LocalHub, choice: ModelChoice) -> None:
    assert Hub.of({"HF_ENDPOINT": hub.url + "/"}) == Hub(hub.url)
    assert Hub.of({"HF_TOKEN": " hf_secret\n"}).token == "hf_secret"
    download(choice, Hub.of({"HF_ENDPOINT": hub.url}), Heard())
    assert {asked.token for asked in hub.asked} == {None}


def test_a_cut_connection_is_taken_up_where_it_broke(hub: LocalHub, choice: ModelChoice, model_bytes: bytes) -> None:
    hub.cuts = [100_000, 50_000]
    path = download(choice, of(hub, pauses=AT_ONCE), Heard())
    assert hub.ranges_asked == ["bytes=0-", "bytes=100000-", "bytes=150000-"]
    assert path.read_bytes() == model_bytes


def test_a_connection_that_breaks_often_is_kept_up_while_bytes_come(hub: LocalHub, choice: ModelChoice) -> None:
    hub.cuts = [1000] * (3 * len(AT_ONCE))
    download(choice, of(hub, pauses=AT_ONCE), Heard())
    assert len(hub.ranges_asked) == 1 + 3 * len(AT_ONCE)


def test_a_beginning_that_was_damaged_is_found_out_and_the_next_download_is_whole(
    hub: LocalHub, choice: ModelChoice, model_bytes: bytes
) -> None:
    hub.cuts = [1000]
    with pytest.raises(DownloadFailed):
        download(choice, of(hub), Heard())
    (part,) = unfinished(choice.folder)
    part.write_bytes(bytes(1000))
    with pytest.raises(DownloadSpoiled, match="checksum"):
        download(choice, of(hub), Heard())
    assert download(choice, of(hub), Heard()).read_bytes() == model_bytes


def test_a_stopped_download_goes_on_later(hub: LocalHub, choice: ModelChoice, model_bytes: bytes) -> None:
    hub.cuts = [123_456]
    with pytest.raises(DownloadFailed, match="goes on where it stopped"):
        download(choice, of(hub), Heard())
    assert left(choice) == [123_456]
    assert find(choice) is None
    heard = Heard()
    path = download(choice, of(hub), heard)
    assert hub.ranges_asked == ["bytes=0-", "bytes=123456-"]
    assert heard.steps[0] == (123_456, len(model_bytes))
    assert path.read_bytes() == model_bytes


def test_a_connection_that_breaks_again_and_again_without_a_byte_is_given_up(
    hub: LocalHub, choice: ModelChoice
) -> None:
    hub.cuts = [10, 0, 0, 0, 0]
    with pytest.raises(DownloadFailed):
        download(choice, of(hub, pauses=AT_ONCE), Heard())
    assert hub.ranges_asked == ["bytes=0-", *["bytes=10-"] * len(AT_ONCE)]


def test_a_server_without_ranges_begins_again(hub: LocalHub, choice: ModelChoice, model_bytes: bytes) -> None:
    hub.ranges, hub.cuts = False, [100_000]
    assert download(choice, of(hub, pauses=AT_ONCE), Heard()).read_bytes() == model_bytes


def test_a_storage_that_is_busy_is_asked_again(hub: LocalHub, choice: ModelChoice, model_bytes: bytes) -> None:
    hub.file_status = [503, 429]
    assert download(choice, of(hub, pauses=AT_ONCE), Heard()).read_bytes() == model_bytes
    hub.file_status = [403]
    with pytest.raises(NotOffered, match=r"403 Forbidden; .* set HF_TOKEN"):
        download(replace(choice, folder=choice.folder / "other"), of(hub, pauses=AT_ONCE), Heard())


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"sha256": "a" * 64}, "its checksum is wrong"),
        ({"size": 1000}, "bytes instead of 1000"),
        ({"size": 10**7}, "bytes instead of 10000000"),
    ],
)
def test_what_is_not_as_listed_is_deleted_and_said(
    hub: LocalHub, choice: ModelChoice, claim: dict[str, object], said: str
) -> None:
    hub.claims[NAME] = claim
    with pytest.raises(DownloadSpoiled, match=f"{said}.*; what arrived was deleted"):
        download(choice, of(hub), Heard())
    assert left(choice) == []
    assert find(choice) is None


def test_a_server_that_sends_more_than_it_announced_is_stopped(hub: LocalHub, choice: ModelChoice) -> None:
    hub.claims[NAME] = {"size": 1000}
    hub.ranges = False
    with pytest.raises(DownloadSpoiled):
        download(choice, of(hub), Heard())


def test_a_repository_that_is_not_there(hub: LocalHub, choice: ModelChoice) -> None:
    with pytest.raises(NotOffered, match=r"ada/Nothing .* no such repository.* — check BOT_MODEL"):
        download(replace(choice, model="ada/Nothing"), of(hub), Heard())


def test_without_a_file_that_fits_those_that_are_there_are_named(hub: LocalHub, choice: ModelChoice) -> None:
    hub.files["big-q8_0.gguf"] = b"GGUF"
    with pytest.raises(NotOffered, match=r"no file fits \*iq1\*; it has big-q8_0.gguf, small-q4_k_m.gguf"):
        download(replace(choice, pattern="*iq1*"), of(hub), Heard())
    hub.files.clear()
    with pytest.raises(NotOffered, match=r"no file fits .*; it has no GGUF file"):
        download(choice, of(hub), Heard())


def test_of_several_that_fit_the_smallest_is_taken_and_the_others_are_said(
    hub: LocalHub, choice: ModelChoice, model_bytes: bytes
) -> None:
    hub.files = {"a-q4_k_m.gguf": model_bytes + b"padding", NAME: model_bytes, "mmproj-q4_k_m.gguf": b"GGUF"}
    heard = Heard()
    assert download(choice, of(hub), heard).name == NAME
    assert heard.sentences[0].startswith("2 models fit *Q4_K_M*.gguf, the smallest is taken; the others: a-q4_k_m.gguf")


def test_the_parts_of_a_split_model_come_together_and_the_first_is_loaded(hub: LocalHub, choice: ModelChoice) -> None:
    names = [f"deep/big-Q4_K_M-0000{number}-of-00002.gguf" for number in (1, 2)]
    hub.files = {name: gguf_bytes(1000 * (seed + 1), seed) for seed, name in enumerate(names)}
    hub.files["lost-q4_k_m-00001-of-00002.gguf"] = b"GGUF"
    heard = Heard()
    hub.cuts = [10**6, 500]
    with pytest.raises(DownloadFailed):
        download(choice, of(hub), heard)
    assert find(choice) is None
    first = download(choice, of(hub), heard)
    assert first == choice.repository_folder / names[0]
    assert [(choice.repository_folder / name).read_bytes() for name in names] == [hub.files[name] for name in names]
    assert hub.ranges_asked == ["bytes=0-", "bytes=0-", "bytes=500-"]
    total = sum(map(len, list(hub.files.values())[:2]))
    assert heard.steps[-1] == (total, total)
    assert "and 1 more files" in heard.sentences[0]


def test_a_file_that_is_no_model_is_not_kept(hub: LocalHub, choice: ModelChoice) -> None:
    hub.files[NAME] = b"<html>" * 100
    with pytest.raises(NotOffered, match=f"{NAME}: it is no GGUF file"):
        download(choice, of(hub), Heard())
    assert list(choice.repository_folder.glob("*.gguf*")) == [] and left(choice) == []


def test_a_path_that_leads_out_of_the_folder_is_not_followed(
    hub: LocalHub, choice: ModelChoice, model_bytes: bytes
) -> None:
    hub.files = {f"../../{NAME}": model_bytes, f"/tmp/{NAME}": model_bytes}
    with pytest.raises(NotOffered, match="no GGUF file"):
        download(choice, of(hub), Heard())


def test_the_disk_is_looked_at_before_and_less_is_needed_after_a_part(
    hub: LocalHub, choice: ModelChoice, model_bytes: bytes
) -> None:
    free = 200_000_000 + len(model_bytes) - 1
    with pytest.raises(DiskFull, match=r"needs 0\.2 GB of disk, 0\.2 GB are free in .*Small-Model-GGUF"):
        download(choice, of(hub), Heard(), free=lambda _: free)
    assert hub.ranges_asked == []
    hub.cuts = [1000]
    with pytest.raises(DownloadFailed):
        download(choice, of(hub), Heard(), free=lambda _: PLENTY)
    download(choice, of(hub), Heard(), free=lambda _: free)


def test_what_is_left_of_another_download_is_deleted(hub: LocalHub, choice: ModelChoice) -> None:
    hub.files["big-q8_0.gguf"] = gguf_bytes(seed=1)
    hub.cuts = [1000]
    with pytest.raises(DownloadFailed):
        download(replace(choice, pattern="*q8*"), of(hub), Heard())
    download(choice, of(hub), Heard())
    assert left(choice) == []


def test_without_a_network_it_is_said_at_once(choice: ModelChoice) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(DownloadFailed, match=r"Connection refused — check the network and run"):
        download(choice, Hub(f"http://127.0.0.1:{port}"), Heard())


@pytest.mark.parametrize(("status", "error"), [(500, DownloadFailed), (429, DownloadFailed), (400, NotOffered)])
def test_what_the_hub_answers_is_said(hub: LocalHub, choice: ModelChoice, status: int, error: type[Exception]) -> None:
    hub.status = status
    with pytest.raises(error, match=f"the hub answers {status} "):
        download(choice, of(hub), Heard())


def test_whatever_else_answers_is_not_taken_for_the_hub(
    hub: LocalHub, choice: ModelChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "listing", lambda: ["log in to this network"])
    with pytest.raises(DownloadFailed, match="does not answer like the hub"):
        download(choice, of(hub), Heard())


def test_a_forbidden_download_touches_nothing_and_says_what_is_wanted_and_where(
    hub: LocalHub, choice: ModelChoice
) -> None:
    with pytest.raises(DownloadForbidden) as error:
        download(replace(choice, may_download=False), of(hub), Heard())
    assert hub.asked == [] and not choice.folder.exists()
    assert f"*Q4_K_M*.gguf of {REPOSITORY} is not in {choice.repository_folder} — " in str(error.value)
    assert isinstance(error.value, ModelMissing)


def test_a_path_is_never_downloaded(hub: LocalHub, choice: ModelChoice, tmp_path: Path, model_bytes: bytes) -> None:
    path = tmp_path / "own.gguf"
    own = replace(choice, model=str(path))
    with pytest.raises(NoSuchModel, match=f"own.gguf is not in {tmp_path}"):
        download(own, of(hub), Heard())
    path.write_bytes(model_bytes)
    assert download(own, of(hub), Heard()) == path
    assert hub.asked == []


def test_of_two_downloads_at_once_one_waits_and_it_is_fetched_once(hub: LocalHub, choice: ModelChoice) -> None:
    hub.stall_after = 50_000
    with ThreadPoolExecutor() as pool:
        first = pool.submit(download, choice, of(hub, pauses=AT_ONCE), Heard())
        until(lambda: hub.ranges_asked)
        heard = Heard()
        second = pool.submit(download, choice, of(hub, pauses=AT_ONCE), heard)
        until(lambda: heard.sentences)
        hub.stall_after = None
        hub.ended.set()
        assert first.result() == second.result() == choice.repository_folder / NAME
    assert heard.sentences == ["another download of it is under way; waiting for its end"]
    assert len([asked for asked in hub.asked if asked.path.startswith("/api/")]) == 1


def test_a_folder_that_cannot_be_made_is_said(hub: LocalHub, choice: ModelChoice, tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    with pytest.raises(FolderUnusable):
        download(choice, of(hub), Heard())
