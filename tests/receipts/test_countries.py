"""Receipts of many countries, each made up, and what stands on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)

US_RESTAURANT = """
    BLUE HERON DINER
    1204 Elm Street
    Dayton, OH 45402
    (937) 555-0142
    Server: Kim | Table 12
    03/07/2024 | 7:41 PM
    2 Cheeseburger | 23.90
    1 Caesar Salad | 9.50
    1 Iced Tea | 2.75
    Subtotal | 36.15
    Tax | 2.71
    Total | 38.86
    Tip | 7.00
    Total | 45.86
    VISA ************4411 | 45.86
"""
US_STORE = """
    GREENFIELD MARKET
    88 Oak Ave, Springfield, IL 62701
    WHOLE MILK 1GAL | 3.49 F
    BANANAS
    1.32 lb @ 0.59 /lb | 0.78 F
    PAPER TOWELS | 8.99 T
    COUPON | -1.00
    SUBTOTAL | 12.26
    SALES TAX 6.25% | 0.50
    TOTAL | 12.76
    CASH TEND | 20.00
    CHANGE DUE | 7.24
    11/28/23 | 16:22
"""
UK = """
    THE CORNER GROCER LTD
    14 Mill Lane, York YO1 7DB
    VAT No. GB 123 4567 89
    Semi Skimmed Milk | £1.45
    Brown Bread | £1.20
    2 x £0.85
    Baked Beans | £1.70
    BALANCE DUE | £4.35
    CASH | £5.00
    CHANGE | £0.65
    07/03/24 12:15
"""
FRENCH = """
    BOULANGERIE DU PONT
    12 rue de la Gare
    69003 LYON
    SIRET 123 456 789 00012
    Le 05/03/2024 à 08:12
    2 x 1,10 | BAGUETTE | 2,20
    CROISSANT | 1,25
    TARTE AUX POMMES | 14,50
    TOTAL TTC | 17,95 €
    dont TVA 5,5% | 0,94
    ESPECES | 20,00
    RENDU | 2,05
    Merci de votre visite
"""
SPANISH = """
    SUPERMERCADO LA PLAZA S.L.
    Calle Mayor 8, 28013 Madrid
    NIF: B12345678
    FACTURA SIMPLIFICADA
    09/02/2024 19:33
    2 LECHE ENTERA | 0,95 | 1,90
    PAN DE MOLDE | 1,35
    ACEITE OLIVA 1L | 8,95
    TOTAL A PAGAR | 12,20 €
    TARJETA | 12,20
    IVA | BASE IMPONIBLE | CUOTA
    4% | 3,13 | 0,12
    10% | 8,14 | 0,81
"""
ITALIAN = """
    TRATTORIA DA PEPPE S.R.L.
    Via Garibaldi 21 - 00153 Roma
    P.IVA 12345678901
    DOCUMENTO COMMERCIALE
    Coperto 2 x 2,00 | 4,00
    Spaghetti | 11,00
    Acqua | 2,50
    TOTALE COMPLESSIVO | 17,50
    di cui IVA | 1,59
    Contanti | 20,00
    Resto | 2,50
    14-02-2024 21:05
"""
POLISH = """
    SKLEP SPOZYWCZY ZABKA SP. Z O.O.
    ul. Polna 3, 00-622 Warszawa
    NIP 526-000-00-00
    PARAGON FISKALNY
    2024-03-11 17:40
    CHLEB 500G | 1 x 4,99 | 4,99A
    MLEKO 2% | 2 x 3,49 | 6,98A
    SPRZEDAZ OPODATK. A | 11,97
    PTU A 5% | 0,57
    SUMA PLN | 11,97
    GOTOWKA | 20,00
    RESZTA | 8,03
"""
JAPANESE = """
    コンビニ駅前店
    2024年3月11日 17:40
    おにぎり | ¥150
    緑茶 | ¥130
    弁当 | ¥1,098
    小計 | ¥1,378
    消費税 8% | ¥110
    合計 | ¥1,488
    お預り | ¥2,000
    お釣り | ¥512
