"""The tree of errors. Each knows what the person is told, what the operator is told, and the exit code.

LegibleError
├── PhotoError                  exit 1: this photo cannot be read, others can
│   ├── NoSuchFile
│   ├── NotAnImage
│   ├── EmptyFile
│   ├── DamagedImage
│   ├── DamagedPdf
│   ├── PasswordNeeded
│   ├── HeifMissing
│   ├── TooManyPages
│   ├── NoSuchPage
│   ├── TooManyPixels
│   ├── TooComplex
│   ├── FileTooLarge
│   ├── Animation
│   ├── NothingToRead
│   │   ├── EmptyPage
│   │   └── NoTextOnPage
│   ├── UnknownScript
│   ├── ReaderCrashed
│   ├── ReaderTooSlow
│   └── ReaderOutOfMemory
├── TelegramError               exit 1: a call to Telegram did not go through
│   ├── TelegramUnreachable
│   ├── FileGone
│   │   ├── FileUnavailable
│   │   └── FileOutOfReach
│   ├── ChatClosed
│   └── ChatMoved
├── Stopped                     exit 1: the person wanted no answer any more
├── WrongSetting                exit 2: a setting or an argument is wrong
└── CannotRun                   exit 3: the program cannot run here
    ├── TokenMissing
    ├── TokenRefused
    ├── SecondInstance
    ├── AlreadyRunning
    ├── AddressTaken
    ├── DatabaseTooNew
    ├── FolderUnusable
    ├── ProxyUnusable
    ├── DatabaseUnusable
    ├── ToolMissing
    ├── ReaderMissing
    │   ├── TesseractMissing
    │   └── AsposeMissing
    └── EngineFailed
"""

from __future__ import annotations

from typing import ClassVar

from bot.translatable import sentence


class LegibleError(Exception):
    """Something that went wrong and can be explained.

    The details given as keywords fill the sentences: `person` is said in the chat, `what` and `remedy` on
    standard error as `legible: <what> — <remedy>`. Instances can be pickled, so that they cross processes.
    """

    exit_code: ClassVar[int] = 1
    person: ClassVar[str] = sentence("Something went wrong on my side. Please send the photo again in a while.")
    what: ClassVar[str] = "something went wrong"
    remedy: ClassVar[str] = "try again; if it stays, report it"

    def __init__(self, **details: object) -> None:
        super().__init__(details)
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.details)

    def __str__(self) -> str:
        return f"{self.what} — {self.remedy}".format(**self.details)


def _rebuild(error: type[LegibleError], details: dict[str, object]) -> LegibleError:
    return error(**details)


class PhotoError(LegibleError):
    """This photo cannot be read; the next one can."""


class NoSuchFile(PhotoError):
    what = "there is no such file"
    remedy = "name images or folders of images"


class NotAnImage(PhotoError):
    person = sentence("I can't open this file as an image. Please send it as a photo, or as a JPEG or PNG file.")
    what = "not an image that can be opened"
    remedy = "give a JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or PDF file"


class EmptyFile(PhotoError):
    person = sentence("This file is empty. Please send it again.")
    what = "the file is empty"
    remedy = "copy it again"


class DamagedImage(PhotoError):
    person = sentence("This image is damaged: a part of it is missing. Please send it again.")
    what = "the image is damaged or cut off"
    remedy = "copy it again"


class DamagedPdf(PhotoError):
    person = sentence("I can't open this PDF: it is damaged. Please save it again, or send its pages as photos.")
    what = "the PDF is damaged or cut off"
    remedy = "copy it again, or print it to a new PDF"


class PasswordNeeded(PhotoError):
    person = sentence("This PDF is locked with a password. Please send it without one, or its pages as photos.")
    what = "the PDF is locked with a password"
    remedy = "save it without the password"


class HeifMissing(PhotoError):
    person = sentence("I can't open HEIC files here. Please send it as a photo instead of a file, or as JPEG.")
    what = "HEIC needs the package pillow-heif, which does not work here"
    remedy = "run `pip install 'legible[heif]'`"


