"""The form by which a supplier enters a structure that the directory does not have."""

from collections.abc import Mapping

from domain import siret as numbers
from domain.supplier_identity import OTHERS, SupplierIdentity, siren_in
from domain.text import NOTHING, Text
from exporters.html.shown import Attribute
from portail.forms import Field, FormView, faulty, select


def declare_form(identifier: str, given: Mapping[str, str], faults: Mapping[str, Text]) -> FormView:
    """The form, with what was ``given`` and what is wrong with it."""
    fields = (
        select("type_identifiant", TYPE, TYPES, given.get("type_identifiant", "SIRET")),
        Field(
            name="nouvel_identifiant", label=IDENTIFIER, required=True,
            value=Attribute(given.get("nouvel_identifiant", identifier)), fault=faulty(faults, "nouvel_identifiant"),
        ),
        Field(
            name="raison_sociale", label=COMPANY, required=True, value=Attribute(given.get("raison_sociale", "")),
            fault=faulty(faults, "raison_sociale"), autocomplete="organization",
        ),
        Field(name="adresse", label=POSTAL, value=Attribute(given.get("adresse", "")), longest="300"),
    )  # fmt: skip
    return FormView(action="/mon-compte/structure", fields=fields, button=DECLARE)


def identifier_of(kind: str, written: str) -> tuple[str, Text]:
    """The identifier as structures have it, and what is wrong with it."""
    bare = "".join(written.split())
    if kind == "SIRET":
        return bare, NOTHING if numbers.has_shape(bare) and numbers.has_key(bare) else NO_SIRET
    if kind in OTHERS:
        if kind == EU_VAT and siren_in(bare.upper()):
            return bare, FRENCH
        key = SupplierIdentity(scheme=kind, value=bare).key
        return key, NOTHING if 4 <= len(bare) <= 40 and bare.isascii() and bare.isalnum() else NO_IDENTIFIER
    return bare, NO_IDENTIFIER


EU_VAT = "0223"
IDENTIFIER = Text("Identifiant", "Identifier")
TYPE = Text("Type d'identifiant", "Kind of identifier")
COMPANY = Text("Raison sociale", "Company name")
POSTAL = Text("Adresse postale", "Postal address")
DECLARE = Text("Saisir la structure et demander le rattachement", "Enter the structure and ask for the attachment")
TYPES = (
    ("SIRET", Text("SIRET", "SIRET")),
    (EU_VAT, Text("Numéro de TVA (Union européenne)", "VAT number (European Union)")),
    ("0227", Text("Hors Union européenne", "Outside the European Union")),
    ("0228", Text("RIDET", "RIDET")),
    ("0229", Text("Numéro TAHITI", "TAHITI number")),
    ("0226", Text("Particulier", "Private person")),
)
NO_SIRET = Text(
    "Ce n'est pas un SIRET : 14 chiffres, dont le dernier est une clé.",
    "This is no SIRET: 14 digits, the last of which is a check digit.",
)
FRENCH = Text(
    "C'est un numéro français : saisissez le SIRET de l'établissement.",
    "This is a French number: enter the SIRET of the establishment.",
)
NO_IDENTIFIER = Text("Des lettres et des chiffres, de 4 à 40.", "Letters and digits, 4 to 40 of them.")
