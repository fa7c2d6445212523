"""What somebody sends in the portal for a suspended invoice: files and a comment, that go the way of a supplier's
``complements/`` at once, all of them or none.
"""

from collections.abc import Sequence

from domain.deposit import DepositKind
from domain.portal_depositor import PortalDepositor
from domain.status import FluxStatus
from hub.follow_up import complements
from hub.follow_up.complement_files import COMMENT, MARK
from hub.follow_up.declared import Declared, became
from hub.intake.deposit_folders import deposit_folder_of, name_of
from hub.intake.portal_files import PortalFile, received
from hub.runtime.station import Station


def complete(
    station: Station,
    depositor: PortalDepositor,
    certificate: str,
    files: Sequence[PortalFile],
    comment: str,
    sending: str,
) -> tuple[Declared, ...]:
    """What became of each file, the comment's last. The invoice is the one of this certificate.

    The same ``sending`` again changes nothing and has the same answer; what a stopped process received is completed by
    the next run. Raises :class:`domain.errors.LedgerError` when the store cannot return the bytes.
    """
    deposit_folder = deposit_folder_of(station.settings, name_of(DepositKind.COMPLEMENTS, depositor.name))
    said = [PortalFile(name=COMMENT, content=comment.encode())] if comment else []
    named = [
        PortalFile(name=f"{certificate}{MARK}{file.name}", content=file.content)
        for file in dict.fromkeys((*files, *said))
    ]
    deposits = received(station, deposit_folder, sending, named)
    if waiting := [each for each in deposits if each.status is FluxStatus.IN_RECU]:
        complements.complete(station, deposit_folder, waiting)
    return tuple(became(station, each.id) for each in deposits)