class TooManyPages(PhotoError):
    """Details: the `limit`."""

    person = sentence(
        "This file has more than {limit} pages, more than I can take. Please send only the pages that you need."
    )
    what = "the file has more than {limit} pages"
    remedy = "split it"


class NoSuchPage(PhotoError):
    """Details: the `number` that was asked for, and how many `pages` there are."""

    person = sentence("This file has no page {number}; its last one is {pages}.")
    what = "there is no page {number}, the last one is {pages}"
    remedy = "ask for another page"


class TooManyPixels(PhotoError):
    """Details: `megapixels` and the `limit`, in millions of pixels."""

    person = sentence(
        "This image has {megapixels} megapixels; I read up to {limit}. Please send it smaller, or as a photo."
    )
    what = "the image has {megapixels} megapixels, {limit} are allowed"
    remedy = "scale it down"


class TooComplex(PhotoError):
    person = sentence(
        "This file takes too long to open, so I stopped here. Please send it as a photo, or save it as a plain JPEG, "
        "PNG or PDF."
    )
    what = "the file takes too long to open"
    remedy = "save it as a plain JPEG, PNG or PDF"


class FileTooLarge(PhotoError):
    """Details: the `limit` in MB."""

    person = sentence("This file is larger than {limit} MB, more than I can take. Please send it as a photo.")
    what = "the file is larger than {limit} MB"
    remedy = "scale it down or save it as JPEG"


class Animation(PhotoError):
    person = sentence("This is an animation. Please send me a still photo of the text.")
    what = "the image is an animation"
    remedy = "give a still image"


class NothingToRead(PhotoError):
    person = sentence("I found no text in this photo. If there is some, go closer, add light, or send it as a file.")
    what = "no text was found"
    remedy = "go closer, add light, or give a sharper image"


class EmptyPage(NothingToRead):
    """A page of a document on which nothing stands at all."""

    person = sentence("This page is empty.")
    what = "the page is empty"
    remedy = "nothing to do"


class NoTextOnPage(NothingToRead):
    """A page of a document on which something stands, but no text."""

    person = sentence("I found no text on this page.")
    what = "there is no text on the page"
    remedy = "give a sharper scan if there should be"


class UnknownScript(PhotoError):
    person = sentence(
        "I see writing here but I cannot read this script yet. I know Latin letters, Chinese and Japanese; "
        "if it is one of these, please take a sharper photo."
    )
    what = "there is writing that cannot be read"
    remedy = "give Latin, Chinese or Japanese script or a sharper image, or install its Tesseract data"


class ReaderCrashed(PhotoError):
    person = sentence("Sorry, reading this photo failed. Please try another shot of it.")
    what = "the reader crashed on this image"
    remedy = "try another image; if it stays, report it"


class ReaderTooSlow(PhotoError):
    """Details: the `limit` in seconds."""

    person = sentence(
        "Sorry, reading this photo took too long and I stopped. Please send a part of the page at a time."
    )
    what = "reading took more than {limit} seconds"
    remedy = "scale the image down"


class ReaderOutOfMemory(PhotoError):
    person = sentence("Sorry, this photo needs more memory than I have. Please send a part of the page at a time.")
    what = "reading needs more memory than a worker may take"
    remedy = "scale the image down"


class TelegramError(LegibleError):
    """A call to Telegram did not go through."""


class TelegramUnreachable(TelegramError):
    """Worth trying again. Details: none; `retry_after` is in seconds, 0 where Telegram named none."""

    person = sentence("Sorry, I couldn't get your photo from Telegram. Please send it again.")
    what = "Telegram cannot be reached"
    remedy = "check the network and BOT_API_URL"

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class FileGone(TelegramError):
    person = sentence("Telegram no longer has this photo. Please send it again.")
    what = "Telegram does not have the file any more"
    remedy = "ask for it again"


class FileUnavailable(FileGone):
    """Telegram says so of files that are gone and of those that it has again in a minute."""


