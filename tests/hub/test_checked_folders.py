"""``navette check`` and ``--explain`` over folders: nothing is passed over in silence, and no file stops another."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.text import Locale
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check, explain
from hub.settings import defaults
from tests.conftest import ROOT

GOOD = (ROOT / "samples/factures/ubl-facture.xml").read_bytes()
RUN = defaults().run
TERMS = Terms.of(defaults(), rights=None, now=datetime(2026, 4, 1, tzinfo=UTC), annuaire=ROOT / "samples" / "annuaire")
LIMITS = limits_of(RUN, bulk=True)


def checked(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for one in check.check([folder], TERMS, limits=LIMITS, largest=RUN.invoice_bytes, pool=None):
        yield Path(one.decision.path).name, [finding.code for finding in one.decision.findings]


def explained(folder: Path) -> Iterator[tuple[str, list[str]]]:
    options = explain.ExplainOptions(
        terms=TERMS, limits=LIMITS, largest=RUN.invoice_bytes, drawn=False, locale=Locale.FR
    )
    for one in explain.explain([folder], options, None):
        yield Path(one.decision.path).name, [finding.code for finding in one.decision.findings]


MANNERS = [checked, explained]


@pytest.mark.parametrize("answers", MANNERS)
def test_what_is_no_file_is_told_and_the_rest_goes_on(answers: object, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-tube")
    (tmp_path / "b-lien-mort").symlink_to(tmp_path / "absent")
    (tmp_path / "c-boucle").symlink_to("c-boucle")
    (tmp_path / "d.xml").write_bytes(GOOD)
    (tmp_path / "e-zero").symlink_to("/dev/zero")
    (tmp_path / "f.xml").write_bytes(GOOD)
    found = dict(answers(tmp_path))  # type: ignore[operator]
    assert found.pop("d.xml") == found.pop("f.xml") == []
    assert found == {"a-tube": ["LIG-01"], "b-lien-mort": ["LIG-03"], "c-boucle": ["LIG-03"], "e-zero": ["LIG-01"]}


@pytest.mark.parametrize("answers", MANNERS)
def test_a_link_to_a_folder_is_told(answers: object, tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "facture.xml").write_bytes(GOOD)
    (tmp_path / "depot").mkdir()
    (tmp_path / "depot" / "lien").symlink_to(tmp_path / "ailleurs")
    (tmp_path / "depot" / "facture.xml").write_bytes(GOOD)
    assert dict(answers(tmp_path / "depot")) == {"facture.xml": [], "lien": ["LIG-01"]}  # type: ignore[operator]


@pytest.mark.parametrize("answers", MANNERS)
def test_a_folder_that_cannot_be_listed_is_told(answers: object, tmp_path: Path) -> None:
    """One whose path is longer than the system takes, which a program made from within."""
    (tmp_path / "z.xml").write_bytes(GOOD)
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("a" * 250, dir_fd=here)
        below = os.open("a" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("facture.xml", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    assert dict(answers(tmp_path)) == {"z.xml": [], "a" * 250: ["LIG-03"]}  # type: ignore[operator]
