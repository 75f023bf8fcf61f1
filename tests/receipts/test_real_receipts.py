"""Real receipts, as somebody typed them: what was paid, and nothing wrong proved."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import slip

WRONG = 1  # of the totals: typed rows have no places, so that a column is now and then one row


def test_what_was_paid_is_read_of_real_receipts(data: Path) -> None:
    wrong = []
    typed = sorted((data / "receipts" / "malaysian").glob("*.txt"))
    if not typed:
        pytest.skip("there are no receipts in the evaluation data")
    for path in typed:
        truth = json.loads(path.with_suffix(".items.json").read_text())
        total = int(Decimal(truth["total"]) * 100)
        text = "\n".join(" | ".join(line.split("  ")) for line in path.read_text().splitlines())
        (receipt,) = receipts_of(slip(text))
        if receipt.total != total:
            wrong.append(path.stem)
            assert not receipt.proof, f"{path.stem} is wrong and adds up"
    assert len(wrong) <= WRONG, wrong
