"""Draws the text of a receipt at random, as they are printed in some country, and what is true of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from bot.receipts.money import decimal_text

GOODS = (
    "Apple Juice", "Rye Bread", "Blue Cheese", "Tomato Soup", "Lemon Tea", "Paper Towels", "Olive Oil 1L", "Candle",
    "Green Beans", "Chicken Wrap", "USB Cable 2m", "Notebook A5", "Shampoo 250ml", "Mars Bar", "Rice 5kg", "Soda 0,5L",
    "Nasi Lemak", "Gulasch", "Croissant", "Pierogi", "Bacalhau", "Onigiri", "Gelato", "Paella", "Dosa", "Dates",
)  # fmt: skip
BY_WEIGHT = ("Bananas", "Grapes", "Cheddar", "Salmon")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Print:
    """How receipts of a country are printed: its words, its numbers, where the tax stands."""

    currency: str
    head: tuple[str, ...]
    day: str
    total: tuple[str, ...]
    subtotal: str
    service: str
    tax: str
    rounding: str
    off: str
    void: str
    cash: str
    change: str
    card: str
    places: int = 2
    point: str = "."
    thousands: str = ""
    mark: str = ""
    on_top: bool = False
    rate: int = 6
    to_five: bool = False
    deposit: str = ""
    tips: bool = False


PRINTS = {
    "MY": Print("MYR", ("KEDAI SURIA SDN BHD", "12, JALAN MERDEKA, 75000 MELAKA"), "11/03/2018 13:05",
                ("TOTAL", "Total Payable", "GRAND TOTAL RM"), "SUBTOTAL", "SERVICE CHARGE 10%", "GST 6%",
                "ROUNDING ADJ", "DISCOUNT", "VOID", "CASH", "CHANGE", "VISA", on_top=True, to_five=True),
    "DE": Print("EUR", ("MARKT NORD GMBH", "Hafenstr. 12, 20457 Hamburg"), "11.03.2024 18:20",
                ("SUMME EUR", "Gesamtbetrag", "Zu zahlen EUR"), "Zwischensumme", "Bedienung 10%", "MwSt", "Rundung",
                "Rabatt", "Storno", "BAR", "RÜCKGELD", "girocard", point=",", thousands=".", rate=19, deposit="Pfand"),
    "US": Print("USD", ("GREENFIELD MARKET", "88 Oak Ave, Springfield, IL 62701"), "03/11/2024 04:22 PM",
                ("TOTAL", "Total", "BALANCE DUE"), "SUBTOTAL", "Service Charge 10%", "SALES TAX", "ROUNDING", "COUPON",
                "VOID", "CASH TEND", "CHANGE DUE", "VISA", mark="$", on_top=True, rate=8, tips=True),
    "GB": Print("GBP", ("THE CORNER GROCER LTD", "14 Mill Lane, York YO1 7DB"), "11/03/2024 12:15",
                ("TOTAL", "BALANCE DUE", "Total to pay"), "Subtotal", "Service charge 10%", "VAT", "Rounding",
                "Discount", "VOID", "CASH", "CHANGE", "CARD", mark="£", rate=20),
    "FR": Print("EUR", ("BOULANGERIE DU PONT", "12 rue de la Gare 69003 LYON", "SIRET 123 456 789 00012"),
                "Le 11/03/2024 à 08:12", ("TOTAL TTC", "A PAYER", "TOTAL EUR"), "Sous-total", "Service 10%", "TVA",
                "Arrondi", "Remise", "Annulation", "ESPECES", "RENDU", "CB", point=",", rate=10),
    "ES": Print("EUR", ("SUPERMERCADO LA PLAZA S.L.", "Calle Mayor 8, 28013 Madrid"), "11/03/2024 19:33",
                ("TOTAL A PAGAR", "TOTAL EUR"), "Subtotal", "Servicio 10%", "IVA", "Redondeo", "Descuento", "Anulado",
                "EFECTIVO", "CAMBIO", "TARJETA", point=",", thousands=".", rate=10),
    "IT": Print("EUR", ("TRATTORIA DA PEPPE S.R.L.", "Via Garibaldi 21 00153 Roma"), "11-03-2024 21:05",
                ("TOTALE COMPLESSIVO", "TOTALE EURO"), "SUBTOTALE", "Servizio 10%", "IVA", "Arrotondamento", "Sconto",
                "Annullo", "CONTANTI", "RESTO", "BANCOMAT", point=",", rate=10),
    "PL": Print("PLN", ("SKLEP ZABKA SP. Z O.O.", "ul. Polna 3, 00-622 Warszawa", "PARAGON FISKALNY"),
                "2024-03-11 17:40", ("SUMA PLN", "DO ZAPLATY"), "SUMA CZESCIOWA", "Servis 10%", "PTU", "ZAOKRAGLENIE",
                "RABAT", "STORNO", "GOTOWKA", "RESZTA", "KARTA", point=",", rate=8),
    "PT": Print("EUR", ("Pastelaria Central, Lda", "Rua Augusta 10, 1100-053 Lisboa"), "11/03/2024 10:20",
                ("TOTAL EUR", "TOTAL A PAGAR"), "Subtotal", "Servico 10%", "IVA", "Arredondamento", "Desconto",
                "Anulacao", "DINHEIRO", "TROCO", "MULTIBANCO", point=",", rate=13),
    "RU": Print("RUB", ('ООО "МАГНИТ"', "г. Казань, ул. Мира 5", "ИНН 1655000000"), "11.03.2024 17:40",
                ("ИТОГ", "ИТОГО"), "ПОДЫТОГ", "Service charge 10%", "НДС", "ROUNDING", "СКИДКА", "VOID", "НАЛИЧНЫМИ",
                "СДАЧА", "БАНКОВСКОЙ КАРТОЙ", rate=10),
    "ID": Print("IDR", ("WARUNG SEDERHANA", "Jl. Sudirman No. 5, Jakarta"), "11/03/2024 12:30",
                ("Total", "Total Bayar"), "Subtotal", "Service Charge 10%", "PB1",
                "Pembulatan", "Diskon", "Batal", "Tunai", "Kembali", "QRIS",
                places=0, thousands=".", on_top=True, rate=10),
    "JP": Print("JPY", ("SAKURA MART", "Tokyo, Japan"), "2024/03/11 12:10", ("TOTAL", "合計"),
                "小計", "Service Charge 10%",
                "消費税", "ROUNDING", "値引", "VOID", "お預り", "お釣り", "クレジット", places=0,
                thousands=",", mark="¥", on_top=True, rate=8),
    "OM": Print("OMR", ("AL NOOR SUPERMARKET LLC", "Muscat, Oman"), "11/03/2024 20:10", ("Total OMR", "TOTAL OMR"),
                "Subtotal", "Service Charge 10%", "VAT", "Rounding", "Discount", "VOID", "Cash", "Change", "Card",
                places=3, on_top=True, rate=5),
    "CH": Print("CHF", ("Bergbäckerei Huber AG", "Bahnhofstrasse 3, 8001 Zürich"), "11.03.24 07:55", ("Total CHF",),
                "Zwischentotal", "Bedienung 10%", "MWST", "Rundung", "Rabatt", "Storno", "Bar CHF", "Rückgeld CHF",
                "TWINT", to_five=True, rate=8),
    "IN": Print("INR", ("ANNAPURNA SWEETS", "GSTIN 29ABCDE1234F1Z5", "Bangalore 560001"), "11-03-2024 18:15",
                ("Grand Total", "Net Total"), "Sub Total", "Service Charge 10%", "GST", "Round off", "Discount", "VOID",
                "Cash", "Change", "Card", mark="Rs.", on_top=True, rate=5),
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A receipt's rows, cells parted by ` | `, and what is true of it."""

    country: str
    text: str
    total: int
    names: tuple[str, ...]
    amounts: tuple[int, ...]
    tax: int | None
    cash: int | None
    change: int | None


