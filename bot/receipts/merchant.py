"""Whose receipt it is, and where: the name at its head and the address below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from bot.letters import search_key
from bot.receipts.body import is_goods
from bot.receipts.dates import has_day
from bot.receipts.item_names import letters
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

HEAD = 12  # rows in which the name and the address stand
NAMES = 5  # of these may be the name
LEAST_LETTERS = 3
TALL = 1.5  # times the usual height: a name that is printed large
FAR_ABOVE = 3  # rows between a name and its street: what stands between is no slogan
NEARLY = 0.75  # of the tallest: the first of these counts

_COMPANY = re.compile(
    r"\b(?:sdn\.?\s*\.?\s*bhd|s/b|bhd|gmbh|mbh|ltd|limited|inc|llc|llp|plc|pte|pty|ag|kg|ohg|e\.?k|s\.?a\.?r\.?l|"
    r"sarl|sas|s\.?r\.?l|s\.?p\.?a|s\.?l\.?u?|s\.?a|lda|"
    r"b\.?v|n\.?v|a/s|aps|ab|as|oy|sp\.? ?z ?o\.? ?o|s\.?r\.?o|kft|zrt|co\.?,?\s|enterprise|trading|corp|pt|cv)\b",
    re.IGNORECASE,
)
_SURE_COMPANY = re.compile(
    r"\b(?:sdn\.?\s*\.?,?\s*bhd|s/b|gmbh|enterprise|trading|ltd|limited|inc|llc|sarl|s\.r\.l|srl|s\.p\.a|spa|"
    r"s\.l|sp\.? ?z ?o\.? ?o|s\.r\.o|kft|lda|pty|pte)\b",
    re.IGNORECASE,
)
_SUFFIX_AT_END = re.compile(r"\w\w\s(?:AG|KG|OHG|SE|SA|AB|AS|Oy|BV|NV|ApS|A/S|B\.V\.|S\.A\.)\W*$")
_SHOP = re.compile(
    r"\b(?:restaurant|restoran|cafe|caffe|coffee|store|stores|market|markt|bakery|bakeries|shop|pharmacy|"
    r"apotheke|hardware|stationery|kopitiam|"
    r"foods?|wholesale|supermarket|supermarche|supermercado|supermercato|company|house|mart|clinic|marketing|"
    r"hotel|bar|pizzeria|ristorante|"
    r"trattoria|boulangerie|backerei|metzgerei|farmacia|pharmacie|kedai|pasar|warung|toko|sklep|restauracja|"
    r"bistro|grill|kitchen)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:jalan|jln|jl\b|no\.?\s?\d|lot\b|taman|tmn|\d{5}\b|selangor|kuala|lumpur|johor|street|str\.?\s*\d|"
    r"stra(?:ss|ß)e|ave\b|avenue|road|rd\b|"
    r"blvd|boulevard|floor|level|bandar|kawasan|perindustrian|mall|allee|weg\s\d|platz\s\d|plaza|seksyen|section|"
    r"malaysia|penang|melaka|perak|sarawak|"
    r"cheras|batu|rue|place|via\s|corso|viale|piazza|calle|c/|avda|av\.|rua|ul\.|ulica|al\.|straat|\w+straat\s\d|"
    r"gade\s\d|\w+gade\s\d|vej\s\d|gatan\s\d|"
    r"\w+gatan\s\d|\w+(?:strasse|straße|str\.|weg|gasse|allee|platz)\s\d|km\s\d|\d{2}-\d{3}|\d{4}\s[A-Z]{2}|"
    r"unit\s|block|blk)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\bstr(?:\.|a(?:ss|ß)e)?\s*\d|(?:str\.|stra(?:ss|ß)e|weg|allee|gasse|platz)\s*\d|\b(?:street|road|avenue|"
    r"ave|rd|blvd)\b|\b\d{5}\s+[^\W\d_]{3}|"
    r"\b(?:rue|via|calle|jalan|jln)\b",
    re.IGNORECASE,
)
_PROMOTION = re.compile(r"www|http|@|\?|!|feedback|smartphone|survey|qr.code|to win", re.IGNORECASE)
_NO_NAME = re.compile(
    r"to win \$|^\W*id\W|tax\s*invoice|\breceipt\b|\binvoice\b|welcome|thank|^\W*[a-z]?\d[\d\-]{3,}\W*$|see back|"
    r"give us feedback|id ?#|duplicate|\bcopy\b|"
    r"cash\s?bill|always low|save money|willkommen|bienvenue|bienvenid|benvenut|witamy|velkommen|valkommen|"
    r"scontrino|documento commerciale|"
    r"factura simplificada|ticket\b|paragon|kvitto|kvittering|rechnung\b|quittung|reprint|dine.?in|take.?away|"
    r"self collect|кассовый чек|товарный чек|^\W*(?:чек|приход|kundenbeleg|kassenbon|kassenbeleg|carte bancaire)\W*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:tel|fax|gst|date|cashier|phone|telp|sst|vat|uid|ust|nif|cif|siret|tva|p\.? ?iva|nip|abn)\b|@|www|http",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\(?\b(?:co\.?\s*(?:reg\.?)?\s*(?:no)?\.?\s*:?\s*)?\(?[A-Z]{0,2}\d{4,}\s*-?\s*[A-Z0-9]\)?.*$")
_NO_PLACE = ("cash", "card", "paid", "staff", "document", "contact", "identity", "total", "service")
_COMPANY_MISREAD = re.compile(r"\bS[DO0]N\.? ?B[HNM][DO0]\b")
_REGISTERED = re.compile(
    r"^\W*+(?:co|company|reg|roc|site)?\W*+(?:reg)?\W*+(?:no)?\W*+[a-z]{0,2}\d{6,}|gst|sst|reg\.? no|co\.? ?reg|"
    r"company no|@|www|http|site:|roc no|^\(?[\d\-]{4,}-?[A-Z]\)?$|"
    r"\buid\b|ust-?id|steuer|\bnif\b|\bcif\b|siret|\btva\b|p\.? ?iva|\bnip\b|\babn\b|vat (?:no|reg)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\bh/?p\b|\b(?:tel|telp|telephone|fax|phone|telefon|hotline|tlf)\b|\bte[1l]\b", re.IGNORECASE)
_CONTINUES = re.compile(r"^\W*(?:enterprise|trading|sdn\.? ?bhd|bhd|gmbh|ltd|co\.? )\b", re.IGNORECASE)
_SUFFIX_ALONE = re.compile(
    r"^\W*(?:co\.?\s*)?(?:\(\w{1,3}\)\s*)?(?:sdn\.?\s*)?\.?(?:bhd|gmbh|ltd|inc)\W*(?:\(?[\d\-]{4,}.*)?$", re.IGNORECASE
)


def merchant_of(rows: Sequence[ReceiptRow]) -> tuple[str | None, str | None]:
    """The name of the shop and its address; None where none is found at the head."""
    head = _head(rows)
    found = _name_at(head, rows)
    if found is None:
        return None, None
    first = last = found
    while first > 0 and _CONTINUES.match(head[first].text):
        first -= 1
    while last + 1 < len(head) and _goes_on(head[last].text, head[last + 1].text):
        last += 1
    name = " ".join(map(_without_logo, head[first : last + 1]))
    address = _address(head[last + 1 :], name.split()[0])
    return _bare(name), " ".join(address) or None


def _head(rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The rows among which the name and the address are."""
    head: list[ReceiptRow] = []
    for row in rows[:HEAD]:
        if row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.HEADING):
            break
        head.append(row)
    return head


