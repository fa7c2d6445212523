"""Rows of sollicitations and of their messages as types of the domain."""

from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal_column, select

from domain.sollicitation import (
    Cote,
    EtatSollicitation,
    KindObjet,
    Message,
    MotifSollicitation,
    Objet,
    Partie,
    RolePartie,
    Sollicitation,
)
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import comptes_portail, deposits, documents, messages_sollicitations, sollicitations

_S = sollicitations.c
_M = messages_sollicitations.c
_D = documents.c
_C = comptes_portail.c
ABOUT = sollicitations.outerjoin(documents, and_(_D.invoice_id == _S.invoice_id, _D.current)).outerjoin(
    deposits, deposits.c.id == _S.deposit_id
)
"""Sollicitations beside the invoice as it stands, or the file, that they are about."""
_OBJET = (
    func.coalesce(_D.numero_facture, deposits.c.name, literal_column("''")).label("objet_name"),
    func.coalesce(_D.certificate, literal_column("''")).label("objet_certificate"),
    func.coalesce(_D.siret_fournisseur, _D.tva_fournisseur, _D.key_supplier, literal_column("''")).label(
        "objet_supplier"
    ),
)
SOLLICITATIONS: Select[Any] = select(sollicitations, *_OBJET).select_from(ABOUT)
"""Add ``where`` and ``order_by``; rows are read by :func:`sollicitation`."""
_SAID = (_M.at, _M.compte_id, _M.cote, _M.texte, _M.etat.label("etat_after"), _C.prenom, _C.nom)
LINES: Select[Any] = select(sollicitations, *_OBJET, *_SAID).select_from(
    ABOUT.join(messages_sollicitations, _M.sollicitation_id == _S.id).join(comptes_portail, _C.id == _M.compte_id)
)
"""A row for each message; read by :func:`sollicitation` and :func:`message`."""


def messages_of(connection: Connection, id_: int) -> tuple[Message, ...]:
    """The messages of a sollicitation, oldest first."""
    query = select(*_SAID).join_from(messages_sollicitations, comptes_portail, _C.id == _M.compte_id)
    rows = connection.execute(query.where(_M.sollicitation_id == id_).order_by(_M.id))
    return tuple(map(message, rows))


def sollicitation(row: AnyRow, messages: tuple[Message, ...] = ()) -> Sollicitation:
    """A row of :data:`SOLLICITATIONS`."""
    kind = KindObjet.FACTURE if row.invoice_id is not None else KindObjet.DEPOT
    return Sollicitation(
        id=row.id,
        objet=Objet(
            kind=kind,
            id=row.invoice_id if row.invoice_id is not None else row.deposit_id,
            name=row.objet_name,
            certificate=row.objet_certificate,
            fournisseur=row.objet_supplier,
        ),
        motif=MotifSollicitation(row.motif),
        emetteur=_partie(row, Cote.EMETTEUR),
        destinataire=_partie(row, Cote.DESTINATAIRE),
        etat=EtatSollicitation(row.etat),
        asked_at=row.asked_at,
        changed_at=row.changed_at,
        messages=messages,
    )


def message(row: AnyRow) -> Message:
    """A row of :data:`LINES`."""
    return Message(
        at=row.at,
        compte_id=row.compte_id,
        author=f"{row.prenom} {row.nom}".strip(),
        cote=Cote(row.cote),
        texte=row.texte,
        etat=EtatSollicitation(row.etat_after),
    )


def _partie(row: AnyRow, cote: Cote) -> Partie:
    role, structure, service, nom = (
        row._mapping[f"{cote.value}_{part}"] for part in ("role", "structure", "service", "nom")
    )
    return Partie(role=RolePartie(role), structure=structure, service=service or None, nom=nom)
