"""Invoices put together at random: places, labels, fonts, forms of numbers, and much that only distracts."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.parsers.page.facts import Facts, Who, facts
from tests.parsers.page.layouts import Drawn, Sheet, amount, long_date, short, spaced

_LABELS = {
    "numero_facture": (
        "Facture n°",
        "N° de facture",
        "Numéro de facture",
        "FACTURE N°",
        "Facture numéro",
        "Réf. facture",
        "N° facture",
        "Numéro facture",
        "Facture Nº",
        "Référence facture",
        "NUMERO DE FACTURE",
        "Facture",
        "N° Facture",
        "FACTURE NUMERO",
    ),
    "date_facture": (
        "Date de facture",
        "Date",
        "Date d'émission",
        "Date de facturation",
        "Date facture",
        "Émise le",
        "Date d’établissement",
        "Date du document",
        "DATE D'EMISSION",
        "DATE FACTURE",
        "Date de la facture",
        "Datée du",
        "Fait le",
    ),
    "code_service": (
        "Code service",
        "Service exécutant",
        "Code service exécutant",
        "CODE SERVICE",
        "Code Service Chorus",
        "SERVICE EXECUTANT",
        "Service (code)",
        "Code du service",
    ),
    "numero_engagement": (
        "N° d'engagement",
        "Engagement juridique",
        "EJ",
        "N° EJ",
        "Numéro d’engagement",
        "N° de bon de commande",
        "Bon de commande n°",
        "N° de commande",
        "Commande n°",
        "Votre commande",
        "Engagement n°",
        "Réf. commande",
        "NUMERO D'ENGAGEMENT",
        "N° engagement juridique",
        "BC n°",
        "Engagement",
        "N° d'engagement / bon de commande",
        "N° commande client",
    ),
    "numero_marche": (
        "N° de marché",
        "Marché n°",
        "Marché",
        "Numéro de marché",
        "Référence marché",
        "Marché public n°",
        "MARCHE N°",
        "Réf. marché",
    ),
    "siret_destinataire": (
        "SIRET client",
        "SIRET du destinataire",
        "SIRET destinataire",
        "N° SIRET du client",
        "SIRET de l'acheteur",
        "Siret du client",
        "SIRET structure",
        "SIRET acheteur",
        "SIRET CLIENT",
        "Votre SIRET",
        "SIRET de la structure destinataire",
    ),
    "echeance": (
        "Échéance",
        "Date d'échéance",
        "À payer avant le",
        "Date limite de paiement",
        "Date limite de règlement",
    ),
    "livraison": ("Date de livraison", "Livré le", "Date de la prestation", "Date de commande", "Commande du"),
    "client": ("N° client", "Code client", "Référence client", "Compte client"),
}
_HT = (
    "Total HT",
    "Montant HT",
    "Total H.T.",
    "TOTAL HT",
    "Total hors taxes",
    "Montant total HT",
    "Total net HT",
    "Net HT",
    "Sous-total HT",
    "Total (HT)",
    "Total € HT",
    "MONTANT TOTAL H.T.",
    "Total HT (€)",
    "TOTAL HORS TAXE",
    "Base HT",
)
_TVA = (
    "TVA",
    "Total TVA",
    "Montant TVA",
    "T.V.A.",
    "TOTAL TVA",
    "Montant de la TVA",
    "TVA {rate} %",
    "TVA ({rate} %)",
    "dont TVA",
    "TVA à {rate}%",
    "Total de la TVA",
    "Taxe (TVA)",
    "T.V.A. {rate}%",
)
_TTC = (
    "Total TTC",
    "Montant TTC",
    "Total T.T.C.",
    "TOTAL TTC",
    "Montant total TTC",
    "Total TTC en euros",
    "Total toutes taxes comprises",
    "Total (TTC)",
    "Total € TTC",
    "TOTAL GENERAL TTC",
    "Total facture TTC",
    "Total TTC (€)",
    "TTC",
)
_DUE = (
    "Net à payer",
    "NET A PAYER",
    "Net à payer TTC",
    "Reste à payer",
    "Solde à payer",
    "Montant à payer",
    "À payer",
    "Montant dû",
    "Somme à payer",
    "NET À PAYER EN EUROS",
    "TOTAL A PAYER",
    "Total à régler",
    "Net à régler",
    "Solde dû",
    "Reste dû",
)
_TO_BUYER = (
    "Facturé à",
    "Destinataire",
    "Client",
    "Adressé à",
    "Adresse de facturation",
    "DOIT",
    "Acheteur",
    "Facturé à :",
    "CLIENT :",
    "À l'attention de",
    "",
)
_TO_SELLER = ("Émetteur", "Fournisseur", "Vendeur", "", "", "", "Prestataire", "De :")
_MORE = (
    "En cas de retard de paiement, une indemnité forfaitaire de 40 € pour frais de recouvrement sera due.",
    "Pénalités de retard : trois fois le taux d'intérêt légal. Pas d'escompte pour paiement anticipé.",
    "Merci de rappeler le numéro de facture lors de votre règlement.",
    "TVA acquittée sur les encaissements. Conditions de paiement : 30 jours à réception de facture.",
    "Règlement par virement sous 30 jours - loi n° 92-1442 du 31 décembre 1992",
)


class _Draft:
    """The page being drawn, its vocabulary chosen, and the truth so far."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.rates = self.dice.choice((1, 1, 1, 2))
        self.f: Facts = facts(seed, rates=self.rates, items=self.dice.randrange(self.rates, 7))
        self.sheet = Sheet(
            self.dice.choice(("Helvetica", "Helvetica", "Times-Roman", "Courier")), self.dice.choice((8, 9, 10))
        )
        self.style = self.dice.choice(("fr", "nbsp", "dot", "none", "fr", "fr"))
        self.money = self.dice.choice((" €", " €", " EUR", "", "€"))
        self.before = self.money and self.dice.random() < 0.1
        self.colon = self.dice.choice((" : ", ": ", " ", " :"))
        self.truth: dict[str, str | None] = {}

    def pick(self, *options: str) -> str:
        return self.dice.choice(options)

    def cash(self, value: Decimal) -> str:
        text = amount(value, self.style)
        return f"{self.money.strip()} {text}" if self.before else text + self.money

    def date(self, day: object) -> str:
        return self._date(day)

    @property
    def _date(self):  # type: ignore[no-untyped-def]
        if not hasattr(self, "_form"):
            self._form = self.dice.choice(
                (short, short, long_date, lambda d: d.strftime("%d.%m.%Y"), lambda d: d.isoformat())
            )
        return self._form

    def siret(self, who: Who) -> str:
        return self.pick(who.siret, spaced(who.siret))


