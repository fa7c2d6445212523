"""Who did something, as people read it: the only place that says how an actor of the ledger is shown.

``navette``, an account of the settings and a recipient's SIRET are shown as they are named; an account of the portal
(:mod:`domain.portal_depositor`) as the structure it acts for: who it is is told to that structure only.
"""

from collections.abc import Mapping

from domain.deposit import DepositedInvoice
from domain.perimetre import SIREN
from domain.portal_depositor import portal_depositor
from exporters.common.number_formats import identifiant

NOBODY: Mapping[str, str] = {}


def acting_for(actor: str) -> str:
    """The structure that an account of the portal acts for; any other actor as it is."""
    depositor = portal_depositor(actor)
    return depositor.structure if depositor else actor


def actor_name(actor: str, names: Mapping[str, str] = NOBODY) -> str:
    """The actor by its name among ``names`` (by identifier), else by its own; a structure of the portal without a name
    by its number, in groups.
    """
    depositor = portal_depositor(actor)
    if depositor is None:
        return names.get(actor) or actor
    structure = depositor.structure
    if len(structure) == SIREN:
        establishments = (name for identifier, name in names.items() if identifier[:SIREN] == structure and name)
        return names.get(structure) or next(establishments, "") or identifiant(structure)
    return names.get(structure) or identifiant(structure)


def parties(invoice: DepositedInvoice) -> dict[str, str]:
    """By identifier, the names that the invoice and its route give its supplier and its recipient."""
    values, route = invoice.values, invoice.route
    found = {values["siret_fournisseur"] or invoice.supplier: values["nom_fournisseur"] or ""}
    if route:
        found[route.siret] = route.raison_sociale or ""
    return {identifier: name for identifier, name in found.items() if identifier and name}