@dataclass
class _Roll:
    """The paper as it is printed."""

    style: Print
    pick: Random
    rows: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)

    def money(self, amount: int) -> str:
        text = decimal_text(abs(amount), self.style.places)
        whole, _, cents = text.partition(".")
        if self.style.thousands and len(whole) > 3:
            whole = f"{whole[:-3]}{self.style.thousands}{whole[-3:]}"
        return f"{'-' if amount < 0 else ''}{self.style.mark}{whole}{self.style.point + cents if cents else ''}"

    def row(self, label: str, amount: int) -> None:
        self.rows.append(f"{label} | {self.money(amount)}")

    def item(self, name: str, amount: int, *rows: str) -> None:
        self.rows += rows or (f"{name} | {self.money(amount)}",)
        self.names.append(name)
        self.amounts.append(amount)


def drawn(seed: int, country: str | None = None) -> Drawn:
    """The receipt of a seed."""
    pick = Random(seed)
    country = country or pick.choice(sorted(PRINTS))
    style = PRINTS[country]
    roll = _Roll(style, pick, [*style.head, style.day])
    _goods(roll)
    made, tax = _sums(roll)
    cash, change = _paid(roll, made, tax)
    return Drawn(country, "\n".join(roll.rows), made, tuple(roll.names), tuple(roll.amounts), tax, cash, change)


