"""Invoices refused for one reason each: a valid one with one change.

Numbers start at ``REF-0001``, in the order of the lists, so that they are unique.
"""

from dataclasses import replace
from datetime import date

from domain.decision import Verdict
from domain.invoice import Invoice
from samples.cases import containers, mixed_fluxes
from samples.cases.accepted_pdf import embedded, page
from samples.cases.case import Case
from samples.cases.damage import (
    as_exempt,
    iban,
    in_cii,
    in_ubl,
    more_vat,
    more_with_vat,
    nobody,
    number,
    refused,
    rewritten,
    same,
    sent,
    short_seller,
    without_due,
    without_total,
)
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import Places
from samples.invoices.identifiers import siren, siret
from samples.invoices.people import CULTURE
from samples.layouts.page import Layout
from samples.writers.profiles import Profile

INCONNU = siret(siren("99900099"))
"""A valid SIRET absent from the directory."""


def cases() -> tuple[Case, ...]:
    """Every refused sample."""
    return (
        *_recipients(),
        *_engagements(),
        *_references(),
        *_identities(),
        *_amounts(),
        *_pages(),
        *containers.refused(),
        *mixed_fluxes.refused(),
    )


def _recipients() -> list[Case]:
    services, demande = people.SERVICES, "la structure demande un code service"
    return [
        sent("siret-destinataire-inconnu.xml", "REF-0001", "absent de l'annuaire", replace(CULTURE, siret=INCONNU)),
        sent("siret-destinataire-errone.xml", "REF-0002", "un chiffre faux", replace(CULTURE, siret="22060001900017")),
        sent("siret-destinataire-court.xml", "REF-0003", "13 chiffres", replace(CULTURE, siret="2206000190001")),
        sent("structure-inactive.xml", "REF-0004", "la structure n'est plus active", people.INACTIVE),
        sent("code-service-absent.xml", "REF-0005", demande, replace(CULTURE, code_service=None)),
        sent("code-service-inconnu.xml", "REF-0006", "lettre manquante", replace(CULTURE, code_service="CULTUR")),
        sent("code-service-minuscules.xml", "REF-0007", "en minuscules", replace(CULTURE, code_service="culture")),
        sent("service-autre-siret.xml", "REF-0008", "d'un autre budget", replace(CULTURE, code_service="MERCURY")),
        sent("service-inactif.xml", "REF-0009", "service inactif", replace(services, code_service="ANCIEN")),
        sent(
            "service-factures-publiques.xml",
            "REF-0010",
            "réservé aux factures entre entités publiques",
            replace(services, code_service="FACTURES_PUBLIQUES"),
        ),
        sent("moa-uniquement.xml", "REF-0011", "la structure ne reçoit que des pièces de travaux", people.MOA),
    ]


def _engagements() -> list[Case]:
    marches = replace(people.SERVICES, code_service="MARCHES")
    either, shape = people.SERVICE_OU_ENGAGEMENT, "cette structure attend 5 ou 6 chiffres"
    return [
        sent("engagement-absent.xml", "REF-0012", "demandé par la structure", people.ENGAGEMENT, None),
        sent("engagement-du-service-absent.xml", "REF-0013", "demandé par le service", marches, None),
        sent("service-ou-engagement-absents.xml", "REF-0014", "il faut l'un ou l'autre", either, None),
        sent("engagement-avec-lettres.xml", "REF-0015", shape, people.COLLEGE, "EJ91821"),
        sent("engagement-trop-court.xml", "REF-0016", shape, people.COLLEGE, "918"),
    ]


def _references() -> list[Case]:
    february = in_ubl("date-31-fevrier-ubl.xml", "REF-0022", "31 février", same)
    crossed = in_cii("date-31-fevrier-cii.xml", "REF-0023", "31 février", same)
    return [
        in_cii("numero-absent.xml", "REF-0017", "pas de numéro", number(None)),
        in_ubl("numero-trop-long.xml", "REF-0018", "plus de 20 caractères", number("REF-0018-2026-03-03-A")),
        in_ubl("numero-caracteres.xml", "REF-0019", "des caractères interdits", number("REF#0019*É")),
        in_cii("date-absente.xml", "REF-0020", "pas de date", _undated),
        in_ubl("date-future.xml", "REF-0021", "à venir", lambda it: replace(it, date_facture=date(2099, 1, 15))),
        rewritten(february, ">2026-03-03<", ">2026-02-31<", _undated),
        rewritten(crossed, ">20260303<", ">20260231<", _undated),
        in_ubl("devise-inconnue.xml", "REF-0024", "XYZ n'est pas une devise", lambda it: replace(it, devise="XYZ")),
        in_cii("type-inconnu.xml", "REF-0025", "type 999", lambda it: replace(it, type_facture="999")),
        in_ubl("cadre-a11.xml", "REF-0026", "cadre obsolète", lambda it: replace(it, cadre_facturation="A11")),
        in_cii("cadre-inconnu.xml", "REF-0027", "cadre A99", lambda it: replace(it, cadre_facturation="A99")),
    ]


def _identities() -> list[Case]:
    other = in_ubl("deposant-sans-droits.xml", "REF-0030", "ce compte ne dépose pas pour ce fournisseur", same)
    return [
        in_ubl("siret-fournisseur-absent.xml", "REF-0028", "le fournisseur n'a aucun identifiant", nobody),
        in_ubl("siret-fournisseur-court.xml", "REF-0029", "13 chiffres", short_seller),
        replace(other, deposants=(people.TRAITEUR.siret,)),
    ]


def _amounts() -> list[Case]:
    exempt = as_exempt(build(replace(bases.FORMATION, numero="REF-0036", exoneration=None, exoneration_code=None)))
    unpaid = build(replace(bases.PRESSE, numero="REF-0037", cadre="A2", mode="48"))
    garbled = in_ubl("montant-illisible.xml", "REF-0039", "une lettre dans un montant", same)
    return [
        in_ubl("ttc-faux.xml", "REF-0031", "HT + TVA n'est pas égal au TTC", more_with_vat),
        in_cii("tva-fausse.xml", "REF-0032", "le total de TVA n'est pas la somme des taux", more_vat),
        in_cii("iban-absent.xml", "REF-0035", "virement sans compte", iban(None)),
        refused("exoneree-sans-motif.xml", exempt, "exonération sans motif"),
        refused("deja-payee-non-soldee.xml", unpaid, "cadre A2, il reste à payer"),
        in_cii("a-payer-absent.xml", "REF-0038", "pas de net à payer", without_due),
        rewritten(garbled, ">525.14<", ">525,l4<", without_total),
        in_cii("ttc-absent.xml", "REF-0040", "ni TTC ni net à payer", without_total),
    ]


def _pages() -> list[Case]:
    wrong = replace(people.LABORATOIRE, code_service="LVDDCPP")
    facturx = replace(bases.PRESSE, numero="REF-0041", destinataire=wrong)
    text = replace(bases.REPAS_COLLEGE, numero="REF-0042", places=Places.CHORUS, engagement="BC-77")
    found = (
        (embedded("facturx-code-service-inconnu.pdf", facturx, Profile.BASIC), "service inconnu"),
        (page("texte-engagement-avec-lettres.pdf", text, Layout.CLASSIQUE), "cette structure attend des chiffres"),
    )
    return [replace(case, verdict=Verdict.REJECTED, why=why) for case, why in found]


def _undated(invoice: Invoice) -> Invoice:
    return replace(invoice, date_facture=None)
