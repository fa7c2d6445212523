"""Builds the whole invoice from a demo invoice, with identifiers in the places of its regime.

Writers (:mod:`samples.writers.ubl`, :mod:`exporters.cii` ...) turn the result into bytes: a new format is one
module.
"""

from datetime import timedelta

from domain.invoice import CreditTransfer, Delivery, Identifier, Invoice, Note, Party, Payment, References
from samples.invoices.amounts import allowances_of, breakdown_of, line_of, totals_of
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.people import Fournisseur


def build(demo: DemoInvoice) -> Invoice:
    """The whole invoice: EN 16931 terms and routing fields."""
    lines = tuple(line_of(demo, index, article) for index, article in enumerate(demo.articles, 1))
    allowances = allowances_of(demo, lines)
    breakdown = breakdown_of(demo, lines, allowances)
    return Invoice(
        numero_facture=demo.numero,
        date_facture=demo.jour,
        type_facture=demo.type_facture,
        devise=demo.devise,
        cadre_facturation=demo.cadre,
        siret_fournisseur=demo.fournisseur.siret,
        siren_fournisseur=demo.fournisseur.siren,
        siret_destinataire=demo.destinataire.siret,
        code_service=demo.destinataire.code_service,
        numero_engagement=_engagement(demo),
        numero_marche=demo.marche,
        numero_facture_origine=demo.origine.number if demo.origine else None,
        customization=demo.customization,
        vat_point_code="432" if demo.encaissements else None,
        due_date=None if demo.avoir else demo.jour + timedelta(days=30),
        buyer_reference=None if demo.places is Places.ANCIEN else demo.destinataire.code_service,
        payment_terms=None if demo.avoir else "Paiement à 30 jours par mandat administratif",
        notes=_notes(demo),
        seller=_seller(demo),
        buyer=_buyer(demo),
        seller_agent=_agent(demo.valideur),
        buyer_agent=_agent(demo.moe),
        delivery=Delivery(date=demo.livraison or demo.jour),
        period=demo.periode,
        payments=() if demo.avoir or demo.mode is None else (_payment(demo),),
        allowances=allowances,
        totals=totals_of(demo, lines, allowances, breakdown),
        vat_breakdown=breakdown,
        references=References(
            contract=demo.marche,
            purchase_order=_engagement(demo),
            preceding=((demo.origine,) if demo.origine else ()) + demo.autres_origines,
        ),
        attachments=demo.pieces_jointes,
        lines=lines,
    )


def _engagement(demo: DemoInvoice) -> str | None:
    return demo.engagement or demo.destinataire.engagement


def _seller(demo: DemoInvoice) -> Party:
    supplier = demo.fournisseur
    return Party(
        name=supplier.nom,
        identifiers=_identifiers(demo.places, supplier.siret, None),
        legal_registration=_registration(demo.places, supplier.siret, supplier.siren),
        vat_identifier=supplier.tva,
        tax_registration=None if supplier.tva else supplier.siren,
        legal_information=supplier.forme,
        electronic_address=Identifier(value=supplier.siren, scheme="0225"),
        address=supplier.address,
        contacts=(supplier.contact,),
    )


def _buyer(demo: DemoInvoice) -> Party:
    public = demo.destinataire
    return Party(
        name=public.nom,
        identifiers=_identifiers(demo.places, public.siret, public.code_service),
        legal_registration=_registration(demo.places, public.siret, public.siret[:9]),
        electronic_address=Identifier(value=public.siret[:9], scheme="0225"),
        address=public.address,
    )


def _agent(company: Fournisseur | None) -> Party | None:
    if company is None:
        return None
    return Party(
        name=company.nom,
        identifiers=(Identifier(value=company.siret, scheme="0009"),),
        legal_registration=Identifier(value=company.siren, scheme="0002"),
        address=company.address,
    )


def _identifiers(places: Places, siret: str, code_service: str | None) -> tuple[Identifier, ...]:
    if places is Places.CHORUS:
        return ()
    own = (Identifier(value=siret, scheme="1" if places is Places.ANCIEN else "0009"),)
    service = (Identifier(value=code_service, scheme="0224"),) if code_service else ()
    return (*own, *service) if places is Places.REFORME else own


def _registration(places: Places, siret: str, siren: str) -> Identifier | None:
    if places is Places.ANCIEN:
        return None
    return Identifier(value=siret if places is Places.CHORUS else siren, scheme="0002")


def _payment(demo: DemoInvoice) -> Payment:
    transfer = CreditTransfer(
        account=demo.fournisseur.iban, account_name=demo.fournisseur.nom, bic=demo.fournisseur.bic
    )
    by_transfer = demo.mode in {"30", "31", "42", "58"}
    return Payment(means=demo.mode, remittance=demo.numero, credit_transfers=(transfer,) if by_transfer else ())


def _notes(demo: DemoInvoice) -> tuple[Note, ...]:
    own = (Note(text=demo.note, subject="AAI"),) if demo.note else ()
    return (
        *own,
        Note(text="Indemnité forfaitaire pour frais de recouvrement : 40 EUR", subject="PMT"),
        Note(text="Pénalités de retard : taux de la BCE majoré de huit points", subject="PMD"),
        Note(text="Pas d'escompte pour paiement anticipé", subject="AAB"),
    )
