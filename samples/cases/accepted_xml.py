"""Valid invoices in XML: UBL, CII, ZUGFeRD 1, Chorus Pro's own format; legacy and new places of identifiers."""

from dataclasses import replace
from datetime import date

from domain.document import Format
from domain.invoice import Attachment, Invoice, Party, PrecedingInvoice
from exporters import cii
from exporters.common.markup import indented
from samples.cases import mixed_fluxes
from samples.cases.case import Case, accepted
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.goods import FOURNITURES, REPAS
from samples.layouts.page import Layout, pdf
from samples.writers import cpp, ubl, zugferd1
from samples.writers.profiles import Profile, cut

PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PEPPOL_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

_BON = Attachment(
    reference="BL-7781",
    description="BON_LIVRAISON",
    filename="bon-de-livraison.csv",
    mime="text/csv",
    content="article;quantité\nDéjeuner;28\nEau;60\n".encode(),
)


def cases() -> tuple[Case, ...]:
    """Every good XML sample."""
    return (*_ubl(), *_cii(), *_others(), *mixed_fluxes.cases())


def _ubl() -> list[Case]:
    papeterie = bases.PAPETERIE
    origin = PrecedingInvoice(number=papeterie.numero, date=papeterie.jour)
    avoir = replace(
        papeterie,
        numero="PAP-2026-0102",
        type_facture="381",
        jour=date(2026, 3, 12),
        origine=origin,
        articles=FOURNITURES[:1],
        port=None,
    )
    extended = replace(
        papeterie,
        numero="PAP-2026-0103",
        places=Places.REFORME,
        customization=Profile.EXTENDED_CTC_FR.guideline,
    )
    ancien = replace(
        bases.BATIMENT,
        numero="BTP-2026-0042",
        destinataire=people.DRIT,
        places=Places.ANCIEN,
        encaissements=True,
        customization=None,  # Older than EN 16931, whose rules it would break.
    )
    peppol = replace(bases.NUMERIQUE_MARS, cadre=PEPPOL_PROCESS, customization=PEPPOL, places=Places.UN_IDENTIFIANT)
    paid = replace(bases.PRESSE, cadre="A2", acquittee=True, mode="48")
    return [
        _written("ubl-facture.xml", papeterie, "en16931"),
        _written("ubl-facture-reforme.xml", extended, "extended-ctc-fr"),
        _written("ubl-avoir.xml", avoir, "en16931"),
        _written("ubl-ancien-chorus.xml", ancien, None, ubl.Dialect.ANCIEN),
        _written("ubl-peppol.xml", peppol, "peppol-bis-3"),
        _written("ubl-pieces-jointes.xml", replace(bases.REPAS_COLLEGE, pieces_jointes=(_BON,)), "en16931"),
        _written("ubl-deja-payee.xml", paid, "en16931"),
        _written("ubl-exoneree.xml", bases.FORMATION, "en16931"),
    ]


def _cii() -> list[Case]:
    numerique = bases.NUMERIQUE_MARS
    avoir = replace(
        bases.REPAS_COLLEGE,
        numero="TRA-2026-0008",
        type_facture="381",
        jour=date(2026, 6, 9),
        articles=REPAS[1:],
        origine=PrecedingInvoice(number="TRA-2026-0007", date=date(2026, 6, 2)),
    )
    german = replace(numerique, numero="NUM-2026-0014", places=Places.UN_IDENTIFIANT)
    return [
        _crossed("cii-d16b-chorus.xml", bases.BATIMENT, Profile.EN16931),
        _crossed("cii-d22b-reforme.xml", replace(numerique, numero="NUM-2026-0013"), Profile.EXTENDED_CTC_FR),
        _crossed("cii-avoir.xml", avoir, Profile.EN16931),
        _crossed("cii-franchise.xml", bases.FRANCHISE, Profile.EN16931),
        _crossed("cii-xrechnung.xml", german, Profile.XRECHNUNG),
    ]


def _others() -> list[Case]:
    zugferd = build(replace(bases.PAPETERIE, numero="PAP-2026-0104", cadre="A1", remise=None))
    mixte = build(replace(bases.BATIMENT, numero="BTP-2026-0043", deja_paye=None))
    pivot = build(replace(bases.BATIMENT, numero="BTP-2026-0044", destinataire=people.DRIT))
    return [
        accepted("zugferd1.xml", indented(zugferd1.write(zugferd)), Format.CII, zugferd, "zugferd-1-comfort"),
        _chorus("FSO1113A_DEM001_DEM0011113000000000000001.xml", mixte, cpp.Flow.MIXTE, people.DCP),
        _chorus("cpp-pivot.xml", pivot, cpp.Flow.PIVOT, people.DRIT),
    ]


def _written(name: str, demo: DemoInvoice, profile: str | None, dialect: ubl.Dialect = ubl.Dialect.EN16931) -> Case:
    invoice = build(demo)
    format_ = Format.UBL_CREDITNOTE if invoice.avoir else Format.UBL_INVOICE
    return accepted(name, indented(ubl.write(invoice, dialect)), format_, invoice, profile)


def _crossed(name: str, demo: DemoInvoice, profile: Profile) -> Case:
    invoice = cut(build(demo), profile)
    return accepted(name, indented(cii.write(invoice)), Format.CII, invoice, profile.value)


def _chorus(name: str, invoice: Invoice, flow: cpp.Flow, recipient: people.Destinataire) -> Case:
    page = pdf(invoice, Layout.COURRIER, service=recipient.nom_service)
    piece = cpp.Piece(name=f"facture-{invoice.numero_facture}.pdf", mime="application/pdf", content=page)
    without_siret = replace(invoice, seller=Party(name=invoice.seller.name))
    format_ = Format.CPP_MIXTE if flow is cpp.Flow.MIXTE else Format.CPP_PIVOT
    return accepted(name, indented(cpp.write(invoice, piece, flow, recipient.nom_service)), format_, without_siret)