def mixed(seed: int) -> Drawn:
    """The invoice of this ``seed``."""
    d = _Draft(seed)
    avoir = d.dice.random() < 0.12
    d.truth |= {"type_facture": "381" if avoir else "380", "devise": "EUR"}
    _head(d, "AVOIR" if avoir else d.pick("FACTURE", "Facture", "FACTURE"), avoir)
    y = _references(d, avoir, 210)
    y = _table(d, y + 24)
    y = _totals(d, y + 10, avoir)
    _foot(d, y + 20)
    names = (
        "numero_facture type_facture date_facture devise siret_fournisseur tva_fournisseur nom_fournisseur "
        "siret_destinataire nom_destinataire code_service numero_engagement numero_marche cadre_facturation "
        "montant_ht montant_tva montant_ttc montant_a_payer numero_facture_origine"
    ).split()
    return Drawn(layout="mixed", content=d.sheet.done(), truth={name: d.truth.get(name) for name in names})


def _head(d: _Draft, title: str, avoir: bool) -> None:
    f, left = d.f, d.dice.random() < 0.75
    x_seller, x_buyer = (45, 330) if left else (330, 45)
    d.seller_in_head = d.dice.random() < 0.7  # type: ignore[attr-defined]
    d.title = title  # type: ignore[attr-defined]
    y = 45.0
    heading = d.pick(*_TO_SELLER)
    if heading:
        d.sheet.at(x_seller, y, heading, size=8, bold=d.dice.random() < 0.5)
        y += 13
    lines = [f.seller.name, f.seller.street, f"{f.seller.postcode} {f.seller.town}"]
    if d.dice.random() < 0.5:
        lines.append("Tél. : 05 61 00 00 00")
    if d.seller_in_head:  # type: ignore[attr-defined]
        lines.append(f"{d.pick('SIRET : ', 'Siret ', 'N° SIRET : ', 'SIRET ', 'SIREN / SIRET : ')}{d.siret(f.seller)}")
        if d.dice.random() < 0.6:
            label = d.pick("TVA intracommunautaire : ", "N° TVA : ", "TVA : ", "N° TVA intra : ", "Identifiant TVA ")
            lines.append(label + f.seller.vat)
            d.truth["tva_fournisseur"] = f.seller.vat
    for text in lines:
        d.sheet.at(x_seller, y, text)
        y += 12
    d.truth |= {"nom_fournisseur": f.seller.name, "siret_fournisseur": f.seller.siret}
    y = 95.0 if left else 45.0
    heading = d.pick(*_TO_BUYER)
    if heading:
        d.sheet.at(x_buyer, y, heading, size=9, bold=d.dice.random() < 0.5)
        y += 13
    d.buyer_siret_in_block = d.dice.random() < 0.6  # type: ignore[attr-defined]
    lines = [f.buyer.name, f.buyer.street, f"{f.buyer.postcode} {f.buyer.town}"]
    if d.dice.random() < 0.3:
        lines.insert(1, d.pick("Service des finances", "Direction des achats", "Hôtel de ville", "BP 12"))
    if d.buyer_siret_in_block:  # type: ignore[attr-defined]
        lines.append(f"{d.pick('SIRET : ', 'Siret : ', 'N° SIRET : ', 'SIRET ')}{d.siret(f.buyer)}")
    for text in lines:
        d.sheet.at(x_buyer, y, text)
        y += 12
    d.truth |= {"nom_destinataire": f.buyer.name, "siret_destinataire": f.buyer.siret}
    if d.dice.random() < 0.25:  # a delivery address of a third SIRET
        d.sheet.at(x_seller, 135, d.pick("Livré à", "Adresse de livraison", "Lieu de livraison :"), size=8)
        for rank, text in enumerate((f.other.name, f"{f.other.postcode} {f.other.town}", f"SIRET : {f.other.siret}")):
            d.sheet.at(x_seller, 147 + 11 * rank, text)


