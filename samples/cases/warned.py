"""Invoices accepted with a warning, for a fault that does not prevent processing."""

from dataclasses import replace
from datetime import date

from domain.decision import Verdict
from domain.invoice import Identifier, Invoice
from samples.cases import containers, mixed_fluxes
from samples.cases.case import Case
from samples.cases.damage import iban, in_cii, in_ubl, sent
from samples.invoices import people
from samples.invoices.identifiers import wrong_key


def cases() -> tuple[Case, ...]:
    """Every sample accepted with a warning. Numbers from ``AVE-0001``."""
    none = replace(people.VALDEBLORE, code_service="MAIRIE")
    found = (
        in_ubl("mode-de-paiement-absent.xml", "AVE-0001", "lu comme un virement", lambda it: replace(it, payments=())),
        in_ubl("iban-faux.xml", "AVE-0002", "clé d'IBAN fausse", iban("FR7699999000010000000000042")),
        in_cii("siret-fournisseur-cle-fausse.xml", "AVE-0003", "comme un SIRET d'essai", _wrong_seller),
        sent("code-service-sans-service.xml", "AVE-0004", "la structure n'a aucun service", none),
        in_cii("cadre-absent.xml", "AVE-0005", "lu comme A1", lambda it: replace(it, cadre_facturation=None)),
        in_ubl("echeance-avant-la-date.xml", "AVE-0006", "échéance passée", _due_before),
        *containers.warned(),
        *mixed_fluxes.warned(),
    )
    return tuple(replace(case, verdict=Verdict.ACCEPTED) for case in found)


def _wrong_seller(invoice: Invoice) -> Invoice:
    value = wrong_key(invoice.siret_fournisseur or "")
    seller = replace(invoice.seller, identifiers=(Identifier(value=value, scheme="0009"),))
    return replace(invoice, seller=seller, siret_fournisseur=value)


def _due_before(invoice: Invoice) -> Invoice:
    """Under a cadre of Chorus Pro: the regime of 2026 refuses it (BR-FR-CO-07)."""
    return replace(invoice, due_date=date(2026, 2, 1), cadre_facturation="A1")
