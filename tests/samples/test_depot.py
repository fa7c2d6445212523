"""The demonstration's drop folders: what an account may not deposit must be there on purpose only."""

import os
from pathlib import Path

from samples.depot import ACCOUNTS, FOLDERS, drops, fill
from samples.make import cases

CASES = {case.name: case for folder, found in cases().items() for case in found if folder != "travaux"}
RIGHTS = {account.name: set(account.deposants) for account in ACCOUNTS}


def test_every_sample_is_dropped_once(tmp_path: Path) -> None:
    fill(tmp_path)
    fill(tmp_path)
    dropped = [path.name for path in tmp_path.glob("*/depot/*")]
    assert set(CASES) <= set(dropped)
    assert len(dropped) == len(set(dropped)) == len(list(drops()))
    for account in ACCOUNTS:
        assert {path.name for path in (tmp_path / account.name).iterdir()} == set(FOLDERS)


def test_only_one_sample_lacks_rights() -> None:
    without = set()
    for drop in drops():
        case = CASES.get(os.fsdecode(drop.name))
        found = (case, *case.members) if case else ()
        for invoice in (one.invoice for one in found if one.invoice):
            known = {"*", invoice.siren_fournisseur, invoice.siret_fournisseur}
            if invoice.siret_fournisseur and known.isdisjoint(RIGHTS[drop.account]):
                without.add(os.fsdecode(drop.name))
    assert without == {"deposant-sans-droits.xml"}


def test_half_written_file_and_foreign_name_are_among_them() -> None:
    names = {drop.name for drop in drops()}
    assert any(name.endswith(b".part") for name in names)
    assert any(b"\xe9" in name for name in names)