def _references(d: _Draft, avoir: bool, y: float) -> float:
    f = d.f
    pairs: list[tuple[str, str]] = []
    number = d.pick("Avoir n°", "N° d'avoir", "Numéro d'avoir") if avoir else d.pick(*_LABELS["numero_facture"])
    pairs.append((number, f.number))
    pairs.append(
        (d.pick(*_LABELS["date_facture"][:2]) if avoir else d.pick(*_LABELS["date_facture"]), d.date(f.issued))
    )
    d.truth |= {"numero_facture": f.number, "date_facture": f.issued.isoformat()}
    if avoir:
        pairs.append(
            (
                d.pick("Facture d'origine", "Facture d'origine n°", "Avoir sur facture n°", "Réf. facture d'origine"),
                f.origin,
            )
        )
        d.truth["numero_facture_origine"] = f.origin
    for name, value, share in (
        ("code_service", f.service, 0.6),
        ("numero_engagement", f.engagement, 0.7),
        ("numero_marche", f.contract, 0.4),
    ):
        if d.dice.random() < share:
            pairs.append((d.pick(*_LABELS[name]), value))
            d.truth[name] = value
    if not d.buyer_siret_in_block:  # type: ignore[attr-defined]
        pairs.append((d.pick(*_LABELS["siret_destinataire"]), d.siret(f.buyer)))
    if d.dice.random() < 0.5:
        pairs.append((d.pick(*_LABELS["echeance"]), d.date(f.due)))
    if d.dice.random() < 0.3:
        pairs.append((d.pick(*_LABELS["livraison"]), d.date(f.due.replace(day=3))))
    if d.dice.random() < 0.4:
        pairs.append((d.pick(*_LABELS["client"]), f"C{d.dice.randrange(100, 9999)}"))
    first, rest = pairs[:2], pairs[2:]
    d.dice.shuffle(rest)
    pairs = first + rest
    if d.dice.random() < 0.2:
        rest.append(
            (
                d.pick("Devis n°", "Bon de livraison n°", "Votre devis"),
                f"DV-{d.dice.randrange(100, 999)} du {short(f.due)}",
            )
        )
        pairs = first + rest
    form = d.pick("list", "list", "columns", "grid", "title", "two", "under", "right")
    if form == "under":  # the number right under the title, the date under it
        x = d.dice.choice((45, 220, 400))
        d.sheet.at(x, 170, d.title, size=16, bold=True)  # type: ignore[attr-defined]
        d.sheet.at(x, 186, d.pick("N° ", "n° ", "Numéro : ", "") + f.number)
        d.sheet.at(x, 200, d.pick("du ", "Date : ", "en date du ", "Le ") + d.date(f.issued))
        if avoir or f.number.isdigit():
            d.sheet.at(x, 212, f"{number} {f.number}", size=7)
        pairs, form = pairs[2:], "list"
        y = max(y, 222)
        return _as_list(d, pairs, y)
    if form == "title":
        joined = f"{pairs[0][0]} {f.number} du {d.date(f.issued)}"
        d.sheet.at(45, y, joined, size=13, bold=True)
        pairs = pairs[2:]
        y += 20
        form = "list"
    else:
        d.sheet.at(d.dice.choice((45, 220, 430)), 185, d.title, size=16, bold=True)  # type: ignore[attr-defined]
    return {"list": _as_list, "columns": _as_columns, "grid": _as_grid, "two": _as_two, "right": _as_right}[form](
        d, pairs, y
    )


