"""Where lines of handwriting come from: public repositories whose licence lets what was learnt of them be shipped.

Only CC0, CC-BY and CC-BY-SA; nothing for research or non-commercial use only, nothing whose writers consented to no
more than that (BAnQ's *Copiste d'un jour*), nothing of a collection that is measured with. `attribution` is printed
beside the weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Licence = Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"]
DEEDS: dict[Licence, str] = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


class Writing(Enum):
    """What a source's lines are: learnt from, or what the recogniser is held to as it reads it already."""

    HAND = "hand"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class CutLines:
    """A table of lines that came cut out: a CSV file, and its columns of image, text and page (or writer)."""

    path: str
    image: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Source:
    """A repository on GitHub with transcribed lines.

    `commit` is the one that was looked at, `lines` what came of it; 0 where its transcripts were looked at and its
    images were not, for it is larger than what could be fetched: look at a few dozen lines before they are learnt from.
    `paths` is a regular expression that the path of a transcript must match from its start, `without` one that it must
    not match anywhere. Of more than `most` lines a part is taken, spread over its pages: one hand, or one kind of form,
    must not outweigh the others.
    """

    name: str
    repository: str
    licence: Licence
    credit: str
    language: str
    time: str
    commit: str
    lines: int
    paths: str = ""
    without: str = ""
    most: int = 5_000
    writing: Writing = Writing.HAND
    cut: CutLines | None = None

    @property
    def url(self) -> str:
        return f"https://github.com/{self.repository}"


