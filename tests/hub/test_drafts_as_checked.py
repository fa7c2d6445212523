"""A file dropped in the portal has the answer of ``navette check``, whatever it is: verdict, codes and fields."""

from pathlib import Path

import pytest

from domain.brouillon import Brouillon, SourceBrouillon
from domain.decision import Decision, Verdict
from domain.deposit import INTEGRATED
from domain.invoice import Invoice, fields
from domain.portal_depositor import deposits_of
from hub.brouillons import uploads
from hub.brouillons.lots import decide_now
from hub.brouillons.sending import Sent, preview, send
from hub.decide.unpack import limits_of
from hub.inspect import check
from hub.runtime.station import Station
from tests.hub.test_portal_deposits import PAPETERIE, draft
from tests.hub.test_portal_deposits import station as station
from tests.hub.test_portal_deposits import world as world

SAMPLES = Path(check.__file__).parents[2] / "samples"
FOLDERS = ("factures", "refusees", "hostiles", "averties", "a_completer", "signees", "lots", "travaux")


def said(decision: Decision) -> tuple[object, ...]:
    findings = [(one.code, one.severity, one.field, one.message) for one in decision.findings]
    return decision.verdict, decision.format, findings, fields(decision.invoice or Invoice()), decision.signatures


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_dropped_file_has_the_answer_of_navette_check(station: Station, folder: str) -> None:
    run, one = station.settings.run, draft(station, b"x")
    terms = station.terms(station.settings.drop(deposits_of(PAPETERIE)))
    files = sorted(path for path in (SAMPLES / folder).rglob("*") if path.is_file() and path.stat().st_size)
    assert files, "an empty file is told as it is dropped"
    for path in files:
        limits = limits_of(run, bulk=False)
        answers = [*check.check([path], terms, limits=limits, largest=run.invoice_bytes, pool=None)]
        with path.open("rb") as content:
            file = uploads.keep(station.store, path.name, iter(lambda: content.read(1 << 16), b""), 2**30)
        made = station.ledger.drafts.add(one.compte_id, PAPETERIE, SourceBrouillon.FICHIER, file, station.clock())
        found = preview(station, made)
        if found.is_lot:
            assert_lot(station, made, [answer.decision for answer in answers], path.name)
        else:
            assert found.analysis is not None
            assert said(found.analysis.decision) == said(answers[0].decision), path.name


def assert_lot(station: Station, made: Brouillon, answers: list[Decision], name: str) -> None:
    """Sent, it has every finding that was told of it; what the ledger adds (uniqueness) is not known to a check."""
    sent = send(station, made, only_accepted=True)
    assert isinstance(sent, Sent), name
    decide_now(station, sent.deposit)
    documents = station.ledger.invoices.of_deposits(sent.deposit.id)
    found = {(one.member, each.code) for one in documents for each in one.findings}
    found |= {(None, each.code) for each in station.ledger.deposits.by_id(sent.deposit.id).findings}
    assert {(one.member, each.code) for one in answers for each in one.findings} <= found, name
    refused = {one.member for one in answers if one.member and one.verdict is not Verdict.ACCEPTED}
    assert refused.isdisjoint(one.member for one in documents if one.disposition in INTEGRATED), name
