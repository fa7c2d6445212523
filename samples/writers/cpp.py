"""Writes an invoice in Chorus Pro's own format: mixte (incoming, FSO1113A) and pivot (outgoing, V2_02).

Names are copied from the schema and published flows, including irregular ones: ``Valeurparametre``, ``TVAS`` in the
mixte and ``TVAs`` in the pivot, and ``Contenu``, which is the base64 of a zip of one file.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from domain.invoice import Invoice, VatBreakdown
from exporters.common.markup import base64_text, document, group, leaf


class Flow(Enum):
    """The two formats."""

    MIXTE = "CPPFactureMixte"
    PIVOT = "CPPFacturePivot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The readable file attached to the data: ``PJ`` of type 01."""

    name: str
    mime: str
    content: bytes
    zipped: Callable[[str, bytes], bytes] = field(default_factory=lambda: zipped)
    """Function from name and content to the zip that is embedded."""


def write(invoice: Invoice, piece: Piece, flow: Flow, nom_service: str | None = None) -> bytes:
    """``invoice`` and its readable ``piece`` as one flow, UTF-8, on one line."""
    return document(
        flow.value,
        {},
        _envelope(invoice.date_facture, flow),
        group(
            "CPPFactures",
            group(
                f"{flow.value}Unitaire",
                _supplier(invoice, flow),
                _debtor(invoice, nom_service),
                _data(invoice, flow),
                _piece(piece),
                NumOrdre="1",
            ),
            Compteur="1",
        ),
    )


def _envelope(produced: date | None, flow: Flow) -> str:
    receiver, sender = ("CPP001", "DEM001") if flow is Flow.MIXTE else ("DEM001", "CPP001")
    return group(
        "Enveloppe",
        group(
            "EnveloppeUnitaire",
            group(
                "Parametres",
                group("ParametreIndiv", leaf("Code", "DtPrd"), leaf("Valeurparametre", produced), NumOrdre="0001"),
                group("ParametreIndiv", leaf("Code", "IdFlx"), leaf("Valeurparametre", "1"), NumOrdre="0002"),
            ),
            group(
                "Partenaires",
                group("Recepteur", leaf("Id", receiver)),
                group("Emetteur", leaf("Id", sender)),
            ),
            NumOrdre="1",
        ),
    )


def _supplier(invoice: Invoice, flow: Flow) -> str:
    account = next((item.account for payment in invoice.payments for item in payment.credit_transfers), None)
    return group(
        "Fournisseur",
        leaf("TypeIdentifiant", "1"),
        leaf("Identifiant", invoice.siret_fournisseur),
        leaf("RaisonSociale", invoice.seller.name),
        leaf("CodePays", invoice.seller.address.country if invoice.seller.address else "FR"),
        group("ReferenceBancaire", leaf("Compte", account), Type="IBAN"),
        leaf("ModeEmission", "flux" if flow is Flow.PIVOT else None),
    )


def _debtor(invoice: Invoice, nom_service: str | None) -> str:
    return group(
        "Debiteur",
        leaf("TypeIdentifiant", "1"),
        leaf("Identifiant", invoice.siret_destinataire),
        leaf("Nom", invoice.buyer.name),
        leaf("CodeService", invoice.code_service),
        leaf("NomService", nom_service if invoice.code_service else None),
    )


def _data(invoice: Invoice, flow: Flow) -> str:
    totals, pivot = invoice.totals, flow is Flow.PIVOT
    means = invoice.payments[0].means if invoice.payments else None
    return group(
        "DonneesFacture",
        leaf("Id", invoice.numero_facture),
        leaf("IdFactureOrigine", invoice.numero_facture_origine),
        leaf("Type", invoice.type_facture),
        leaf("Cadre", invoice.cadre_facturation),
        leaf("DateEmissionFacture", invoice.date_facture),
        group("ModePaiement", leaf("Code", means)),
        leaf("DateReception", invoice.date_facture if pivot else None),
        leaf("Devise", invoice.devise),
        group(
            "Montants",
            leaf("MontantHT", totals.without_vat),
            leaf("MontantTTC", totals.with_vat),
            leaf("MontantNetAPayer", totals.due),
        ),
        group("TVAs" if pivot else "TVAS", *(_tax(part) for part in invoice.vat_breakdown)),
        group(
            "Engagement",
            leaf("NumeroMarche", invoice.numero_marche),
            leaf("NumeroEngagement", invoice.numero_engagement),
        ),
    )


def _tax(part: VatBreakdown) -> str:
    return group("TVA", leaf("Taux", part.rate), leaf("BaseHt", part.base), leaf("MontantTVA", part.amount))


def _piece(piece: Piece) -> str:
    name = piece.name[:50]
    return group(
        "PJ",
        leaf("Contenu", base64_text(piece.zipped(name, piece.content))),
        leaf("NomPJ", name),
        leaf("TypePJ", "01"),
        leaf("MimeTypePJ", piece.mime),
        NumOrdre="1",
    )


def zipped(name: str, content: bytes) -> bytes:
    """A zip of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
