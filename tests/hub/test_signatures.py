"""Signed invoices through a night: what their supplier and their recipient receive, and that no byte changes."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from domain.decision import Decision, Verdict
from domain.document import Document
from domain.errors import SettingsError
from domain.signature_mention import signatures_text
from domain.text import Locale
from exporters.common import file_names
from hub.context import trust_list
from hub.context.terms import Terms, context_of
from hub.decide.one_document import decide
from hub.decide.unpack import limits_of
from hub.inspect import check
from hub.settings import Settings, defaults
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.conftest import ROOT
from tests.english import english
from tests.hub import inline
from tests.hub.world import ALONE, World, certificates, lay_out
from tests.parsers.signature import tampering
from tests.parsers.signature.fabrique import p7s, porteur, racine, signed_pdf, xades, xades_beside

ACCOUNT = "operateur-edi"
FACTURX = (ROOT / "samples/factures/facturx-en16931.pdf").read_bytes()
NOW = datetime(2026, 4, 1, tzinfo=UTC)


def invoice(number: str) -> bytes:
    return ubl.write(build(replace(bases.PAPETERIE, numero=number)))


def lot(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return held.getvalue()


def trusting(folder: Path) -> Path:
    """A trust list with our authority in it."""
    folder.mkdir()
    (folder / "racine.pem").write_bytes(racine().certificate.public_bytes(Encoding.PEM))
    (folder / "lisez-moi.txt").write_text("no certificate")
    return folder


def terms(tmp_path: Path, **rules: str) -> Terms:
    base = defaults().model_copy(
        update={"signatures": defaults().signatures.model_copy(update={"trust": trusting(tmp_path / "confiance")})}
    )
    base = base.model_copy(update={"rules": base.rules.model_copy(update={"severities": rules})})
    return Terms.of(base, rights=None, now=NOW, annuaire=ROOT / "samples" / "annuaire")


def decided(content: bytes, kept: Terms) -> Decision:
    document = Document(path="f", content=content, sha256=sha256(content).hexdigest())
    return decide(document, context_of(kept))


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.findings if finding.code.startswith("SIG")]


def test_a_night_of_signed_invoices(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE, tables=f'[signatures]\ntrust = "{trusting(tmp_path / "trust_list")}"')
    signed, unsigned = signed_pdf(FACTURX), invoice("SIGNE-1")
    held = lot(
        facture__xml=unsigned, facture__xml__p7s=p7s(unsigned), autre__xml=invoice("SIGNE-2"), perdue__p7s=p7s(b"")
    )
    world.drop(ACCOUNT, "signee.pdf", signed)
    world.drop(ACCOUNT, "lot.zip", held)
    world.drop(ACCOUNT, "alteree.xml", xades(invoice("SIGNE-3")).replace(b"SIGNE-3", b"SIGNE-4"))
    all_counts = inline.night(world.config)
    assert [trouble for drop_counts in all_counts for trouble in drop_counts.troubles] == []
    said = {one.content.numero_facture: one.content.signatures for one in certificates(world)}
    assert said["SIGNE-2"] == ""
    assert said["SIGNE-1"].startswith("Camille Essai (PAPETERIE EXEMPLE), datée du 12/03/2026 10:05:00 : intacte, ")
    assert "SIGNE-4" not in said
    assert len([text for text in said.values() if "certificat de confiance" in text]) == 2
    delivered = {sha256(path.read_bytes()).hexdigest() for path in world.recipients.rglob("*") if path.is_file()}
    assert {sha256(signed).hexdigest(), sha256(unsigned).hexdigest()} <= delivered
    told = _told(world)
    assert "SIG-08" in told
    assert "SIG-17" in told
    (history,) = world.ledger().invoices.find("SIGNE-1")
    assert "SIG-01" in {finding.code for finding in history.invoice.findings}
    assert world.ledger().certificates.verify_chain() is None


def _told(world: World) -> str:
    return " ".join(
        path.read_text(encoding="utf-8", errors="replace") for path in world.account(ACCOUNT, "retours").glob("*.json")
    )


def test_an_alteration_refuses_unless_the_settings_change_it(tmp_path: Path) -> None:
    altered = xades(invoice("SIGNE-5")).replace(b"SIGNE-5", b"SIGNE-6")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    strict = decided(altered, terms(tmp_path / "a"))
    assert (strict.verdict, codes(strict)) == (Verdict.REJECTED, ["SIG-08"])
    mild = decided(altered, terms(tmp_path / "b", **{"SIG-08": "warning"}))
    assert (mild.verdict, codes(mild)) == (Verdict.ACCEPTED, ["SIG-08"])


@pytest.mark.parametrize("evasion", tampering.EVASIONS)
@pytest.mark.parametrize("change", [tampering.with_another_account, tampering.with_another_page])
def test_an_alteration_that_hides_is_refused_when_another_invoice_was_signed(
    tmp_path: Path, change: Callable[[bytes], bytes], evasion: Callable[[bytes], bytes]
) -> None:
    """What was signed is read again: another account is proven; a page that changes no value is not verified."""
    altered = evasion(change(signed_pdf(FACTURX)))
    found = decided(altered, terms(tmp_path))
    assert codes(found), "said nothing"
    assert not any(each.intact for each in found.signatures)
    assert "intact" not in signatures_text(found.signatures)
    payments = found.invoice.payments if found.invoice else ()
    read = [transfer.account for payment in payments for transfer in payment.credit_transfers]
    if read == [tampering.OTHER_ACCOUNT.decode()]:
        assert found.verdict is Verdict.REJECTED
        assert {"SIG-08", "SIG-09"} & set(codes(found))


@pytest.mark.parametrize(
    "name", ["xml-changed+startxref101.pdf", "xml-changed+trailing.pdf", "xades-wrap-mixte.xml", "droits-0229.xml"]
)
def test_hostile_files_are_not_accepted(tmp_path: Path, name: str) -> None:
    assert decided((ROOT / "tests/cases/hostile" / name).read_bytes(), terms(tmp_path)).verdict is Verdict.REJECTED


def test_a_range_outside_the_file_stops_no_other(tmp_path: Path) -> None:
    found = decided((ROOT / "tests/cases/hostile/poison-byterange.pdf").read_bytes(), terms(tmp_path))
    assert codes(found) == ["SIG-10"]


def test_an_invoice_inside_its_signature_is_read_and_kept_as_it_came(tmp_path: Path) -> None:
    around = p7s(invoice("SIGNE-7"), carries=True)
    found = decided(around, terms(tmp_path))
    assert (found.verdict, codes(found)) == (Verdict.ACCEPTED, ["SIG-01"])
    assert found.sha256 == sha256(around).hexdigest()
    assert found.invoice is not None
    assert found.invoice.numero_facture == "SIGNE-7"
    assert file_names.extension("facture.xml.p7m", found.format) == ".xml.p7m"


def test_a_signature_without_its_invoice_names_what_is_missing(tmp_path: Path) -> None:
    found = decided(p7s(FACTURX), terms(tmp_path))
    assert (found.verdict, codes(found)) == (Verdict.IRRECEVABLE, ["SIG-18"])


@pytest.mark.parametrize("first", [True, False], ids=["signature first", "signature last"])
def test_check_pairs_the_files_of_a_lot(tmp_path: Path, first: bool) -> None:
    document = invoice("SIGNE-8")
    members = {"facture__xml": document, "a__xml": xades_beside("facture.xml", document)}
    ordered = dict(reversed(members.items())) if first else members
    path = tmp_path / "lot.zip"
    path.write_bytes(lot(**ordered))
    kept = terms(tmp_path)
    limits = limits_of(defaults().run, bulk=True)
    found = list(check.check([path], kept, limits=limits, largest=10**8, pool=None))
    assert [(one.decision.member, codes(one.decision)) for one in found] == [("facture.xml", ["SIG-01"])]
    line = json.loads(check.as_line(found[0], Locale.FR))
    (told,) = line["signatures"]
    assert (told["kind"], told["signer"], told["integrity"], told["trust"]) == (
        "xades",
        "Camille Essai",
        "intact",
        "trusted",
    )
    assert told["signed_at"] == "2026-03-12T09:05:00Z"


def test_a_trust_list_that_cannot_be_used_stops_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, check=english("cannot be read")):
        trust_list.opened(tmp_path / "absent")
    with pytest.raises(SettingsError, check=english("holds no certificate")):
        trust_list.opened(tmp_path)
    (tmp_path / "faux.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(SettingsError, check=english(r"faux\.pem")):
        trust_list.opened(tmp_path)


def test_a_certificate_added_to_the_list_counts_at_once(tmp_path: Path) -> None:
    folder = trusting(tmp_path / "confiance")
    assert len(trust_list.opened(folder).certificates) == 1
    (folder / "autre.cer").write_bytes(porteur("Autre", ca=True).der)
    assert len(trust_list.opened(folder).certificates) == 2
    assert trust_list.opened(folder) is trust_list.opened(folder)


def test_the_list_is_relative_to_the_settings(tmp_path: Path) -> None:
    from hub import settings

    file = tmp_path / "navette.toml"
    file.write_text('[signatures]\ntrust = "confiance"\n')
    chosen: Settings = settings.load(file)
    assert chosen.signatures.trust == tmp_path / "confiance"
