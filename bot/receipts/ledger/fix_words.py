"""The words by which people say what of a receipt they correct, in the languages of the bot."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from bot.letters import search_key

FixWord = Literal[
    "total",
    "day",
    "time",
    "currency",
    "shop",
    "tax",
    "tip",
    "service",
    "discount",
    "charged",
    "rate",
    "remove",
    "rest",
    "all",
]

WORDS: dict[FixWord, str] = {
    "total": "total, sum, amount, summe, gesamt, gesamtbetrag, gesamtsumme, betrag, montant, somme, importe, suma,"
    " valor, totale, somma, importo, razem, kwota, итого, сумма, всего, 总计, 合计, 总额, 總計, 合計, 總額, 金额, 金額",
    "day": "date, day, datum, tag, jour, fecha, día, data, dia, giorno, dzień, дата, день, число, 日期",
    "time": "time, zeit, uhrzeit, um, heure, hora, ora, orario, godzina, czas, время, 时间, 時間",
    "currency": "currency, währung, devise, monnaie, moneda, divisa, moeda, valuta, waluta, валюта, 货币, 币种, 貨幣,"
    " 幣別",
    "shop": "shop, store, merchant, place, laden, geschäft, händler, markt, magasin, boutique, commerce, tienda,"
    " comercio, loja, estabelecimento, negozio, sklep, магазин, место, 店, 商店, 店名, 商家",
    "tax": "tax, vat, gst, sst, steuer, mwst, ust, tva, taxe, impuesto, iva, imposto, imposta, tassa, podatek, налог,"
    " ндс, 税, 税额, 稅, 稅額",
    "tip": "tip, gratuity, trinkgeld, pourboire, propina, gorjeta, mancia, napiwek, чаевые, 小费, 小費",
    "service": "service, service charge, bedienung, servicegebühr, servicio, serviço, servizio, obsługa, обслуживание,"
    " сервис, 服务费, 服務費",
    "discount": "discount, coupon, rabatt, nachlass, gutschein, remise, réduction, descuento, desconto, sconto, rabat,"
    " zniżka, скидка, 折扣, 优惠, 優惠",
    "charged": "charged, abgebucht, belastet, débité, cargado, cobrado, debitado, addebitato, pobrano, obciążono,"
    " списано, 扣款, 实付, 實付",
    "rate": "rate, exchange rate, kurs, wechselkurs, taux, cours, tipo de cambio, cambio, câmbio, tasso, курс,"
    " 汇率, 匯率",
    "remove": "remove, delete, without, ohne, entferne, entfernen, lösche, löschen, sans, retire, retirer, supprime,"
    " supprimer, sin, quita, quitar, elimina, eliminar, sem, remover, retirar, senza, togli, rimuovi, bez, usuń, без,"
    " убери, удали, 删除, 刪除, 去掉, 移除",
    "rest": "rest, the rest, remaining, den rest, reste, le reste, resto, el resto, o resto, il resto, reszta, resztę,"
    " остальное, остаток, 其余, 其餘, 剩下, 剩下的",
    "all": "all, everything, paid, paid all, alles, bezahlt, hat bezahlt, zahlt, tout, a payé, a tout payé, todo, pagó,"
    " ha pagado, tudo, pagou, tutto, ha pagato, wszystko, zapłacił, zapłaciła, всё, заплатил, заплатила, оплатил,"
    " оплатила, 全部, 付款, 付了",
}
"""Each in small letters, parted by commas; case and accents do not matter when they are looked for."""

MOST_TOKENS = 3  # of a word in the table
BY_WORD: dict[str, FixWord] = {
    search_key(word.strip()): key for key, words in WORDS.items() for word in words.split(",")
}
_AND = r"\s+(?:and|und|et|y|e|i|и|和)\s+"
BETWEEN_PEOPLE = re.compile(rf"\s*(?:[,，](?!\d)|[;；、&]|{_AND})\s*", re.IGNORECASE)
ALSO = re.compile(rf"{_AND}|[,，、&\s]+", re.IGNORECASE)
TO_BE = frozenset(  # what is said of a shop, and begins no name of one
    search_key(word)
    for word in (
        "is", "was", "are", "were", "ist", "war", "sind", "est", "était", "está", "estaba", "é", "foi", "estava", "è",
        "jest", "był", "była", "było", "был", "была", "было", "是", "很",
    )
)  # fmt: skip
_CHINESE_ENDS = re.compile(r"(?<=[一-鿿])(?=[^一-鿿\s])")


def plain_line(text: str) -> str:
    """A line as the grammar takes it: usual digits and signs, Chinese words apart from what follows."""
    return " ".join(_CHINESE_ENDS.sub(" ", unicodedata.normalize("NFKC", text)).split())


def parted(line: str) -> tuple[FixWord | None, str]:
    """The word that a line begins with, and what follows; None and the line where it begins with none."""
    tokens = line.split(" ")
    for count in range(min(MOST_TOKENS, len(tokens)), 0, -1):
        head = " ".join(tokens[:count])
        if key := BY_WORD.get(search_key(head).rstrip(":=")):
            return key, " ".join(tokens[count:]).lstrip(":= ")
    head, colon, rest = line.partition(":")
    if colon and (key := BY_WORD.get(search_key(head.strip()))):
        return key, rest.strip()
    return None, line


def word_at_end(text: str) -> FixWord | None:
    """The word that a text is, case and accents aside."""
    return BY_WORD.get(search_key(text.strip()))
