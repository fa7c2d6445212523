"""Labels of Italian invoices."""

from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.phrases import Phrases

PHRASES: tuple[Phrases, ...] = (
    Phrases(
        Label(LabelKind.NUMERO, 1.0),
        """
        {no|numero} fattura; fattura {no|numero}; fattura num; numero documento; nota credito {no|numero};
        {no|numero} nota credito; fattura accompagnatoria no; fatt no
        """,
    ),
    Phrases(Label(LabelKind.NUMERO, 0.8), "documento no; no documento"),
    Phrases(Label(LabelKind.DATE, 1.0), "data {fattura|emissione|documento}; fattura data; data emissione fattura"),
    Phrases(Label(LabelKind.DATE, 0.75), "data"),
    Phrases(Label(LabelKind.ECHEANCE, 1.0), "data scadenza; scadenza {|pagamento}; scadenze; pagamento entro"),
    Phrases(
        Label(LabelKind.HT, 1.0),
        """
        {|totale} imponibile {|iva}; totale netto; totale {|documento} senza iva; importo netto; totale
        {merce|prestazioni} imponibile; imponibile totale
        """,
    ),
    Phrases(Label(LabelKind.HT, 0.85), "netto; base imponibile"),
    Phrases(Label(LabelKind.HT, 0.7), "subtotale; totale merce; totale parziale"),
    Phrases(
        Label(LabelKind.TVA, 1.0), "{totale|importo|di cui} iva; {totale|importo} imposta; iva totale; totale imposte"
    ),
    Phrases(Label(LabelKind.TVA, 0.8), "iva; imposta; i v a"),
    Phrases(
        Label(LabelKind.TTC, 1.0),
        """
        totale {fattura|documento|generale}; totale ivato; importo totale {|documento|fattura}; totale con iva;
        totale iva inclusa; totale iva compresa
        """,
    ),
    Phrases(Label(LabelKind.TOTAL, 0.6), "totale; importo; totale eur; totale euro"),
    Phrases(
        Label(LabelKind.A_PAYER, 1.0),
        """
        {netto|totale|importo|saldo} a pagare; da pagare; totale da pagare; netto pagare; totale dovuto;
        importo dovuto; saldo dovuto; saldo
        """,
    ),
    Phrases(Label(LabelKind.DEJA_PAYE, 1.0), "acconto; {gia|importo} {pagato|versato}; anticipo; pagato"),
    Phrases(Label(LabelKind.DEDUIT, 1.0), "ritenuta {|acconto|d acconto}; split payment; bollo"),
    Phrases(
        Label(LabelKind.SANS_TVA, 1.0),
        """
        esente {|iva}; esenzione iva; inversione contabile; non imponibile; fuori campo iva
        """,
    ),
    Phrases(Label(LabelKind.FACTURE, 1.0), "fattura; fattura immediata; fattura differita"),
    Phrases(Label(LabelKind.AVOIR, 1.0), "nota credito; nota di credito"),
    Phrases(
        Label(LabelKind.AUTRE_PIECE, 1.0),
        """
        preventivo; bolla; documento di trasporto; conferma ordine; fattura proforma
        """,
    ),
    Phrases(
        Label(LabelKind.COLONNE, 1.0),
        """
        quantita; descrizione; prezzo; prezzo unitario; articolo; unita; q ta; qta; unita misura; u m; prezzo
        unit; codice articolo
        """,
    ),
    Phrases(Label(LabelKind.TAUX, 1.0), "aliquota {|iva}; iva %; % iva; aliq"),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0),
        """
        {partita|p} iva; codice fiscale {|partita iva|p iva}; c f; p iva c f; piva; codice fiscale e partita
        iva; cod fisc
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR), "fornitore; cedente; cedente prestatore; emittente; venditore"
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        cliente; cessionario; cessionario committente; destinatario; spettabile; spett le; intestatario;
        committente
        """,
    ),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.TIERS), "destinazione {|merce}; luogo consegna; indirizzo consegna"),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        {no|numero|codice|vostro|vs} {ordine|cliente|ddt|contratto|conto|commessa|protocollo};
        {ordine|ddt|contratto|cliente|commessa} {no|numero}; data {ordine|ddt|consegna|prestazione|contratto};
        cig; cup; codice {cliente|destinatario|sdi|univoco}; telefono; tel; pagina; modalita pagamento;
        condizione pagamento; sconto; banca; {vostro|nostro} riferimento; periodo; rea; pec; capitale sociale;
        causale
        """,
    ),
)
"""In the notation of :mod:`parsers.page.labels.phrases`."""
