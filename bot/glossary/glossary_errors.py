"""What can be wrong with a glossary.

GlossaryError               exit 2: it is to be written otherwise
├── FileNotRead
├── NotUnicode
├── FileTooLong
├── TooManyTerms
├── TermWithoutLetters
├── TermNotPrintable
├── TermWithEmoji
├── TermTooLong
├── TooManyEquals
├── TooManyColumns
├── SameOnBothSides
├── SaidOtherwise
└── GoesRound
"""

from __future__ import annotations

from bot.errors import WrongSetting
from bot.translatable import sentence


class GlossaryError(WrongSetting):
    """Details: the `line`, from 1, and the `term` in it as it can be shown."""

    remedy = "write a term or wrong=right on each line"


class FileNotRead(GlossaryError):
    """Details: the `path` and the `reason`."""

    what = "the glossary {path} cannot be read: {reason}"
    remedy = "name a text file"


class NotUnicode(GlossaryError):
    """Details: the `line`."""

    person = sentence("I can't read line {line} of this file. Please save it as UTF-8 and send it again.")
    what = "line {line} of the glossary is not UTF-8"
    remedy = "save it as UTF-8"


class FileTooLong(GlossaryError):
    """Details: the `limit` in MB."""

    person = sentence("This file is larger than {limit} MB, too much for a glossary. Please keep what I misread most.")
    what = "the file of the glossary is larger than {limit} MB"
    remedy = "keep those that are misread most"


class TooManyTerms(GlossaryError):
    """Details: the `line` that is one too many, and the `limit`."""

    person = sentence("A glossary takes {limit} entries, and line {line} is one more. Please keep what I misread most.")
    what = "line {line} is too much: the glossary has more than {limit} terms"
    remedy = "keep those that are misread most"


class GlossaryFull(GlossaryError):
    """Details: how many entries there `were` before, and the `limit`."""

    person = sentence("That would be too much: a glossary takes {limit} entries, and there are {were} already.")
    what = "the glossary has {were} terms already and takes {limit}"
    remedy = "remove some first"


class TermWithoutLetters(GlossaryError):
    person = sentence("Line {line}, “{term}”: there are no letters in it. Please write a word or a name.")
    what = "line {line} of the glossary holds a term without letters"


class TermNotPrintable(GlossaryError):
    person = sentence("Line {line}, “{term}”: there are invisible characters in it. Please type it by hand.")
    what = "line {line} of the glossary holds characters that cannot be printed"


class TermWithEmoji(GlossaryError):
    person = sentence("Line {line}, “{term}”: I never read an emoji from paper. Please leave it out.")
    what = "line {line} of the glossary holds an emoji"


class TermTooLong(GlossaryError):
    """Details: also the `limit` in characters."""

    person = sentence("Line {line}, “{term}”: it has more than {limit} characters. Please write one term on each line.")
    what = "line {line} of the glossary holds a term of more than {limit} characters"
    remedy = "shorten it"


class TooManyEquals(GlossaryError):
    person = sentence("Line {line}, “{term}”: there is more than one = in it. Please write wrong=right.")
    what = "line {line} of the glossary has more than one ="


class TooManyColumns(GlossaryError):
    """Details: also how many there are at `most`."""

    person = sentence("Line {line}, “{term}”: it has more than {most} columns. Please keep wrong and right only.")
    what = "line {line} of the glossary has more than {most} columns"
    remedy = "keep two: what is read, and what is right"


class SameOnBothSides(GlossaryError):
    person = sentence("Line {line}, “{term}”: both sides of the = are the same. Please write it once.")
    what = "line {line} of the glossary is the same on both sides of ="
    remedy = "write the term alone"


class SaidOtherwise(GlossaryError):
    """Details: also the `earlier` line."""

    person = sentence("Line {line}, “{term}”: line {earlier} says otherwise. Please keep one of the two.")
    what = "line {line} of the glossary says otherwise than line {earlier}"
    remedy = "keep one of the two"


class GoesRound(GlossaryError):
    person = sentence("Line {line}, “{term}”: with the lines before, it goes round in a circle. Please leave it out.")
    what = "line {line} of the glossary closes a circle with those before"
    remedy = "leave it out"
