"""``facture.json``: the invoice as data, delivered beside its original.

Keys under ``en16931`` are the names of :mod:`domain.invoice`, which give the BT or BG number of each. What the
invoice does not state is left out there; the 18 fields of ``facture`` are always present, ``null`` when absent.
Amounts and quantities are decimal strings, dates ISO 8601, moments UTC. Attachments are described and not carried: they
are delivered as files.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from domain import invoice as invoice_model
from domain.certificate import instant
from domain.deposit import DepositedInvoice
from domain.flux import flux_name
from domain.invoice import FIELDS, Attachment, Invoice
from domain.route import Route
from domain.text import Locale
from exporters.common.finding_json import findings_as_json

SCHEMA = "navette/facture/1"


def as_json(invoice: Invoice, deposited: DepositedInvoice, locale: Locale = Locale.FR) -> bytes:
    """``invoice`` and its record in the ledger; UTF-8, a part a line, the same bytes for the same facts."""
    body = {
        "schema": SCHEMA,
        "certificat": deposited.certificate,
        "depot": {
            "numero": f"{deposited.deposit_id:015d}",
            "deposant": deposited.drop,
            "date": instant(deposited.deposited_at),
            "fichier": deposited.deposit_name,
            "membre": deposited.member,
            "position": deposited.position,
            "flux": _flux(deposited),
        },
        "document": {
            "format": deposited.format.value,
            "profil": deposited.profile,
            "sha256": deposited.sha256,
        },
        "acheminement": _route(deposited.route),
        "facture": {name: deposited.values.get(name) for name in FIELDS},
        "avertissements": findings_as_json(deposited.findings, locale),
        "en16931": _plain(invoice),
    }
    parts = (f'"{name}": {json.dumps(part, ensure_ascii=False)}' for name, part in body.items())
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def _flux(deposited: DepositedInvoice) -> dict[str, str] | None:
    """The parts of the name of an EDI flux; ``None`` when the file name is no such name."""
    for path in (deposited.member or "", deposited.deposit_name):
        if named := flux_name(path.rpartition("/")[2]):
            return {
                "interface": named.interface,
                "application": named.application,
                "identifiant": named.identifiant,
            }
    return None


def _route(route: Route | None) -> dict[str, str | None] | None:
    if route is None:
        return None
    return {
        "siret": route.siret,
        "raison_sociale": route.raison_sociale,
        "code_service": route.code_service,
        "nom_service": route.nom_service,
    }


def _plain(value: Any) -> Any:
    """``value`` as a JSON type: an object without its absent members, a list, a string, a boolean."""
    write = _WRITERS.get(type(value))
    if write is not None:
        return write(value)
    names, members_of = _MEMBERS[type(value)]
    members = {}
    for name, member in zip(names, members_of(value), strict=True):
        if member is None or member == ():
            continue
        plain = _plain(member)
        if plain != {}:
            members[name] = plain
    return members


def _attachment(attachment: Attachment) -> dict[str, str | int]:
    members = {name: getattr(attachment, name) for name in _MEMBERS[Attachment][0] if name != "content"}
    if attachment.content is not None:
        members |= {"sha256": hashlib.sha256(attachment.content).hexdigest(), "size": len(attachment.content)}
    return {name: member for name, member in members.items() if member is not None}


_MEMBERS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]] = {
    kind: (names, attrgetter(*names))
    for kind in vars(invoice_model).values()
    if isinstance(kind, type) and is_dataclass(kind)
    for names in (tuple(field.name for field in fields(kind)),)
}
"""The members of each dataclass of the invoice, read all at once; each has two at least."""

_WRITERS: dict[type, Callable[[Any], Any]] = {
    str: str,
    bool: bool,
    Decimal: lambda value: format(value, "f"),
    date: date.isoformat,
    tuple: lambda value: [_plain(member) for member in value],
    Attachment: _attachment,
}
"""How each type of value is written; any other type is one of the dataclasses of an invoice."""
