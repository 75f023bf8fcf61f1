"""What the product's own detector cuts out of photos whose text is known: kept in a file, for many networks to read.

The photos are images with a `.txt` of the same stem beside them, in folders that are the sets, as `legible bench`
takes them. The file is a ZIP of lossless images and `crops.json`, which says where they stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from bot.errors import PhotoError
from bot.reading.files.image import load_image
from bot.reading.files.photo_sets import photos_in_sets
from bot.reading.looks import ways
from bot.reading.page_lines import arranged
from bot.reading.rapid import LEAST_CONFIDENCE, RapidReader, Sight
from bot.reading.recognition.enhancement import enlarged

INDEX = "crops.json"
VERSION = 1  # of the file
HALF, THIRD = 2, 3

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class TruePhoto:
    """A photo, the set that it is of, and the text that stands on it."""

    image: Path
    set: str
    truth: str

    @property
    def name(self) -> str:
        """The set and the file's stem: `iam/a01-000`."""
        return f"{self.set}/{self.image.stem}"

    @property
    def digest(self) -> str:
        """A stable hash of the image and its truth."""
        return hashlib.sha256(self.image.read_bytes() + self.truth.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CutPiece:
    """A line's images: the ways in which it may run, each in its parts from the left. `after` is what follows it."""

    ways: list[list[Pixels]]
    after: str


@dataclass(frozen=True, slots=True)
class CutPhoto:
    """The rows of a photo, in the order in which a person reads them, each of pieces from the left."""

    name: str
    truth: str
    rows: list[list[CutPiece]]

    @property
    def set(self) -> str:
        """The name of the set that it is of."""
        return self.name.rpartition("/")[0]


def true_photos(folder: Path) -> list[TruePhoto]:
    """The photos in a folder and its subfolders that have a text beside them, sorted; a photo's folder is its set.

    Raises OSError or UnicodeDecodeError for a text that cannot be read.
    """
    return [
        TruePhoto(image, name, text.read_text("utf-8-sig"))
        for name, image in photos_in_sets(folder)
        if (text := image.with_suffix(".txt")).is_file()
    ]


def cut_photos(photos: Iterable[TruePhoto], reader: RapidReader, file: Path) -> Iterator[TruePhoto]:
    """Cut the lines out of photos into a new `file`, telling each photo that is done; one without text has no rows.

    Raises OSError where the file cannot be written; what was there before stays until all is done.
    """
    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
        unfinished = Path(part.name)
    try:
        yield from _packing(photos, reader, unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _packing(photos: Iterable[TruePhoto], reader: RapidReader, file: Path) -> Iterator[TruePhoto]:
    index = []
    with ZipFile(file, "w") as pack:
        for photo in photos:
            try:
                rows = list(_rows(reader, photo.image))
            except PhotoError:
                rows = []
            places = [[{"ways": _packed(pack, photo, piece), "after": piece.after} for piece in row] for row in rows]
            index.append({"name": photo.name, "digest": photo.digest, "truth": photo.truth, "rows": places})
            yield photo
        pack.writestr(INDEX, json.dumps({"version": VERSION, "photos": index}, ensure_ascii=False))


def is_cut(photos: Iterable[TruePhoto], file: Path) -> bool:
    """Whether a file holds what was cut out of just these photos, as they are now."""
    try:
        with ZipFile(file) as pack:
            index = json.loads(pack.read(INDEX))
    except (FileNotFoundError, BadZipFile, KeyError, ValueError):
        return False
    kept = {entry["name"]: entry["digest"] for entry in index["photos"]} if index["version"] == VERSION else None
    return kept == {photo.name: photo.digest for photo in photos}


def read_crops(file: Path, names: set[str]) -> Iterator[CutPhoto]:
    """What was cut out of the photos of these names; raises OSError, BadZipFile or KeyError for another file."""
    with ZipFile(file) as pack:
        for entry in json.loads(pack.read(INDEX))["photos"]:
            if entry["name"] in names:
                yield CutPhoto(entry["name"], entry["truth"], [[_unpacked(pack, p) for p in r] for r in entry["rows"]])


def in_report(name: str) -> bool:
    """Whether a photo is of the half kept for reporting, on which nothing is tuned; it depends on its name only."""
    return _hash(name) % HALF == 0


def a_third(photos: Iterable[TruePhoto]) -> list[TruePhoto]:
    """A third of the photos of each set, rounded up: the same whenever it is asked for."""
    ordered = sorted(photos, key=lambda photo: (photo.set, _hash(photo.name)))
    sets = {photo.set: [each for each in ordered if each.set == photo.set] for photo in ordered}
    return [photo for each in sets.values() for photo in each[: -(-len(each) // THIRD)]]


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode()).digest())


def _rows(reader: RapidReader, path: Path) -> Iterator[list[CutPiece]]:
    pixels, _ = enlarged(np.ascontiguousarray(load_image(path).pixels[:, :, ::-1]))
    yield from _pieces(reader.sight(pixels))


def _pieces(sight: Sight) -> Iterator[list[CutPiece]]:
    likely = [p for p in sight.pieces if p.read.text.strip() and p.read.confidence >= LEAST_CONFIDENCE]
    if likely:
        boxes = np.array([piece.box for piece in likely])
        for row in arranged(sight.image, boxes, [piece.read.text for piece in likely]):
            after = zip(row.pieces, [*row.between, ""], strict=True)
            yield [CutPiece(ways(sight.image, boxes[i]), between) for i, between in after]


def _packed(pack: ZipFile, photo: TruePhoto, piece: CutPiece) -> list[list[str]]:
    """Put a piece's images into the pack; their names."""
    import cv2

    names = []
    for parts in piece.ways:
        names.append([f"{photo.name}/{len(pack.namelist()) + n:06d}.png" for n in range(len(parts))])
        for name, part in zip(names[-1], parts, strict=True):
            _, data = cv2.imencode(".png", part, [cv2.IMWRITE_PNG_COMPRESSION, 1])
            pack.writestr(name, data.tobytes())
    return names


def _unpacked(pack: ZipFile, piece: dict[str, object]) -> CutPiece:
    import cv2

    def image(name: str) -> Pixels:
        return np.asarray(cv2.imdecode(np.frombuffer(pack.read(name), np.uint8), cv2.IMREAD_COLOR), np.uint8)

    lines: list[list[str]] = piece["ways"]  # type: ignore[assignment]
    return CutPiece([[image(name) for name in parts] for parts in lines], str(piece["after"]))
