"""Works pieces and pieces with a *valideur*, at least one per cadre, in every syntax that can name the MOE.

They form dossiers: each file refers to those before it, so they are dropped in order, from a folder of their own.
"""

from dataclasses import replace
from datetime import date

from domain.document import Format
from domain.travaux import ETAPES, Role
from exporters import cii
from exporters.common.markup import indented
from samples.cases.accepted_pdf import embedded, page
from samples.cases.case import Case, accepted
from samples.invoices.builder import build
from samples.invoices.chantier import COTRAITANT, MOE, as_recipient
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.travaux import circuit, following, piece
from samples.layouts.page import Layout
from samples.writers import ubl
from samples.writers.profiles import Profile, cut

SEPTEMBRE, OCTOBRE, NOVEMBRE = date(2026, 9, 30), date(2026, 10, 5), date(2026, 11, 12)


def cases() -> tuple[Case, ...]:
    """Every works sample, each dossier in the order of its circuit."""
    return (*_monthly(), *_acting_for_others(), *_final(), *_tacit(), *_validated())


def _monthly() -> list[Case]:
    """During the works, all actors with an account; a sous-traitant's request is included in the titulaire's."""
    first, subcontracted = piece("A4", "CHA-2026-01", SEPTEMBRE), piece("A10", "PLO-2026-07", SEPTEMBRE)
    partner = piece("A13", "ELE-2026-04", SEPTEMBRE)
    account = following("A15", first, subcontracted)
    return [
        in_ubl(first, "projet-decompte-mensuel"),
        in_cii(subcontracted, "demande-paiement-sous-traitant"),
        in_facturx(account, "etat-acompte"),
        in_ubl(following("A19", account), "etat-acompte-valide"),
        in_cii(partner, "projet-decompte-mensuel-cotraitant"),
    ]


def _acting_for_others() -> list[Case]:
    """The MOE acts for the MOA, the titulaire for both, and one dossier begins in the middle."""
    by_moe = circuit("CHA-2026-02", OCTOBRE, ("A4", "A15", "A16"))
    alone = circuit("CHA-2026-03", OCTOBRE, ("A5", "A6"))
    return [
        on_a_page(by_moe[0], "projet-decompte-mensuel"),
        in_cii(by_moe[1], "etat-acompte"),
        in_facturx(by_moe[2], "etat-acompte-valide-moe"),
        in_ubl(alone[0], "etat-acompte-fournisseur"),
        in_ubl(alone[1], "etat-acompte-valide-fournisseur"),
        in_ubl(piece("A15", "CHA-2026-04-EA", OCTOBRE), "etat-acompte-initial"),
    ]


def _final() -> list[Case]:
    """At the end of the works: with all actors, then with the MOE for the MOA."""
    whole = circuit("CHA-2026-10", OCTOBRE, ("A7", "A17", "A20", "A8"))
    by_moe = circuit("CHA-2026-11", OCTOBRE, ("A14", "A17", "A18", "A8"))
    return [
        in_ubl(whole[0], "projet-decompte-final"),
        in_cii(whole[1], "projet-decompte-general"),
        in_facturx(whole[2], "decompte-general"),
        in_ubl(whole[3], "decompte-general-signe"),
        in_cii(by_moe[0], "projet-decompte-final-cotraitant"),
        in_ubl(by_moe[1], "projet-decompte-general"),
        in_ubl(by_moe[2], "decompte-general-moe"),
        on_a_page(by_moe[3], "decompte-general-signe"),
    ]


def _tacit() -> list[Case]:
    """Without an answer of the owner: the titulaire's draft becomes final tacitly; or the owner answers late.

    A tacit account comes ten days after the draft: its date is in the sample, its deposit is made by the test.
    """
    draft = circuit("CHA-2026-12", OCTOBRE, ("A7", "A22"))
    pieces = circuit("CHA-2026-13", OCTOBRE, ("A7", "A22"))
    third = circuit("CHA-2026-14", OCTOBRE, ("A7", "A22"))
    return [
        in_ubl(draft[0], "projet-decompte-final"),
        in_ubl(draft[1], "projet-decompte-general-tacite"),
        in_cii(following("A23", draft[1], jour=NOVEMBRE), "decompte-tacite-fournisseur"),
        in_cii(pieces[0], "projet-decompte-final"),
        in_cii(pieces[1], "projet-decompte-general-tacite"),
        in_ubl(following("A25", pieces[1], jour=NOVEMBRE), "decompte-definitif-moa"),
        in_cii(third[0], "projet-decompte-final"),
        in_cii(third[1], "projet-decompte-general-tacite"),
        in_ubl(following("A24", third[1], jour=NOVEMBRE), "decompte-tacite-moe"),
    ]


def _validated() -> list[Case]:
    """Ordinary invoices of a sous-traitant and a cotraitant, validated by the titulaire; and two validations."""
    twice = piece("A9", "PLO-2026-09", OCTOBRE, valideur=COTRAITANT)
    reform = replace(piece("A9", "PLO-2026-10", OCTOBRE), cadre="S3")
    return [
        in_ubl(piece("A9", "PLO-2026-08", OCTOBRE), "facture-sous-traitant"),
        in_cii(piece("A12", "ELE-2026-05", OCTOBRE), "facture-cotraitant"),
        in_cii(twice, "facture-sous-traitant-d-un-cotraitant"),
        in_ubl(reform, "demande-paiement-direct"),
    ]


def in_ubl(demo: DemoInvoice, what: str) -> Case:
    """The piece in UBL, profile extended, which has agents."""
    invoice = build(replace(demo, customization=Profile.EXTENDED_CTC_FR.guideline))
    name = _named(demo, what, "xml")
    return accepted(name, indented(ubl.write(invoice)), Format.UBL_INVOICE, invoice, "extended-ctc-fr")


def in_cii(demo: DemoInvoice, what: str) -> Case:
    """The piece in CII, profile extended."""
    invoice = cut(build(demo), Profile.EXTENDED_CTC_FR)
    name = _named(demo, what, "xml")
    return accepted(name, indented(cii.write(invoice)), Format.CII, invoice, Profile.EXTENDED_CTC_FR.value)


def in_facturx(demo: DemoInvoice, what: str) -> Case:
    """The piece as Factur-X, profile extended."""
    return embedded(_named(demo, what, "pdf"), demo, Profile.EXTENDED)


def on_a_page(demo: DemoInvoice, what: str) -> Case:
    """The piece as a page without XML, which has no agent: a piece for the MOE has it as recipient."""
    to_moe = demo.cadre in ETAPES and ETAPES[demo.cadre].destinataire is Role.MOE
    plain = replace(demo, moe=None, places=Places.CHORUS)
    if to_moe:
        plain = replace(plain, destinataire=as_recipient(MOE))
    return page(_named(demo, what, "pdf"), plain, Layout.CLASSIQUE)


def _named(demo: DemoInvoice, what: str, extension: str) -> str:
    return f"{demo.numero.lower()}_{(demo.cadre or '').lower()}_{what}.{extension}"
