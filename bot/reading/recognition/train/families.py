"""Families of npm's `@fontsource`: written by hand, by a receipt printer, set in print, and of other scripts."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import NamedTuple


class Letters(Enum):
    """What a family is written with."""

    ANY = "any"
    CAPITALS = "capitals"  # its small letters are small capitals
    WORDS = "words"  # its capitals are flourished: they begin words, and do not stand side by side


class FamilyStyle(NamedTuple):
    """How often a family is written with, beside another, and in which letters."""

    share: int
    letters: Letters = Letters.ANY

    def suits(self, text: str) -> bool:
        """Whether somebody would write the text so."""
        if self.letters is Letters.CAPITALS:
            return text == text.upper()
        return self.letters is Letters.ANY or not any(map(str.isupper, _pairs(text)))


def _pairs(text: str) -> list[str]:
    """Each two letters that stand side by side."""
    return [one + two for one, two in pairwise(text) if one.isalpha() and two.isalpha()]


def _named(families: str, style: FamilyStyle) -> dict[str, FamilyStyle]:
    return dict.fromkeys(families.split(), style)


_PEOPLES = FamilyStyle(share=3)  # as people write
_FINE = FamilyStyle(share=1)  # as few do
_FLOURISHED = FamilyStyle(share=1, letters=Letters.WORDS)

HANDWRITING = {
    **_named(
        """annie-use-your-telescope architects-daughter bad-script caveat cedarville-cursive chilanka
        covered-by-your-grace dawning-of-a-new-day gaegu give-you-glory gloria-hallelujah gochi-hand handlee
        indie-flower kalam kristi la-belle-aurore licorice liu-jian-mao-cao long-cang loved-by-the-king
        ma-shan-zheng mali mansalva marck-script nanum-pen-script neucha nothing-you-could-do oooh-baby
        over-the-rainbow patrick-hand playwrite-fr-moderne playwrite-pl playwrite-us-trad poor-story reenie-beanie
        ruthie sedgwick-ave shadows-into-light short-stack sue-ellen-francisco swanky-and-moo-moo
        the-girl-next-door vibur waiting-for-the-sunrise yomogi zen-kurenaido zeyada zhi-mang-xing""",
        _PEOPLES,
    ),
    **_named(
        """caveat-brush comic-neue comic-relief courgette delicious-handrawn delius itim nanum-brush-script
        playpen-sans shantell-sans smooch sriracha twinkle-star""",
        _FINE,
    ),
    **_named(
        """alex-brush allura bilbo birthstone cookie corinthia damion dancing-script ephesis great-vibes
        herr-von-muellerhoff italianno kaushan-script league-script meddon montecarlo mr-dafoe mr-de-haviland
        mrs-saint-delafield ms-madi parisienne pinyon-script rouge-script sacramento tangerine whisper""",
        _FLOURISHED,
    ),
    **_named("amatic-sc", FamilyStyle(share=1, letters=Letters.CAPITALS)),
}
RECEIPT = _named(
    """anonymous-pro arimo b612-mono courier-prime cousine dm-mono dotgothic16 doto fira-mono ibm-plex-mono inconsolata
    jersey-10 lekton overpass-mono pt-mono red-hat-mono roboto-condensed roboto-mono share-tech-mono sometype-mono
    source-code-pro space-mono vt323""",
    _FINE,
)
PRINT = _named(
    """archivo-narrow arimo caladea carlito courier-prime cousine crimson-text eb-garamond fira-sans gelasio
    ibm-plex-mono lato libre-baskerville merriweather noto-sans noto-serif old-standard-tt open-sans oswald
    pt-sans-narrow pt-serif roboto roboto-condensed source-code-pro source-serif-4 tinos""",
    _FINE,
)
FOREIGN = _named(
    """noto-sans noto-sans-arabic noto-sans-armenian noto-sans-devanagari noto-sans-georgian noto-sans-hebrew
    noto-sans-jp noto-sans-kr noto-sans-sc noto-sans-thai noto-serif noto-serif-armenian noto-serif-georgian
    noto-serif-hebrew noto-serif-jp noto-serif-sc""",
    _FINE,
)