"""
SWISS = """
    Bergbäckerei Huber AG
    Bahnhofstrasse 3, 8001 Zürich
    CHE-123.456.789 MWST
    11.03.24 07:55
    Gipfeli | 3 x 1.40 | 4.20
    Kaffee crème | 4.60
    Total CHF | 8.80
    Bar CHF | 10.00
    Rückgeld CHF | 1.20
    MWST 2.6% inkl. | 0.22
"""
SWEDISH = """
    Kvarnens Livs AB
    Storgatan 5, 411 38 Göteborg
    Org nr 556000-0000
    2024-03-11 18:02
    Mjölk 1,5% | 14,90
    Bröd | 32,50
    Pant | 2,00
    Totalt | 49,40 SEK
    Varav moms 12% | 5,08
    Kort | 49,40
"""
DANISH = """
    Torvets Bageri ApS
    Torvet 1, 8000 Aarhus
    CVR 12345678
    11-03-2024 09:10
    Rugbrød | 28,00
    2 x 12,50
    Wienerbrød | 25,00
    I alt DKK | 53,00
    Heraf moms | 10,60
    Kontant | 100,00
    Byttepenge | 47,00
"""
PORTUGUESE = """
    Pastelaria Central, Lda
    Rua Augusta 10, 1100-053 Lisboa
    NIF 500000000
    Fatura Simplificada
    11/03/2024 10:20
    Pastel de nata | 3 x 1,20 | 3,60
    Galão | 1,50
    TOTAL EUR | 5,10
    Dinheiro | 10,00
    Troco | 4,90
"""
DUTCH = """
    Bloemenwinkel De Tulp B.V.
    Kerkstraat 9, 1017 GA Amsterdam
    11-03-2024 15:45
    Boeket rozen | 12,95
    Vaas | 8,00
    Totaal | 20,95
    Pin | 20,95
    BTW 9% | 11,88 | 1,07
    BTW 21% | 6,61 | 1,39
"""
CZECH = """
    Pekárna U Mostu s.r.o.
    Dlouhá 12, 110 00 Praha 1
    DIC CZ12345678
    11.03.2024 08:01
    Chléb | 42,00
    Rohlík | 5 x 3,50 | 17,50
    Zaokrouhlení | 0,50
    Celkem Kč | 60,00
    Hotově | 100,00
    Vráceno | 40,00
"""
TURKISH = """
    YILDIZ MARKET
    Istiklal Cad. 5, Istanbul
    11.03.2024 19:22
    FIS NO 0042
    EKMEK %1 | *12,50
    PEYNIR %1 | *145,90
    TOPKDV | *1,57
    TOPLAM | *158,40
    NAKIT | *200,00
    PARA USTU | *41,60
"""
INDONESIAN = """
    WARUNG SEDERHANA
    Jl. Sudirman No. 5, Jakarta
    11/03/2024 12:30
    2 Nasi Goreng | 50.000
    1 Es Teh Manis | 8.000
    Subtotal | 58.000
    PB1 10% | 5.800
    Total | 63.800
    Tunai | 100.000
    Kembali | 36.200
"""
OMANI = """
    AL NOOR SUPERMARKET LLC
    Muscat, Oman +968 2400 0000
    11/03/2024 20:10
    Dates 1kg | 2.500
    Laban | 0.450
    Total OMR | 2.950
    Cash | 5.000
    Change | 2.050
"""
BRAZILIAN = """
    PADARIA SOL NASCENTE LTDA
    CNPJ 12.345.678/0001-90
    11/03/2024 07:45:10
    PAO FRANCES | R$ 6,40
    CAFE | R$ 5,00
    VALOR TOTAL R$ | 11,40
    DINHEIRO | 20,00
    TROCO | 8,60
"""
HUNGARIAN = """
    Sarki Közért Kft.
    1052 Budapest, Váci utca 1.
    NYUGTA
    2024.03.11. 16:20
    KENYÉR | 890 Ft
    TEJ 2 x 450 | 900 Ft
    ÖSSZESEN | 1 790 Ft
    KÉSZPÉNZ | 2 000 Ft
    VISSZAJÁRÓ | 210 Ft
"""
AUSTRALIAN = """
    Harbour Coffee Pty Ltd
    ABN 12 345 678 901
    Sydney NSW 2000
    11/03/2024 08:30 AM
    Flat White | $4.50
    Banana Bread | $6.00
    TOTAL | $10.50
    GST Included in Total | $0.95
    EFTPOS | $10.50