def _price(roll: _Roll) -> int:
    if roll.style.places == 0:
        return roll.pick.randint(2, 90) * (500 if roll.style.currency == "IDR" else 10)
    return roll.pick.randint(30, 2500) * (10 if roll.style.places > 2 else 1)


def _goods(roll: _Roll) -> None:
    pick, money = roll.pick, roll.money
    layout = pick.choice(("beside", "columns", "above", "below", "leading"))
    if layout == "columns":
        roll.rows.append("Item | Qty | Price | Amount")
    for name in pick.sample(GOODS, pick.randint(2, 9)):
        many, price = pick.choice((1, 1, 1, 2, 3, 4)), _price(roll)
        amount = many * price
        if layout == "columns":
            roll.item(name, amount, f"{name} | {many} | {money(price)} | {money(amount)}")
        elif layout == "leading":
            roll.item(name, amount, f"{many} {name} | {money(amount)}")
        elif layout == "above" and many > 1:
            roll.item(name, amount, f"{many} x {money(price)}", f"{name} | {money(amount)}")
        elif layout == "below" and many > 1:
            roll.item(name, amount, f"{name} | {money(amount)}", f"{many} x {money(price)}")
        else:
            roll.item(name, amount)
        _adjust(roll, name, amount)
    if roll.style.places == 2 and pick.random() < 0.3:
        grams, price = pick.randint(80, 2500), _price(roll)
        name, amount = pick.choice(BY_WEIGHT), round(grams * price / 1000)
        weight = decimal_text(grams, 3).replace(".", roll.style.point)
        roll.item(name, amount, f"{name} | {money(amount)}", f"{weight} kg x {money(price)}/kg")


def _adjust(roll: _Roll, name: str, amount: int) -> None:
    """A deposit, a discount or a void below an item, now and then."""
    pick, chance = roll.pick, roll.pick.random()
    if roll.style.deposit and chance < 0.15:
        roll.item(roll.style.deposit, 25)
    elif chance < 0.2:
        roll.item(roll.style.off, -max(1, amount // pick.choice((5, 10))))
    elif chance < 0.23:
        roll.item(f"{roll.style.void} {name}", -amount)


def _sums(roll: _Roll) -> tuple[int, int | None]:
    """What the goods make with all that comes on top, and the tax; prints what leads there."""
    style, pick, made, tax = roll.style, roll.pick, sum(roll.amounts), None
    if pick.random() < 0.5:
        roll.row(style.subtotal, made)
    if pick.random() < 0.15:
        service = round(made / 10)
        roll.row(style.service, service)
        made += service
    if style.on_top and pick.random() < 0.7:
        tax = round(made * style.rate / 100)
        label = style.tax if "%" in style.tax else f"{style.tax} {style.rate}%"
        roll.row(label, tax)
        made += tax
    if style.to_five and made % 5 and pick.random() < 0.7:
        off = (made + 2) // 5 * 5 - made
        roll.row(style.rounding, off)
        made += off
    roll.row(pick.choice(style.total), made)
    if style.tips and pick.random() < 0.2:
        tip = pick.randint(1, 20) * 50
        roll.row("Tip", tip)
        made += tip
        roll.row("Total", made)
    return made, tax or None


def _paid(roll: _Roll, made: int, tax: int | None) -> tuple[int | None, int | None]:
    style, pick = roll.style, roll.pick
    cash = change = None
    how = pick.choice(("cash", "cash", "card", "none")) if made > 0 else "none"
    if how == "cash":
        note = {0: 1000, 2: 500, 3: 5000}[style.places]
        cash = (made // note + pick.randint(1, 3)) * note
        change = cash - made
        roll.row(style.cash, cash)
        roll.row(style.change, change)
    elif how == "card":
        roll.row(style.card, made)
    if tax is None and not style.on_top and pick.random() < 0.5 and made > 0:
        part = round(made * style.rate / (100 + style.rate))
        table = f"{style.tax} {style.rate}% | {roll.money(made - part)} | {roll.money(part)} | {roll.money(made)}"
        roll.rows.append(table)
    return cash, change


def misread(text: str, count: int, pick: Random) -> tuple[str, list[tuple[int, int]]]:
    """A text in which some digits of its amounts are others, and where: row and place from the end of the row."""
    rows = text.split("\n")
    places = [
        (n, found.start())
        for n, row in enumerate(rows)
        if n > 2 and " | " in row
        for found in _DIGIT.finditer(row, row.index(" | "))
    ]
    chosen = pick.sample(places, min(count, len(places)))
    for n, at in chosen:
        other = pick.choice([digit for digit in "0123456789" if digit != rows[n][at]])
        rows[n] = rows[n][:at] + other + rows[n][at + 1 :]
    return "\n".join(rows), chosen
