from __future__ import annotations

import re

import pytest

from bot.reading.recognition.train.sources import DEEDS, SOURCES, attribution, source_named

NOT_TO_BE_LEARNT_FROM = ("Copiste-d-un-jour", "Jane_Lathrop_Stanford", "dahncorpus", "handwriting-gt")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_source_can_be_had_shipped_and_credited(source) -> None:  # type: ignore[no-untyped-def]
    assert re.fullmatch(r"[a-z0-9-]+", source.name)
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", source.repository)
    assert re.fullmatch(r"[0-9a-f]{40}", source.commit)
    assert source.licence in DEEDS
    assert source.credit and source.language and source.time
    re.compile(source.paths), re.compile(source.without)
    assert not any(name in source.repository for name in NOT_TO_BE_LEARNT_FROM)
    assert source_named(source.name) is source


def test_attribution_names_all_that_licences_ask_for() -> None:
    text = attribution(SOURCES)
    for source in SOURCES:
        assert all(said in text for said in (source.credit, source.url, source.licence, DEEDS[source.licence]))


def test_pages_that_are_measured_with_are_not_in_it() -> None:
    without = source_named("hooker").without
    assert re.search(without, "JDH_2_16_75_003.xml")
    assert not re.search(without, "JDH_2_16_750_003.xml")
