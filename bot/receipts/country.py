"""In which country a receipt was printed, and in which currency: by symbols, tax words, phone numbers, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from bot.letters import search_key, words
from bot.receipts.currency_marks import MARKS

_EURO_ZONE = (
    "DE", "AT", "FR", "BE", "NL", "LU", "IT", "ES", "PT", "IE", "FI", "GR", "SK", "SI", "EE", "LV", "LT", "HR", "CY",
    "MT",
)  # fmt: skip
CURRENCY = {
    "MY": "MYR", "SG": "SGD", "ID": "IDR", "TH": "THB", "PH": "PHP", "VN": "VND", "JP": "JPY", "CN": "CNY", "TW": "TWD",
    "HK": "HKD", "KR": "KRW", "IN": "INR", "US": "USD", "CA": "CAD", "MX": "MXN", "BR": "BRL", "AU": "AUD", "NZ": "NZD",
    "GB": "GBP", "CH": "CHF", "PL": "PLN", "CZ": "CZK", "HU": "HUF", "RO": "RON", "BG": "BGN", "SE": "SEK", "DK": "DKK",
    "NO": "NOK", "IS": "ISK", "TR": "TRY", "RU": "RUB", "UA": "UAH", "ZA": "ZAR", "OM": "OMR", "KW": "KWD", "BH": "BHD",
    "BY": "BYN", "KZ": "KZT",
    "AE": "AED", "SA": "SAR", "QA": "QAR", "JO": "JOD", "TN": "TND", "IL": "ILS", "CL": "CLP", "CO": "COP", "AR": "ARS",
    **dict.fromkeys(_EURO_ZONE, "EUR"),
}  # fmt: skip

TAX_IN_PRICES = frozenset(CURRENCY) - {
    "MY",
    "SG",
    "ID",
    "PH",
    "IN",
    "US",
    "CA",
    "TH",
    "JP",
    "VN",
    "AE",
    "SA",
    "QA",
    "BH",
    "OM",
}

_RUSSIAN = ("итог", "итого", "наличными", "безналичными", "сдача", "кассовый чек")
_WORDS = {  # folded; a word in capitals' sense is worth 3, a weaker one 1
    "MY": ("sdn bhd", "malaysia", "kuala lumpur", "selangor", "johor", "penang", "pulau pinang", "ringgit", "melaka"),
    "SG": ("singapore", "pte ltd"),
    "ID": ("npwp", "ppn", "pb1", "indonesia", "jakarta", "bandung", "surabaya", "tunai", "kembali", "bayar", "struk"),
    "DE": ("gmbh", "mwst", "ust id", "steuernummer", "deutschland", "umsatzsteuer", "finanzamt", "bargeld", "pfand",
           "rechnung", "quittung", "zu zahlen", "summe", "gesamtbetrag",
           "girocard", "zwischensumme"),
    "AT": ("osterreich", "wien", "atu"),
    "CH": ("schweiz", "suisse", "svizzera", "zurich", "geneve", "migros"),
    "FR": ("siret", "tva", "france", "paris", "ttc", "carte bancaire", "merci de votre visite", "especes",
           "rendu"),
    "BE": ("belgique", "belgie", "bruxelles", "brussel"),
    "NL": ("btw", "nederland", "amsterdam", "totaal", "bonnetje", "kvk"),
    "IT": ("p iva", "partita iva", "scontrino", "documento commerciale", "di cui iva", "contanti", "resto", "italia",
           "imponibile", "fattura", "totale", "subtotale", "totale complessivo", "bancomat"),
    "ES": ("cif", "factura simplificada", "espana", "madrid", "barcelona", "gracias por su visita", "efectivo"),
    "PT": ("contribuinte", "fatura", "portugal", "lisboa", "troco", "obrigado", "nif"),
    "PL": ("paragon fiskalny", "ptu", "sprzedaz", "polska", "razem", "gotowka", "reszta", "nip", "warszawa"),
    "CZ": ("dph", "praha", "uctenka", "ceska republika", "celkem", "dic", "hotovost"),
    "SK": ("bratislava", "slovensko", "spolu", "vydavok"),
    "HU": ("afa", "budapest", "osszesen", "nyugta", "magyarorszag"),
    "RO": ("bon fiscal", "romania", "bucuresti", "cod fiscal"),
    "SE": ("kvitto", "sverige", "stockholm", "org nr", "vaxel", "totalt", "summa"),
    "DK": ("cvr", "danmark", "kobenhavn", "byttepenge", "i alt", "dankort"),
    "NO": ("norge", "oslo", "mva", "foretaksregisteret", "salgskvittering"),
    "FI": ("alv", "suomi", "helsinki", "yhteensa", "kuitti"),
    "TR": ("kdv", "topkdv", "istanbul", "turkiye", "toplam", "nakit", "vkn", "fis no"),
    "GB": ("united kingdom", "london", "vat reg", "england", "scotland", "plc"),
    "IE": ("ireland", "dublin"),
    "US": ("walmart", "costco", "sales tax", "debit tend", "cash tend", "visa tend", "us debit", "usa", "tend"),
    "CA": ("hst", "pst", "qst", "tps", "tvq", "canada", "ontario", "toronto", "quebec", "interac"),
    "AU": ("abn", "australia", "pty ltd", "sydney", "melbourne", "eftpos"),
    "NZ": ("new zealand", "auckland", "wellington"),
    "ZA": ("south africa", "pty", "cape town", "johannesburg"),
    "IN": ("gstin", "cgst", "sgst", "india", "fssai", "mumbai", "bangalore", "new delhi"),
    "PH": ("philippines", "manila", "vatable sales"),
    "TH": ("thailand", "bangkok"),
    "VN": ("viet nam", "vietnam", "hoa don", "tien mat"),
    "MX": ("mexico", "rfc"),
    "BR": ("cnpj", "brasil", "cupom fiscal"),
    "OM": ("oman", "muscat"),
    "KW": ("kuwait",),
    "BH": ("bahrain", "manama"),
    "AE": ("dubai", "abu dhabi", "trn", "uae"),
    "SA": ("riyadh", "saudi arabia", "jeddah"),
    "HK": ("hong kong", "kowloon"),
    "JP": ("tokyo", "japan"),
    "RU": (*_RUSSIAN, "инн", "ккт", "россия", "москва", "санкт петербург", "казань", "екатеринбург", "новосибирск"),
    "BY": (*_RUSSIAN, "унп", "беларусь", "минск", "гомель", "брест", "гродно", "витебск", "могилев"),
    "KZ": (*_RUSSIAN, "бин", "тоо", "казахстан", "алматы", "астана", "шымкент", "тенге"),
}  # fmt: skip
_DIALLED = {
    "60": "MY", "65": "SG", "62": "ID", "49": "DE", "43": "AT", "41": "CH", "33": "FR", "32": "BE", "31": "NL",
    "39": "IT", "34": "ES", "351": "PT", "48": "PL", "420": "CZ", "421": "SK", "36": "HU", "40": "RO", "46": "SE",
    "45": "DK", "47": "NO", "358": "FI", "90": "TR", "44": "GB", "353": "IE", "61": "AU", "64": "NZ", "27": "ZA",
    "91": "IN", "63": "PH", "66": "TH", "84": "VN", "52": "MX", "55": "BR", "968": "OM", "965": "KW", "973": "BH",
    "971": "AE", "966": "SA", "852": "HK", "81": "JP", "82": "KR", "86": "CN", "886": "TW", "7": "RU",
    "380": "UA", "972": "IL",
}  # fmt: skip
_DOMAINS = {
    domain: domain[-2:].upper()
    for domain in ("my", "sg", "id", "de", "at", "ch", "fr", "be", "nl", "it", "es", "pt", "pl", "cz", "sk", "hu", "ro",
                   "se", "dk", "no", "fi", "tr", "ie", "ca", "au", "nz", "za", "in", "ph", "th", "vn", "mx", "br", "jp")
} | {"uk": "GB"}  # fmt: skip
_STATES = "A[LKZR]|C[AOT]|DE|FL|GA|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
_SHAPES = (  # of addresses and numbers that only one country has
    ("US", 3, re.compile(rf"\b(?:{_STATES})\.?,? \d{{5}}(?:-\d{{4}})?\b")),
    ("US", 2, re.compile(r"\(\s?\d{3}\s?\)\s?-?\s?\d{3}\s?-\s?\d{4}|(?<![\d-])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)")),
    ("CA", 3, re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b")),
    ("GB", 3, re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b")),
    ("GB", 3, re.compile(r"\bGB ?\d{3} ?\d{4} ?\d{2}\b")),
    ("DE", 3, re.compile(r"\bDE ?\d{3} ?\d{3} ?\d{3}\b")),
    ("AT", 3, re.compile(r"\bATU ?\d{8}\b")),
    ("CH", 3, re.compile(r"\bCHE-?\d{3}\.?\d{3}\.?\d{3}\b|\bCH-\d{4}\b")),
    ("IT", 3, re.compile(r"\bIT ?\d{11}\b")),
    ("FR", 3, re.compile(r"\bFR ?\d{2} ?\d{9}\b")),
    ("NL", 3, re.compile(r"\bNL ?\d{9} ?B ?\d{2}\b")),
    ("NL", 1, re.compile(r"\b\d{4} [A-Z]{2}\b")),
    ("SG", 2, re.compile(r"\b[Ss](?:ingapore|INGAPORE)?\s?\(?\d{6}\)?")),
    ("BR", 3, re.compile(r"\b\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}\b")),
)  # fmt: skip
_PHONE = re.compile(r"(?:\+\s?|\b00(?=\d{2,3}[\s/-]))(\d{1,3})(?=(?:[ ()/.\-]{0,3}\d){6})")  # not `+ 7.25 %`
_DOMAIN = re.compile(r"\.([a-z]{2})\b(?!\.?[a-z@])")
_SIGNS = {  # what a currency is written with beside its code, and letters without which it is not
    "MYR": ("rm myr", r"\brm ?\d|\brm\b|\bmyr\b"),
    "EUR": ("€ eur", r"€|\beur\b|\beuro\b"),
    "GBP": ("£", "£"),
    "IDR": ("rp", r"\brp\.? ?\d|\brp\b"),
    "USD": ("us$", r"us\$"),
    "CHF": ("chf fr.", r"\bchf\b|\bs?fr\. ?\d"),
    "PLN": ("pln zl", r"\bpln\b|\d ?zl\b"),
    "CZK": ("kc", r"\d ?kc\b|\bkc\b"),
    "INR": ("₹ rs", r"₹|\brs\.? ?\d"),
    "TRY": ("₺ tl", r"₺|\d ?tl\b|\btl\b"),
    "JPY": ("円 合計 ¥", r"円|合計|¥ ?\d++(?!\.\d)"),
    "CNY": ("元 合计 ¥", r"元|合计|¥ ?\d++\.\d\d(?!\d)"),
    "THB": ("฿ baht", r"฿|\bbaht\b"),
    "SGD": ("s$", r"(?<![u\w])s\$"),
    "AUD": ("a$", r"(?<!\w)a\$"),
    "CAD": ("c$", r"(?<!\w)c\$"),
    "HKD": ("hk$", r"hk\$"),
    "TWD": ("nt", r"\bntd\b|nt\$"),
    "BRL": ("r$", r"r\$"),
    "KRW": ("₩ 원", "₩|원"),
    "VND": ("₫ đ", r"₫|\d ?đ\b"),
    "PHP": ("₱", "₱"),
    "RUB": ("₽ руб", r"₽|\bруб"),
    "UAH": ("₴ грн", r"₴|\bгрн"),
    "ILS": ("₪", "₪"),
    "HUF": ("ft", r"\d ?ft\b"),
    "RON": ("lei", r"\blei\b"),
    "BGN": ("лв", r"\bлв\b"),
    "OMR": ("r.o oman", r"\br\.o\.? ?\d|\brials? omani"),
    "KWD": ("kd k.d", r"\bk\.?d\.? ?\d"),
    "BHD": ("b.d", r"\bb\.d\.? ?\d"),
    "JOD": ("jd j.d", r"\bj\.?d\.? ?\d"),
    "TND": ("dt", r"\d{3} ?dt\b"),
    "AED": ("dh", r"\bdhs?\.? ?\d"),
    "ZAR": ("r", r"\br ?\d+[.,]\d{2}|\br ?/kg"),
    "MXN": ("mx$", r"mx\$"),
    "NZD": ("nz$", r"nz\$"),
}
_SIGN = {currency: (needles.split(), re.compile(pattern)) for currency, (needles, pattern) in _SIGNS.items()}
_CODED = {code: code.lower() for code in {*CURRENCY.values()} - {"MYR", "EUR", "CHF", "PLN"}}
_CODE = re.compile(
    r"(?<!sdn )(?<!\w)(?P<before>{0}) {{0,3}}\d+[.,]?\d|\d ?(?P<behind>{0})\b|\((?P<alone>{0})\)".format(
        "|".join(_CODED.values())
    )
)
TOLD_BESIDE = frozenset({"EUR", "USD"})  # what a total is reckoned in once more, for those from abroad
_OTHERS = re.compile(r"\b(?:EUR|USD|GBP|CHF|CZK|PLN|HUF|DKK|SEK|NOK|RON|BGN|MYR|SGD|IDR|THB|JPY|CAD|AUD)\b|[€£]")
_SYMBOLS = {"€": "EUR", "£": "GBP"}
_DOLLARS = re.compile(r"(?<![a-z])\$ ?\d")
IN_DOLLARS = frozenset({*MARKS["$"], "MYR"})  # a ringgit is now and then written as a dollar
SURE = 2  # points


def country_of(texts: Iterable[str], currency: str | None = None) -> str | None:
    """The country (ISO 3166) in which a receipt with these rows was printed; None where nothing tells.

    `currency` is one that it is known to be in.
    """
    text = "\n".join(texts)
    points = _points(text)
    if currency:
        points = Counter({c: n + 1 for c, n in points.items() if CURRENCY.get(c) == currency})
        alone = [c for c, money in CURRENCY.items() if money == currency]
        if len(alone) == 1:
            points[alone[0]] += SURE
    best = points.most_common(2)
    if not best or best[0][1] < SURE or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def currency_of(texts: Iterable[str]) -> str | None:
    """The currency of a receipt with these rows, as an ISO 4217 code; None where nothing tells."""
    text = "\n".join(texts)
    plain = "\n".join(search_key(line) for line in text.split("\n"))
    seen = Counter(
        {
            currency: len(pattern.findall(plain))
            for currency, (needles, pattern) in _SIGN.items()
            if any(needle in plain for needle in needles)
        }
    )
    seen.update((found[found.lastgroup or 0]).upper() for found in _CODE.finditer(plain))
    home = _home(_points(text))
    coded = {*_OTHERS.findall(text)} - TOLD_BESIDE
    likeliest = max(seen, key=lambda each: (seen[each], each == home, each in coded), default=None)
    if likeliest and seen[likeliest]:
        return likeliest
    return home  # a `$` may be any dollar, in Malaysia a ringgit, a `kr` any krone


def _home(points: Counter[str]) -> str | None:
    """The currency of the likeliest country, or of those that are equally likely; None where they have several."""
    most = max(points.values(), default=0)
    likely = {CURRENCY.get(country) for country, count in points.items() if count == most >= SURE}
    return likely.pop() if len(likely) == 1 else None


def in_another_currency(text: str, currency: str | None) -> bool:
    """Whether a text names currencies, and not the one of its receipt."""
    named = {_SYMBOLS.get(found, found) for found in _OTHERS.findall(text)} if currency else set()
    return bool(named) and currency not in named


@lru_cache(2)
def _points(text: str) -> Counter[str]:
    """How much speaks for each country."""
    points: Counter[str] = Counter()
    plain = search_key(text)
    spaced = f" {' '.join(words(plain))} "
    for country, names in _WORDS.items():
        points[country] += sum(2 if len(word) > 4 else 1 for word in names if f" {word} " in spaced)
    for found in _PHONE.finditer(text):
        dialled = next((found[1][:length] for length in (3, 2, 1) if found[1][:length] in _DIALLED), None)
        if dialled:
            points[_DIALLED[dialled]] += 2
    for domain in _DOMAIN.findall(plain):
        if domain in _DOMAINS:
            points[_DOMAINS[domain]] += 2
    for country, worth, shape in _SHAPES:
        points[country] += worth * bool(shape.search(text))
    if _DOLLARS.search(plain):  # a telephone number abroad makes no other money of them
        points = Counter({country: n for country, n in points.items() if CURRENCY.get(country) in IN_DOLLARS})
    return +points
