"""The *compte rendu* of a day: everything an account deposited that day, and what changed of its invoices."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.deposit import Deposit, DepositedInvoice
from domain.suivi import LigneSuivi, StatusChange
from domain.worklist import SetAside


class Grouping(StrEnum):
    """How an account's *comptes rendus* are written."""

    DEPOT = "depot"
    """Files of their own for each deposit."""
    JOUR = "jour"
    """One page and one CSV for all deposits of a day."""


Place = tuple[int, int | None]
"""A deposit's id and the rank of a document in it, ``None`` for the file itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFile:
    """A status file, or a file that completes an invoice, and what became of its lines."""

    deposit: Deposit
    lines: tuple[LigneSuivi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """Nothing in it depends on the moment it is written: written again, it is the same until the ledger changes."""

    day: date
    """In Paris."""
    account: str
    """Displayed name of the account."""
    deposits: tuple[Deposit, ...]
    """Files of invoices received that day, in the order they came."""
    invoices: tuple[DepositedInvoice, ...]
    """Their documents, deposit by deposit."""
    follow_up: tuple[FollowUpFile, ...]
    changes: tuple[StatusChange, ...]
    """Status changes of that day, of invoices deposited at any time, in the order they happened."""
    open_places: frozenset[Place]
    """Of what was refused that day, what nothing replaced and nobody set aside."""
    set_aside: tuple[SetAside, ...]
    """Of what was refused that day, what was set aside."""
