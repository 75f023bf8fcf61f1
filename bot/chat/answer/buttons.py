"""What the buttons under an answer say; each is about a job."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.answer.view import View
from bot.chat.callback_data import CallbackData

BACK = "back"


@dataclass(frozen=True, slots=True)
class ShowView(CallbackData):
    """*Raw*, *Clean*, *What changed*: show that side of the answer, of the changes list `number` (from 0)."""

    view: View
    job_id: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class KeepReading(CallbackData):
    """The number of a change in list `number`: take back the change with that digest."""

    prefix = "keep"
    job_id: int
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class SaveAs(CallbackData):
    """*Save as…*: show the formats; save in one of them; `BACK` to the buttons that were there before."""

    prefix = "save"
    job_id: int
    choice: str = ""


@dataclass(frozen=True, slots=True)
class ShowWord(CallbackData):
    """A doubtful word: show where it was read. All but the job is counted from 0."""

    prefix = "word"
    job_id: int
    page: int
    line: int
    index: int


@dataclass(frozen=True, slots=True)
class Recorrect(CallbackData):
    """*Re-correct*: correct the answer again, with the words that are known now."""

    prefix = "again"
    job_id: int


@dataclass(frozen=True, slots=True)
class Undo(CallbackData):
    """*Undo*: bring back what the answer said before."""

    prefix = "undo"
    job_id: int


@dataclass(frozen=True, slots=True)
class ForgetNote(CallbackData):
    """*Forget this note*."""

    prefix = "forget"
    job_id: int
