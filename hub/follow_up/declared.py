"""What is declared in the portal: lines of a status file, that go the way of every other status file at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.declaration import Declaration
from domain.deposit import Deposit, DepositKind
from domain.finding import Finding
from domain.portal_depositor import PortalDepositor
from domain.status import FluxStatus
from domain.suivi import LigneSuivi
from exporters.statuts import declaration_csv
from hub.follow_up import status_files
from hub.intake.deposit_folders import deposit_folder_of, name_of
from hub.intake.portal_files import PortalFile, received
from hub.runtime.station import Station

FILE = "statuts.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What became of a file of declarations."""

    deposit: Deposit
    lines: tuple[LigneSuivi, ...]
    """One for each declaration, in their order; none when the file was refused as a whole, or is not applied yet."""

    @property
    def invoice_ids(self) -> tuple[int, ...]:
        """The invoices that the lines are about."""
        return tuple(line.invoice_id for line in self.lines if line.invoice_id is not None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """About the file as a whole."""
        return self.deposit.findings


def declare(
    station: Station, depositor: PortalDepositor, declarations: Sequence[Declaration], sending: str
) -> Declared:
    """Declares what somebody's account says for a structure (``depositor``), each line by the rules of a status file.

    The same ``sending`` again changes nothing and has the same answer. A process that is stopped between the two steps
    leaves an undecided deposit, which the next run applies. Raises :class:`domain.errors.LedgerError` when the store
    cannot return its bytes.
    """
    deposit_folder = deposit_folder_of(station.settings, name_of(DepositKind.STATUTS, depositor.name))
    content = declaration_csv.as_csv(declarations, sending)
    (deposit,) = received(station, deposit_folder, sending, [PortalFile(name=FILE, content=content)])
    if deposit.status is FluxStatus.IN_RECU:
        status_files.follow(station, deposit_folder, deposit)
    return became(station, deposit.id)


def became(station: Station, deposit_id: int) -> Declared:
    """What became of the file received as this deposit. Raises :class:`domain.errors.LedgerError` when there is
    none.
    """
    deposit = station.ledger.deposits.by_id(deposit_id)
    return Declared(deposit=deposit, lines=station.ledger.follow_up.lines_of(deposit_id))