def _as_list(d: _Draft, pairs: list[tuple[str, str]], y: float) -> float:
    for label, value in pairs:
        d.sheet.at(45, y, f"{label}{d.colon.rstrip()} {value}")
        y += 13
    return y


def _as_columns(d: _Draft, pairs: list[tuple[str, str]], y: float) -> float:
    x = d.dice.choice((190, 220))
    for label, value in pairs:
        d.sheet.at(45, y, label + d.colon.rstrip())
        d.sheet.at(x, y, value)
        y += 13
    return y


def _as_right(d: _Draft, pairs: list[tuple[str, str]], y: float) -> float:
    for label, value in pairs:
        d.sheet.right(300, y, label + d.colon.rstrip())
        d.sheet.at(312, y, value)
        y += 14
    return y


def _as_two(d: _Draft, pairs: list[tuple[str, str]], y: float) -> float:
    half = (len(pairs) + 1) // 2
    for column, chunk in enumerate((pairs[:half], pairs[half:])):
        for rank, (label, value) in enumerate(chunk):
            d.sheet.at(45 + 270 * column, y + 13 * rank, f"{label}{d.colon.rstrip()} {value}")
    return y + 13 * half


def _as_grid(d: _Draft, pairs: list[tuple[str, str]], y: float) -> float:
    for at in range(0, len(pairs), 4):
        for rank, (label, value) in enumerate(pairs[at : at + 4]):
            d.sheet.at(45 + 132 * rank, y, label, size=7.5)
            d.sheet.at(45 + 132 * rank, y + 13, value)
        y += 34
    return y


def _table(d: _Draft, y: float) -> float:
    heads = {
        "name": d.pick("Désignation", "Description", "Libellé", "Prestation", "Article"),
        "quantity": d.pick("Qté", "Quantité", "Nb"),
        "price": d.pick("P.U. HT", "Prix unitaire", "PU HT", "Prix unitaire HT", "P.U."),
        "rate": d.pick("TVA", "TVA %", "Taux TVA", "% TVA"),
        "total": d.pick("Total HT", "Montant HT", "Montant", "Total", "Prix total HT"),
    }
    names = ["name", "quantity", "price", "rate", "total"]
    if d.dice.random() < 0.3:
        names.remove("rate")
    places = {"name": 45, "quantity": 320, "price": 400, "rate": 460, "total": 550}
    for name in names:
        if name == "name":
            d.sheet.at(45, y, heads[name], bold=True)
        else:
            d.sheet.right(places[name], y, heads[name], bold=True)
    for item in d.f.items:
        y += 15
        more = d.pick(
            "", "", f" - bon n° {d.dice.randrange(100, 999)}", f" du {short(d.f.due)}", " (facture de janvier)"
        )
        d.sheet.at(45, y, item.name + more)
        cells = {
            "quantity": str(item.quantity),
            "price": amount(item.price, d.style),
            "rate": f"{item.rate} %",
            "total": amount(item.total, d.style),
        }
        for name in names[1:]:
            d.sheet.right(places[name], y, cells[name])
    return y + 20


