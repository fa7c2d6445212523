"""The head of the chain of certificates, published outside the ledger at the end of each night: an anchor.

Whoever may rewrite the whole ledger cannot rewrite what was published of it before. A file of a line
(``chaine_2026-11-30_24.txt``) and, if an authority is set, its RFC 3161 time stamp (``.tsr``) go to the folder of
``[chain]``; the line is in dashboards and digests too.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from domain.chain_head import ChainHead, read
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.system_faults import sentence
from domain.text import Text
from hub.notify import time_stamp
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.settings.tables import ChainTable

CHAIN = "chaine"
"""Name of the counts of this step, and what its files begin with."""
_NAME = re.compile(rf"{CHAIN}_[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}_([0-9]{{1,12}})\.txt")
_LARGEST = 10_000
"""Bytes of a published file that is read again."""
_REWRITTEN = Text(
    "La chaîne des certificats n'est plus celle qui fut publiée dans {name} : le registre a été réécrit ou remplacé.",
    "The chain of certificates is no longer the one published in {name}: the ledger was rewritten or replaced.",
)
_UNWRITTEN = Text(
    "La tête de la chaîne n'a pas été publiée ({reason}).", "The head of the chain was not published ({reason})."
)


def publish(station: Station) -> RunCounts:
    """Publishes the head, time-stamped if the settings name an authority. Safe to run twice; never raises.

    A trouble when the chain no longer holds the head published last; a remark when nothing could be written, or no
    time stamp had: the next night asks again.
    """
    table = station.settings.chain
    if table.folder is None:
        return RunCounts(drop=CHAIN, is_account=False)
    try:
        troubles = tuple(Trouble(text=text) for text in _rewritten(station, table.folder))
        head = station.ledger.certificates.head()
        remarks = tuple(_published(station, head, table, table.folder)) if head.count and not troubles else ()
    except NavetteError as fault:
        return RunCounts(drop=CHAIN, is_account=False, remarks=(fault.text,))
    except OSError as error:
        reason = sentence(error)
        remark = Text(_UNWRITTEN.fr.format(reason=reason.fr), _UNWRITTEN.en.format(reason=reason.en))
        return RunCounts(drop=CHAIN, is_account=False, remarks=(remark,))
    return RunCounts(drop=CHAIN, is_account=False, troubles=troubles, remarks=remarks)


def _rewritten(station: Station, folder: Path) -> Iterator[Text]:
    """The head published last, when the chain does not hold it."""
    if not folder.is_dir():
        return
    counts = {int(found[1]): path for path in sorted(folder.iterdir()) if (found := _NAME.fullmatch(path.name))}
    if not counts:
        return
    last = counts[max(counts)]
    head = read(last.read_bytes()[:_LARGEST].decode("ascii", "replace"))
    if head is not None and not station.ledger.certificates.holds_to(head):
        yield _REWRITTEN.with_({"name": last.name})


def _published(station: Station, head: ChainHead, table: ChainTable, folder: Path) -> Iterator[Text]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{CHAIN}_{paris_day(station.clock()).isoformat()}_{head.count}.txt"
    _write(path, head.stamped)
    token = path.with_suffix(time_stamp.ENDING)
    if table.timestamp_url and not token.exists():
        try:
            _write(token, time_stamp.asked(head, table.timestamp_url, table.timeout))
        except NavetteError as fault:
            yield fault.text


def _write(path: Path, content: bytes) -> None:
    """All or nothing, for its owner only; a file that is there already is the same."""
    if path.exists():
        return
    being_written = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(being_written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
    being_written.replace(path)
