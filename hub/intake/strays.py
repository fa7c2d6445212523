"""What lies in a deposit folder and is no file: never taken, told to the operator once a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from connectors import Stray, StrayKind
from domain.names_aside import is_system_folder
from domain.text import Text, first_of
from hub.intake.deposit_folders import DepositFolder
from hub.intake.told_today import was_told_today
from ledger import Ledger

_MOST = 10
"""Names in one remark."""

_KINDS = {
    StrayKind.FOLDER: Text(
        "dossiers non relevés (les factures se déposent dans le dossier même, ou dans une archive)",
        "folders that are not picked up (invoices are deposited in the folder itself, or in an archive)",
    ),
    StrayKind.LINK: Text(
        "liens jamais suivis (déposez le fichier lui-même)", "links, never followed (deposit the file)"
    ),
    StrayKind.SPECIAL: Text("tuyaux ou fichiers spéciaux, jamais lus", "pipes or special files, never read"),
}


def to_tell(deposit_folder: DepositFolder, seen: Iterable[Stray], ledger: Ledger, now: datetime) -> tuple[Text, ...]:
    """The remarks about ``seen``; none when there were any already on the same day, in Paris."""
    ours = {deposit_folder.treated, deposit_folder.refused}
    strays = [
        stray for stray in seen if not (_is_of_a_system(stray) or f"{deposit_folder.folder}/{stray.name}" in ours)
    ]
    if not strays or was_told_today(ledger, key_of(deposit_folder), now):
        return ()
    return _remarks(strays)


def key_of(deposit_folder: DepositFolder) -> str:
    """Under what it is noted that the remarks about this folder are told."""
    return f"hors-fichiers:{deposit_folder.name}"


def _is_of_a_system(stray: Stray) -> bool:
    """A folder that a system keeps for itself (``.Trash-1000``, ``@eaDir``)."""
    return stray.kind is StrayKind.FOLDER and (stray.name.startswith(".") or is_system_folder(stray.name))


def _remarks(strays: Sequence[Stray]) -> tuple[Text, ...]:
    by_kind: defaultdict[StrayKind, list[str]] = defaultdict(list)
    for stray in strays:
        by_kind[stray.kind].append(repr(stray.name))
    return tuple(_sentence(kind, by_kind[kind]) for kind in StrayKind if kind in by_kind)


def _sentence(kind: StrayKind, names: Sequence[str]) -> Text:
    return first_of(names, _MOST).about(_KINDS[kind])