"""
INDIAN = """
    ANNAPURNA SWEETS
    GSTIN 29ABCDE1234F1Z5
    Bangalore 560001
    11-03-2024 18:15
    Item | Qty | Rate | Amount
    Masala Dosa | 2 | 80.00 | 160.00
    Filter Coffee | 2 | 30.00 | 60.00
    Sub Total | 220.00
    CGST 2.5% | 5.50
    SGST 2.5% | 5.50
    Grand Total | 231.00
"""
MALAYSIAN = """
    KEDAI KOPI SURIA SDN BHD
    12, JALAN MERDEKA, 75000 MELAKA
    11/03/2018 13:05
    NASI LEMAK | 7.50
    TEH TARIK | 2.33
    SUBTOTAL | 9.83
    SERVICE CHARGE 10% | 0.98
    GST 6% | 0.65
    ROUNDING ADJ | -0.01
    TOTAL | 11.45
    CASH | 20.00
    CHANGE | 8.55
"""

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        US_RESTAURANT,
        {
            "merchant": "BLUE HERON DINER",
            "day": date(2024, 3, 7),
            "currency": "USD",
            "total": 4586,
            "tip": 700,
            "tax": 271,
            "tax_included": False,
            "payment": "card",
            "amounts": [2390, 950, 275],
            "proof": "items",
        },
    ),
    (
        US_STORE,
        {
            "merchant": "GREENFIELD MARKET",
            "day": date(2023, 11, 28),
            "currency": "USD",
            "total": 1276,
            "tax": 50,
            "cash": 2000,
            "change": 724,
            "amounts": [349, 78, 899, -100],
            "proof": "items",
        },
    ),
    (
        UK,
        {
            "merchant": "THE CORNER GROCER LTD",
            "day": date(2024, 3, 7),
            "currency": "GBP",
            "total": 435,
            "amounts": [145, 120, 170],
            "names": ["Semi Skimmed Milk", "Brown Bread", "Baked Beans"],
            "proof": "items",
        },
    ),
    (
        FRENCH,
        {
            "merchant": "BOULANGERIE DU PONT",
            "day": date(2024, 3, 5),
            "currency": "EUR",
            "total": 1795,
            "tax": 94,
            "tax_included": True,
            "payment": "cash",
            "names": ["BAGUETTE", "CROISSANT", "TARTE AUX POMMES"],
        },
    ),
    (
        SPANISH,
        {
            "merchant": "SUPERMERCADO LA PLAZA S.L",
            "day": date(2024, 2, 9),
            "currency": "EUR",
            "total": 1220,
            "payment": "card",
            "tax": 93,
            "names": ["LECHE ENTERA", "PAN DE MOLDE", "ACEITE OLIVA 1L"],
            "proof": "net",
        },
    ),
    (
        ITALIAN,
        {
            "merchant": "TRATTORIA DA PEPPE S.R.L",
            "day": date(2024, 2, 14),
            "currency": "EUR",
            "total": 1750,
            "tax": 159,
            "tax_included": True,
            "cash": 2000,
            "amounts": [400, 1100, 250],
            "proof": "items",
        },
    ),
    (
        POLISH,
        {
            "day": date(2024, 3, 11),
            "currency": "PLN",
            "total": 1197,
            "tax": 57,
            "cash": 2000,
            "change": 803,
            "names": ["CHLEB 500G", "MLEKO 2%"],
            "amounts": [499, 698],
            "proof": "items",
        },
    ),
    (
        JAPANESE,
        {
            "day": date(2024, 3, 11),
            "currency": "JPY",
            "total": 1488,
            "places": 0,
            "tax": 110,
            "cash": 2000,
            "change": 512,
            "amounts": [150, 130, 1098],
            "proof": "items",
        },
    ),
    (
        SWISS,
        {
            "merchant": "Bergbäckerei Huber AG",
            "day": date(2024, 3, 11),
            "currency": "CHF",
            "total": 880,
            "cash": 1000,
            "names": ["Gipfeli", "Kaffee crème"],
            "amounts": [420, 460],
            "proof": "items",
        },
    ),
    (
        SWEDISH,
        {
            "merchant": "Kvarnens Livs AB",
            "day": date(2024, 3, 11),
            "currency": "SEK",
            "total": 4940,
            "payment": "card",
            "tax": 508,
            "amounts": [1490, 3250, 200],
            "proof": "items",
        },
    ),
    (
        DANISH,
        {
            "merchant": "Torvets Bageri ApS",
            "day": date(2024, 3, 11),
            "currency": "DKK",
            "total": 5300,
            "payment": "cash",
            "names": ["Rugbrød", "Wienerbrød"],
            "amounts": [2800, 2500],
            "proof": "items",
        },
    ),
    (
        PORTUGUESE,
        {
            "day": date(2024, 3, 11),
            "currency": "EUR",
            "total": 510,
            "cash": 1000,
            "change": 490,
            "names": ["Pastel de nata", "Galão"],
            "proof": "items",
        },
    ),
    (
        DUTCH,
        {
            "merchant": "Bloemenwinkel De Tulp B.V",
            "day": date(2024, 3, 11),
            "currency": "EUR",
            "total": 2095,
            "tax": 246,
            "payment": "card",
            "amounts": [1295, 800],
            "proof": "net",
        },
    ),
    (
        CZECH,
        {
            "day": date(2024, 3, 11),
            "currency": "CZK",
            "total": 6000,
            "rounding": 50,
            "amounts": [4200, 1750],
            "proof": "items",
        },
    ),
    (
        TURKISH,
        {"day": date(2024, 3, 11), "currency": "TRY", "total": 15840, "amounts": [1250, 14590], "proof": "change"},
    ),
    (
        INDONESIAN,
        {
            "merchant": "WARUNG SEDERHANA",
            "day": date(2024, 3, 11),
            "currency": "IDR",
            "total": 63800,
            "places": 0,
            "tax": 5800,
            "tax_included": False,
            "names": ["Nasi Goreng", "Es Teh Manis"],
            "proof": "items",
        },
    ),
    (
        OMANI,
        {
            "day": date(2024, 3, 11),
            "currency": "OMR",
            "total": 2950,
            "places": 3,
            "cash": 5000,
            "change": 2050,
            "amounts": [2500, 450],
            "proof": "items",
        },
    ),
    (BRAZILIAN, {"day": date(2024, 3, 11), "currency": "BRL", "total": 1140, "amounts": [640, 500], "proof": "items"}),
    (HUNGARIAN, {"day": date(2024, 3, 11), "currency": "HUF", "total": 1790, "amounts": [890, 900], "proof": "items"}),
    (
        AUSTRALIAN,
        {
            "merchant": "Harbour Coffee Pty Ltd",
            "day": date(2024, 3, 11),
            "currency": "AUD",
            "total": 1050,
            "tax": 95,
            "tax_included": True,
            "payment": "card",
            "proof": "items",
        },
    ),
    (
        INDIAN,
        {
            "day": date(2024, 3, 11),
            "currency": "INR",
            "total": 23100,
            "tax": 1100,
            "tax_included": False,
            "names": ["Masala Dosa", "Filter Coffee"],
            "amounts": [16000, 6000],
            "proof": "items",
        },
    ),
    (
        MALAYSIAN,
        {
            "merchant": "KEDAI KOPI SURIA SDN BHD",
            "day": date(2018, 3, 11),
            "currency": "MYR",
            "total": 1145,
            "service": 98,
            "tax": 65,
            "rounding": -1,
            "cash": 2000,
            "change": 855,
            "proof": "items",
        },
    ),
]


@pytest.mark.parametrize("cells", [True, False], ids=["cells", "lines"])
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text.split("\n")[1].strip() for text, _ in CASES])
def test_what_stands_on_it(text: str, expected: dict[str, Any], cells: bool) -> None:
    (receipt,) = receipts_of(slip(text, cells=cells), today=TODAY)
    found = {
        name: {
            "amounts": [item.amount for item in receipt.items],
            "names": [item.name for item in receipt.items],
            "proof": expected.get("proof") if expected.get("proof") in receipt.proof else receipt.proof,
        }.get(name, getattr(receipt, name, None))
        for name in expected
    }
    assert found == expected
    assert receipt.other_day is None
