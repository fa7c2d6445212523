"""The mark of a content store: a file that says which store this is, whose content the ledger knows.

A folder whose disk is not mounted looks like an empty store: without its mark nothing is concluded from what it lacks,
and nothing is written to it.
"""

import uuid
from pathlib import Path

from domain.errors import Absent, LedgerError
from domain.text import Text
from ledger.content_store.objects import MARK, Objects


def write(objects: Objects, mark: str | None = None) -> str:
    """Marks the store, which is made when it is missing; its mark, ``mark`` or a new one."""
    mark = mark or uuid.uuid4().hex
    objects.set_mark(mark)
    return mark


def check(objects: Objects, mark: str) -> None:
    """Raises :class:`domain.errors.Absent` when the store with this mark is not there now, and
    :class:`domain.errors.LedgerError` when another one is.
    """
    found, where = objects.mark(), objects.where
    if found is None:
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas à {where} : sa marque {MARK} n'y est pas.",
                f"The content store is not at {where}: its mark {MARK} is not there.",
            ),
            _MOUNT if isinstance(where, Path) else _LOOK,
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


_MOUNT = Text(
    "Vérifiez que son disque est monté ; un nouvel essai sera fait. S'il a été restauré sans elle, ou déplacé, "
    "`navette init --adopt-store` marque le dossier.",
    "Check that its disk is mounted; it will be tried again. If it was restored without it, or moved, "
    "`navette init --adopt-store` marks the folder.",
)
_LOOK = Text(
    "Vérifiez le compartiment et le préfixe de `[store.s3]` ; un nouvel essai sera fait. S'il a été restauré sans "
    "elle, `navette init --adopt-store` l'y écrit.",
    "Check the bucket and the prefix of `[store.s3]`; it will be tried again. If it was restored without it, "
    "`navette init --adopt-store` writes it there.",
)
