"""Valid invoices in PDF: Factur-X in five profiles, ZUGFeRD 1, and pages without XML in four layouts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.document import Format
from domain.invoice import PrecedingInvoice
from exporters import cii
from samples.cases.case import Case, accepted
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.goods import FOURNITURES, NUMERIQUE, PLEINS_RAYONS
from samples.layouts.page import Layout, pdf
from samples.writers import zugferd1
from samples.writers.facturx import facturx
from samples.writers.facturx import zugferd1 as with_zugferd1
from samples.writers.profiles import Profile, cut


def cases() -> tuple[Case, ...]:
    """Every good PDF sample."""
    return (*_facturx(), _zugferd1(), *_pages())


def _facturx() -> list[Case]:
    papeterie = replace(bases.PAPETERIE, places=Places.CHORUS, cadre="A1")
    small = replace(bases.PRESSE, numero="PRE-2026-0302", destinataire=people.LABORATOIRE)
    formation = replace(bases.FORMATION, numero="FOR-2026-0022")
    rayons = replace(
        papeterie,
        numero="PAP-2026-0105",
        destinataire=people.COLLEGE,
        engagement=None,
        articles=PLEINS_RAYONS,
        places=Places.UN_IDENTIFIANT,
    )
    extended = replace(bases.NUMERIQUE_MARS, numero="NUM-2026-0015", places=Places.REFORME)
    avoir = replace(
        bases.NUMERIQUE_MARS,
        numero="NUM-2026-0016",
        type_facture="381",
        jour=date(2026, 4, 20),
        articles=NUMERIQUE[1:],
        origine=PrecedingInvoice(number="NUM-2026-0015", date=date(2026, 4, 2)),
        places=Places.UN_IDENTIFIANT,
    )
    return [
        embedded("facturx-minimum.pdf", small, Profile.MINIMUM),
        embedded("facturx-basicwl.pdf", formation, Profile.BASICWL),
        embedded("facturx-basic.pdf", replace(papeterie, numero="PAP-2026-0106"), Profile.BASIC),
        embedded("facturx-en16931.pdf", rayons, Profile.EN16931),
        embedded("facturx-extended.pdf", extended, Profile.EXTENDED, Layout.COLONNES),
        embedded("facturx-avoir.pdf", avoir, Profile.EN16931, Layout.BANDEAU),
    ]


def embedded(name: str, demo: DemoInvoice, profile: Profile, layout: Layout = Layout.CLASSIQUE) -> Case:
    """A Factur-X PDF: the page has all fields, the XML those of its profile."""
    whole = build(demo)
    invoice = cut(whole, profile)
    page = pdf(whole, layout, service=demo.destinataire.nom_service, embedded=True)
    content = facturx(page, cii.write(invoice), profile)
    return accepted(name, content, Format.FACTURX, invoice, profile.value)


def _zugferd1() -> Case:
    demo = replace(bases.REPAS_COLLEGE, numero="TRA-2026-0009")
    invoice = build(demo)
    page = pdf(invoice, service=demo.destinataire.nom_service, embedded=True)
    content = with_zugferd1(page, zugferd1.write(invoice))
    return accepted("zugferd1.pdf", content, Format.FACTURX, invoice, "zugferd-1-comfort")


def _pages() -> list[Case]:
    papeterie = replace(bases.PAPETERIE, cadre="A1", places=Places.CHORUS, remise=None)
    college = replace(bases.REPAS_COLLEGE, numero="TRA-2026-0010")
    piscine = replace(bases.FRANCHISE, numero="2026 / 15", destinataire=people.VALDEBLORE)
    rayons = replace(papeterie, numero="PAP-2026-0108", articles=PLEINS_RAYONS, destinataire=people.OCCITANIE)
    avoir = replace(
        papeterie,
        numero="PAP-2026-0109",
        type_facture="381",
        articles=FOURNITURES[1:3],
        port=None,
        origine=PrecedingInvoice(number="PAP-2026-0107", date=date(2026, 3, 3)),
    )
    batiment = replace(bases.BATIMENT, numero="BTP-2026-0045", destinataire=people.PORT, deja_paye=Decimal("800.00"))
    return [
        page("texte-classique.pdf", replace(papeterie, numero="PAP-2026-0107"), Layout.CLASSIQUE),
        page("texte-colonnes.pdf", batiment, Layout.COLONNES),
        page("texte-courrier.pdf", college, Layout.COURRIER),
        page("texte-bandeau.pdf", replace(bases.PRESSE, numero="PRE-2026-0303"), Layout.BANDEAU),
        page("texte-plusieurs-pages.pdf", rayons, Layout.CLASSIQUE),
        page("texte-avoir.pdf", avoir, Layout.COLONNES),
        page("texte-franchise.pdf", piscine, Layout.COURRIER),
    ]


def page(name: str, demo: DemoInvoice, layout: Layout) -> Case:
    """A PDF with text and no XML."""
    invoice = build(demo)
    content = pdf(invoice, layout, service=demo.destinataire.nom_service)
    return accepted(name, content, Format.PDF_TEXT, invoice)
