"""Identifiers of suppliers that have no SIRET, by scheme (ISO 6523): section 5.1 of the Chorus Pro facts."""

import re
from dataclasses import dataclass

from domain import supplier_identity
from domain.invoice import Identifier, Invoice
from domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierKind:
    """A kind of identifier for a supplier without SIRET."""

    name: Text
    form: re.Pattern[str]
    expected: Text


KINDS: dict[str, IdentifierKind] = {
    scheme: IdentifierKind(name=name, form=re.compile(form), expected=expected)
    for scheme, name, form, expected in (
        (
            "0223",
            Text("numéro de TVA d'un État de l'Union européenne", "VAT number of a member state of the European Union"),
            r"(?!FR)[A-Z]{2}[0-9A-Za-z+*.]{2,16}",
            Text(
                "deux lettres du pays (autre que FR) et 16 caractères au plus",
                "two letters of the country (not FR) and 16 characters at most",
            ),
        ),
        (
            "0226",
            Text("identifiant d'un particulier", "identifier of a private person"),
            r"[0-9]{10}.{0,70}",
            Text("10 chiffres, suivis de 70 caractères au plus", "10 digits, then 70 characters at most"),
        ),
        (
            "0227",
            Text("identifiant hors de l'Union européenne", "identifier outside the European Union"),
            r"[A-Z]{2}.{1,16}",
            Text(
                "deux lettres du pays et 16 caractères au plus du nom",
                "two letters of the country and 16 characters of the name at most",
            ),
        ),
        (
            "0228",
            Text("RIDET (Nouvelle-Calédonie)", "RIDET (New Caledonia)"),
            r"[0-9]{9,10}",
            Text("9 ou 10 chiffres", "9 or 10 digits"),
        ),
        (
            "0229",
            Text("numéro TAHITI (Polynésie française)", "TAHITI number (French Polynesia)"),
            r"[0-9A-Za-z]{9,10}",
            Text("9 ou 10 chiffres ou lettres", "9 or 10 digits or letters"),
        ),
    )
}
"""By scheme (ISO 6523), BR-FR-CPRO-03 to 08. Every form also fits the 80 characters of the pivot."""


def other_identifier(invoice: Invoice) -> Identifier | None:
    """The supplier's identifier of a kind that replaces the SIRET; ``None`` when there is none."""
    return supplier_identity.other_identifier(invoice.seller)
