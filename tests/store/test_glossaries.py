"""The chats' glossaries: what stays when something is added, and their pages."""

from __future__ import annotations

import pytest

from bot.glossary.glossary import MOST_TERMS, Glossary
from bot.glossary.glossary_errors import GlossaryFull
from bot.store.database import Database
from bot.store.glossaries import ENTRIES_A_PAGE, Glossaries

ADA, BOB = 1, 2


@pytest.fixture
def glossaries(database: Database) -> Glossaries:
    return Glossaries(database.sessions)


async def test_each_chat_has_its_own(glossaries: Glossaries) -> None:
    assert await glossaries.add(ADA, Glossary(("Okafor",), (("Kovas", "Kovács"),))) == 2
    assert await glossaries.add(ADA, Glossary(("Okafor", "Keller"))) == 1
    assert await glossaries.of(ADA) == Glossary(("Okafor", "Keller"), (("Kovas", "Kovács"),))
    assert not await glossaries.of(BOB)


async def test_what_is_new_takes_the_place_of_what_contradicts_it(glossaries: Glossaries) -> None:
    await glossaries.add(ADA, Glossary(("Keller",), (("kovas", "Kovács"), ("ann", "Ben"))))
    assert await glossaries.add(ADA, Glossary((), (("Kovas", "Kovacs"), ("keller", "Kellner"), ("ben", "Ann")))) == 3
    assert await glossaries.of(ADA) == Glossary((), (("Kovas", "Kovacs"), ("keller", "Kellner"), ("ben", "Ann")))


async def test_entries_are_removed_by_name_and_by_number(glossaries: Glossaries) -> None:
    await glossaries.add(ADA, Glossary(("Okafor", "Keller"), (("Kovas", "Kovács"),)))
    assert await glossaries.remove(ADA, ["OKAFOR", "kovács", "nobody"]) == Glossary(("Okafor",), (("Kovas", "Kovács"),))
    (entry,) = (await glossaries.page(ADA, 1)).entries
    assert await glossaries.drop(BOB, entry.id) is None  # not theirs
    assert await glossaries.drop(ADA, entry.id) == entry
    assert await glossaries.drop(ADA, entry.id) is None


async def test_pages_come_newest_first_and_end(glossaries: Glossaries) -> None:
    empty = await glossaries.page(ADA, 7)
    assert (empty.number, empty.pages, empty.count, empty.entries) == (1, 1, 0, ())
    await glossaries.add(ADA, Glossary(tuple(f"term {number}" for number in range(2 * ENTRIES_A_PAGE + 1))))
    first, last = await glossaries.page(ADA, 1), await glossaries.page(ADA, 99)
    assert (first.pages, first.count, len(first.entries), first.entries[0].right) == (3, 21, 10, "term 20")
    assert (last.number, [entry.right for entry in last.entries]) == (3, ["term 0"])


async def test_one_that_is_full_takes_nothing_and_can_be_replaced(glossaries: Glossaries) -> None:
    full = Glossary((), tuple((f"wrong {number}", "right") for number in range(MOST_TERMS)))
    assert await glossaries.add(ADA, full) == MOST_TERMS
    with pytest.raises(GlossaryFull):
        await glossaries.add(ADA, Glossary(("Okafor",)))
    assert await glossaries.of(ADA) == full
    other = Glossary((), tuple((wrong, "other") for wrong, _ in full.aliases))
    assert await glossaries.add(ADA, other) == MOST_TERMS
    assert await glossaries.of(ADA) == other
