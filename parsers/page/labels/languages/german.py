"""Labels of German invoices."""

from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.phrases import Phrases

PHRASES: tuple[Phrases, ...] = (
    Phrases(
        Label(LabelKind.NUMERO, 1.0),
        """
        rechnungsnummer; rechnungsnr; rechnung {no|nummer|id}; rechnungs {no|nummer}; gutschriftsnummer;
        gutschrift {no|nummer}; gutschriftsnr; {no|nummer} rechnung; handelsrechnung {no|380 no};
        rechnungskorrektur no
        """,
    ),
    Phrases(Label(LabelKind.NUMERO, 0.9), "beleg {no|nummer}; belegnummer; belegnr; rechnungsno"),
    Phrases(
        Label(LabelKind.DATE, 1.0),
        """
        rechnungsdatum; rechnung datum; rechnungs datum; ausstellungsdatum; belegdatum; beleg datum;
        gutschriftsdatum
        """,
    ),
    Phrases(Label(LabelKind.DATE, 0.75), "datum"),
    Phrases(
        Label(LabelKind.ECHEANCE, 1.0),
        """
        falligkeitsdatum; fallig {|am|bis}; zahlbar {bis|bis zum}; zahlungsziel; falligkeit; zahlungsfrist
        """,
    ),
    Phrases(
        Label(LabelKind.HT, 1.0),
        """
        nettobetrag; nettosumme; {summe|gesamt|gesamtbetrag|gesamtsumme|rechnungsbetrag|total|betrag} netto;
        netto {gesamt|summe|betrag|total}; gesamtnetto; nettogesamtbetrag; {summe|gesamtbetrag|betrag} ohne
        {mwst|ust|umsatzsteuer}; summe nettobetrag; {rechnungsbetrag|rechnungssumme} ohne
        {mwst|ust|umsatzsteuer}
        """,
    ),
    Phrases(Label(LabelKind.HT, 0.85), "netto; nettowert; bemessungsgrundlage; netto eur"),
    Phrases(Label(LabelKind.HT, 0.7), "zwischensumme {|netto}; warenwert"),
    Phrases(
        Label(LabelKind.TVA, 1.0),
        """
        {ust|mwst|umsatzsteuer|mehrwertsteuer} {gesamt|betrag|summe|total}; {summe|gesamt|total|gesamtbetrag}
        {ust|mwst|umsatzsteuer|mehrwertsteuer}; steuerbetrag; umsatzsteuerbetrag; mehrwertsteuerbetrag;
        gesamtsteuer; summe umsatzsteuerbetrage; summe steuern; steuer gesamt
        """,
    ),
    Phrases(
        Label(LabelKind.TVA, 0.8),
        """
        mwst; ust; mehrwertsteuer; umsatzsteuer; {zzgl|zuzuglich|inkl|enthaltene}
        {mwst|ust|umsatzsteuer|mehrwertsteuer}; mwst eur
        """,
    ),
    Phrases(
        Label(LabelKind.TTC, 1.0),
        """
        bruttobetrag; bruttosumme; {summe|gesamt|gesamtbetrag|gesamtsumme|rechnungsbetrag|total|betrag} brutto;
        brutto {gesamt|summe|betrag|total}; {gesamtbetrag|gesamtsumme|summe|rechnungsbetrag|total|betrag}
        {inkl|inklusive|mit|einschl} {mwst|ust|umsatzsteuer|mehrwertsteuer}; rechnungsendbetrag;
        rechnungssumme; rechnungsbetrag
        """,
    ),
    Phrases(Label(LabelKind.TTC, 0.85), "brutto; endbetrag; endsumme; bruttowert; brutto eur"),
    Phrases(
        Label(LabelKind.TOTAL, 0.6), "gesamtbetrag; gesamtsumme; gesamt; summe; summe gesamt; betrag; gesamtbetrage"
    ),
    Phrases(
        Label(LabelKind.A_PAYER, 1.0),
        """
        zahlbetrag; {zu|noch zu} zahlen; zu zahlender betrag; zahlungsbetrag; {falliger|offener} betrag;
        restbetrag; fallige zahlung; falligkeitsbetrag; auszahlungsbetrag
        """,
    ),
    Phrases(
        Label(LabelKind.DEJA_PAYE, 1.0),
        """
        anzahlung; {|erhaltene} anzahlungen; {bereits|schon} {gezahlt|bezahlt}; vorauszahlung; geleistete
        anzahlung; vorauszahlungen; gezahlter betrag
        """,
    ),
    Phrases(
        Label(LabelKind.SANS_TVA, 1.0),
        """
        steuerfrei; steuerfreie; kleinunternehmer; steuerschuldnerschaft; umsatzsteuerfrei
        """,
    ),
    Phrases(Label(LabelKind.FACTURE, 1.0), "rechnung; handelsrechnung; warenrechnung; teilrechnung; schlussrechnung"),
    Phrases(Label(LabelKind.AVOIR, 1.0), "gutschrift; rechnungsgutschrift; stornorechnung"),
    Phrases(
        Label(LabelKind.AUTRE_PIECE, 1.0), "angebot; lieferschein; auftragsbestatigung; mahnung; zahlungserinnerung"
    ),
    Phrases(
        Label(LabelKind.COLONNE, 1.0),
        """
        menge; beschreibung; bezeichnung; po; position; einzelpreis; artikel; einheit; artikelbezeichnung;
        preis; gesamtpreis; zeilenbetrag; nettopreis; e preis; g preis; produkt; leistung; stuckpreis;
        artikelnummer; anzahl
        """,
    ),
    Phrases(
        Label(LabelKind.TAUX, 1.0),
        """
        {mwst|ust} %; % {mwst|ust}; {mwst|ust} satz; steuersatz; mehrwertsteuersatz; umsatzsteuersatz
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0),
        """
        ust {id|id no|idnr|ident no|identnr}; ustid; ustidnr; umsatzsteuer {id|id
        no|identifikationsnummer|identnummer}; umsatzsteueridentifikationsnummer; mwst no
        """,
    ),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR), "verkaufer; lieferant; rechnungssteller; absender"),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        kaufer; kunde; rechnungsempfanger; rechnungsadresse; rechnungsanschrift; leistungsempfanger; kaufer
        leistungsempfanger
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.TIERS),
        """
        lieferadresse; lieferanschrift; warenempfanger; abweichender {warenempfanger|zahlungsempfanger}
        """,
    ),
    Phrases(Label(LabelKind.DEVISE, 1.0), "wahrung; rechnungswahrung"),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        {kunden|auftrag|bestell|lieferschein|liefer|lief|steuer|konto|kto|artikel|art|vertrag|projekt|lieferanten|debitoren|personal|telefon|handy|fg|leasing|reg|globale|bestellung|lieferung|handelsregister|bank|vorgang}
        {no|nummer}; kundennummer; kundennr; auftragsnummer; auftragsnr; lieferscheinnummer; lieferscheinnr;
        bestellnummer; bestellnr; bestelldatum; lieferdatum; leistungsdatum; leistungszeitraum;
        abrechnungszeitraum; steuernummer; steuernr; kontonummer; blz; vertragsnummer; projektnummer;
        lieferantennummer; debitorennummer;
        {liefer|bestell|leistung|leistungs|lieferschein|auftrag|auftrags|druck|versand} datum; skonto; rabatt;
        telefon; bearbeiter; ansprechpartner; handelsregister; handelsregisternummer; hrb; hra;
        geschaftsfuhrer; seite; nummer; art no {kunde|lieferant}; auftrag no lief; bestellung no kunde;
        bestellung vom; kontoinhaber; zahlungsbedingung; zahlungsart; liefer und leistungsdatum; versandkosten;
        fracht; frachtbetrag; basisbetrag; rabattbetrag; unser zeichen; ihr zeichen; bonus; uhrzeit; zeit;
        kassenzeichen; leistungszeit; ident no; anzahlungsrechnung no; gesamtbetrag der {zuschlage|abschlage};
        positionssumme; zuschlag; abschlag
        """,
    ),
)
"""In the notation of :mod:`parsers.page.labels.phrases`."""
