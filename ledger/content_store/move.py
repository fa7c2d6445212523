"""Moving a content store from one place to another: a folder to a bucket, and back.

Safe beside runs and the portal. Everything is copied and checked first; then the source is closed, so that nobody
writes to it any more (who wants to is told to try again), what came meanwhile is copied and checked too, and the ledger
takes the mark of the target. Nothing is removed from the source. Killed at any moment, it goes on when run again.
"""

import time
from datetime import datetime

from domain.errors import LedgerError
from domain.text import Text
from ledger.content_store import mark as marks
from ledger.content_store.copying import Copying, Moved, Watcher
from ledger.content_store.objects import Objects
from ledger.content_store.stores import Stores


def move(stores: Stores, source: Objects, target: Objects, now: datetime, watcher: Watcher) -> Moved:
    """Moves the ledger's store from ``source`` to ``target``; done before, it copies what the target lacks of what the
    ledger keeps. ``watcher`` is told how far it is. Nobody else moves it, and no retention is at work, meanwhile.

    Raises :class:`domain.errors.LedgerError` when one of the two is the store of another ledger, or retention is at
    work; :class:`domain.errors.Unavailable` when one does not answer: run again, it goes on.
    """
    mark = stores.mark()
    if mark is None:
        raise LedgerError(
            Text("Ce registre n'a pas encore de stockage.", "This ledger has no store yet."),
            Text("Lancez `navette init --upgrade`.", "Run `navette init --upgrade`."),
        )
    work = Copying(stores, source, target, watcher)
    with source.emptied():
        if target.mark() == mark and marks.opened(source.mark()) != mark:
            work.check()
            return work.moved()
        marks.check_moving(source, mark)
        _reserve(stores, target, marks.successor(mark))
        work.copy()
        work.check()
        _check_both(work, mark)
        if not work.faults:
            _switch(work, stores, mark, now)
    return work.moved()


def _reserve(stores: Stores, target: Objects, mark: str) -> None:
    """Marks the target as one that shall be the store of this ledger, and is not yet: no other one takes it."""
    if _known(stores, target, mark) not in {mark, marks.closed(mark)}:
        target.set_mark(marks.closed(mark))
        _known(stores, target, mark)


def _known(stores: Stores, target: Objects, mark: str) -> str | None:
    """The mark of the target, which is none of another ledger."""
    found = target.mark()
    if marks.opened(found) not in {None, mark, *stores.marks()}:
        raise LedgerError(
            Text(
                f"{target.where} est le stockage d'un autre registre.",
                f"{target.where} is the store of another ledger.",
            ),
            Text("Nommez un dossier ou un préfixe qui soit vide.", "Name a folder or a prefix that is empty."),
        )
    return found


def _check_both(work: Copying, mark: str) -> None:
    """What a disk that went meanwhile lacks is not lost, and what it holds is not there any more."""
    marks.check_moving(work.source, mark)
    marks.check_moving(work.target, marks.successor(mark))


def _switch(work: Copying, stores: Stores, mark: str, now: datetime) -> None:
    """Closes the source, moves what came meanwhile, and has the ledger know the target. If that cannot be done, the
    source is opened again, unless the ledger knows another store by now, or does not say.
    """
    source, target = work.source, work.target
    try:
        source.set_mark(marks.closed(mark))
        time.sleep(source.written_within)
        work.copy()
        work.check()
        _check_both(work, mark)
        if not work.faults:
            target.set_mark(marks.successor(mark))
            stores.succeed(mark, marks.successor(mark), now)
    finally:
        if stores.mark() == mark:
            source.set_mark(mark)
