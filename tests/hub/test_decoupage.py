"""A deposit of one PDF with two invoices: two decisions, two deliveries, two certificates."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf

from hub import settings
from hub.context.terms import Terms
from hub.decide.unpack import limits_of
from hub.inspect import check
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts import page
from tests.hub import inline
from tests.hub.world import ALONE, lay_out

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
ACCOUNT = "operateur-edi"
NUMBERS = ("PAP-1", "PAP-2")


def two_invoices() -> bytes:
    writer = pypdf.PdfWriter()
    for number in NUMBERS:
        writer.append(io.BytesIO(page.pdf(build(replace(bases.PAPETERIE, numero=number)))))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_night_delivers_each_invoice_on_its_own(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    world.drop(ACCOUNT, "deux.pdf", two_invoices())
    all_counts = inline.night(world.config)
    assert [trouble for drop_counts in all_counts for trouble in drop_counts.troubles] == []
    delivered = sorted(path.name for path in world.recipients.rglob("*.facture.json"))
    assert len(delivered) == 2
    assert all(number in name for number, name in zip(NUMBERS, delivered, strict=True))
    assert len(list(world.recipients.rglob("*.pdf"))) == 2
    inline.night(world.config)
    assert len(list(world.recipients.rglob("*.facture.json"))) == 2


def test_check_reports_both(tmp_path: Path) -> None:
    (tmp_path / "deux.pdf").write_bytes(two_invoices())
    chosen = settings.defaults()
    terms = Terms.of(chosen, rights=None, now=NOW)
    told = list(check.check([tmp_path], terms, limits=limits_of(chosen.run, bulk=True), largest=10**8, pool=None))
    assert [one.decision.member for one in told] == ["#1", "#2"]
    assert tuple(one.decision.invoice.numero_facture for one in told if one.decision.invoice) == NUMBERS
