"""Whose receipt it is, and where: the name at its head and the address below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from bot.letters import search_key
from bot.receipts.dates import has_day
from bot.receipts.item_names import letters
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

HEAD = 12  # rows in which the name and the address stand
NAMES = 5  # of these may be the name
LEAST_LETTERS = 3
TALL = 1.5  # times the usual height: a name that is printed large

_COMPANY = re.compile(
    r"\b(?:sdn\.?\s*\.?\s*bhd|s/b|bhd|gmbh|mbh|ltd|limited|inc|llc|llp|plc|pte|pty|ag|kg|ohg|e\.?k|s\.?a\.?r\.?l|sarl|sas|s\.?r\.?l|s\.?p\.?a|s\.?l\.?u?|s\.?a|lda|"
    r"b\.?v|n\.?v|a/s|aps|ab|as|oy|sp\.? ?z ?o\.? ?o|s\.?r\.?o|kft|zrt|co\.?,?\s|enterprise|trading|corp|pt|cv)\b",
    re.IGNORECASE,
)
_SURE_COMPANY = re.compile(
    r"\b(?:sdn\.?\s*\.?,?\s*bhd|s/b|gmbh|enterprise|trading|ltd|limited|inc|llc|sarl|s\.r\.l|srl|s\.p\.a|spa|s\.l|sp\.? ?z ?o\.? ?o|s\.r\.o|kft|lda|pty|pte)\b",
    re.IGNORECASE,
)
_SHOP = re.compile(
    r"\b(?:restaurant|restoran|cafe|caffe|coffee|store|stores|market|markt|bakery|bakeries|shop|pharmacy|apotheke|hardware|stationery|kopitiam|"
    r"foods?|wholesale|supermarket|supermarche|supermercado|supermercato|company|house|mart|clinic|marketing|hotel|bar|pizzeria|ristorante|"
    r"trattoria|boulangerie|backerei|metzgerei|farmacia|pharmacie|kedai|pasar|warung|toko|sklep|restauracja|bistro|grill|kitchen)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:jalan|jln|jl\b|no\.?\s?\d|lot\b|taman|tmn|\d{5}\b|selangor|kuala|lumpur|johor|street|str\.?\s*\d|stra(?:ss|ß)e|ave\b|avenue|road|rd\b|"
    r"blvd|boulevard|floor|level|bandar|kawasan|perindustrian|mall|allee|weg\s\d|platz\s\d|plaza|seksyen|section|malaysia|penang|melaka|perak|sarawak|"
    r"cheras|batu|rue|place|via\s|corso|viale|piazza|calle|c/|avda|av\.|rua|ul\.|ulica|al\.|straat|\w+straat\s\d|gade\s\d|\w+gade\s\d|vej\s\d|gatan\s\d|"
    r"\w+gatan\s\d|\w+(?:strasse|straße|str\.|weg|gasse|allee|platz)\s\d|km\s\d|\d{2}-\d{3}|\d{4}\s[A-Z]{2}|unit\s|block|blk)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"to win \$|^\W*id\W|tax\s*invoice|\breceipt\b|\binvoice\b|welcome|thank|^\W*[a-z]?\d[\d\-]{3,}\W*$|see back|give us feedback|id ?#|duplicate|\bcopy\b|"
    r"cash\s?bill|always low|save money|willkommen|bienvenue|bienvenid|benvenut|witamy|velkommen|valkommen|scontrino|documento commerciale|"
    r"factura simplificada|ticket\b|paragon|kvitto|kvittering|rechnung\b|quittung|reprint|dine.?in|take.?away|self collect",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:tel|fax|gst|date|cashier|phone|telp|sst|vat|uid|ust|nif|cif|siret|tva|p\.? ?iva|nip|abn)\b|@|www|http",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\(?\b(?:co\.?\s*(?:reg\.?)?\s*(?:no)?\.?\s*:?\s*)?\(?\d{4,}\s*-?\s*[A-Z0-9]\)?.*$")
_REGISTERED = re.compile(
    r"^\(?\W*(?:co|company|reg|roc|site)?\W*(?:reg)?\W*(?:no)?\W*[a-z]{0,2}\d{6,}|gst|sst|reg\.? no|co\.? ?reg|company no|@|www|http|site:|roc no|^\(?[\d\-]{4,}-?[A-Z]\)?$|"
    r"\buid\b|ust-?id|steuer|\bnif\b|\bcif\b|siret|\btva\b|p\.? ?iva|\bnip\b|\babn\b|vat (?:no|reg)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\b(?:tel|telp|fax|phone|telefon|hotline|tlf)\b|\bte[1l]\b", re.IGNORECASE)
_SUFFIX_ALONE = re.compile(
    r"^\W*(?:co\.?\s*)?(?:\(\w{1,3}\)\s*)?(?:sdn\.?\s*)?\.?(?:bhd|gmbh|ltd|inc)\W*(?:\(?[\d\-]{4,}.*)?$", re.IGNORECASE
)


def merchant_of(rows: Sequence[ReceiptRow]) -> tuple[str | None, str | None]:
    """The name of the shop and its address; None where none is found at the head."""
    head = _head(rows)
    if not head:
        return None, None
    at = _name_at(head, rows)
    name = head[at].text
    if at > 0 and _SUFFIX_ALONE.match(name):
        name = f"{head[at - 1].text} {name}"
    elif at + 1 < len(head) and _SUFFIX_ALONE.match(head[at + 1].text) and not _SURE_COMPANY.search(name):
        name, at = f"{name} {head[at + 1].text}", at + 1
    address = _address(head[at + 1 :])
    return _bare(name), " ".join(address) or None


def _head(rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The rows among which the name and the address are."""
    head: list[ReceiptRow] = []
    for row in rows[:HEAD]:
        if row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.HEADING):
            break
        head.append(row)
    return head


def _name_at(head: Sequence[ReceiptRow], rows: Sequence[ReceiptRow]) -> int:
    """Which row is the name: one of a company, else one that is printed large, else the first."""
    likely = []
    for n, row in enumerate(head):
        if _CONTACT.search(row.text) and likely:
            break
        if letters(row.text) >= LEAST_LETTERS and not _NO_NAME.search(row.text):
            likely.append(n)
    likely = likely[:NAMES]
    if not likely:
        return 0
    for n in likely:
        if _ADDRESS.search(head[n].text) and not _COMPANY.search(head[n].text) and not _SHOP.search(head[n].text):
            break
        if _SURE_COMPANY.search(head[n].text):
            return n
    usual = median(row.row.height for row in rows)
    tall = [n for n in likely if head[n].row.height > TALL * usual and not re.search(r"\d{3}", head[n].text)]
    return max(tall, key=lambda n: (head[n].row.height, -n)) if tall else likely[0]


def _bare(name: str) -> str:
    """A name without the number under which the company is registered."""
    return re.sub(r"\s+", " ", _NUMBER.sub("", name)).strip(' ,-("*=.:~') or name


def _address(rows: Sequence[ReceiptRow]) -> list[str]:
    found: list[str] = []
    for row in rows:
        text = re.sub(r"\s+", " ", row.text).strip(" *-=|")
        if has_day(text) or row.amounts or row.kind in (RowKind.HEADING, RowKind.TABLE) or _NO_NAME.search(text):
            break
        if _REGISTERED.search(text) or _TELEPHONE.search(search_key(text)):
            if found:
                break
            continue
        if letters(text) + sum(c.isdigit() for c in text) > 2:
            found.append(text)
    return found