SOURCES: tuple[Source, ...] = (
    Source(
        "dhsd",
        "nauman-riaz/DHSD",
        "CC-BY-4.0",
        "Nauman Riaz, Saifullah Saifullah, Stefan Agne, Andreas Dengel and Sheraz Ahmed, DHSD: German Handwriting "
        "Street-name Dataset",
        "German",
        "2020s, names of streets and towns by 37 writers",
        "ab871d395966c3f1177444a2db847e047b9559b8",
        5_474,
        most=6_000,
        cut=CutLines("data.csv", "file_name", "text", "writer_id"),
    ),
    Source(
        "hooker",
        "jschaefer738b/JosephHookerHTR",
        "CC-BY-SA-4.0",
        "John Schaefer and the Joseph Hooker Correspondence Project; images © the Board of Trustees of the Royal "
        "Botanic Gardens, Kew, reproduced with permission",
        "English",
        "1870–1911, letters",
        "ece582973283818621e956163f295fcde672786c",
        5_697,
        without=r"JDH_2_16_(182|35|38|39|56|75|76|95)_",  # letters of which pages are measured with
    ),
    Source(
        "peraire",
        "alix-tz/peraire-ground-truth",
        "CC-BY-4.0",
        "Alix Chagué, Pascal Dubourg Glatigny and Gilles Pérez, Peraire Ground Truth",
        "French",
        "1928–1990, notebooks",
        "61b321ed05fc1d40e6c6e4351fd2162fd5bff478",
        2_316,
        paths="data/",
    ),
    Source(
        "poilus",
        "HTR-United/CREMMA-AN-TestamentsDePoilus",
        "CC-BY-4.0",
        "Emmanuelle de Champs, Florence Clavaud, Pauline Charbonnier, Christine Nougaret, Alix Chagué, Thibault "
        "Clérice, Elsa Falcoz, Marie-Françoise Limon-Bonnet and the volunteers of Testaments de Poilus (Archives "
        "nationales), CREMMA-AN-TestamentDePoilus",
        "French",
        "1898–1918, wills of 146 soldiers",
        "8ffa4a8cd40f691d68f188e2ed1c6458bf2d6ec9",
        2_876,
        paths="data/",
    ),
    Source(
        "wikipedia",
        "HTR-United/cremma-wikipedia",
        "CC-BY-4.0",
        "Alix Chagué, Thibault Clérice, Elsa Van Kote, Jennifer Carrow and those who copied the texts, CREMMA "
        "Wikipedia",
        "French",
        "2022–2023, excerpts of Wikipedia copied by about 350 people",
        "4ce9b431844ef4b51640daed21921f55ae2858f5",
        0,
        paths="data/",
    ),
    Source(
        "moonshines",
        "alix-tz/moonshines",
        "CC-BY-4.0",
        "Alix Chagué, Moonshines",
        "French",
        "2023, poems copied by one person",
        "9b99cb56eb328047a5d502a0f27b0a18cd6eb6fc",
        0,
        paths="(data|test)/",
    ),
    Source(
        "mss19",
        "HTR-United/CREMMA-MSS-19",
        "CC-BY-4.0",
        "Thibault Clérice, Alix Chagué, Baudouin Davoury, Soline Doat, Margaux Faure and Maxime Humeau, CREMMA "
        "Manuscrits du 19e",
        "French",
        "1800–1899, drafts of novels",
        "d8f466de72561cd989f957d75a6743c5d8f0a262",
        1_651,
        paths="data/",
    ),
    Source(
        "mss20",
        "HTR-United/CREMMA-MSS-20",
        "CC-BY-4.0",
        "Thibault Clérice and Alix Chagué, CREMMA Manuscrits du 20e",
        "French",
        "1900–1999, drafts",
        "f737d0cb53d28edf1573c5956460bfdd58be6267",
        167,
        paths="data/",
    ),
    Source(
        "celestine",
        "alix-tz/dataset-celestine-doniau-danest",
        "CC-BY-4.0",
        "Alix Chagué, Julie Cissé and Radia Kichou, GT Celestine Doniau-Danest",
        "French",
        "1914–1915, a diary",
        "645616d5cc8ffd0d84fd63284cde0647f17a1167",
        127,
        paths="data/",
    ),
    Source(
        "lectaurep",
        "HTR-United/lectaurep-repertoires",
        "CC-BY-4.0",
        "Marc Durand, Aurélia Rostaing and Alix Chagué, LECTAUREP: Notaires de Paris, Répertoires",
        "French",
        "1830–1939, registers of notaries",
        "3d1c86cf5389265a1ce8b620301d36b4709eb435",
        5_000,
        paths="data/",
    ),
    Source(
        "timeus",
        "HTR-United/timeuscorpus",
        "CC-BY-4.0",
        "Alix Chagué, Charles Riondet, Victoria Le Fourner, Laura Bey, Laurie Vanneau, Eden Skilbeck-Gaborit, Nina "
        "Meissel, Jean-Damien Genero, Kevin Champougny, Anaïs Albert and Manuela Martini, TIMEUS Corpus (ANR Time Us)",
        "French",
        "18th to 20th century, minutes of labour courts",
        "df8ee63837dabe79c511e8aa748f465da5e2d5e5",
        2_500,
        paths=r"data/.*/page/",
        most=3_000,
    ),
    Source(
        "tables",
        "Lucie-Louis/Tables_decennales_HTR",
        "CC-BY-4.0",
        "Lucie Louis, Tables_decennales_HTR",
        "French",
        "1902–1913, registers with many digits",
        "9da8b907f58cb638dadc8624e81e93f1ea70cc2e",
        1_545,
    ),
    Source(
        "typed",
        "HTR-United/tapuscorpus",
        "CC-BY-4.0",
        "Alix Chagué, Tapus Corpus (HTR-United)",
        "French",
        "1900–1999, typescripts",
        "f18a6afe067bdb213d58ba2b69c3a04013149685",
        1_500,
        paths="data/",
        most=2_000,
        writing=Writing.TYPED,
    ),
    Source(
        "ehri",
        "FloChiff/ehri-dataset",
        "CC-BY-4.0",
        "Floriane Chiffoleau, Sarah Bénière, Michal Frankl, Wolfgang Schellenbacher, Zoltán Vági, Gábor Kádár, "
        "Magdalena Sedlická, Miriam Schulz, Christine Schmidt, Jessica Green, Martina Ravagnan and the European "
        "Holocaust Research Infrastructure, EHRI Dataset",
        "English, German, Polish, Czech, Slovak, Hungarian, Danish",
        "1936–1958, typescripts",
        "20a5e002031c1f9e66176133b4602ed439db6521",
        1_049,
        paths="data/",
        most=1_500,
        writing=Writing.TYPED,
    ),
)


def source_named(name: str) -> Source:
    """The source of this name; raises KeyError."""
    return {source.name: source for source in SOURCES}[name]


def attribution(sources: Iterable[Source]) -> str:
    """Whom the weights owe what they learnt to: text for a file beside them, a paragraph for each source."""
    return "".join(
        f"{source.credit}.\n  {source.url} ({source.language}; {source.time}), {source.licence}, "
        f"{DEEDS[source.licence]}\n  Lines were cut out of it and learnt from; none is in this package.\n\n"
        for source in sources
    )