def _totals(d: _Draft, y: float, avoir: bool) -> float:
    f, sign = d.f, -1 if avoir and d.dice.random() < 0.6 else 1
    if d.dice.random() < 0.35 or len(f.taxes) > 1:
        y = _recap(d, y, sign)
    ht, tva, ttc = d.pick(*_HT), d.pick(*_TVA), d.pick(*_TTC)
    rows = [(ht, f.ht)]
    if d.dice.random() < 0.15 and sign > 0:
        cut = Decimal(d.dice.randrange(5, 60))
        brut = d.pick("Total brut HT", "Total HT avant remise", "Montant brut HT")
        rows = [
            (brut, f.ht + cut),
            (d.pick("Remise", "Remise commerciale", "Remise 5 %"), -cut),
            (d.pick("Total net HT", "Net commercial", "Total HT après remise"), f.ht),
        ]
    if len(f.taxes) > 1 and d.dice.random() < 0.6:
        rows += [(f"{d.pick('TVA', 'TVA à')} {rate} %", tax) for rate, _, tax in f.taxes]
    else:
        rate = f.taxes[0][0] if len(f.taxes) == 1 else Decimal(20)
        tva = tva if len(f.taxes) == 1 else d.pick("Total TVA", "Montant TVA", "TVA")
        rows.append((tva.format(rate=rate), f.vat))
    rows.append((ttc, f.ttc))
    due = f.ttc
    if not avoir and d.dice.random() < 0.25:
        rows.append((d.pick("Acompte versé", "Déjà réglé", "Acompte", "Montant déjà payé"), f.paid))
        due -= f.paid
        rows.append((d.pick(*_DUE[:8]), due))
    elif d.dice.random() < 0.5:
        rows.append((d.pick(*_DUE) if not avoir else d.pick("Net à déduire", "Net à votre crédit"), due))
    d.truth |= {
        "montant_ht": f"{sign * f.ht:.2f}",
        "montant_tva": f"{sign * f.vat:.2f}",
        "montant_ttc": f"{sign * f.ttc:.2f}",
        "montant_a_payer": f"{sign * due:.2f}",
    }
    if not d.money:
        d.sheet.at(45, y, d.pick("Montants en euros", "Devise : EUR", "Valeurs exprimées en euros (€)"))
    if d.dice.random() < 0.12 and len(rows) <= 3:
        d.sheet.at(45, y + 14, "   ".join(f"{label} : {d.cash(sign * value)}" for label, value in rows))
        return y + 28
    if d.dice.random() < 0.22 and len(rows) <= 5:
        for rank, (label, value) in enumerate(rows):
            d.sheet.at(45 + 105 * rank, y + 16, label, size=7.5)
            d.sheet.at(45 + 105 * rank, y + 30, d.cash(sign * value))
        return y + 34
    x = d.dice.choice((330, 380))
    for label, value in rows:
        d.sheet.at(x, y, label + d.colon.rstrip())
        d.sheet.right(550, y, d.cash(sign * value))
        y += 14
    return y


def _recap(d: _Draft, y: float, sign: int) -> float:
    heads = (
        (45, d.pick("Taux", "Taux TVA", "TVA")),
        (110, d.pick("Base HT", "Base", "Montant HT")),
        (190, d.pick("Montant TVA", "TVA")),
    )
    for x, head in heads:
        d.sheet.at(x, y, head, size=8)
    for rate, base, tax in d.f.taxes:
        y += 12
        for (x, _), text in zip(
            heads, (f"{rate} %", amount(sign * base, d.style), amount(sign * tax, d.style)), strict=True
        ):
            d.sheet.at(x, y, text, size=8)
    return y + 24


def _foot(d: _Draft, y: float) -> None:
    f = d.f
    if d.dice.random() < 0.6:
        d.sheet.at(45, y, "IBAN : FR76 3000 4000 0312 3456 7890 143 - BIC : BNPAFRPPXXX", size=8)
    for rank, text in enumerate(d.dice.sample(_MORE, d.dice.randrange(0, 4))):
        d.sheet.at(45, y + 14 + 10 * rank, text, size=7)
    number = spaced(f.seller.siret)[:11]
    if not d.seller_in_head:  # type: ignore[attr-defined]
        text = d.pick(
            f"{f.seller.name} au capital de 8 000 € - SIRET {f.seller.siret} - APE 6201Z",
            f"{f.seller.name} - RCS Toulouse {number} - Siret : {spaced(f.seller.siret)} - Code NAF 4321A",
            f"SIRET : {f.seller.siret} - TVA intracommunautaire : {f.seller.vat} - RCS Toulouse",
            f"N° SIRET {f.seller.siret} - N° TVA {f.seller.vat}",
        )
        if f.seller.vat in text:
            d.truth["tva_fournisseur"] = f.seller.vat
        d.sheet.at(45, 800, text, size=7)
    elif d.dice.random() < 0.4:
        d.sheet.at(45, 800, f"{f.seller.name} - RCS Toulouse {number} - capital de 8 000 €", size=7)
    if d.dice.random() < 0.5:
        d.sheet.at(500, 815, d.pick("Page 1/1", "Page 1 / 1", "1/1"), size=7)


def many(seeds: range) -> Iterator[Drawn]:
    """The invoices of ``seeds``."""
    for seed in seeds:
        yield replace(mixed(seed), layout=f"mixed-{seed}")
