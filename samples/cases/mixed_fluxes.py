"""Mixed fluxes: an XML with the readable invoice attached, under an EDI partner's file name; valid and invalid."""

import io
import zipfile
from dataclasses import replace

from domain.document import Format
from domain.invoice import Attachment, Invoice, Party
from exporters import cii
from exporters.common.markup import indented
from samples.cases.case import Case, accepted
from samples.cases.damage import refused as rejected
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice
from samples.layouts.page import Layout, pdf
from samples.writers import cpp, ubl
from samples.writers.profiles import Profile, cut


def cases() -> list[Case]:
    """Valid ones, in UBL (FSO1110A) and in CII (FSO1116A)."""
    paper = _carrying(replace(bases.PAPETERIE, numero="PAP-2026-0110"))
    digital = cut(_carrying(replace(bases.NUMERIQUE_MARS, numero="NUM-2026-0017")), Profile.EN16931)
    return [
        accepted(_name("1110", 2), indented(ubl.write(paper)), Format.UBL_INVOICE, paper, "en16931"),
        accepted(_name("1116", 3), indented(cii.write(digital)), Format.CII, digital, "en16931"),
    ]


def warned() -> list[Case]:
    """Cases accepted with a warning; numbers from ``AVE-0020``."""
    other = _carrying(replace(bases.PAPETERIE, numero="AVE-0020"))
    renamed = build(replace(bases.PAPETERIE, numero="AVE-0021"))
    image = Attachment(reference="1", filename="bon.jpg", mime="image/jpeg", content=b"%PDF-1.4\n%%EOF\n")
    return [
        rejected(_name("1131", 4), other, "interface de travaux, cadre ordinaire"),
        rejected(
            "fso1110a_sans_sequence.xml",
            _carrying(replace(bases.PAPETERIE, numero="AVE-0022")),
            "un nom de flux incomplet",
        ),
        rejected("piece-jointe-renommee.xml", replace(renamed, attachments=(image,)), "un PDF nommé .jpg"),
    ]


def refused() -> list[Case]:
    """Refused cases; numbers from ``REF-0050``."""
    invoice = build(replace(bases.BATIMENT, numero="REF-0050", deja_paye=None))
    piece = cpp.Piece(name="facture.pdf", mime="application/pdf", content=b"%PDF-1.4\n%%EOF\n", zipped=_locked)
    content = indented(cpp.write(invoice, piece, cpp.Flow.MIXTE, people.DCP.nom_service))
    without_siret = replace(invoice, seller=Party(name=invoice.seller.name))
    case = rejected("cpp-zip-mot-de-passe.xml", without_siret, "la pièce jointe est dans un zip à mot de passe")
    return [replace(case, content=content, format=Format.CPP_MIXTE, profile=None)]


def _name(digits: str, sequence: int) -> str:
    return f"FSO{digits}A_DEM001_DEM001{digits}{sequence:015d}.xml"


def _carrying(demo: DemoInvoice) -> Invoice:
    """The invoice with its own page attached."""
    invoice = build(demo)
    page = Attachment(
        reference=demo.numero,
        description="LISIBLE",
        filename=f"facture-{demo.numero}.pdf",
        mime="application/pdf",
        content=pdf(invoice, Layout.COURRIER, service=demo.destinataire.nom_service),
    )
    return replace(invoice, attachments=(page,))


def _locked(name: str, content: bytes) -> bytes:
    """A zip marked as encrypted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    body = bytearray(packed.getvalue())
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    return bytes(body)