def _name_at(head: Sequence[ReceiptRow], rows: Sequence[ReceiptRow]) -> int | None:
    """Which row is the name: one of a company, else one that is printed large, else the first; None: it has none."""
    likely: list[int] = []
    for n, row in enumerate(head):
        if _CONTACT.search(row.text) and likely:
            break
        is_named = letters(row.text) >= LEAST_LETTERS and not _NO_NAME.search(row.text)
        if is_named and not is_goods(row) and not (has_day(row.text) and row.labels.unknown < LEAST_LETTERS):
            likely.append(n)
    likely = likely[:NAMES]
    if not likely:
        return next((n for n, row in enumerate(head) if not is_goods(row) and not has_day(row.text)), None)
    for n in likely:
        suffixed = n + 1 < len(head) and bool(_SUFFIX_ALONE.match(head[n + 1].text))
        named = suffixed or _COMPANY.search(head[n].text) or _SHOP.search(head[n].text)
        if n != likely[0] and _ADDRESS.search(head[n].text) and not named:
            break
        if _SURE_COMPANY.search(head[n].text) or _SUFFIX_AT_END.search(head[n].text):
            return n
    usual = median(row.row.height for row in rows)
    tall = [n for n in likely if head[n].row.height > TALL * usual and not re.search(r"\d{3}", head[n].text)]
    tall = [n for n in tall if not _PROMOTION.search(head[n].text)]
    if not tall:
        below = next((n for n, row in enumerate(head) if _STREET.search(row.text) and n), 0)
        if below - likely[0] > FAR_ABOVE and any(_PROMOTION.search(row.text) for row in head[:below]):
            nearest = [n for n in range(likely[0], below) if _may_be_name(head[n])]
            if nearest:
                return nearest[-1]
    tallest = max((head[n].row.height for n in tall), default=0.0)
    return next((n for n in tall if head[n].row.height > NEARLY * tallest), likely[0])


