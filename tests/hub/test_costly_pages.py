"""A page that takes forever costs its own document only: its worker is replaced, the others of the lot go through."""

import io
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from domain.decision import Decision, Verdict
from domain.errors import PutOff, Undecided
from hub.context.terms import Terms
from hub.decide import chunks
from hub.decide.chunks import decide_all
from hub.decide.unpack import Piece
from hub.runtime.lost_time import Allowance, LostTime, LostTimes
from hub.runtime.worker_pool import WorkerPool
from hub.settings import defaults
from ledger import ContentStore, MarkedStore
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf
from tests.conftest import ROOT
from tests.hub.test_signatures import FACTURX, NOW, invoice

CURVES = 2_000_000


def endless() -> bytes:
    """A small PDF whose page draws millions of curves."""
    page = pdf(build(bases.PAPETERIE), embedded=True)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    drawing = StreamObject()
    drawing.set_data(b"0 0 m " + b"100 200 300 400 500 600 c " * CURVES + b"S")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.skipif(which("tesseract") is None, reason="tesseract is not installed: pages without text are not drawn")
def test_the_others_of_the_lot_go_through(tmp_path: Path) -> None:
    contents = {"a.xml": invoice("LENTE-1"), "b.pdf": endless(), "c.pdf": FACTURX, "d.xml": invoice("LENTE-2")}
    assert len(contents["b.pdf"]) < 2**20
    kept = ContentStore(tmp_path).put_many((sha256(body).hexdigest(), body) for body in contents.values())
    pieces = [_piece(rank, name, body, kept) for rank, (name, body) in enumerate(contents.items())]
    terms = Terms.of(defaults(), rights=None, now=NOW, annuaire=ROOT / "samples" / "annuaire")
    with WorkerPool(1, budget=3.0, preload=("hub.decide.chunks",)) as pool:
        answers = decide_all(terms, MarkedStore(where=tmp_path), 10**8, pieces, pool)
    costly = answers.pop(1)
    assert isinstance(costly, Undecided)
    assert "« b.pdf » a pris tout le temps de calcul permis" in costly.message.fr
    assert [answer.verdict for answer in answers if isinstance(answer, Decision)] == 3 * [Verdict.ACCEPTED]


def heavy(rank: int, notes: int = 6000) -> bytes:
    """An XML of ``notes`` times 400 bytes whose schema check takes seconds: each of its attributes is a deviation."""
    note = b"<cbc:Note " + b" ".join(b'a%d="%d"' % (each, rank) for each in range(48)) + b">n</cbc:Note>"
    before, mark, after = invoice(f"LOURDE-{rank}").partition(b"<cbc:DocumentCurrencyCode")
    return before + note * notes + mark + after


def test_an_account_that_loses_its_time_makes_no_other_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its ordinary documents are decided in the first look; what then takes too long uses up the second one."""
    monkeypatch.setattr(chunks, "QUICK_BATCH", 2.0)
    monkeypatch.setattr(chunks, "QUICK_ALONE", 1.0)
    contents = {f"{rank}.xml": heavy(rank) for rank in range(5)} | {
        f"bonne-{rank}.xml": invoice(f"BONNE-{rank}") for rank in range(3)
    }
    kept = ContentStore(tmp_path).put_many((sha256(body).hexdigest(), body) for body in contents.values())
    pieces = [_piece(rank, name, body, kept) for rank, (name, body) in enumerate(contents.items())]
    terms = Terms.of(defaults(), rights=None, now=NOW, annuaire=ROOT / "samples" / "annuaire")
    lost_times = LostTimes(seconds=30.0)
    mine = LostTime(quick=Allowance(20.0), patient=Allowance(1.0))
    with WorkerPool(1, budget=2.0, preload=("hub.decide.chunks",)) as pool:
        answers = decide_all(terms, MarkedStore(where=tmp_path), 10**8, pieces, pool, mine)
        again = decide_all(terms, MarkedStore(where=tmp_path), 10**8, pieces[:1], pool, mine)
        others = decide_all(terms, MarkedStore(where=tmp_path), 10**8, pieces[-1:], pool, lost_times.of("autre"))
    assert [answer.verdict for answer in answers[5:] if isinstance(answer, Decision)] == 3 * [Verdict.ACCEPTED]
    assert all(isinstance(answer, Undecided) for answer in answers[:5])
    waiting = [answer for answer in answers if isinstance(answer, PutOff)]
    assert 1 <= len(waiting) < 5
    assert "lost_time" in waiting[0].remedy.fr
    assert isinstance(again[0], PutOff)
    assert [answer.verdict for answer in others if isinstance(answer, Decision)] == [Verdict.ACCEPTED]


def test_what_an_account_lost_is_forgotten_at_the_next_run() -> None:
    lost_times = LostTimes(seconds=30.0)
    lost_times.of("compte").quick.lose(20.0)
    assert lost_times.of("compte").quick.is_spent
    assert not lost_times.of("compte").patient.is_spent
    assert not lost_times.of("autre").quick.is_spent
    lost_times.forget()
    assert not lost_times.of("compte").quick.is_spent


def _piece(rank: int, name: str, body: bytes, kept: dict[str, str]) -> Piece:
    digest = sha256(body).hexdigest()
    return Piece(
        deposit_id=1,
        position=rank,
        path="lot.zip",
        member=name,
        sha256=digest,
        location=kept[digest],
        size=len(body),
    )
