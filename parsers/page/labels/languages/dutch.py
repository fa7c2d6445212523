"""Labels of Dutch invoices."""

from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.phrases import Phrases

PHRASES: tuple[Phrases, ...] = (
    Phrases(
        Label(LabelKind.NUMERO, 1.0),
        """
        factuurnummer; factuur {no|nummer}; factuurnr; {no|nummer} factuur; creditnota {no|nummer};
        creditnotanummer; creditfactuurnummer
        """,
    ),
    Phrases(Label(LabelKind.DATE, 1.0), "factuurdatum; factuur datum; datum factuur"),
    Phrases(Label(LabelKind.DATE, 0.75), "datum"),
    Phrases(
        Label(LabelKind.ECHEANCE, 1.0),
        """
        vervaldatum; vervaldag; {te betalen|betalen|betaling} {voor|uiterlijk}; uiterste betaaldatum
        """,
    ),
    Phrases(
        Label(LabelKind.HT, 1.0),
        """
        {totaal|bedrag|subtotaal|totaalbedrag} {excl|exclusief} {btw|}; {excl|exclusief} btw; totaal netto;
        nettobedrag; netto bedrag; maatstaf heffing; totaal zonder btw
        """,
    ),
    Phrases(Label(LabelKind.HT, 0.85), "grondslag; netto"),
    Phrases(Label(LabelKind.HT, 0.7), "subtotaal"),
    Phrases(Label(LabelKind.TVA, 1.0), "{totaal|bedrag} btw; btw {bedrag|totaal}; btwbedrag"),
    Phrases(Label(LabelKind.TVA, 0.8), "btw; waarvan btw; plus btw"),
    Phrases(
        Label(LabelKind.TTC, 1.0),
        """
        {totaal|bedrag|totaalbedrag|factuurtotaal} {incl|inclusief} {btw|}; {incl|inclusief} btw;
        factuurbedrag; factuur totaal {|eur}; factuurtotaal
        """,
    ),
    Phrases(Label(LabelKind.TOTAL, 0.6), "totaal; totaalbedrag; totaal bedrag; bedrag; totaal eur"),
    Phrases(
        Label(LabelKind.A_PAYER, 1.0),
        """
        {|nog|totaal} te betalen {|bedrag}; te voldoen; openstaand {|bedrag}; verschuldigd bedrag; saldo
        """,
    ),
    Phrases(Label(LabelKind.DEJA_PAYE, 1.0), "{reeds|al} {betaald|voldaan}; aanbetaling; voorschot; vooruitbetaald"),
    Phrases(Label(LabelKind.SANS_TVA, 1.0), "btw verlegd; vrijgesteld btw; btw vrijgesteld; vrijgesteld van btw"),
    Phrases(Label(LabelKind.FACTURE, 1.0), "factuur; kopie factuur"),
    Phrases(Label(LabelKind.AVOIR, 1.0), "creditnota; creditfactuur; credit factuur"),
    Phrases(Label(LabelKind.AUTRE_PIECE, 1.0), "offerte; pakbon; herinnering; aanmaning; orderbevestiging"),
    Phrases(
        Label(LabelKind.COLONNE, 1.0),
        """
        aantal; omschrijving; artikel; prijs; prijs per stuk; stuksprijs; eenheid; hoeveelheid; prijs incl btw;
        prijs excl btw; eenheidsprijs
        """,
    ),
    Phrases(Label(LabelKind.TAUX, 1.0), "btw %; % btw; btw tarief; tarief"),
    Phrases(Label(LabelKind.IDENTIFIANT, 1.0), "btw {no|nummer|id}; btwnummer; btwnr; btw identificatienummer"),
    Phrases(Label(LabelKind.IDENTIFIANT, 1.0, Role.DESTINATAIRE), "uw btw {no|nummer}; btw nummer klant"),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR), "leverancier; verkoper; afzender"),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        klant; afnemer; factuuradres; koper; factureren aan; gefactureerd aan
        """,
    ),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.TIERS), "afleveradre; afleveradres; leveringsadres; leveradres"),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        klantnummer; klant {no|nummer}; klantnr; ordernummer; order {no|nummer|datum}; orderdatum;
        bestelnummer; kvk {|nummer|no}; leverdatum; levering; rekeningnummer; serienummer; referentie; uw
        {referentie|kenmerk}; onze referentie; pagina; telefoon; betaald; korting; betalingstermijn;
        debiteurnummer; relatienummer; order; contractnummer; projectnummer; polisnummer; periode
        """,
    ),
)
"""In the notation of :mod:`parsers.page.labels.phrases`."""
