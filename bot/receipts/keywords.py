"""What the words on receipts say, without case and accents; a phrase counts before its words.

A word with a `!` says it only where it stands alone.
"""

from __future__ import annotations

from functools import cache

LONGEST = 4  # words in a phrase

WORDS: dict[str, str] = {
    "total": """
        total, grand total, total amount, amount due, total due, balance due, due!, amount payable, total payable,
        to pay, balance to pay, total to pay, bill amount, bill total, order total, invoice total, net total, nett
        total, nett!, total amt, amt due, total sales, total sale, total inc, bal due, payable!, net payable, please
        pay, total bill, summe, gesamtsumme, gesamtbetrag, gesamt!, endbetrag, endsumme, zu zahlen, zahlbetrag,
        rechnungsbetrag, rechnungssumme, zahlsumme, total eur, a payer, net a payer, total ttc, montant du, montant
        total, total general, montant ttc, reste a payer, importe total, total a pagar, a pagar, total factura,
        total euros, totale, da pagare, totale complessivo, totale euro, importo pagato, importo totale, totale
        documento, importo dovuto, valor total, valor a pagar, total pago, razem, suma, do zaplaty, suma pln, razem
        pln, lacznie, do zaplacenia, jumlah, jumlah besar, jumlah bayaran, total bayar, total belanja, total harga,
        total tagihan, jumlah perlu dibayar, i alt, ialt, at betale, a betale, att betala, totalt, summa, sum!,
        belob!, samlet!, total dkk, totaal, te betalen, totaal bedrag, celkem, k uhrade, celkova castka, spolu!,
        suma spolu, osszesen, fizetendo, vegosszeg, toplam, genel toplam, odenecek, de plata, total lei, ukupno, za
        platiti, za placilo, skupaj, yhteensa, samtals, kokku, kopa!, is viso, tl rm, itogo, к оплате, итого, итог,
        всего, разом, сума, до сплати""",
    "subtotal": """
        sub total, subtotal, sub ttl, sub tot, zwischensumme, zwischentotal, zw summe, sous total, s total, sub totale,
        subtotale,
        subtotaal, suma czesciowa, podsuma, delsum, delsumma, mellansumma, mezisoucet, medzisucet, ara toplam,
        reszosszeg, valisumma, amount before tax, total before tax, taxable amount, taxable, goods total, net sales,
        food total, total ht, montant ht, warenwert, подытог""",
    "balance": "balance, bal, balance rm, balance amount",
    "weak total": "amount, amt, betrag, montant, importe, importo, kwota, belop, bedrag, valor, castka, сумма, tutar",
    "excl": """
        excl, excluding, exclusive, excluded, exclude, without, exc, ex, before, ohne, hors, ht, sans, senza, sin,
        bez, uden, utan, zonder, exkl, not including""",
    "incl": """
        incl, inclusive, including, includes, included, include, with, w, incld, inkl, inc, enthalten, enthaltene,
        enth, ttc, compris, comprise, incluido, incluida, incl de, inclusa, incluso, dont, di cui, w tym, heraf,
        varav, waarvan, davon, darin, inclus, hvorav, beinhaltet, z toho, sisaltaa, sis, ebbol, dahil, od toho,
        termasuk, mit""",
    "tax": """
        gst, tax, vat, mwst, mehrwertsteuer, mehrwertst, ust, umsatzsteuer, tva, iva, moms, sst, hst, pst, qst, tps,
        tvq, ppn, pb1, pb!, pbi, pajak, pajak resto, steuer, btw, ptu, dph, kdv, topkdv, afa, alv, mva, pvn, ddv,
        pdv, cgst, sgst, igst, sales tax, service tax, state tax, city tax, local tax, government tax, govt tax,
        tax1, tax2, cukai, cukai perkhidmatan, cukai barang, taxes, vsk, km!, fps!, ндс, пдв, impuesto, imposta,
        tourism tax, iva total, total iva, food tax""",
    "round": """
        round, rounding, rounded, roundings, total rounded, adj!, adjustment!, cent rounding, rounding adj, rnd,
        rnding, rounding adjustment, round off, roundoff, round adj, rundung, rundungsdifferenz, gerundet,
        pembulatan, pelarasan, penggenapan, afronding, avrundning, oresavrunding, oresavrundning, oreavrunding,
        oresafrunding, ore afrunding, arrondi, redondeo, arrotondamento, arredondamento, zaokrouhleni, zaokruhlenie,
        zaokraglenie, kerekites, pyoristys, yuvarlama""",
    "service": """
        service charge, serv charge, service chg, serv chg, serv chrg, svc chg, svc charge, svc chrg, svc, s chg, s
        charge, service fee, servis, servicio, servico,
        taxa de servico, servizio, bedienung, bedienungsgeld, service!, caj perkhidmatan,
        biaya layanan, layanan, delivery fee, delivery charge, delivery!, ongkir, versand!, versandkosten,
        shipping!, shipping cost, livraison!, frais de port, serviceavgift, obsluha, packaging fee, booking fee,
        optional service, discretionary service, discretionary service charge""",
    "tip": """
        tip!, tips, gratuity, trinkgeld, pourboire, propina, mancia, gorjeta, napiwek, drikkepenge, drikkepenger,
        dricks, fooi, bahsis, spropitne, tringeld, borravalo, tip amount""",
    "discount": """
        discount, disc, discounts, discount given, rabatt, coupon, coupons, mfr coupon, remise, reduction,
        reductions, remises, rabat, rabaty, korting, sconto, sconti, descuento, descuentos, desconto, descontos,
        dto!, nachlass, promo, promotion!, less!, rabais, diskon, potongan, opust, obnizka, sleva, zlava, indirim,
        kedvezmeny, alennus, popust, member disc, loyalty discount, price reduction, preisnachlass, gutschein,
        coupon rabatt, payback rabatt, markdown, instant savings, multibuy savings, multibuy, deal!, offer!, bon de
        reduction, avantage!, buono!, buono sconto, item discount, less discount, bill discount, staff discount,
        price cut, save!, скидка, total discount, total discounts, aktionsrabatt, sofortrabatt, mengenrabatt,
        personalrabatt, diskaun""",
    "whole": """
        discount given, total discount, total discounts, bill discount, less discount, staff discount, member
        discount, loyalty discount, gesamtrabatt, personalrabatt, remise totale, sconto totale, descuento total,
        total rabat""",
    "filler": """
        of, for, the, to, be, by, and, your, this, after, supplies, sales, sale, purchase, transaction, today,
        rated, rate, standard, zero, all, der, die, das, de, du, la, le, les, del, di, do, da, pour, para, per, von,
        zum, euro, rm""",
    "saving": """
        you saved, you save!, total savings, total saving, savings, saving, total promotional savings, your savings,
        gespart, sie sparen, sie haben gespart, ersparnis, preisvorteil, ihr preisvorteil, ihre ersparnis, vous avez
        economise, economie, hai risparmiato, risparmio, ahorro, usted ahorra, oszczedzasz, anda jimat, anda hemat,
        hemat, du sparer, du sparar, du har spart, spart, uspora, poupou, poupanca, rabatt gesamt""",
    "paid": """
        tender, tend, tendered, tender amount, amount tendered, amt tendered, total tendered, total tender, paid,
        amount paid, amt paid, total paid, paid amount, paid by, payment, payments, pay!, paying, received, amount
        received, cash received, received amount, gegeben, geg, erhalten, gezahlt, bezahlt, zahlung, zahlart, recu,
        regle!, reglement, paiement, pagato, pagamento, pago!, pagado, entregado, entrega!, recebido, zaplacono,
        wplata, platnosc, zaplaceno, betalt, betald, mottatt, modtaget, betaald, ontvangen, bayar, dibayar, bayaran,
        pembayaran, diterima, terima, deposit paid, prepaid, advance, anzahlung, acompte, maksettu, fizetve, odenen,
        plata!, uplata, placeno, voucher, gift card, giftcard, gutscheinkarte, geschenkkarte, store credit, check
        member, внесено, получено""",
    "cash": """
        cash, cash tend, cash tendered, cash paid, cash amount, bargeld, barzahlung, bar!, especes, espece,
        efectivo, en efectivo, contanti, contante, dinheiro, numerario, gotowka, tunai, wang tunai, kontant,
        kontanter, contant, hotove, hotovost, v hotovosti, nakit, kateinen, keszpenz, numerar, gotovina, gotovin,
        gotovini, ringgit malaysia, rounded cash, cash myr, cash rm, cash usd, cash eur, geg bar, наличные,
        наличными, готівка""",
    "card": """
        card!, mcard, credit card, debit card, visa, visa debit, visa credit, visa card, master!, mastercard, master
        card, maestro, debit!, credit!, kreditkarte, ec karte, ec!, ecc!, ec cash, elec cash, girocard, amex,
        american express, karte, kartenzahlung, lastschrift, carte!, carte bancaire, cb!, carte bleue, sans contact,
        tarjeta, tarjeta credito, tarjeta de credito, tarjeta debito, carta!, carta di credito, bancomat,
        pagobancomat, pagamento elettronico, multibanco, cartao, cartao credito, cartao debito, karta!, karta
        platnicza, pin!, dankort, bankkort, kort!, kortbetaling, kredi karti, banka karti, kartou, platobna karta,
        platebni karta, bankkartya, e wallet, ewallet, touch n go, tng!, grabpay, boost!, ovo!, gopay, dana!, qris,
        alipay, wechat, wechat pay, paypal, apple pay, google pay, nets!, eftpos, discover!, discover card, v pay,
        vpay, contactless, debit tend, credit tend, visa tend, us debit, interac, twint, postcard, swish!, vipps!,
        mobilepay, blik!, bizum, mb way, mbway, kartica, korttimaksu, банковской картой, картой,
        безналичными, безналичная, безналичный расчет""",
    "change": """
        change, change due, cash change, change amt, change amount, change rm, your change, total change, balance
        change, ruckgeld, rueckgeld, wechselgeld, zuruck, zurueck, retour!, kembali, kembalian, uang kembali, baki,
        rendu, monnaie, monnaie rendue, a rendre, rendu monnaie!, cambio!, su cambio, vuelta, vueltas, devuelto,
        resto!, troco, reszta, wisselgeld, terug!, byttepenge, byttepenger, veksel!, vaxel, tilbage!, retur!,
        vratit, vraceno, vydavok, vydat, visszajaro, para ustu, takaisin, rest!, zwrot!, povrat!, сдача, решта""",
    "count": """
        qty, quantity, item count, items sold, items, item qty, number of items, no of items, total items, total
        item, total qty, tot qty, total quantity, posten, anzahl, anzahl artikel, artikel, artikelanzahl, anzahl
        posten, nombre d articles, nb articles, articles, nb d articles, articulos, num articulos, no articulos, n
        articoli, numero articoli, articoli, pezzi, n pezzi, antal varer, antal, antall, antall varer, ilosc,
        kuantiti, bil item, aantal artikelen, aantal, pcs, pieces, units, sum qty, count, item s, jumlah barang,
        jumlah item, pocet polozek, polozek, koliko, numero artigos, artigos""",
    "net": """
        net, netto, nettobetrag, net amt, net amount, nett amount, imponibile, base imponible, base, netto warenwert""",
    "gross": """
        sprzedaz opodatk, sprzedaz opodatkowana, sprzed opod ptu, gross, brutto, bruttobetrag, umsatz, ttc, lordo,
        bruto""",
    "table": """
        summary, analysis, breakdown, rate, tax code, tax rate, code, taux, aliquota, cuota, tipo, satz, steuersatz,
        mwst satz, prozent, tarif, stawka, sazba, sats, grundlag, mwst betrag, mwst entgelt, entgelt, tax amount,
        tax amt, goods, description tax, tax summary, gst summary, sst summary, vat summary, vat analysis, gst
        analysis, steuer netto, netto brutto, type, typ, gruppe, gst code, vat rate, vat rates""",
    "goods": """
        description, desc, item, items, item name, product, products, u price, unit price, unit, uom, preis, e
        preis, einzelpreis, menge, bezeichnung, artikelbezeichnung, artikel, prix, prix unitaire, pu, p u, qte,
        quantite, designation, libelle, descripcion, cant, cantidad, uds, precio, pvp, descrizione, prezzo, qta,
        descricao, qtd, preco, nazwa, cena, ilosc, nama, harga, barang, beskrivelse, pris, omschrijving, prijs,
        polozka, nazev, tanim, miktar, fiyat, particulars, mrp, hsn, qty, quantity, pos artikel, einheit, item code,
        each, article, artikelnr, art nr, u p, line total, price""",
    "heading": """
        amount, amt, disc, no, code, total, rm, eur, rate, betrag, montant, importe, importo, subtotal, pos, anzahl,
        discount, tax, sr, sku, ean, barcode, gesamt, s n, sn, ext, ext price, value, ref, mwst, ust, vat, iva, tva,
        netto, brutto, usd, gbp, chf, myr""",
    "final": """
        grand total, amount due, total due, balance due, balance to pay, total payable, amount payable, net payable,
        amt due, please pay, zu zahlen, zahlbetrag, rechnungsbetrag, zahlsumme, a payer, net a payer, reste a payer,
        total a pagar, a pagar, da pagare, totale complessivo, do zaplaty, te betalen, at betale, att betala, a
        betale, k uhrade, fizetendo, genel toplam, odenecek, de plata, za platiti, jumlah besar, net total, nett
        total, total rounded, rounded total, total after rounding, к оплате""",
    "identity": """
        gst id, gst no, gst ref, gst ref no, gst reg, gst reg no, gst registration, gst number, vat no, vat reg, vat
        number, vat id, vat reg no, tax no, tax id, tax reg, sst no, sst id, sst reg, sst reg no, tax registration,
        steuernummer, steuer nr, steuer no, ust id, ust id nr, ust idnr, ustid, uid, uid nr, umst id, partita iva, p
        iva, piva, cif, nif, nip, siret, siren, npwp, nipt, cvr, cvr nr, org nr, orgnr, ico, dic, regon, abn, gstin,
        tin, nie, contribuinte, rc, kvk, btw nr, id no, company no, co no, co reg, co reg no, reg no, roc, roc no,
        company reg, tva intracommunautaire, no tva, numero tva, tva no, mwst nr, mwst no, inn, инн, oib""",
    "document": """
        tax invoice, invoice, invoice no, receipt, receipt no, official receipt, cash bill, cash sale, cash sales,
        cash invoice, cash receipt, sales receipt, simplified tax invoice, bill, bill no, order, order no, check no,
        check, rechnung, rechnung nr, quittung, kassenbon, kassenbeleg, bon nr, bon, beleg, beleg nr, belegnr,
        kundenbeleg, facture, ticket, ticket no, recu no, factura, factura simplificada, scontrino, scontrino
        fiscale, documento, documento commerciale, fattura, ricevuta, fatura, fatura recibo, recibo, talao, paragon,
        paragon fiskalny, faktura, kvittering, kvitto, salgskvittering, kassabon, kassaticket, uctenka, danovy
        doklad, doklad, fis, nyugta, resit, struk, nota, invois, cash memo, statement, duplicate, copy, reprint,
        customer copy, merchant copy, чек""",
    "contact": """
        tel, telp, telefon, telephone, phone, ph, fax, hotline, email, e mail, www, http, https, website, mobile,
        hp, whatsapp, telefono, telefone, tlf, tlph, cell, contact, customer service, careline, ringgratis, call us""",
    "staff": """
        cashier, table, tbl, pax, pax s, covers, guests, guest, server, served by, waiter, operator, staff,
        terminal, trans, transaction, session, user, store, manager, mgr, register, salesperson, kasse, kassierer,
        bediener, es bediente sie, es bediente, bed, bed nr, tisch, markt, filiale, kellner, caisse, caissier, hote,
        hotesse, couverts, vendeur, caja, cajero, mesa, camarero, le atendio, cassa, operatore, tavolo, cassiere,
        kasjer, kasa, stolik, stol, ekspedient, kassor, kassa, kasir, juruwang, meja, pelayan, pos, till, lane,
        shift, trn, trx, clerk, host, counter, member, membership, customer, cust, patient, account, acc, kunde,
        kunden nr, kundennr, client, cliente, doc, doc no, ref, ref no, reference, slip, slip no, trace, trace nr,
        approval, approval code, auth, auth code, app code, batch, merchant id, mid, tid, aid, terminal id, terminal
        id nr, stan, ta nr, bnr, pan, emv, vu nr, genehmigungs nr, autorisierung, points, punkte, point, payback,
        bonus, loyalty, date, datum, time, uhrzeit, date time, expiry, closed, opened, open, printed, st, op, te,
        tr, site, salesman, agent, delivery date, seriennr""",
    "paper": """
        account statement, bank statement, statement of account, statement period, statement date, card statement,
        kontoauszug, kreditkartenabrechnung, depotauszug, releve de compte, releve bancaire, extracto de cuenta,
        extracto bancario, estratto conto, wyciag z rachunku, wyciag bankowy, extrato de conta, extrato bancario,
        penyata akaun, rekening koran, выписка, выписка по счету, payslip, pay slip, salary slip, wage slip, slip
        gaji, lohnabrechnung, gehaltsabrechnung, entgeltabrechnung, verdienstabrechnung, bulletin de paie, bulletin
        de salaire, busta paga, recibo de nomina, recibo de vencimento, lista plac, расчетный листок, quotation,
        quote!, estimate!, cost estimate, price estimate, angebot, kostenvoranschlag, devis, presupuesto,
        preventivo, oferta, orcamento, offerta, offerte, tilbud, offert, sebut harga, surat penawaran, penawaran
        harga, коммерческое предложение, смета, purchase order, delivery note, delivery order, lieferschein, bon de
        livraison, albaran, bolla di consegna, auftragsbestatigung, order confirmation, proforma invoice, pro forma
        invoice, proforma rechnung, tilgungsplan, amortization schedule, amortisation schedule, loan schedule,
        tableau d amortissement, piano di ammortamento, nebenkostenabrechnung, betriebskostenabrechnung,
        reisekostenabrechnung, expense report, expense claim, travel expenses, note de frais, nota spese, mileage
        log, inventur, inventory, stocktaking, stock list, inventaire, inventario, budget, haushaltsplan,
        presupuesto familiar, cash book, cashbook, kassenbuch, livre de caisse, libro de caja, general ledger,
        trial balance, balance sheet, profit and loss, summen und saldenliste, bilanz, buku kas,
        debit credit, credit debit, soll haben, dare avere, debe haber, winien ma, tabelle,
        transactions!, transaction history, umsatze!, umsatzanzeige, movimientos!, movimenti!""",
    "list": """
        price list, pricelist, prices, preisliste, preise!, tarif!, tarifs, tariff, tariffs, rates!, lista de
        precios, precios!, tarifas, listino, listino prezzi, cennik, tabela de precos, precario, senarai harga,
        daftar harga, прайс лист, прейскурант, menu!, menus!, daftar menu, senarai menu, speisekarte, speisenkarte,
        mittagstisch, mittagskarte, wochenkarte, tageskarte, weinkarte, getrankekarte, carte des vins, la carte!,
        carta de vinos, lista dei vini, karta dan, ementa, меню, wochenangebote, wochenangebot, special offers, weekly
        offers, offres de la semaine, 価格表, wechselkurse, exchange rates""",
    "account": """
        opening balance, beginning balance, closing balance, ending balance, previous balance!, new balance!,
        balance brought forward, balance carried forward, balance b f, balance c f, brought forward, carried forward,
        kontostand, alter kontostand, neuer kontostand, saldo, alter saldo, neuer saldo, anfangssaldo, endsaldo,
        saldovortrag, ubertrag, solde, ancien solde, nouveau solde, solde initial, solde final, saldo anterior,
        saldo inicial, saldo final, saldo iniziale, saldo finale, saldo poczatkowe, saldo koncowe, остаток, baki
        awal, baki akhir, saldo awal, saldo akhir, soll, haben, dare, avere, paid in, paid out, money in, money
        out, total withdrawals, total deposits, einnahme, ausgabe, einnahmen, ausgaben,
        recettes, depenses, cargos, abonos, total cargos, total abonos, entrate, uscite, obciazenia, uznania,
        restschuld, kurswert""",
    "void": """
        void, voided, voided entry, voided item, storno, storniert, stornierung, zeilenstorno, sofortstorno,
        cancelled, canceled, cancel, cancellation, annulation, annule, annulla, annullamento, anulado, anulacion,
        annullato, storno pozycji, item correct, error correct, korrektur, correction, refund, refunded, return,
        returned, ruckgabe, retoure, warenrucknahme, batal, anulowano, makulering, reso""",
    "deposit": """
        pfand, leergut, leergutbon, pfandbon, einwegpfand, mehrwegpfand, pfandgut, pfandruckgabe, pfandartikel,
        leerg, crv, consigne, statiegeld, emballage, pant, kaucja, panttia, pantti, pullopantti, bottle deposit, btl
        dep, bottle dep, can deposit, deposit, zaloha, vratna zaloha, vratny obal, depozit, fianza, envase, vuoto a
        rendere, kavcija, tara, leergut ew""",
}

CJK: dict[str, str] = {
    "total": "総合計 合計 合计 合計 总计 總計 お会計 应付 應付 实付 總額 总额 ご請求",
    "subtotal": "小計 小计",
    "tax": "消費税 内税 外税 税額 税金 税",
    "change": "お釣り お釣 おつり 釣銭 找零 找贖",
    "cash": "現金 现金 お預り お預かり 现付",
    "card": "クレジット カード 信用卡 支付宝 微信",
    "discount": "値引 割引 优惠 折扣",
    "count": "点数 数量 件数",
}


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The phrases by their words, each with what it says; also written in one word.

    What is marked by a `!` says it only where no other word stands in the row.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for tag, table in WORDS.items():
        for entry in table.split(","):
            phrase = entry.strip()
            words = tuple(phrase.rstrip("!").split())
            for spelling in {words, ("".join(words),)} if len("".join(words)) > 4 else {words}:
                tags = found.setdefault(spelling, [])
                tags += [f"{tag}!"] if phrase.endswith("!") else [tag, "total"] if tag == "final" else [tag]
    return {words: tuple(dict.fromkeys(tags)) for words, tags in found.items()}