def _may_be_name(row: ReceiptRow) -> bool:
    text = row.text
    return row.kind is RowKind.OTHER and letters(text) >= LEAST_LETTERS and not re.search(r"\d|[?!@]|www", text)


def _goes_on(name: str, below: str) -> bool:
    """Whether a name goes on in the row below: a bracket is open, or what it is lacks."""
    return name.count("(") > name.count(")") or bool(_SUFFIX_ALONE.match(below) and not _SURE_COMPANY.search(name))


def _without_logo(row: ReceiptRow) -> str:
    """The text of a row, without a logo before it that is the first word of its name."""
    logo, *rest = row.row.cells
    is_logo = rest and re.match(rf"{re.escape(logo.text)}\W", rest[0].text, re.IGNORECASE)
    return row.text[rest[0].start :] if is_logo else row.text


def _bare(name: str) -> str:
    """A name without the number under which the company is registered."""
    name = _COMPANY_MISREAD.sub("SDN BHD", name)
    bare = re.sub(r"\s+", " ", _NUMBER.sub("", name)).strip(' ,-("*=.:~') or name
    return f'{bare}"' if bare.count('"') == 1 and name.endswith('"') else bare


def _address(rows: Sequence[ReceiptRow], merchant: str) -> list[str]:
    """The lines of the address: up to what is none, and without another line of the merchant's name."""
    found: list[str] = []
    for row in rows:
        elsewhere = row.labels.count(*_NO_PLACE) or row.kind not in (RowKind.OTHER, RowKind.NOTE)
        if elsewhere and (not _ADDRESS.search(row.text) or set("#:") & set(row.text)):
            if found:
                break
            continue
        text = re.sub(r"\s+", " ", row.text).strip(" *-=|")
        if has_day(text) or row.amounts or row.kind in (RowKind.HEADING, RowKind.TABLE) or _NO_NAME.search(text):
            if found:
                break
            continue
        if not found and text.startswith(("(", merchant)):
            continue
        if _REGISTERED.search(text) or _TELEPHONE.search(search_key(text)):
            if found:
                break
            continue
        if letters(text) + sum(c.isdigit() for c in text) > 2:
            found.append(text)
    return found
