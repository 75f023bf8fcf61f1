"""The engine with models that weigh: a page becomes what they like among its readings, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bench.pairs import digits
from bot.correcting.corrector import Unchanged
from bot.correcting.language_model import Completion, Question
from bot.engine.engine import Engine
from bot.engine.loading import DefaultLoader
from bot.engine.refining import refined
from bot.engine.worker import Tools
from bot.glossary.glossary import Glossary
from bot.page import Correction, Line, NotePage, Odds, Page, Word
from bot.settings import Settings
from tests.correcting.judging.seen_lines import line_of
from tests.scripted import ScriptedReader, page_of
from tests.scripted_model import ScriptedModel
from tests.weighing_model import BY, Contrary, Stranger, WeighingModel

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent / "data"
TOOLS = Tools(ScriptedReader(), Unchanged())

SURE = Page(
    tuple(
        replace(line_of(text), words=tuple(Word(word, 0.999) for word in text.split()))
        for text in ("We had a lovely day at", "14 Zuckerweg, and ACME", "paid for all of it.")
    ),
    "rapidocr",
)
LINE = "I will wore of it"
MENDED = "I will more of it"
LONG = 8

KEPT = ("14", "4O1", "12:3O", "£38", "2kg", "ann@mail.org", "www.leith.org", "ACME", "ROYAL", "iPhone", "BAnQ")
WORDS = ("the", "letter", "wore", "recieved", "gardcn", "house", "It", "Keller", "quite", "wether", "to", "gether")


class Forgetful(ScriptedModel):
    """Answers one question and is away."""

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelUnreachable."""
        if self.asked:
            self.broken = True
        return await super().answer(question)


