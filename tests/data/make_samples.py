"""Draws the sample photos in this folder: run `python tests/data/make_samples.py`.

A picture `x.jpg` shows the text of `x.txt`, set on paper, laid on a table, photographed; the seed
is fixed.
Needs Pillow, numpy and these Debian packages: fonts-dejavu-core, fonts-dkg-handwriting, fonts-liberation2,
fonts-nanum, fonts-sil-gentiumplus.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONTS = Path("/usr/share/fonts/truetype")
PACKAGES = {
    "dejavu/DejaVuSansMono.ttf": "fonts-dejavu-core",
    "fifthhorseman/dkg.ttf": "fonts-dkg-handwriting",
    "liberation2/LiberationSerif-Regular.ttf": "fonts-liberation2",
    "liberation2/LiberationMono-Regular.ttf": "fonts-liberation2",
    "nanum/NanumMyeongjo.ttf": "fonts-nanum",
    "gentiumplus/GentiumPlus-Regular.ttf": "fonts-sil-gentiumplus",
}
SEED = 6
SCALE = 2  # everything is drawn at twice the size and reduced at the end

CYRILLIC = "Дорогая Ольга!\nПоезд пришёл вовремя, и мы\nуже дома. Ключ лежит под\nковриком, кошка накормлена."
KOREAN = "안녕하세요, 지민 씨!\n내일 오후 세 시에 도서관\n앞에서 만나요. 빌린 책을\n꼭 가져와 주세요. 수진 드림"

Floats = NDArray[Any]
Font = ImageFont.FreeTypeFont
Rng = np.random.Generator


@dataclass(frozen=True)
class Sample:
    """How a text is set and photographed; lengths are in pixels of the picture."""

    name: str
    font: str
    size: int
    pitch: int
    text: str | None = None
    picture: tuple[int, int] = (960, 1280)
    paper: tuple[int, int] = (800, 1120)
    margin: tuple[int, int] = (80, 90)
    ink: tuple[int, int, int] = (38, 36, 36)
    white: tuple[int, int, int] = (240, 236, 226)
    wood: tuple[int, int, int] = (122, 84, 54)
    tilt: float = 1.0
    hand: bool = False
    till: bool = False
    folds: tuple[float, ...] = ()
    noise: float = 3.2
    blur: float = 0.6
    quality: int = 80


SERIF = "liberation2/LiberationSerif-Regular.ttf"
SAMPLES = [
    Sample("note", "fifthhorseman/dkg.ttf", 41, 98, ink=(32, 48, 112), tilt=-2.2, hand=True,
           margin=(84, 170), white=(244, 240, 226), folds=(0.52,)),
    Sample("receipt", "dejavu/DejaVuSansMono.ttf", 25, 42, paper=(560, 1130), margin=(40, 70),
           ink=(70, 70, 78), white=(238, 238, 236), wood=(74, 62, 56), tilt=2.0, till=True),
    Sample("letter", SERIF, 27, 41, paper=(850, 1180), margin=(75, 75), tilt=1.2, folds=(0.34, 0.67)),
    Sample("french", "gentiumplus/GentiumPlus-Regular.ttf", 29, 56, paper=(830, 1120), tilt=-1.0,
           wood=(150, 128, 104)),
    Sample("long", SERIF, 29, 30, picture=(1500, 2000), paper=(1380, 1940), margin=(105, 85), tilt=0.4,
           noise=0.8, quality=35, white=(242, 238, 228)),
    Sample("html", "liberation2/LiberationMono-Regular.ttf", 30, 84, picture=(1280, 960), paper=(1120, 800),
           margin=(90, 120), tilt=-0.8, wood=(96, 104, 108)),
    Sample("blank", SERIF, 30, 60, text="", tilt=1.5),
    Sample("cyrillic", SERIF, 44, 100, text=CYRILLIC, margin=(90, 140), tilt=1.0),
    Sample("korean", "nanum/NanumMyeongjo.ttf", 44, 104, text=KOREAN, margin=(90, 150), tilt=-1.2),
]  # fmt: skip


def main() -> None:
    for file, package in PACKAGES.items():
        if not (FONTS / file).exists():
            sys.exit(f"The font {file} is missing: install the Debian package {package}.")
    for number, sample in enumerate(SAMPLES):
        rng = np.random.default_rng(SEED + number)
        picture = photograph(draw_page(sample, rng), sample, rng)
        picture.save(HERE / f"{sample.name}.jpg", quality=sample.quality, optimize=True)
        if sample.name == "note":
            save_turned(picture, sample.quality)


def save_turned(picture: Image.Image, quality: int) -> None:
    """The same note stored sideways, with the EXIF orientation that sets it right."""
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    turned.save(HERE / "turned_exif.jpg", quality=quality, optimize=True, exif=exif)
    shutil.copyfile(HERE / "note.txt", HERE / "turned_exif.txt")


def clouds(rng: Rng, shape: tuple[int, int], across: float, down: float = 0) -> Floats:
    """Smooth noise about zero; `across` and `down` say how many pixels wide and high its features are."""
    height, width = shape
    small = (max(2, round(height / (down or across))), max(2, round(width / across)))
    noise = Image.fromarray(rng.standard_normal(small).astype(np.float32))
    return np.asarray(noise.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)


def soften(field: Floats, radius: float) -> Floats:
    image = Image.fromarray((field * 255).clip(0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32) / 255


def pick(image: Floats, x: Floats, y: Floats) -> Floats:
    """The image at the given places, between pixels in proportion."""
    x = x.clip(0, image.shape[1] - 1.001)
    y = y.clip(0, image.shape[0] - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right, below = x - left, y - top
    if image.ndim == 3:
        right, below = right[..., None], below[..., None]
    upper: Floats = image[top, left] * (1 - right) + image[top, left + 1] * right
    lower: Floats = image[top + 1, left] * (1 - right) + image[top + 1, left + 1] * right
    return upper + (lower - upper) * below


def set_text(sample: Sample, rng: Rng) -> Floats:
    """The ink on the page, from 0 to 1."""
    text = (HERE / f"{sample.name}.txt").read_text("utf-8") if sample.text is None else sample.text
    width, height = (side * SCALE for side in sample.paper)
    left, top = (side * SCALE for side in sample.margin)
    font = ImageFont.truetype(FONTS / sample.font, sample.size * SCALE, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(text.splitlines()):
        base = top + number * sample.pitch * SCALE
        cells = line.split("  ")
        if sample.till and len(cells) == 2:
            draw.text((left, base), cells[0], 255, font, "ls")
            draw.text((width - left, base), cells[1], 255, font, "rs")
        elif sample.till:
            draw.text((width / 2, base), line, 255, font, "ms")
        elif sample.hand:
            write(draw, line, (left + rng.uniform(0, 26), base), font, rng)
        else:
            draw.text((left, base), line, 255, font, "ls")
    ink: Floats = np.asarray(image, dtype=np.float32) / 255
    if sample.hand:  # no two letters alike, and the pen presses unevenly
        y, x = np.indices(ink.shape, dtype=np.float32)
        ink = pick(ink, x + 3.0 * clouds(rng, ink.shape, 60), y + 3.0 * clouds(rng, ink.shape, 60))
        ink *= (0.86 + 0.1 * clouds(rng, ink.shape, 30)).clip(0.6, 1)
    elif sample.till:  # the print head is worn
        ink *= (0.88 + 0.07 * clouds(rng, ink.shape, width, 60) + 0.05 * clouds(rng, ink.shape, 3)).clip(0.6, 1)
    else:
        ink *= (0.94 + 0.05 * clouds(rng, ink.shape, 3)).clip(0.7, 1)
    return ink


def write(draw: ImageDraw.ImageDraw, line: str, start: tuple[float, float], font: Font, rng: Rng) -> None:
    """A line by hand: the words ride up and down a little and stand unevenly apart."""
    x, base = start
    rise = rng.uniform(-0.008, 0.006)
    for word in line.split():
        draw.text((x, base + rise * (x - start[0]) + rng.normal(0, 3)), word, 255, font, "ls")
        x += font.getlength(word) + font.size * rng.uniform(0.30, 0.42)


def draw_page(sample: Sample, rng: Rng) -> Floats:
    ink = set_text(sample, rng)
    shape = (ink.shape[0], ink.shape[1])
    fibre = 1 + 0.010 * clouds(rng, shape, 3) + 0.006 * clouds(rng, shape, 90)
    page: Floats = np.array(sample.white, dtype=np.float32) * fibre[..., None]
    if sample.hand:
        pitch = sample.pitch * SCALE
        for y in range(sample.margin[1] * SCALE % pitch + pitch - 6, shape[0] - 40, pitch):
            page[y : y + 3] *= np.array([0.80, 0.88, 0.95], dtype=np.float32)
        page[:, 128:131] *= np.array([0.96, 0.80, 0.80], dtype=np.float32)
    page += (np.array(sample.ink, dtype=np.float32) - page) * ink[..., None]
    return page


def table(sample: Sample, shape: tuple[int, int], rng: Rng) -> Floats:
    """Wooden planks, a little out of focus."""
    rings = np.sin(clouds(rng, shape, 160, 1800) * 9 + clouds(rng, shape, 40, 900))
    grain = 1 + 0.07 * rings + 0.05 * clouds(rng, shape, 5, 260) + 0.04 * clouds(rng, shape, 400)
    plank = 620
    for seam in range(int(rng.integers(plank)), shape[1], plank):
        grain[:, seam : seam + 7] *= 0.55
        grain[:, seam : seam + plank] *= rng.uniform(0.9, 1.08)
    wood: Floats = np.array(sample.wood, dtype=np.float32) * soften(grain / 2, 2.5)[..., None] * 2
    return wood


def corners(sample: Sample, shape: tuple[int, int], rng: Rng) -> Floats:
    """Where the corners of the page lie in the picture: turned by `tilt`, and seen a little from below."""
    width, height = (side * SCALE for side in sample.paper)
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float32) * (width / 2, height / 2)
    angle = np.radians(sample.tilt)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    places: Floats = square @ turn + rng.normal(0, 4, (4, 2))
    places[:2, 0] *= 0.965
    return places * (1, 0.985) + (shape[1] / 2, shape[0] / 2)


def photograph(page: Floats, sample: Sample, rng: Rng) -> Image.Image:
    shape = (sample.picture[1] * SCALE, sample.picture[0] * SCALE)
    height, width = page.shape[:2]
    ends = [(0, 0), (width, 0), (width, height), (0, height)]
    rows, values = [], []
    for (x, y), (u, v) in zip(corners(sample, shape, rng), ends, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        values += [u, v]
    a, b, c, d, e, f, g, h = np.linalg.solve(np.array(rows), np.array(values))
    down, across = np.indices(shape, dtype=np.float32)
    bulge = clouds(rng, shape, 1100)  # the sheet does not lie quite flat
    scale = g * across + h * down + 1
    u = ((a * across + b * down + c) / scale + 7 * bulge).astype(np.float32)
    v = ((d * across + e * down + f) / scale + 7 * bulge).astype(np.float32)
    teeth = 9 * np.abs(u / 12 % 2 - 1) if sample.till else 0  # where the till tears its paper
    inside = ((u > 0) & (u < width) & (v > teeth) & (v < height - teeth)).astype(np.float32)

    shade = 1 + 10 * np.gradient(bulge, axis=1)
    for fold in sample.folds:
        away = v - fold * height
        shade += 0.03 * np.tanh(away / 40) * np.exp(-np.abs(away) / 500) - 0.08 * np.exp(-((away / 5) ** 2))
    sheet = pick(page, u, v) * shade[..., None]
    side = rng.choice([-1, 1])  # the light comes from the left or from the right
    shadow = 1 - 0.55 * np.roll(soften(inside, 16), (14, 12 * side), (0, 1)) * (1 - inside)
    edge = soften(inside, 1.2)[..., None]
    scene = table(sample, shape, rng) * shadow[..., None] * (1 - edge) + sheet * edge

    light = 1.05 - 0.125 * across / shape[1] - 0.15 * down / shape[0] + 0.02 * clouds(rng, shape, 900)
    hand = soften((across * 0.9 + down > shape[0] * 1.25 + 120 * bulge).astype(np.float32), 70)
    light = (light * (1 - 0.20 * hand))[:, ::side]
    scene = scene * light[..., None] * np.array([1.02, 1.0, 0.95], dtype=np.float32)

    image = Image.fromarray(scene.clip(0, 255).astype(np.uint8)).reduce(SCALE)
    dots = np.asarray(image.filter(ImageFilter.GaussianBlur(sample.blur)))
    grain = rng.normal(0, sample.noise, dots.shape[:2])[..., None] + rng.normal(0, sample.noise / 3, dots.shape)
    return Image.fromarray((dots + grain).clip(0, 255).astype(np.uint8))


if __name__ == "__main__":
    main()
