"""Lines of a source made ready to be learnt from: cut out, their texts cleaned, those that do not fit left out."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import LegibleError
from bot.reading.recognition.train.excluded import ExcludedPages
from bot.reading.recognition.train.line_folder import LineWriter
from bot.reading.recognition.train.source_pages import LeftOut, SourcePage, source_pages
from bot.reading.recognition.train.sources import Source
from bot.reading.recognition.train.transcripts import Unfit, transcript

REPORT = "prepared.json"
PART = ".part"  # behind the name of a folder that is not whole
MAKING = 2  # raised whenever lines are cut or cleaned in another way: they are then made again
FULL = (errno.ENOSPC, errno.EDQUOT)


class SourceMissing(LegibleError):
    """Details: the `source`, its `url`, the `folder`, and why its pages cannot be used, where there are some."""

    exit_code = 2
    what = "{folder} holds no page of the source {source}{why}"
    remedy = "run `git clone --depth 1 {url} {folder}`"


class NoRoomForLines(LegibleError):
    """Details: the `folder`."""

    exit_code = 3
    what = "the disk with {folder} is full"
    remedy = "make room and run it again; what is whole already is not made again"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of a source: its pages and lines, how many lines were left out and why, and pages left out with why."""

    source: str
    pages: int
    lines: int
    left_out: Mapping[str, int]
    pages_left_out: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a source is: `done` of `pages`, and the page left out just now with the reason, if one was."""

    done: int
    pages: int
    left_out: tuple[str, str] | None = None


def prepare(
    source: Source,
    checkout: Path,
    into: Path,
    alphabet: Set[str],
    excluded: ExcludedPages,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Prepared:
    """The lines of a source, from a clone of its repository into a folder of its name in `into`.

    A source that is whole is not made again; one that was interrupted, or made of other characters or without other
    pages, is begun anew. Raises SourceMissing, NoRoomForLines, or OSError where the folder cannot be written to.
    """
    folder, part = into / source.name, into / f"{source.name}{PART}"
    made_of = _made_of(source, alphabet, excluded)
    if (whole := _report(folder, made_of)) is not None:
        return whole
    shutil.rmtree(part, ignore_errors=True)
    try:
        prepared = _prepared(source, checkout, part, alphabet, excluded, progress)
        (part / REPORT).write_text(json.dumps({"made_of": made_of, **asdict(prepared)}, indent=1), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except OSError as error:
        if error.errno in FULL:
            raise NoRoomForLines(folder=into) from error
        raise
    return prepared


def _made_of(source: Source, alphabet: Set[str], excluded: ExcludedPages) -> str:
    """A mark of all that the lines depend on but the checkout."""
    chosen = source.repository, source.paths, source.without, source.most, source.cut
    names = sorted(name for name, _ in excluded.pages)
    return hashlib.sha256(repr((MAKING, chosen, sorted(alphabet), names)).encode()).hexdigest()


def _report(folder: Path, made_of: str) -> Prepared | None:
    """What an earlier run said of a folder that is whole and made of the same."""
    try:
        report = json.loads((folder / REPORT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if report.pop("made_of", None) != made_of:
        return None
    pages_left_out = [(name, why) for name, why in report.pop("pages_left_out")]
    return Prepared(**report, pages_left_out=pages_left_out)


def _prepared(
    source: Source,
    checkout: Path,
    folder: Path,
    alphabet: Set[str],
    excluded: ExcludedPages,
    progress: Callable[[Progress], None],
) -> Prepared:
    pages, broken = source_pages(source, checkout)
    if not pages:
        why = "".join(f"; {name}: {problem}" for name, problem in broken[:1])
        raise SourceMissing(source=source.name, url=source.url, folder=checkout, why=why)
    pages_left_out = list(broken)
    left_out: Counter[str] = Counter()
    share = source.most / max(source.most, sum(page.count for page in pages))
    seen = used = 0
    with LineWriter(folder) as writer:
        for done, page in enumerate(pages, start=1):
            wanted = [int((seen + k + 1) * share) > int((seen + k) * share) for k in range(page.count)]
            seen += page.count
            try:
                left_out += _write(page, wanted, alphabet, excluded, writer)
                used += 1
                progress(Progress(done, len(pages)))
            except LeftOut as why:
                pages_left_out.append((page.name, str(why)))
                progress(Progress(done, len(pages), pages_left_out[-1]))
        return Prepared(source.name, used, writer.count, dict(left_out), pages_left_out)


def _write(
    page: SourcePage, wanted: Sequence[bool], alphabet: Set[str], excluded: ExcludedPages, writer: LineWriter
) -> Counter[str]:
    """Write the lines of a page that fit; gives how many did not, by reason. Raises LeftOut for the whole page."""
    left_out = Counter({Unfit.SHAPELESS.value: page.shapeless}) if page.shapeless else Counter[str]()
    for line, is_wanted in zip(page.lines(excluded), wanted, strict=True):
        text = transcript(line.text, alphabet) if is_wanted else Unfit.ENOUGH
        if isinstance(text, Unfit):
            left_out[text.value] += 1
            continue
        image = line.cut()
        if isinstance(image, Unfit):
            left_out[image.value] += 1
            continue
        writer.add(image, page.name, text)
    return left_out
