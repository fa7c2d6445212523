"""What somebody may do about an invoice in an espace: the statuses that its rights, its role and the life cycle
allow, each in the name of a structure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.deposit import DepositedInvoice, DepositKind, History
from domain.espace import Droit, Espace
from domain.perimetre import Part, Perimetre
from domain.portal_depositor import PortalDepositor
from domain.status import Status
from domain.status_facts import FACTS
from domain.suivi import Acteur, Standing, declarable
from domain.treatment import is_for
from hub.intake.deposit_folders import deposit_folder_of, name_of
from portail.acces.asker import Member, NotFound
from portail.pages.traitement.words import ACTION_NAMES
from validators.suivi.possible import own_statuses

MOST = 200
"""Invoices treated at once."""
AT_ONCE = frozenset({Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX, Espace.FACTURES_A_VALIDER})
"""The espaces in which several invoices are treated at once: a supplier completes them one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatable:
    """An invoice that one may do something about in an espace."""

    invoice: DepositedInvoice
    parts: tuple[Part, ...]
    """Those of one's rights of modification that hold it, never empty."""
    by_status: dict[Status, str]
    """The statuses one may declare now, in the order they are offered, and the structure that declares each."""
    own: dict[Status, str]
    """The same of those that are one's own to declare, now or not: a form that is sent again names the same
    structure, though the status is possible no more.
    """

    def structure(self, status: Status) -> str:
        """The structure that declares ``status``; of one that is nobody's here, one whose espace it is, to be told
        why.
        """
        return self.own.get(status) or next(part.structure for part in self.parts if is_for(part, status))

    def is_for(self, status: Status) -> bool:
        """Whether the espace is one in which ``status`` is declared."""
        return any(is_for(part, status) for part in self.parts)


def modifiable(who: Member, espace: Espace) -> Perimetre:
    """What one may do something about in the espace, by the rights as they are now."""
    return who.acces.perimetre(Droit.MODIFICATION).only(espace)


def history_to_modify(who: Member, espace: Espace, invoice_id: int) -> History:
    """Raises :class:`NotFound` when there is no such invoice, or one may do nothing about it."""
    found = who.portail.ledger.invoices.one(invoice_id, modifiable(who, espace))
    if found is None:
        raise NotFound
    return found


def treatables(who: Member, espace: Espace, invoice_ids: Iterable[int]) -> tuple[Treatable, ...]:
    """Each invoice once, in the order given. Raises :class:`NotFound` when one of them may not be treated."""
    wanted = tuple(dict.fromkeys(invoice_ids))
    if len(wanted) > MOST:
        raise NotFound
    return treatable_ones(who, espace, [history_to_modify(who, espace, each).invoice for each in wanted])


def treatable_ones(who: Member, espace: Espace, invoices: Sequence[DepositedInvoice]) -> tuple[Treatable, ...]:
    """The invoices that one's rights of modification hold, with what may be done about each."""
    perimetre = modifiable(who, espace)
    held = [(one, _parts(perimetre, one)) for one in invoices]
    standings = who.portail.ledger.follow_up.standings([one.id for one, parts in held if parts])
    return tuple(_treatable(who, one, parts, standings.get(one.id)) for one, parts in held if parts)


def acteur_for(who: Member, structure: str) -> Acteur:
    """Who acts for a structure, as the rules of status files see it."""
    depositor = PortalDepositor(structure=structure, compte_id=who.compte.id)
    return deposit_folder_of(who.portail.settings, name_of(DepositKind.STATUTS, depositor.name)).acteur


def _parts(perimetre: Perimetre, invoice: DepositedInvoice) -> tuple[Part, ...]:
    parts = sorted(perimetre.parts, key=lambda part: (part.structure, part.service or ""))
    return tuple(part for part in parts if part.holds(invoice))


def _treatable(who: Member, invoice: DepositedInvoice, parts: tuple[Part, ...], standing: Standing | None) -> Treatable:
    if standing is None:
        return Treatable(invoice=invoice, parts=parts, by_status={}, own={})
    own = _own(who, parts, standing)
    may = declarable(standing.cadre, standing.status)
    mine = (each for each in ACTION_NAMES if each in own and each in may)
    offered = sorted(mine, key=lambda each: FACTS[each].needs_motif)
    return Treatable(invoice=invoice, parts=parts, by_status={each: own[each] for each in offered}, own=own)


def _own(who: Member, parts: Sequence[Part], standing: Standing) -> dict[Status, str]:
    found: dict[Status, str] = {}
    for part in parts:
        for status in own_statuses(acteur_for(who, part.structure), standing):
            if is_for(part, status):
                found.setdefault(status, part.structure)
    return found
