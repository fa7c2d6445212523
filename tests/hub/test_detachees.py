"""Signatures that are files of a lot go with the invoice they sign: to its recipient, and to whoever completes it."""

import base64
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from domain.manual_entry import ManualEntry
from domain.text import Locale
from hub import settings
from hub.decide.unpack import limits_of
from hub.follow_up import manual_completion
from hub.follow_up.manual_completion import CompletionAction
from hub.inspect import explain
from hub.runtime.station import Station
from tests.hub import inline
from tests.hub.doutes import SERVICE, page
from tests.hub.test_signatures import invoice, lot, terms
from tests.hub.world import ALONE, World, certificates, lay_out
from tests.parsers.signature.fabrique import p7s, xades_beside

ACCOUNT = "operateur-edi"


def tar(**members: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name.replace("__", "."))
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return held.getvalue()


def brought(world: World, part: str) -> dict[str, bytes]:
    """What recipients were brought under names with ``part`` in them."""
    return {path.name: path.read_bytes() for path in world.recipients.rglob(f"*{part}*") if path.is_file()}


@pytest.mark.parametrize("packed", [lot, tar], ids=["zip", "tar.gz"])
def test_a_signature_is_brought_beside_its_invoice_byte_for_byte(tmp_path: Path, packed: Callable[..., bytes]) -> None:
    world = lay_out(tmp_path, run=ALONE)
    one, other, bare = invoice("DET-1"), invoice("DET-2"), invoice("DET-3")
    cms, xml = p7s(one), xades_beside("b.xml", other)
    members = {"a__xml__p7s": cms, "a__xml": one, "b__xml": other, "b__xades__xml": xml, "c__xml": bare}
    world.drop(ACCOUNT, "lot.zip", packed(**members))
    inline.night(world.config)
    found = brought(world, "_signature")
    assert sorted(found.values()) == sorted([cms, xml])
    by_name = {name.partition("_signature01_")[2]: name.partition("_signature01_")[0] for name in found}
    assert by_name.keys() == {"a.xml.p7s", "b.xades.xml"}
    assert brought(world, f"{by_name['a.xml.p7s']}.xml") == {f"{by_name['a.xml.p7s']}.xml": one}
    assert brought(world, f"{by_name['b.xades.xml']}.xml") == {f"{by_name['b.xades.xml']}.xml": other}
    said = {each.content.numero_facture: each.content.signatures for each in certificates(world)}
    assert (bool(said["DET-1"]), bool(said["DET-2"]), said["DET-3"]) == (True, True, "")


def test_run_twice_it_is_the_same_files(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    document = invoice("DET-4")
    world.drop(ACCOUNT, "lot.zip", lot(a__xml=document, a__p7s=p7s(document), autre__p7s=p7s(document)))
    inline.night(world.config)
    before = brought(world, "")
    assert len(brought(world, "_signature01_")) == len(brought(world, "_signature02_")) == 1
    inline.night(world.config)
    assert brought(world, "") == before


def test_in_the_pivot_it_is_one_of_the_pieces(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    config = world.config.read_text(encoding="utf-8")
    world.config.write_text(config.replace("[recipients]\n", '[recipients]\nformat = "cpp-pivot"\n'), encoding="utf-8")
    document = invoice("DET-5")
    signature = p7s(document)
    world.drop(ACCOUNT, "lot.zip", lot(facture__xml=document, facture__xml__p7s=signature))
    inline.night(world.config)
    (pivot,) = brought(world, "_pivot.xml").values()
    pieces = {piece.findtext("NomPJ"): piece for piece in etree.fromstring(pivot).iter("PJ")}
    piece = pieces["facture.xml.p7s"]
    assert piece.findtext("CategoriePJ") == "Signature"
    assert piece.findtext("TypePJ") == "02"
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(piece.findtext("Contenu") or ""))) as packed:
        assert packed.read("facture.xml.p7s") == signature


def test_completed_by_hand_it_is_still_signed(tmp_path: Path) -> None:
    world = lay_out(tmp_path)
    document = page("PAP-2026-0777")
    signature = p7s(document)
    world.drop(ACCOUNT, "lot.zip", lot(scan__pdf=document, scan__pdf__p7s=signature))
    inline.night(world.config)
    (one,) = world.ledger().invoices.awaiting_completion()
    place = Station(settings=settings.load(world.config), ledger=world.ledger(), store=world.store(), pool=None)
    answer = manual_completion.complete(
        place,
        one.invoice.id,
        [ManualEntry(field="code_service", text=SERVICE)],
        CompletionAction(by="marie", reason="appel"),
    )
    assert answer.reasons == ()
    assert "SIG-02" in {finding.code for finding in answer.invoice.findings}
    inline.night(world.config)
    (certificate,) = certificates(world)
    assert certificate.content.signatures.startswith("Camille Essai")
    assert list(brought(world, "_signature01_").values()) == [signature]


def explained(folder: Path, name: str, content: bytes) -> list[explain.Explanation]:
    path = folder / name
    path.write_bytes(content)
    run = settings.defaults().run
    manner = explain.ExplainOptions(
        terms=terms(folder), limits=limits_of(run, bulk=True), largest=run.invoice_bytes, drawn=False, locale=Locale.FR
    )
    return list(explain.explain([path], manner, None))


def test_explain_looks_at_it_too(tmp_path: Path) -> None:
    document = invoice("DET-7")
    (told,) = explained(tmp_path, "lot.zip", lot(a__p7s=p7s(document), a__xml=document))
    assert (told.decision.member, [finding.code for finding in told.decision.findings]) == ("a.xml", ["SIG-01"])


def test_explain_reports_what_is_wrong_with_the_lot_itself(tmp_path: Path) -> None:
    lost, inside = p7s(b"perdue"), lot(b__xml=invoice("DET-8"))
    told = explained(tmp_path, "lot.zip", lot(x__p7s=lost, dedans__zip=inside, a__xml=invoice("DET-9")))
    assert [(one.decision.member, [f.code for f in one.decision.findings]) for one in told] == [
        (None, ["SIG-17"]),
        ("dedans.zip", ["ARC-23"]),
        ("a.xml", []),
    ]


def test_explain_names_an_office_document(tmp_path: Path) -> None:
    parts = {"[Content_Types]__xml": b"<Types/>", "_rels/__rels": b"<a/>", "word/document__xml": b"<a/>"}
    (told,) = explained(tmp_path, "facture.docx", lot(**parts))
    assert [finding.code for finding in told.decision.findings] == ["ARC-12"]
