"""Why a model was not loaded stands in a log that is written beside what fails."""

from __future__ import annotations

import tempfile
import threading
import time

from bot.correcting.local.process import reason

LINE = b"error loading model: check_tensor_dims: tensor 'blk.0' not found\n"


def test_a_reason_that_comes_late_is_waited_for() -> None:
    with tempfile.TemporaryFile(buffering=0) as log:
        log.write(b"loading\n")
        threading.Timer(0.3, log.write, [LINE]).start()

        assert reason(log, patience=5.0) == "tensor 'blk.0' not found"


def test_where_none_comes_it_is_not_waited_for_long() -> None:
    with tempfile.TemporaryFile(buffering=0) as log:
        began = time.monotonic()

        assert reason(log, patience=0.1) is None
        assert time.monotonic() - began < 2
