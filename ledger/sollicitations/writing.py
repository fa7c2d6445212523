"""Questions and messages, written once however often their form is sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from domain.sollicitation import Cote, EtatSollicitation, KindObjet, MotifSollicitation, Partie, after
from domain.sollicitation_rights import Adresse, Portee
from ledger.database.column_types import kept
from ledger.database.schema import messages_sollicitations, sollicitations
from ledger.sollicitations.portee import of_side

_S = sollicitations.c
_M = messages_sollicitations.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to be written."""

    kind: KindObjet
    objet_id: int
    motif: MotifSollicitation
    adresse: Adresse
    texte: str
    compte_id: int
    form: str
    """What the form was given when it was shown: another one each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one side writes."""

    sollicitation_id: int
    cote: Cote
    texte: str
    closes: bool
    compte_id: int
    form: str


class Said(StrEnum):
    """What became of a reply."""

    WRITTEN = "written"
    AGAIN = "again"
    """The same form was sent before; nothing is written."""
    REFUSED = "refused"
    """It cannot follow the state, which changed meanwhile or not."""
    ABSENT = "absent"
    """There is no such question, or its side is somebody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was written."""

    id: int
    is_new: bool
    """``False``: the same form was sent before."""


def ask(connection: Connection, question: Question, now: datetime) -> Asked:
    """Writes the question with its first message."""
    form = _digest(question.form, question.kind.value, str(question.objet_id), question.adresse.code, question.texte)
    if (there := _sent(connection, question.compte_id, form)) is not None:
        return Asked(id=there, is_new=False)
    etat = EtatSollicitation.OUVERTE
    about = "invoice_id" if question.kind is KindObjet.FACTURE else "deposit_id"
    sides = {
        **_side(Cote.EMETTEUR, question.adresse.emetteur),
        **_side(Cote.DESTINATAIRE, question.adresse.destinataire),
    }
    values = {about: question.objet_id, "motif": question.motif.value, "etat": etat.value, **sides}
    made = connection.execute(
        insert(sollicitations).values(asked_at=now, changed_at=now, **values).returning(_S.id)
    ).scalar_one()
    _write(connection, made, question.compte_id, form, Cote.EMETTEUR, question.texte, etat, now)
    return Asked(id=made, is_new=True)


def say(connection: Connection, reply: Reply, portee: Portee, now: datetime) -> Said:
    """Writes a message, a closing, or both at once, for a side that is the portee's own."""
    mine = (_S.id == reply.sollicitation_id, of_side(portee, reply.cote))
    before = connection.execute(select(_S.etat).where(*mine)).scalar()
    if before is None:
        return Said.ABSENT
    form = _digest(reply.form, str(reply.sollicitation_id), reply.cote.value, str(reply.closes), reply.texte)
    if _sent(connection, reply.compte_id, form) is not None:
        return Said.AGAIN
    etat = after(EtatSollicitation(before), reply.cote, reply.texte, closes=reply.closes)
    if etat is None:
        return Said.REFUSED
    _write(connection, reply.sollicitation_id, reply.compte_id, form, reply.cote, reply.texte, etat, now)
    here = update(sollicitations).where(_S.id == reply.sollicitation_id)
    connection.execute(here.values(etat=etat.value, changed_at=now))
    return Said.WRITTEN


def _sent(connection: Connection, compte_id: int, form: str) -> int | None:
    """The sollicitation that was written by this form of this account."""
    return connection.execute(select(_M.sollicitation_id).where(_M.compte_id == compte_id, _M.form == form)).scalar()


def _write(
    connection: Connection,
    id_: int,
    compte_id: int,
    form: str,
    cote: Cote,
    texte: str,
    etat: EtatSollicitation,
    now: datetime,
) -> None:
    words = {"form": form, "cote": cote.value, "texte": kept(texte) or "", "etat": etat.value}
    connection.execute(
        insert(messages_sollicitations).values(sollicitation_id=id_, compte_id=compte_id, at=now, **words)
    )


def _side(cote: Cote, partie: Partie) -> dict[str, str]:
    words = {"role": partie.role.value, "structure": partie.structure, "service": partie.service, "nom": partie.nom}
    return {f"{cote.value}_{name}": kept(value) or "" for name, value in words.items()}


def _digest(*parts: str) -> str:
    """The same form with other words is another one: a browser that goes back shows the old form again."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
