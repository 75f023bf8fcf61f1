"""What other programs make of a saved ledger: LibreOffice reckons its formulas, hledger its journal."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

Sums = dict[str, dict[str, Decimal]]
"""Currency → name → what they are owed."""


def tool(name: str) -> str:
    """The path of a program; skips where it is not here."""
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


def recalculated(workbook: bytes, folder: Path) -> Path:
    """The workbook as LibreOffice saves it, after all that was reckoned before was taken out of it."""
    soffice = tool("soffice")
    bare, made = folder / "bare.xlsx", folder / "made"
    load_workbook(io.BytesIO(workbook)).save(bare)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(made), str(bare)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return made / "bare.xlsx"


def balances_in(workbook: Path | io.BytesIO) -> Sums:
    """What the sheet Balances says, as it was reckoned last."""
    owed: Sums = defaultdict(dict)
    for currency, name, number, *_, balance in load_workbook(workbook, data_only=True)["Balances"].iter_rows(
        2, values_only=True
    ):
        if number is not None and balance:
            owed[currency][name] = Decimal(repr(balance))
        elif number is None:
            assert balance == 0
    return owed


def balances_in_csv(content: bytes) -> Sums:
    """What the rows of the long form make."""
    owed: Sums = defaultdict(lambda: defaultdict(Decimal))
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        if row["counts"] == "True":
            sign = {"paid": 1, "share": -1, "gave": 1, "got": -1}[row["entry"]]
            owed[row["currency"]][row["person"]] += sign * Decimal(row["amount"])
    return {currency: {name: amount for name, amount in each.items() if amount} for currency, each in owed.items()}


def balances_in_journal(journal: bytes, folder: Path) -> Sums:
    """What hledger makes of it, which checks that every transaction is even, every account and commodity declared."""
    file = folder / "ledger.journal"
    file.write_bytes(journal)
    hledger, utf8 = [tool("hledger"), "--file", str(file)], {"LC_ALL": "C.UTF-8"}
    subprocess.run([*hledger, "check", "--strict"], check=True, capture_output=True, timeout=60, env=utf8)
    report = subprocess.run(
        [*hledger, "balance", "--flat", "--depth", "2", "--output-format", "json", "people"],
        check=True,
        capture_output=True,
        timeout=60,
        env=utf8,
    )
    owed: Sums = defaultdict(dict)
    rows, _ = json.loads(report.stdout)
    for account, _, _, amounts in rows:
        for amount in amounts:
            quantity = amount["aquantity"]
            exact = Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])
            if exact:
                owed[amount["acommodity"]][account.removeprefix("people:")] = -exact
    return owed