@pytest.fixture(scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    """An engine with the real reader; each test gives it models."""
    own = Settings(data_dir=tmp_path_factory.mktemp("data"), corrector="off", readers=1)
    engine = Engine(DefaultLoader.of(own), models=())
    yield engine
    await engine.stop()


def unsure(*lines: str) -> Page:
    """A page whose lines show an m beside each w."""
    return Page(tuple(line_of(line, {line.index("w", 5): {"m": 0.4}}) for line in lines), "rapidocr")


def long_page() -> Page:
    """A page that is weighed in two pieces; LONG of its lines are in doubt."""
    sure = line_of("and so they say in every house of the valley, and in all of the hills, too")
    (doubtful,) = unsure(f"{LINE}, and so they say in every house of the valley, and in the hills").lines
    return Page((sure, doubtful, sure) * LONG, "rapidocr")


def wore(correction: Correction) -> list[bool]:
    """Whether the lines in doubt stayed as they were."""
    return [" wore " in line for line in correction.lines[1::3]]


async def result_of(engine: Engine, page: Page, *models: ScriptedModel, glossary: Glossary | None = None) -> Correction:
    engine.models = ()
    note = await engine.correct(page, glossary or Glossary())
    engine.models = models
    return (await engine.refine(note, glossary or Glossary())).correction


async def test_a_photo_becomes_what_the_model_likes_among_its_readings(engine: Engine) -> None:
    page = await engine.read(SAMPLES / "note.jpg")
    modest, contrary = WeighingModel(), Contrary()
    before = await result_of(engine, page, modest)
    assert [change for change in before.changes if change.by == "model"] == []
    assert (before.corrector, before.notice) == ("local", "")
    after = await result_of(engine, page, contrary)
    slots = [slot for lattice in modest.weighed for slot in lattice.slots]
    assert len(slots) > 3
    near = [slot for slot in slots if slot.alternatives[-1].seen > slot.alternatives[0].seen - BY / 2]
    assert near
    told = [change for change in after.changes if change.by == "model"]
    assert {slot.alternatives[-1].text for slot in near} <= {change.after for change in told}
    assert all(after.lines[c.line - 1].startswith(c.after, c.start) for c in told)
    assert {change.odds.text for change in told if change.odds} == {BY}
    assert all(change.odds for change in told)
    assert "9:30" in after.text and "0131 496 0752" in after.text and "2 kg" in after.text


async def test_what_is_changed_is_told_with_its_odds(engine: Engine) -> None:
    page = unsure("They wore of it")
    after = await result_of(engine, page, model := WeighingModel({"more"}))
    (change,) = after.changes
    (slot,) = model.weighed[0].slots
    seen = {each.text: each.seen for each in slot.alternatives}
    assert after.text == "They more of it"
    assert (change.before, change.after, change.line, change.start, change.by) == ("wore", "more", 1, 5, "model")
    assert change.odds == Odds(seen["more"] - seen["wore"], BY)
    assert -1 < change.odds.photo < 0


async def test_a_page_without_doubt_asks_nothing(engine: Engine) -> None:
    for model in (WeighingModel(), ScriptedModel({})):
        after = await result_of(engine, SURE, model)
        assert (after.text, after.notice, after.corrector) == (SURE.text, "", "local")
        assert (getattr(model, "weighed", []), model.asked) == ([], [])


@pytest.mark.parametrize(
    ("page", "mended"),
    [
        (page_of("We had a lovley dinner"), "We had a lovely dinner"),
        (page_of("She sat by tje fire"), "She sat by the fire"),
        (page_of("Bu kitabi cok sevdim ve hemen okudum"), "Bu kitabi çok sevdim ve hemen okudum"),
    ],
    ids=["of known words", "of a word too short to be weighed", "in a language that is not weighed"],
)
async def test_a_model_that_cannot_weigh_is_asked(engine: Engine, page: Page, mended: str) -> None:
    repairs = {a: b for a, b in zip(page.text.split(), mended.split(), strict=True) if a != b}
    after = await result_of(engine, page, model := ScriptedModel(repairs))
    assert model.asked
    assert after.text == mended
    assert all(change.by == "model" and change.odds is None for change in after.changes)


async def test_a_standby_weighs_where_the_first_model_is_away(engine: Engine) -> None:
    away, standby = WeighingModel(name="remote", broken=True), WeighingModel({"more"})
    after = await result_of(engine, unsure(LINE), away, standby)
    assert (after.text, after.notice, after.corrector) == (MENDED, "standby", "local")
    after = await result_of(engine, unsure(LINE), away, WeighingModel(broken=True))
    assert (after.text, after.notice, after.corrector) == (LINE, "model_failed", "off")


async def test_a_standby_goes_on_where_the_first_model_left(engine: Engine) -> None:
    page = long_page()
    first, standby = WeighingModel({"more"}, "remote", lasting=1), WeighingModel({"more"})
    after = await result_of(engine, page, first, standby)
    assert after.text == page.text.replace("wore", "more")
    assert (len(first.weighed), after.notice) == (1, "standby")
    assert first.weighed[0] not in standby.weighed
    assert sum(len(lattice.slots) for lattice in (*first.weighed, *standby.weighed)) == LONG


async def test_a_piece_that_fails_stays_and_is_said_and_the_others_are_weighed(engine: Engine) -> None:
    page = long_page()
    after = await result_of(engine, page, model := WeighingModel({"more"}, failing=1), unused := WeighingModel())
    lost = len(model.weighed[0].slots)
    assert wore(after) == [True] * lost + [False] * (LONG - lost)
    assert (after.notice, after.corrector, unused.weighed) == ("model_failed", "local", [])


async def test_a_standby_that_only_answers_is_asked_about_what_the_first_left(engine: Engine) -> None:
    weighed = [line_of(f"We went to the gardcn, {'and ' * 18}home", {19: {"e": 0.4}})] * 10
    sure = [line_of("and so it was, and so it will be")] * 3
    asked = page_of("\n".join(["We had a lovley dinner and the wether was fine, as it is here in May"] * 12)).lines
    page = Page((*weighed, *sure, *asked), "rapidocr")
    first = WeighingModel({"garden,"}, "remote", lasting=1)
    standby = ScriptedModel({"lovley": "lovely", "wether": "weather"})
    after = await result_of(engine, page, first, standby)
    assert after.text == page.text.replace("gardcn", "garden").replace("lovley", "lovely").replace("wether", "weather")
    assert (len(first.weighed), len(standby.asked)) == (1, 2)
    assert (after.notice, after.corrector) == ("standby", "local")


async def test_a_standby_weighs_what_the_first_left_unanswered(engine: Engine) -> None:
    page = page_of("\n".join(["It was a lovley day, and the wether as it is in May, so we had to go by it"] * 30))
    first = Forgetful({"lovley": "lovely"}, "remote")
    after = await result_of(engine, page, first, standby := WeighingModel({"weather"}))
    assert (len(first.asked), len(standby.weighed)) == (2, 2)
    assert (after.text.count("lovely"), after.text.count("weather")) == (first.asked[0].user.count("{lovley}"), 30)
    assert (after.notice, after.corrector) == ("standby", "local")


async def test_who_finds_everything_unlikely_changes_nothing_and_that_is_said(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    page = long_page()
    after = await result_of(engine, page, model := Stranger({"more"}))
    assert (after.text, after.changes, after.notice) == (page.text, (), "model_failed")
    assert len(model.weighed) > 1
    assert "no likelier than letters at random" in caplog.text


async def test_what_the_glossary_says_stays(engine: Engine) -> None:
    after = await result_of(engine, unsure(LINE), Contrary(), glossary=Glossary(("wore",)))
    assert after.text == LINE


def judged_by(page: Page, model: ScriptedModel, glossary: Glossary) -> Correction:
    """The same in this process: quicker, for many pages."""

    async def compute(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return work(TOOLS, *args, **kwargs)

    note = NotePage(page, Unchanged().correct(page))
    return asyncio.run(refined(compute, [model], note, glossary)).correction


def kept_of(text: str) -> tuple[list[str], str]:
    """What must stay of a text, and all its digits."""
    return [word for word in text.split() if word in KEPT], digits(text)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Words, numbers, addresses and names in capitals, seen with doubt in frames, or read with doubt without any."""
    lines = draw(st.lists(st.lists(st.sampled_from(KEPT + WORDS), min_size=2, max_size=6), min_size=1, max_size=2))
    texts = [" ".join(line) for line in lines]
    if not draw(st.booleans()):
        return page_of("\n".join(texts))
    return Page(tuple(draw(blurred(text)) for text in texts), "rapidocr")


@st.composite
def blurred(draw: st.DrawFn, text: str) -> Line:
    """A line some of whose characters may be others, or none."""
    places = draw(st.sets(st.integers(0, len(text) - 1), max_size=8))
    others = {place: draw(st.sampled_from(["e", "o", "l", "1", "0", "7", "I", "A", "", " ", "."])) for place in places}
    return line_of(text, {place: {other: 0.4} for place, other in others.items() if other != text[place]})


@settings(max_examples=30)
@given(pages())
def test_numbers_addresses_and_names_in_capitals_stay_whatever_the_model_likes(page: Page) -> None:
    after = judged_by(page, Contrary(), Glossary(("Ke11er", "wore2")))
    assert kept_of(after.text) == kept_of(page.text)
    assert len(after.lines) == len(page.lines)


def test_a_term_with_a_digit_is_no_reading_of_a_word() -> None:
    text = "We saw Zucke1weg and Zuckeiweg"
    assert judged_by(page_of(text), Contrary(), Glossary(("Zucke1weg",))).text == text
