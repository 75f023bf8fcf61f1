"""What runs in Aspose.OCR's own process: `python -m bot.reading.aspose_process OPTIONS`.

The library carries .NET Core 3.1, which aborts its process where OpenSSL 1.1 or ICU are missing, holds the
interpreter for the whole of a call and ignores signals meanwhile. So it has a process to itself that can be
killed. Images go in as PNG and answers come out as JSON, each behind its length; the first answer says whether
the library works at all.

`python -m bot.reading.aspose_process fetch NAME FOLDER` downloads a resource from Aspose; nothing else does.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import struct
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypedDict

from bot.processes import belong_to, own_pipes

MODULE = "bot.reading.aspose_process"
OPENSSL = ("libcrypto.so.1.1", "libssl.so.1.1")  # in this order: the second needs the first
MEMORY = 2 * 2**30  # of address space on top of the loaded library, which takes 3 GB of it but 70 MB of memory
FILTERS: dict[str, tuple[str, *tuple[float, ...]]] = {
    "auto_skew": ("auto_skew",),
    "enlarge": ("scale", 2.0),
    "contrast": ("contrast_correction_filter",),
    "binarise": ("binarize",),
}
SMALL = 700  # pixels of the longer side up to which an image is enlarged: at 350 that brings the CER from 6.9 to 2.6
INSTALL = "pip install 'legible[aspose]'"
INSTALL_AGAIN = "pip install --force-reinstall 'legible[aspose]'"

_LENGTH = struct.Struct(">I")
_SIZE = struct.Struct(">II")  # of a PNG, at offset 16


class AsposeAnswer(TypedDict, total=False):
    """The first one has `version` and `licensed`, or a `problem` and what would `mend` it.

    Later ones have the `text`, or a `problem`.
    """

    version: str
    licensed: bool
    text: str
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class AsposeOptions:
    """`mode` is `printed` or `handwritten`, `folder` keeps downloaded resources, `filters` are keys of FILTERS.

    `licence` is a file, or empty; `parent` is the process without which this one ends.
    """

    mode: str
    folder: str
    filters: tuple[str, ...]
    licence: str
    parent: int

    def dump(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))


class AsposeUnusable(Exception):
    """The library does not work here."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.answer: AsposeAnswer = {"problem": problem, "mend": mend}


