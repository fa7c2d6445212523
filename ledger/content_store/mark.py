"""The mark of a content store: a file that says which store this is, whose content the ledger knows.

A folder whose disk is not mounted looks like an empty store: without its mark nothing is concluded from what it lacks,
and nothing is written to it.
"""

import uuid
from hashlib import sha256 as digest
from pathlib import Path

from domain.errors import Absent, LedgerError, Unavailable
from domain.text import Text
from ledger.content_store.objects import MARK, Objects


def write(objects: Objects, mark: str | None = None) -> str:
    """Marks the store, which is made when it is missing; its mark, ``mark`` or a new one."""
    mark = mark or uuid.uuid4().hex
    objects.set_mark(mark)
    return mark


_CLOSED = "-moved"
"""Ends the mark of a store that is being moved, or was: nothing is written to it any more."""


def closed(mark: str) -> str:
    """The mark of a store that is being moved away."""
    return f"{mark}{_CLOSED}"


def opened(mark: str | None) -> str | None:
    """The mark as it was before the store was moved away."""
    return mark.removesuffix(_CLOSED) if mark else None


def successor(mark: str) -> str:
    """The mark of the store that follows the one of this mark: known before it is written, whoever writes it."""
    return digest(f"navette-store {mark}".encode("ascii")).hexdigest()[:32]


def check_moving(objects: Objects, mark: str) -> None:
    """Like :func:`check`, for a store that is being moved away."""
    if objects.mark() != closed(mark):
        check(objects, mark)


def check(objects: Objects, mark: str) -> None:
    """Raises :class:`domain.errors.Absent` when the store with this mark is not there now,
    :class:`domain.errors.Unavailable` while it is moved away, and :class:`domain.errors.LedgerError` when another one
    is there.
    """
    found, where = objects.mark(), objects.where
    if found is None and isinstance(where, Path):
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas à {where} : sa marque {MARK} n'y est pas.",
                f"The content store is not at {where}: its mark {MARK} is not there.",
            ),
            Text(
                "Vérifiez que son disque est monté ; un nouvel essai sera fait. S'il a été restauré sans elle, ou "
                "déplacé, `navette init --adopt-store` marque le dossier.",
                "Check that its disk is mounted; it will be tried again. If it was restored without it, or moved, "
                "`navette init --adopt-store` marks the folder.",
            ),
        )
    if found is None:
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas dans {where} : sa marque {MARK} n'y est pas.",
                f"The content store is not in {where}: its mark {MARK} is not there.",
            ),
            Text(
                "Vérifiez le compartiment et le préfixe de `[store.s3]` ; un nouvel essai sera fait. S'il a été "
                "restauré sans elle, `navette init --adopt-store` l'y écrit.",
                "Check the bucket and the prefix of `[store.s3]`; it will be tried again. If it was restored without "
                "it, `navette init --adopt-store` writes it there.",
            ),
        )
    if found == closed(mark):
        raise Unavailable(
            Text(
                f"Le stockage des contenus à {where} est en cours de déplacement.",
                f"The content store at {where} is being moved.",
            ),
            Text(
                "Un nouvel essai sera fait ; après `navette store move`, corrigez `[store] kind` et relancez le "
                "portail.",
                "It will be tried again; after `navette store move`, correct `[store] kind` and restart the portal.",
            ),
        )
    if found != mark:
        raise LedgerError(
            Text(
                f"Le stockage des contenus à {where} n'est pas celui de ce registre.",
                f"The content store at {where} is not the one of this ledger.",
            ),
            Text(
                "Corrigez la table `[store]`, ou, s'il doit le devenir : `navette init --adopt-store`.",
                "Correct the table `[store]`, or, if it shall become so: `navette init --adopt-store`.",
            ),
        )
