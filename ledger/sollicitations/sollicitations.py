"""The part of the ledger that keeps questions about invoices and deposited files."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.sollicitation import Cote, EtatSollicitation, KindObjet, Sollicitation
from domain.sollicitation_rights import Portee
from ledger.database.engine import Database
from ledger.database.schema import sollicitations
from ledger.sollicitations import rows, writing
from ledger.sollicitations.portee import of_side, seen
from ledger.sollicitations.writing import Asked, Question, Reply, Said

_S = sollicitations.c
MOST_ABOUT = 20
"""Questions about one invoice that its page shows, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many questions are not closed."""

    to_answer: int
    """Those the account is asked, open."""
    unanswered: int
    """Those it asked, open."""


class Sollicitations:
    """Questions and their messages. What is outside of a ``portee`` is not found, written to or counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, question: Question, now: datetime) -> Asked:
        """Writes the question, once however often its form is sent; who asks may (:meth:`Adresse
        <domain.sollicitation_rights.about_invoice>`).
        """
        with self._database.write() as connection:
            return writing.ask(connection, question, now)

    def say(self, reply: Reply, portee: Portee, now: datetime) -> Said:
        """Writes an answer, another message or the closing, once however often its form is sent."""
        with self._database.write() as connection:
            return writing.say(connection, reply, portee, now)

    def one(self, id_: int, portee: Portee) -> Sollicitation | None:
        """The question with its messages; ``None`` when there is none, or it may not be seen: who asks cannot tell the
        two apart.
        """
        with self._database.read() as connection:
            row = connection.execute(rows.SOLLICITATIONS.where(_S.id == id_, seen(portee))).one_or_none()
            return None if row is None else rows.sollicitation(row, rows.messages_of(connection, id_))

    def newest(
        self,
        portee: Portee,
        cote: Cote,
        *,
        etat: EtatSollicitation | None = None,
        before: int | None = None,
        size: int = 50,
    ) -> tuple[Sollicitation, ...]:
        """Those of which that side is its own, newest first; ``before``: older than this one."""
        query = rows.SOLLICITATIONS.where(of_side(portee, cote))
        if etat is not None:
            query = query.where(_S.etat == etat.value)
        if before is not None:
            query = query.where(_S.id < before)
        with self._database.read() as connection:
            return tuple(map(rows.sollicitation, connection.execute(query.order_by(_S.id.desc()).limit(size))))

    def about(self, kind: KindObjet, id_: int, portee: Portee) -> tuple[Sollicitation, ...]:
        """The newest about an invoice or a deposit, newest first."""
        column = _S.invoice_id if kind is KindObjet.FACTURE else _S.deposit_id
        query = rows.SOLLICITATIONS.where(column == id_, seen(portee)).order_by(_S.id.desc()).limit(MOST_ABOUT)
        with self._database.read() as connection:
            return tuple(map(rows.sollicitation, connection.execute(query)))

    def waiting(self, portee: Portee) -> Waiting:
        """How many wait for an answer."""
        is_open = _S.etat == EtatSollicitation.OUVERTE.value
        counts = [
            select(func.count()).select_from(sollicitations).where(is_open, of_side(portee, cote)).scalar_subquery()
            for cote in (Cote.DESTINATAIRE, Cote.EMETTEUR)
        ]
        with self._database.read() as connection:
            to_answer, unanswered = connection.execute(select(*counts)).one()
        return Waiting(to_answer=to_answer, unanswered=unanswered)