def send(stream: BinaryIO, message: bytes) -> None:
    """Write a message behind its length."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None where the stream ends before it is whole."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def load_library() -> Any:
    """The module `aspose.ocr`, its environment prepared and its downloads off; raises Unusable."""
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"  # it needs no ICU then
    if sys.platform == "linux":
        _load_openssl()
    try:
        import aspose.ocr as ocr

        ocr.Resources.allow_automatic_downloads(False)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "aspose":
            raise AsposeUnusable("aspose-ocr-python-net is not installed", f"run `{INSTALL}`") from error
        raise _unimportable(error) from error
    except Exception as error:  # a library of strangers, which starts another runtime
        raise _unimportable(error) from error
    return ocr


def _unimportable(error: Exception) -> AsposeUnusable:
    """What is installed, and why it does not work: another version beside it, a part that is missing."""
    reason = str(error).partition("\n")[0] or type(error).__name__
    return AsposeUnusable(f"aspose-ocr-python-net is installed, but cannot be used: {reason}", f"run `{INSTALL_AGAIN}`")


def _load_openssl() -> None:
    """Load OpenSSL 1.1, so that .NET finds it under its name."""
    for library in OPENSSL:
        try:
            ctypes.CDLL(library)
        except OSError as error:
            raise AsposeUnusable(
                f"{library} of OpenSSL 1.1 is not here",
                "put both libraries of Debian 11's package libssl1.1 into a folder and name it in LD_LIBRARY_PATH",
            ) from error


class AsposeApi:
    """Aspose's API, set up; raises Unusable where the licence is refused or handwriting's resource is not there."""

    def __init__(self, ocr: Any, options: AsposeOptions) -> None:
        self._ocr = ocr
        self._handwritten = options.mode == "handwritten"
        self._filters = options.filters
        ocr.Resources.set_local_path(options.folder)
        licence = ocr.License()
        if options.licence:
            try:
                licence.set_license(options.licence)
            except RuntimeError as error:
                raise AsposeUnusable(
                    f"it refuses the licence {options.licence}", "check the file that BOT_ASPOSE_LICENSE names"
                ) from error
        self.licensed = bool(licence.is_licensed)
        self._api = ocr.AsposeOcr()
        if self._handwritten:
            self._require_resource(options.folder)

    def _require_resource(self, folder: str) -> None:
        try:
            self.text(_line_of_text())
        except RuntimeError as error:
            name = _missing_resource(error)
            raise AsposeUnusable(
                f"its resource {name} for handwriting is not installed",
                f"download it with `python -m {MODULE} fetch {name} {folder}`",
            ) from error

    def text(self, png: bytes) -> str:
        """The text of an image; raises RuntimeError where the library cannot read it."""
        picture = self._ocr.OcrInput(self._ocr.InputType.SINGLE_IMAGE, self._chosen_filters(is_small(png)))
        picture.add(io.BytesIO(png))
        results = self._recognised(picture)
        text = "\n".join(result.recognition_text for result in results)
        for result in results:
            result.release_image()
        picture.clear()
        return text

    def _chosen_filters(self, small: bool) -> Any:
        from aspose.ocr.models.preprocessingfilters import PreprocessingFilter

        filters = PreprocessingFilter()
        for name in self._filters:
            method, *arguments = FILTERS[name]
            if small or name != "enlarge":
                filters.add(getattr(PreprocessingFilter, method)(*arguments))
        return filters

    def _recognised(self, picture: Any) -> Any:
        if self._handwritten:
            return self._api.recognize_handwritten_text(picture)
        settings = self._ocr.RecognitionSettings()
        settings.detect_areas_mode = self._ocr.DetectAreasMode.UNIVERSAL
        return self._api.recognize(picture, settings)

    def free(self) -> None:
        """Give back what the library holds."""
        self._api.free_resources()
        self._ocr.Resources.release_memory()


def is_small(png: bytes) -> bool:
    """Whether an image has so few pixels that its letters are to be enlarged."""
    width, height = _SIZE.unpack_from(png, 16)
    return bool(max(width, height) <= SMALL)


def _line_of_text() -> bytes:
    """An image with a line of text, as PNG: on an empty one nothing is recognised, and nothing is missed for it."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (400, 60), "white")
    ImageDraw.Draw(picture).text((20, 15), "A line of text", "black", font_size=28)
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def _missing_resource(error: RuntimeError) -> str:
    """The name in `Please install the 'NAME' first`."""
    return str(error).partition("install the '")[2].partition("'")[0]


def serve(options: AsposeOptions, requests: BinaryIO, answers: BinaryIO) -> None:
    """Say whether the library works, then read one image after the other until the requests end."""
    try:
        ocr = load_library()
        api = AsposeApi(ocr, options)
    except AsposeUnusable as unusable:
        _answer(answers, unusable.answer)
        return
    _limit_memory()
    _answer(answers, {"version": str(ocr.VERSION), "licensed": api.licensed})
    while (png := receive(requests)) is not None:
        try:
            _answer(answers, {"text": api.text(png)})
        except RuntimeError as error:
            _answer(answers, {"problem": str(error).partition("\n")[0]})
    api.free()


def _answer(answers: BinaryIO, answer: AsposeAnswer) -> None:
    send(answers, json.dumps(answer).encode())


def _lift_memory_limit() -> None:
    """The engine's limit for its worker, which this process inherits, is less than .NET sets aside at its start."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit_memory() -> None:
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = pages * resource.getpagesize() + MEMORY
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _fetch(name: str, folder: str) -> None:
    """Download a resource; exits with a sentence where that fails."""
    try:
        ocr = load_library()
        ocr.Resources.set_local_path(folder)
        ocr.Resources.fetch_resource(name)
    except (AsposeUnusable, RuntimeError) as error:
        raise SystemExit(f"legible: {name} was not downloaded — {str(error).partition(chr(10))[0]}") from None


def main() -> None:
    """The command line."""
    match sys.argv[1:]:
        case ["fetch", name, folder]:
            _fetch(name, folder)
        case [options]:
            given = AsposeOptions(**json.loads(options))
            belong_to(given.parent)
            _lift_memory_limit()
            serve(given, *own_pipes())
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
