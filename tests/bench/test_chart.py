"""The chart: a picture that opens, with every set and reader on it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.bench import chart
from bot.bench.chart import check_chart, draw
from bot.bench.results import Measured
from bot.errors import ToolMissing, WrongSetting

pytestmark = pytest.mark.slow

pytest.importorskip("matplotlib", reason="the extra `chart` is not installed")


def test_a_png_is_a_picture_on_white_with_the_readers_colours(measured: Measured, tmp_path: Path) -> None:
    draw(measured, tmp_path / "chart.png")
    with Image.open(tmp_path / "chart.png") as opened:
        assert opened.format == "PNG"
        picture = opened.convert("RGB")
    assert picture.width >= 1200
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    colours = {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}
    for who in measured.load:
        assert tuple(bytes.fromhex(chart.STYLES[who].colour[1:])) in colours


def test_an_svg_names_every_set_rate_and_reader(measured: Measured, tmp_path: Path) -> None:
    draw(measured, tmp_path / "chart.svg")
    source = (tmp_path / "chart.svg").read_text()
    drawn = set(re.findall(r"<!-- (.*?) -->", source))
    assert {f"{name}, 8 images" for name in measured.sets} <= drawn
    assert {"Legible", "Tesseract", "RapidOCR", "2.2", "18.7", "11.4", "0.9"} <= drawn


def test_one_set_alone_without_peers_and_with_an_odd_name_is_drawn(measured: Measured, tmp_path: Path) -> None:
    alone = Measured(
        {"legible": measured.load["legible"]}, {"$a_b$ & <c>": {"legible": measured.sets["scans"]["legible"]}}
    )
    draw(alone, tmp_path / "chart.svg")
    assert "$a_b$ &amp; &lt;c&gt;, 8 images" in (tmp_path / "chart.svg").read_text()


def test_a_set_without_texts_is_left_out(measured: Measured, tmp_path: Path) -> None:
    scans = measured.sets["scans"]
    untold = {reader: replace(result, score=None) for reader, result in scans.items()}
    draw(Measured(measured.load, {"scans": scans, "tills": untold}), tmp_path / "chart.svg")
    drawn = (tmp_path / "chart.svg").read_text()
    assert "scans, 8 images" in drawn and "tills" not in drawn


def test_what_cannot_be_drawn_is_said_before_the_measuring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_chart(tmp_path / "chart.PNG")
    with pytest.raises(WrongSetting, match=r"name a \.png or \.svg file"):
        check_chart(tmp_path / "chart.pdf")
    with pytest.raises(WrongSetting, match="there is no folder"):
        check_chart(tmp_path / "missing" / "chart.png")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ToolMissing, match=r"--chart needs matplotlib.*pip install 'legible\[chart\]'"):
        check_chart(tmp_path / "chart.png")