class FileOutOfReach(FileGone):
    """The operator has to mend this. Details: the `reason`, without a path, since the token is in it."""

    person = LegibleError.person
    what = "{reason}"
    remedy = (
        "set BOT_API_FILES to the folder in which the server keeps its files, mounted at the same path and readable "
        "for this user, or run the server without --local"
    )


class ChatClosed(TelegramError):
    """The bot was blocked or removed: there is nobody to tell."""

    what = "the chat is closed to the bot"
    remedy = "nothing to do"


class ChatMoved(TelegramError):
    """The group became a supergroup. Details: `chat_id`, its id there."""

    what = "the group became a supergroup"
    remedy = "write to {chat_id}"

    def __init__(self, chat_id: int) -> None:
        super().__init__(chat_id=chat_id)
        self.chat_id = chat_id


class Stopped(LegibleError):
    """The person wanted no answer any more."""

    person = sentence("Stopped. Send the photo again whenever you like.")
    what = "it was stopped"
    remedy = "send the photo again"


class WrongSetting(LegibleError):
    """Details: `problem` and `allowed`."""

    exit_code = 2
    what = "{problem}"
    remedy = "{allowed}"


class CannotRun(LegibleError):
    """The program cannot run here."""

    exit_code = 3


class TokenMissing(CannotRun):
    what = "BOT_TOKEN is not set"
    remedy = "get a token from @BotFather and set BOT_TOKEN or BOT_TOKEN_FILE (or run `legible try`, which needs none)"


class TokenRefused(CannotRun):
    what = "Telegram refuses the token"
    remedy = "it was revoked or mistyped: get a new one from @BotFather and set BOT_TOKEN"


class SecondInstance(CannotRun):
    what = "another program is receiving this bot's messages"
    remedy = "stop the other one, or give this one a token of its own"


class AlreadyRunning(CannotRun):
    """Details: the `folder`."""

    what = "another legible is running on {folder}"
    remedy = "stop it, or set BOT_DATA_DIR to another folder"


class AddressTaken(CannotRun):
    """Details: the `address` and the `reason`."""

    what = "nothing can be served on {address}: {reason}"
    remedy = "set BOT_LISTEN to a free address of this machine"


class DatabaseTooNew(CannotRun):
    """Details: the `revision`."""

    what = "the database was written by a newer legible (revision {revision})"
    remedy = "update legible, or set BOT_DATA_DIR to another folder"


class FolderUnusable(CannotRun):
    """Details: the `folder` and the `reason`."""

    what = "the data folder {folder} cannot be used: {reason}"
    remedy = "set BOT_DATA_DIR to a folder that this user may write to"


class ProxyUnusable(CannotRun):
    """Details: the `name` of the variable and the `reason`."""

    what = "the proxy in {name} cannot be used: {reason}"
    remedy = "set it to an address such as http://host:3128 or socks5://host:1080, or unset it"


class DatabaseUnusable(CannotRun):
    """Details: the `path` and the `reason`."""

    what = "the database {path} cannot be used: {reason}"
    remedy = "free the disk, or move the file away to begin a new one"


class ToolMissing(CannotRun):
    """Details: the `tool`, the `purpose` that needs it, and the `command` that installs it."""

    what = "{purpose} needs {tool}, which is not here"
    remedy = "run `{command}`"


class ReaderMissing(CannotRun):
    """Details: the `library` and the `reason`."""

    what = "the reader's library {library} does not work here: {reason}"
    remedy = "run `pip install --force-reinstall legible`"


class TesseractMissing(ReaderMissing):
    """Details: the `reason`, and the Debian `package` that mends it."""

    what = "tesseract cannot read here: {reason}"
    remedy = "install it (on Debian `sudo apt install {package}`), or choose another BOT_READER"


class AsposeMissing(ReaderMissing):
    """Details: the `reason`, and what would `mend` it."""

    what = "Aspose.OCR cannot read here: {reason}"
    remedy = "{mend}, or choose another BOT_READER"


class EngineFailed(CannotRun):
    """Details: the `reason`."""

    what = "reader and corrector could not be loaded: {reason}"
    remedy = "free some memory, or run `pip install --force-reinstall legible`"
