"""Status changes as CPPStatut V1_19, the life cycle of Chorus Pro (FEN1200A).

The format has a code for twelve statuses. Others are written with the nearest code that is true and with their own
label as ``ComplementStatut``; those without a true code are left out, and only the CSV of changes has them (argued in
docs/adr). Source: ``CPPStatutPivot_V1_19.xsd``; the order of elements is the schema's.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from lxml import etree
from lxml.etree import _Element as Element

from domain.comparable_text import code
from domain.motif import reason_text
from domain.paris_time import PARIS, paris_day
from domain.status_codes import CPP_OF
from domain.status_facts import LABELS
from domain.suivi import StatusChange
from exporters.common.xml_elements import group, put, sound, written

_UE = frozenset("AT BE BG CY CZ DE DK EE EL ES FI HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
_VAT = re.compile(r"([A-Z]{2})[0-9A-Z]{2,13}").fullmatch
_SIRET = re.compile(r"[0-9]{14}").fullmatch
_SIRET_TYPE, _UE_TYPE, _OTHER_TYPE = "1", "2", "3"
_SHORTEST, _LONGEST = 3, 8


def holds(change: StatusChange) -> bool:
    """Whether the format can hold the change: a code that is true, a recipient with a SIRET."""
    return change.status in CPP_OF and _SIRET(change.destinataire) is not None


def as_xml(changes: Sequence[StatusChange], *, now: datetime, flux_id: str, emetteur: str, recepteur: str) -> bytes:
    """The changes that :func:`holds` in one file, in their order; empty when there are none.

    ``emetteur`` and ``recepteur`` are names; the format wants codes of 3 to 8 characters, which are made of them.
    """
    held = [change for change in changes if holds(change)]
    if not held:
        return b""
    root = etree.Element("CPPStatut", Version="1.19")
    _envelope(root, now, flux_id, emetteur, recepteur)
    statuses = group(root, "CPPFactureStatuts", {"compteur": str(len(held))})
    for rank, change in enumerate(held, start=1):
        _status(group(statuses, "CPPFactureStatutUnitaire", {"NumOrdre": str(rank)}), change)
    return written(root)


def _envelope(root: Element, now: datetime, flux_id: str, emetteur: str, recepteur: str) -> None:
    unit = group(group(root, "Enveloppe"), "EnveloppeUnitaire", {"NumOrdre": "1"})
    parameters = group(unit, "Parametres")
    for rank, (name, value) in enumerate((("DtPrd", paris_day(now).isoformat()), ("IdFlx", flux_id)), start=1):
        parameter = group(parameters, "ParametreIndiv", {"NumOrdre": f"{rank:04d}"})
        put(parameter, "Code", name)
        group(parameter, "Valeurparametre").text = sound(value)
    partners = group(unit, "Partenaires")
    for tag, name in (("Recepteur", recepteur), ("Emetteur", emetteur)):
        partner = group(partners, tag)
        put(partner, "Id", _partner(name))
        put(partner, "Libelle", name)


def _partner(name: str) -> str:
    return code(name).replace("_", "")[:_LONGEST].ljust(_SHORTEST, "0")


def _status(unit: Element, change: StatusChange) -> None:
    _supplier(group(unit, "Fournisseur"), change)
    debtor = group(unit, "Debiteur")
    put(debtor, "TypeIdentifiant", _SIRET_TYPE)
    put(debtor, "Identifiant", change.destinataire)
    put(debtor, "Nom", change.nom_destinataire)
    put(debtor, "CodeService", change.code_service[:100])
    put(debtor, "NomService", change.nom_service)
    data = group(unit, "DonneesStatut")
    put(data, "IdStatut", f"{CPP_OF.require(change.status):02d}")
    put(data, "ComplementStatut", LABELS[change.status])
    put(data, "Commentaire", reason_text(change.motif, change.motif_codes))
    put(data, "Horodatage", change.at.astimezone(PARIS).isoformat(timespec="milliseconds"))
    group(data, "IdFacture").text = sound(change.numero_facture)
    put(data, "DateFacture", _day(change.date_facture))
    put(data, "IdMandatDP", change.mandat)


def _supplier(supplier: Element, change: StatusChange) -> None:
    kind, country = _kind(change.fournisseur)
    put(supplier, "TypeIdentifiant", kind)
    group(supplier, "Identifiant").text = sound(change.fournisseur)
    group(supplier, "RaisonSociale").text = sound(change.nom_fournisseur)
    put(supplier, "CodePays", country)


def _kind(identifier: str) -> tuple[str, str]:
    """Type of identifier and country, from the shape of the identifier."""
    vat = _VAT(identifier)
    if vat and vat[1] in _UE:
        return _UE_TYPE, vat[1]
    is_french = identifier.isdecimal() and len(identifier) in {9, 14}
    return (_SIRET_TYPE, "FR") if is_french or (vat and vat[1] == "FR") else (_OTHER_TYPE, "")


def _day(text: str) -> str:
    """An ISO day, or nothing: the schema takes no other."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
