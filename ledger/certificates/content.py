"""Content of a certificate of deposit, in words that stay readable years later."""

from decimal import Decimal

from domain.cadre import CADRES
from domain.certificate import CertificateContent, instant
from domain.deposit import Deposit, Settled
from domain.errors import LedgerError
from domain.invoice import Invoice
from domain.issuer import Issuer
from domain.route import Route
from domain.signature_mention import signatures_text
from domain.text import Text
from ledger.database.column_types import kept

STRUCTURE = "Structure (aucun service)"
UNNAMED_SERVICE = "Service sans libellé dans l'annuaire"
UNNAMED_STRUCTURE = "Structure sans raison sociale dans l'annuaire"
UNNAMED_SUPPLIER = "Fournisseur sans nom sur la facture"
UNIDENTIFIED_SUPPLIER = "Fournisseur sans identifiant sur la facture"


def certificate_content(
    settled: Settled, deposit: Deposit, issuer: Issuer, depositor: str | None = None
) -> CertificateContent:
    """The content of the certificate of an accepted document; ``depositor`` is its name when it is not the drop's.

    Who and where are always in words, never empty; a date or an amount the invoice does not give is empty.
    Raises :class:`domain.errors.LedgerError` for a document without invoice or route: it was not accepted.
    """
    invoice, route = settled.decision.invoice, settled.decision.route
    if invoice is None or route is None:
        raise LedgerError(
            Text(
                f"Le document {settled.position} du dépôt {deposit.number} est accepté sans facture ou acheminement.",
                f"Document {settled.position} of deposit {deposit.number} is accepted without an invoice or a route.",
            ),
            Text(
                "Rien n'a été inscrit ; vérifiez que le passage a un annuaire.",
                "Nothing was recorded; check that the run has a directory (annuaire).",
            ),
        )
    return CertificateContent(
        deposit=deposit.number,
        depositor=certified_text(depositor) or certified_text(deposit.drop),
        file=certified_text(deposit.name),
        member=certified_text(settled.decision.member),
        sha256=settled.decision.sha256,
        fournisseur=certified_text(invoice.nom_fournisseur) or UNNAMED_SUPPLIER,
        identifiant_fournisseur=_supplier(invoice),
        siret_destinataire=route.siret,
        destinataire=certified_text(route.raison_sociale) or UNNAMED_STRUCTURE,
        code_service=certified_text(route.code_service),
        service=_service(route),
        piece=piece(invoice),
        cadre_facturation=certified_text(invoice.cadre_facturation),
        numero_facture=certified_text(invoice.numero_facture),
        date_facture=invoice.date_facture.isoformat() if invoice.date_facture else "",
        devise=certified_text(invoice.devise),
        montant_ht=_amount(invoice.montant_ht),
        montant_tva=_amount(invoice.montant_tva),
        montant_ttc=_amount(invoice.montant_ttc),
        montant_a_payer=_amount(invoice.montant_a_payer),
        deposited_at=instant(deposit.received_at),
        signatures=certified_text(signatures_text(settled.decision.signatures)),
        saisies=", ".join(settled.decision.supplied),
        numero_engagement=certified_text(invoice.numero_engagement),
        numero_marche=certified_text(invoice.numero_marche),
        organisme=certified_text(issuer.nom),
        contact=certified_text(issuer.contact),
        portail=certified_text(issuer.portail),
    )


def piece(invoice: Invoice) -> str:
    """``avoir``, the piece of the cadre (:data:`domain.cadre.CADRES`), or ``facture``."""
    if invoice.avoir:
        return "avoir"
    cadre = CADRES.get(invoice.cadre_facturation or "")
    return cadre.piece if cadre else "facture"


def _service(route: Route) -> str:
    if not route.code_service:
        return STRUCTURE
    return certified_text(route.nom_service) or UNNAMED_SERVICE


def _supplier(invoice: Invoice) -> str:
    registration = invoice.seller.legal_registration
    identifiers = (
        invoice.siret_fournisseur,
        invoice.siren_fournisseur,
        invoice.tva_fournisseur,
        registration.value if registration else None,
        *(identifier.value for identifier in invoice.seller.identifiers),
    )
    return next((text for one in identifiers if (text := certified_text(one))), UNIDENTIFIED_SUPPLIER)


def certified_text(value: str | None) -> str:
    """``value`` as a certificate has it: without edges, and without what no database takes."""
    return (kept(value) or "").strip() if value else ""


def _amount(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
