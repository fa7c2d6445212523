"""Works pieces as the ledger has them and as they are deposited, around one building site. Everything is made up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.decision import Decision, Verdict
from domain.deposit import Disposition, Settled, StatusEvent
from domain.document import Format
from domain.dossier import Piece
from domain.invoice import Identifier, Invoice, Party, PrecedingInvoice, References
from domain.route import Route
from domain.status import Status
from domain.travaux import ETAPES, Role, available
from tests.validators.good import invoice
from validators.chorus_pro.travaux.association import associate
from validators.chorus_pro.uniqueness_key import key_of

TITULAIRE, SOUS_TRAITANT, MOE, MOA = "99999930100011", "99999930200019", "99999930300017", "99999930400015"
INTRUS = "99999310800011"
"""Somebody who has nothing to do with the site."""
DAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
_TO = {Role.MOE: MOE, Role.MOA: MOA, Role.SERVICE_FINANCIER: MOA, Role.FOURNISSEUR: TITULAIRE}


def at(days: float = 0) -> datetime:
    """10 o'clock UTC, some days after :data:`DAY`."""
    return datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=UTC) + timedelta(days=days)


def events(*steps: tuple[Status, float] | Status) -> tuple[StatusEvent, ...]:
    """A life, each step with its day after :data:`DAY` (0 when not said)."""
    dated = [step if isinstance(step, tuple) else (step, 0.0) for step in steps]
    return tuple(StatusEvent(status=status, at=at(day), actor="navette") for status, day in dated)


def piece(id_: int, cadre: str, *, after: Iterable[int] = (), dossier: int = 0, **changes: Any) -> Piece:
    """A piece at the disposal of its addressee since :data:`DAY`, number ``P<id>``; ``dossier``: its first piece."""
    there = available(cadre)
    status = changes.get("status", there)
    told = (Status.DEPOSEE, there) if status is there else (Status.DEPOSEE, there, status)
    made = Piece(
        invoice_id=id_,
        dossier_id=dossier or id_,
        after=tuple(after),
        cadre=cadre,
        numero_facture=f"P{id_}",
        date_facture=DAY.isoformat(),
        status=status,
        status_at=at(),
        fournisseur=SOUS_TRAITANT if cadre == "A10" else TITULAIRE,
        destinataire=_TO[ETAPES[cadre].destinataire] if cadre in ETAPES else MOA,
        deposited_at=at(),
        available_at=at(),
        events=events(*told),
    )
    return replace(made, **changes)


def party(siret: str | None) -> Party | None:
    return Party(identifiers=(Identifier(value=siret, scheme="0009"),)) if siret else None


def deposited(
    cadre: str, *previous: str, number: str = "N1", moe: str | None = MOE, rank: int = 0, **changes: Any
) -> Settled:
    """An accepted piece that names ``previous`` numbers; ``rank`` is its place in the deposit 7."""
    document: Invoice = invoice(
        numero_facture=number,
        date_facture=date(2026, 11, 19),
        cadre_facturation=cadre,
        siret_fournisseur=changes.pop("seller", TITULAIRE),
        siren_fournisseur=None,
        siret_destinataire=MOA,
        buyer_agent=party(moe),
        seller_agent=party(changes.pop("valideur", None)),
        references=References(preceding=tuple(_named(each) for each in previous)),
        numero_facture_origine=previous[0].partition("@")[0] if previous else None,
    )
    to = changes.pop("to", _TO[ETAPES[cadre].destinataire])
    decision = Decision(
        path="lot.zip",
        member=f"{rank}.xml",
        sha256=f"{rank}",
        format=Format.CII,
        profile=None,
        verdict=Verdict.ACCEPTED,
        findings=(),
        invoice=replace(document, **changes),
        route=Route(siret=to, raison_sociale="X"),
    )
    return Settled(
        deposit_id=7,
        position=rank,
        decision=decision,
        disposition=Disposition.ACCEPTED,
        location="store/x",
        key=key_of(document),
    )


def _named(text: str) -> PrecedingInvoice:
    number, _, day = text.partition("@")
    return PrecedingInvoice(number=number, date=date.fromisoformat(day) if day else None)


def asked(
    one: Settled | Sequence[Settled], *pieces: Piece, rights: frozenset[str] | None = None, now: datetime = NOW
) -> tuple[Settled, ...]:
    """What association answers; ``rights`` are those of the account."""
    settled = (one,) if isinstance(one, Settled) else tuple(one)
    return associate(settled, pieces, {7: rights}, now)


def codes(answer: Settled) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in answer.decision.findings]
