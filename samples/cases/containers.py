"""Factur-X with a non-conforming PDF, or with a page that differs from the XML, as sent by suppliers' software."""

from collections.abc import Callable
from dataclasses import replace

from domain.decision import Verdict
from domain.document import Format
from domain.invoice import Attachment, Invoice
from exporters import cii
from samples.cases.case import Case
from samples.cases.damage import Change, iban, more_with_vat, number, same
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf
from samples.writers.facturx import NAME, File, carry, description
from samples.writers.profiles import Profile, cut

_PROFILE = Profile.EN16931
_OTHER_ACCOUNT = "FR7630006000011234567890189"
"""The example IBAN of the ECBS: right keys, no owner."""
_PROGRAM = b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(64)
Make = Callable[[bytes, bytes], bytes]
"""Function from a page and an XML to a PDF."""


def warned() -> list[Case]:
    """Cases accepted with a warning; numbers from ``AVE-0007``."""
    described = description(_PROFILE)
    bare = replace(
        _case("facturx-xml-absent.pdf", "AVE-0015", "annonce un XML, n'en porte pas", _without), profile=None
    )
    return [
        _printed("facturx-page-autre-ttc.pdf", "AVE-0007", "la page porte dix euros de plus", more_with_vat),
        _printed("facturx-page-autre-iban.pdf", "AVE-0008", "la page porte un autre compte", iban(_OTHER_ACCOUNT)),
        _printed("facturx-page-autre-numero.pdf", "AVE-0009", "la page porte un autre numéro", number("FA-2026-7781")),
        _case("facturx-nom-inhabituel.pdf", "AVE-0010", "XML nommé facture.xml", _named("facture.xml")),
        _case("facturx-sans-relation.pdf", "AVE-0011", "AFRelationship absente", _related(None)),
        _case("facturx-autre-profil.pdf", "AVE-0012", "XMP d'un MINIMUM", _described(Profile.MINIMUM)),
        _case(
            "facturx-sans-xmp.pdf", "AVE-0013", "aucune métadonnée", lambda page, xml: carry(page, [_xml(xml)], None)
        ),
        _case(
            "facturx-pdfa-1.pdf",
            "AVE-0014",
            "s'annonce PDF/A-1B",
            lambda page, xml: carry(page, [_xml(xml)], replace(described, pdfa=("1", "B"))),
        ),
        replace(bare, format=Format.PDF_TEXT),
    ]


def hostile() -> list[Case]:
    """Unusable files; numbers from ``HOS-0006``."""
    return [
        _lost("xml-perdu.pdf", "HOS-0006", "Factur-X dont le XML a disparu", _emptied),
        _lost("xml-espace-de-noms.pdf", "HOS-0007", "CII d'une version inconnue", _aged),
        _lost("deux-xml.pdf", "HOS-0008", "deux XML qui se contredisent", _doubled),
    ]


def refused() -> list[Case]:
    """Cases refused for their attachments; numbers from ``REF-0043``."""
    attached = Attachment(filename="bordereau.pdf", mime="application/pdf", content=_PROGRAM)
    case = _case("facturx-programme-joint.pdf", "REF-0043", "un programme nommé bordereau.pdf", _infected)
    invoice = case.invoice or Invoice()
    return [replace(case, verdict=Verdict.REJECTED, invoice=replace(invoice, attachments=(attached,)))]


def _case(name: str, numero: str, why: str, make: Make, printed: Change = same) -> Case:
    """The stationer's invoice; ``printed`` is the change applied to its page."""
    whole = build(replace(bases.PAPETERIE, numero=numero))
    invoice = cut(whole, _PROFILE)
    page = pdf(printed(whole), embedded=True)
    return Case(
        name=name,
        content=make(page, cii.write(invoice)),
        verdict=Verdict.ACCEPTED,
        format=Format.FACTURX,
        profile=_PROFILE.value,
        invoice=invoice,
        why=why,
    )


def _printed(name: str, numero: str, why: str, change: Change) -> Case:
    return _case(name, numero, why, _related("Alternative"), change)


def _lost(name: str, numero: str, why: str, make: Make) -> Case:
    case = _case(name, numero, why, make)
    return Case(name=name, content=case.content, verdict=Verdict.IRRECEVABLE, why=why)


def _xml(content: bytes | None, name: str = NAME, relationship: str | None = "Alternative") -> File:
    return File(name=name, content=content, relationship=relationship)


def _named(name: str) -> Make:
    return lambda page, xml: carry(page, [_xml(xml, name)], replace(description(_PROFILE), file=name))


def _related(relationship: str | None) -> Make:
    return lambda page, xml: carry(page, [_xml(xml, relationship=relationship)], description(_PROFILE))


def _described(profile: Profile) -> Make:
    return lambda page, xml: carry(page, [_xml(xml)], description(profile))


def _without(page: bytes, _: bytes) -> bytes:
    return carry(page, [], description(_PROFILE))


def _emptied(page: bytes, _: bytes) -> bytes:
    return carry(page, [_xml(None)], description(_PROFILE))


def _aged(page: bytes, xml: bytes) -> bytes:
    return carry(
        page, [_xml(xml.replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:99"))], description(_PROFILE)
    )


def _doubled(page: bytes, xml: bytes) -> bytes:
    other = xml.replace(b"HOS-0008", b"HOS-0009")
    return carry(page, [_xml(xml), _xml(other, "ZUGFeRD-invoice.xml")], description(_PROFILE))


def _infected(page: bytes, xml: bytes) -> bytes:
    program = File(name="bordereau.pdf", content=_PROGRAM, relationship="Supplement", mime="application/pdf")
    return carry(page, [_xml(xml), program], description(_PROFILE))
