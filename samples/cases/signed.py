"""Signed invoices: intact, altered, by an unknown signer, expired; with the signature inside, beside or around."""

import io
from dataclasses import replace
from functools import cache
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, StreamObject

from domain.decision import Verdict
from domain.document import Format
from domain.invoice import Invoice
from exporters.common.markup import indented
from samples.cases.accepted_pdf import embedded
from samples.cases.case import Case, accepted
from samples.invoices import bases
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.layouts.page import Layout, pdf
from samples.writers import archives, signing, ubl
from samples.writers.profiles import Profile

TRUSTED = {"autorite-racine.pem": signing.RACINE.pem}
"""The trust list used for the golden answers, by file name."""
_OTHER_ACCOUNT = b"FR76 3000 6000 0112 3456 7890 189"
"""The example IBAN of the ECBS: right keys, no owner."""


@cache
def cases() -> tuple[Case, ...]:
    """Every signed sample, signed once per process. Numbers from ``SIG-0001``."""
    return (
        _facturx("signee.pdf", "SIG-0001", "signée par un certificat de confiance", signing.COMPTABLE),
        _facturx("signee-certificat-expire.pdf", "SIG-0002", "certificat expiré avant de signer", signing.PERIME),
        _facturx("signee-autosignee.pdf", "SIG-0003", "certificat que le signataire s'est fait", signing.AUTOSIGNE),
        _facturx("signee-autorite-inconnue.pdf", "SIG-0004", "autorité hors de la liste de confiance", signing.INCONNU),
        _altered(),
        _retouched(),
        _around(),
        _beside(),
        _beside_altered(),
    )


def _facturx(name: str, numero: str, why: str, who: signing.CertificateHolder) -> Case:
    demo = replace(bases.PAPETERIE, numero=numero, places=Places.CHORUS, cadre="A1")
    case = embedded(name, demo, Profile.EN16931)
    return replace(case, content=signing.signed(case.content, who), why=why)


def _altered() -> Case:
    """The account to pay to replaced in the signed bytes, at the same length."""
    invoice = build(_plain("SIG-0005"))
    page = pdf(invoice, Layout.CLASSIQUE, service=bases.PAPETERIE.destinataire.nom_service)
    page = signing.signed(_legible(page), signing.COMPTABLE)
    at = page.index(b"IBAN : ") + len(b"IBAN : ")
    changed = page[:at] + _OTHER_ACCOUNT + page[at + len(_OTHER_ACCOUNT) :]
    case = accepted("signee-puis-modifiee.pdf", changed, Format.PDF_TEXT, invoice)
    return replace(case, verdict=Verdict.REJECTED, why="IBAN remplacé après la signature")


def _retouched() -> Case:
    case = _facturx("signee-puis-retouchee.pdf", "SIG-0006", "page rognée après la signature", signing.COMPTABLE)
    return replace(case, content=signing.retouched(case.content), verdict=Verdict.REJECTED)


def _around() -> Case:
    invoice, content = _ubl("SIG-0007")
    around = signing.detached(content, signing.COMPTABLE, carries=True)
    case = accepted("signature-enveloppe.xml.p7m", around, Format.UBL_INVOICE, invoice, "en16931")
    return replace(case, why="facture dans sa signature")


def _beside() -> Case:
    paper, page = _ubl("SIG-0008"), _facturx("facture.pdf", "SIG-0009", "", signing.COMPTABLE)
    members = (
        accepted("facture.xml", paper[1], Format.UBL_INVOICE, paper[0], "en16931"),
        replace(page, content=page.content),
    )
    files = [(member.name, member.content) for member in members]
    files += [(f"{name}.p7s", signing.detached(content, signing.COMPTABLE)) for name, content in files]
    return Case(name="signatures-a-cote.zip", content=archives.zipped(files), verdict=Verdict.ACCEPTED, members=members)


def _beside_altered() -> Case:
    invoice, content = _ubl("SIG-0010")
    member = replace(
        accepted("facture.xml", content, Format.UBL_INVOICE, invoice, "en16931"),
        verdict=Verdict.REJECTED,
        why="numéro changé après la signature",
    )
    signature = signing.detached(content.replace(b"SIG-0010", b"SIG-0011"), signing.COMPTABLE)
    packed = archives.zipped([(member.name, content), ("facture.xml.p7s", signature)])
    return Case(name="signature-d-une-autre.zip", content=packed, verdict=Verdict.REJECTED, members=(member,))


def _plain(numero: str) -> DemoInvoice:
    return replace(bases.PAPETERIE, numero=numero, places=Places.CHORUS, cadre="A1", remise=None)


def _ubl(numero: str) -> tuple[Invoice, bytes]:
    invoice = build(replace(bases.PAPETERIE, numero=numero))
    return invoice, indented(ubl.write(invoice))


def _legible(page: bytes) -> bytes:
    """``page`` with uncompressed text, as written by some software, so that it can be changed with an editor."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    for each in writer.pages:
        plain = DecodedStreamObject()
        plain.set_data(cast("StreamObject", each["/Contents"]).get_data())
        each[NameObject("/Contents")] = writer._add_object(plain)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
