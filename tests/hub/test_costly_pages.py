"""A page that takes forever costs its own document only: its worker is replaced, the others of the lot go through."""

import io
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from domain.decision import Decision, Verdict
from domain.errors import Undecided
from hub.context.terms import Terms
from hub.decide.chunks import decide_all
from hub.decide.unpack import Piece
from hub.runtime.worker_pool import WorkerPool
from hub.settings import defaults
from ledger import ContentStore
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
        answers = decide_all(terms, tmp_path, 10**8, pieces, pool)
    costly = answers.pop(1)
    assert isinstance(costly, Undecided)
    assert "« b.pdf » a pris tout le temps de calcul permis" in costly.message.fr
    assert [answer.verdict for answer in answers if isinstance(answer, Decision)] == 3 * [Verdict.ACCEPTED]


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
