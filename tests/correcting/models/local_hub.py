"""A hub on this machine: one repository, as huggingface.co lists it, and a second server that holds its files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

import gguf
import numpy as np

REPOSITORY = "ada/Small-Model-GGUF"
NAME = "small-q4_k_m.gguf"
ADVICE = ("X-HF-Warning", "unauthenticated; Please set HF_TOKEN")
COMMIT = "c0ffee" * 6 + "abcd"


def gguf_bytes(weights: int = 100_000, seed: int = 0) -> bytes:
    """A GGUF file with one tensor of four bytes a weight."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.gguf"
        writer = gguf.GGUFWriter(path, "qwen2")
        writer.add_token_list([f"token {number}" for number in range(50)])
        writer.add_token_types([1] * 50)
        writer.add_tensor("output.weight", np.random.default_rng(seed).random(weights, np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path.read_bytes()


@dataclass(frozen=True)
class Asked:
    """A request: its path without the query, the Range, and whether a token came with it."""

    path: str
    range: str | None
    token: str | None
    agent: str


@dataclass
class LocalHub:
    """What the servers offer, how they misbehave, and what they were asked.

    `cuts` are the bytes after which the next answers break off; `claims` are what the listing says instead of a file's
    true size or SHA-256; `status` is what the listing answers, `file_status` the storage; after `stall_after` bytes an
    answer goes no further.
    """

    files: dict[str, bytes]
    cuts: list[int] = field(default_factory=list)
    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    status: int = 200
    file_status: list[int] = field(default_factory=list)
    ranges: bool = True
    stall_after: int | None = None
    ended: Event = field(default_factory=Event)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    storage: str = ""

    @property
    def ranges_asked(self) -> list[str | None]:
        """The Range of each request to the storage."""
        return [asked.range for asked in self.asked if asked.path.startswith("/storage/")]

    def listing(self) -> dict[str, Any]:
        """The repository as `GET /api/models/…?blobs=true` shows it."""
        siblings = [{"rfilename": "README.md", "size": 5, "blobId": "0" * 40}]
        for name, content in self.files.items():
            lfs = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
            siblings.append({"rfilename": name, "size": len(content), "lfs": lfs | self.claims.get(name, {})})
        return {"_id": "1", "id": REPOSITORY, "modelId": REPOSITORY, "sha": COMMIT, "siblings": siblings}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: LocalHub

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        headers = self.headers
        asked = Asked(path, headers["range"], headers["authorization"], headers["user-agent"] or "")
        self.hub.asked.append(asked)
        resolve = f"/{REPOSITORY}/resolve/{COMMIT}/"
        if path == f"/api/models/{REPOSITORY}":
            self._answer(self.hub.status, json.dumps(self.hub.listing()).encode(), ADVICE)
        elif path.startswith(resolve):
            self._send_elsewhere(path.removeprefix(resolve))
        elif path.startswith("/storage/"):
            self._file(self.hub.files[path.removeprefix("/storage/")])
        else:
            self._answer(404, b'{"error": "Repository not found"}', ("X-Error-Code", "RepoNotFound"))

    def _send_elsewhere(self, name: str) -> None:
        xet = ("X-Xet-Hash", "a" * 64), ("Link", f'<{self.hub.url}/xet-read-token>; rel="xet-auth"')
        self._answer(302, b"", ("Location", f"{self.hub.storage}/storage/{name}"), *xet)

    def _file(self, content: bytes) -> None:
        if self.hub.file_status:
            self._answer(self.hub.file_status.pop(0), b"")
            return
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers["range"] or "")
        start = int(asked[1]) if asked and self.hub.ranges else 0
        where = ("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        cut = self.hub.cuts.pop(0) if self.hub.cuts else None
        self._answer(206 if asked and self.hub.ranges else 200, content[start:], *[where] * self.hub.ranges, cut=cut)

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str], cut: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        stall = self.hub.stall_after if self.path.startswith("/storage/") else None
        self.wfile.write(body[: stall or cut])
        if stall:
            self.hub.ended.wait()
        self.close_connection = stall is not None or cut is not None


@contextmanager
def local_hub(files: dict[str, bytes]) -> Iterator[LocalHub]:
    """Two servers on loopback, ended at the end."""
    hub = LocalHub(files)
    handler = type("Handler", (_Handler,), {"hub": hub})
    with _serving(handler) as hub.url, _serving(handler) as hub.storage:
        try:
            yield hub
        finally:
            hub.ended.set()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what the tests are about."""


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
