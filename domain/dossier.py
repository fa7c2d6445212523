"""The *dossier de facturation*: the pieces of one payment, in the order they were deposited."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.deposit import DepositedInvoice, StatusEvent
from domain.invoice import AVOIRS
from domain.status import Status
from domain.travaux import ETAPES, Etape


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece in its current state; an invoice outside works is a dossier of one piece. Absent text is empty, never
    ``None``.
    """

    invoice_id: int
    dossier_id: int
    """Id of the dossier's first piece."""
    after: tuple[int, ...] = ()
    """Ids of the pieces it was associated with; empty: an initial deposit."""
    cadre: str
    numero_facture: str
    date_facture: str
    status: Status
    status_at: datetime
    fournisseur: str
    """SIRET of the seller on the piece; empty when none."""
    nom_fournisseur: str = ""
    moe: str = ""
    """SIRET of the MOE when the piece names it."""
    destinataire: str
    """SIRET it was routed to."""
    nom_destinataire: str = ""
    code_service: str = ""
    drop: str = ""
    valideur_1: str = ""
    """SIRET of the first valideur; only pieces of sous-traitants and cotraitants have one."""
    valideur_2: str = ""
    avoir: bool = False
    """Whether it is a credit note."""
    montant_ttc: str = ""
    devise: str = ""
    deposited_at: datetime
    available_at: datetime | None = None
    """First mise à disposition of the addressee."""
    events: tuple[StatusEvent, ...] = field(default=())

    @classmethod
    def alone(cls, invoice: DepositedInvoice) -> "Piece":
        """A single accepted invoice as a piece; its only event is its current status."""
        values, route = invoice.values, invoice.route
        if invoice.status is None or invoice.status_at is None:
            raise ValueError(f"invoice {invoice.id} has no status")
        return cls(
            invoice_id=invoice.id,
            dossier_id=invoice.dossier_id or invoice.id,
            cadre=values["cadre_facturation"] or "",
            numero_facture=values["numero_facture"] or "",
            date_facture=values["date_facture"] or "",
            status=invoice.status,
            status_at=invoice.status_at,
            fournisseur=values["siret_fournisseur"] or "",
            nom_fournisseur=values["nom_fournisseur"] or "",
            destinataire=route.siret if route else "",
            nom_destinataire=route.raison_sociale if route else "",
            code_service=(route.code_service or "") if route else "",
            drop=invoice.drop,
            valideur_1=invoice.valideur_1,
            valideur_2=invoice.valideur_2,
            avoir=values["type_facture"] in AVOIRS,
            montant_ttc=values["montant_ttc"] or "",
            devise=values["devise"] or "",
            deposited_at=invoice.deposited_at,
            available_at=invoice.available_at,
        )

    @property
    def etape(self) -> Etape:
        """Its place in the circuit."""
        return ETAPES[self.cadre]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier; its number is that of its first piece (seed 003)."""

    id: int
    pieces: tuple[Piece, ...]

    @property
    def numero(self) -> str:
        """Number of the dossier as printed: that of its first piece."""
        return self.pieces[0].numero_facture

    @classmethod
    def alone(cls, invoice: DepositedInvoice) -> "Dossier":
        """A dossier of one invoice: outside works, or loaded without its other pieces."""
        return cls(id=invoice.id, pieces=(Piece.alone(invoice),))
