"""The form of an invoice that is typed in: its fields by what they are about, its lines, what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.brouillon import ETAT_LABELS, Brouillon, EtatBrouillon
from domain.manual_entry import ManualEntry
from domain.text import NOTHING, Locale, Text
from exporters.common.labels import FIELD_LABELS
from exporters.common.number_formats import amount
from exporters.html.shown import Attribute, Outside, outside
from hub.brouillons.sending import Preview
from parsers.manual_entry.typed_invoice import HEADER, MORE
from parsers.manual_entry.typed_lines import MOST, PARTS, RATES, SAYING, name_of
from parsers.manual_entry.typed_supplier import ESTABLISHMENT, VAT, is_european, known_entries
from parsers.manual_entry.zero_rate import BUYER_VAT, DELIVERED, EXEMPT, INTRA_COMMUNITY, REVERSE_CHARGE, choices
from parsers.manual_entry.zero_rate import FIELD as ZERO
from portail.acces.asker import Member
from portail.depots.draft_form import SEE_BELOW, ToldFindings, told
from portail.depots.draft_view import ACCEPTABLE, BACK, BASE, NOT_ACCEPTABLE, OTHERS_HEADING, to_correct
from portail.depots.entries import version_of
from portail.findings import FindingView
from portail.forms import Field, Option, tidy
from portail.structures import structure_name
from portail.views import Link

FIRST, MORE_LINES = 4, 5
"""Empty lines of a new form, and how many the button adds."""
LINES = "lignes"
MOST_FIELDS = MOST * len(PARTS) + 100
"""Fields that are taken of one form: every part of every line, and the rest."""
SUPPLIER = Text("Fournisseur", "Supplier")
GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Destinataire", "Recipient"),
        (
            "siret_destinataire",
            "nom_destinataire",
            "destinataire_adresse",
            "destinataire_code_postal",
            "destinataire_ville",
            "code_service",
            "numero_engagement",
            "numero_marche",
        ),
    ),
    (
        Text("Facture", "Invoice"),
        (
            "numero_facture",
            "date_facture",
            "date_echeance",
            "type_facture",
            "cadre_facturation",
            "numero_facture_origine",
        ),
    ),
    (
        SUPPLIER,
        (
            ESTABLISHMENT,
            "nom_fournisseur",
            VAT,
            "fournisseur_adresse",
            "fournisseur_code_postal",
            "fournisseur_ville",
            "iban",
            "bic",
        ),
    ),
    (
        Text("Mentions", "Mentions"),
        (
            ZERO,
            "motif_exoneration",
            BUYER_VAT,
            DELIVERED,
            "mention_penalites",
            "mention_recouvrement",
            "mention_escompte",
        ),
    ),
)
"""The fields of the form, each once; the supplier is the structure that deposits."""
_LONG = frozenset({"mention_penalites", "mention_recouvrement", "mention_escompte", "motif_exoneration"})
_REQUIRED = frozenset({ESTABLISHMENT, "siret_destinataire", "numero_facture", "date_facture", "nom_fournisseur"})
LABELS: dict[str, Text] = {
    "date_echeance": Text("Date d'échéance", "Due date"),
    "iban": Text("IBAN", "IBAN"),
    "bic": Text("BIC", "BIC"),
    "fournisseur_adresse": Text("Adresse", "Address"),
    "fournisseur_code_postal": Text("Code postal", "Post code"),
    "fournisseur_ville": Text("Ville", "Town"),
    "destinataire_adresse": Text("Adresse", "Address"),
    "destinataire_code_postal": Text("Code postal", "Post code"),
    "destinataire_ville": Text("Ville", "Town"),
    ZERO: Text("Raison d'un taux 0", "Reason of a rate of 0"),
    "motif_exoneration": Text("Motif d'exonération de TVA", "Why VAT is not charged"),
    BUYER_VAT: Text("Numéro de TVA du destinataire", "Recipient's VAT number"),
    DELIVERED: Text("Date de livraison", "Day of delivery"),
    "mention_penalites": Text("Pénalités de retard", "Penalties for late payment"),
    "mention_recouvrement": Text("Indemnité de recouvrement", "Recovery costs"),
    "mention_escompte": Text("Escompte", "Discount"),
}
HINTS: dict[str, Text] = {
    "date_facture": Text("JJ/MM/AAAA", "DD/MM/YYYY"),
    "date_echeance": Text("JJ/MM/AAAA", "DD/MM/YYYY"),
    "motif_exoneration": Text("Quand un taux est 0.", "When a rate is 0."),
    BUYER_VAT: Text("Pour une livraison intracommunautaire.", "For an intra-community supply."),
    DELIVERED: Text("JJ/MM/AAAA, pour une livraison intracommunautaire.", "DD/MM/YYYY, for an intra-community supply."),
    ESTABLISHMENT: Text("L'établissement qui facture.", "The establishment that invoices."),
}
TYPES = (("380", Text("Facture", "Invoice")), ("381", Text("Avoir", "Credit note")))
CADRES = (
    ("A1", Text("A1, facture", "A1, invoice")),
    ("A2", Text("A2, facture déjà payée", "A2, invoice already paid")),
    ("A9", Text("A9, facture d'un sous-traitant", "A9, invoice of a subcontractor")),
    ("A12", Text("A12, facture d'un cotraitant", "A12, invoice of a joint contractor")),
)
ZERO_RATES: dict[str, Text] = {
    EXEMPT: Text("Exonération, dont voici le motif", "Exemption, for the reason below"),
    REVERSE_CHARGE: Text("Autoliquidation par le destinataire", "Reverse charge: the recipient declares the VAT"),
    INTRA_COMMUNITY: Text(
        "Biens livrés d'un autre État membre (livraison intracommunautaire)",
        "Goods sent from another member state (intra-community supply)",
    ),
}
PART_LABELS: dict[str, Text] = {
    "designation": Text("Désignation", "Name"),
    "quantite": Text("Quantité", "Quantity"),
    "unite": Text("Unité", "Unit"),
    "prix": Text("Prix unitaire HT", "Unit price without VAT"),
    "taux": Text("TVA %", "VAT %"),
}
USUAL: dict[str, str] = {
    "type_facture": "380",
    "cadre_facturation": "A1",
    "mention_penalites": "Intérêts moratoires en cas de retard de paiement (code de la commande publique, L2192-13).",
    "mention_recouvrement": "Indemnité forfaitaire pour frais de recouvrement : 40 euros (D2192-35).",
    "mention_escompte": "Pas d'escompte pour paiement anticipé.",
}
"""What a new form says already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One part of a line."""

    name: str
    label: Text
    spoken: Text
    value: Attribute
    kind: str
    rates: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGroup:
    """Fields that belong together, each with what was found about it."""

    heading: Text
    fields: tuple[tuple[Field, tuple[FindingView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedView:
    """The form."""

    action: str
    give_up_action: str
    version: Attribute
    structure: Outside
    state: Text
    tone: str
    to_correct: tuple[Link, ...]
    """What would be refused, each on this page."""
    others: tuple[FindingView, ...]
    groups: tuple[TypedGroup, ...]
    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: str
    totals: Text
    back: Link = BACK
    banner: Text = ETAT_LABELS[EtatBrouillon.EN_COURS]
    heading: Text = Text("Saisir une facture", "Enter an invoice")
    others_heading: Text = OTHERS_HEADING
    lines_heading: Text = Text("Lignes", "Lines")
    more: Text = Text("Ajouter des lignes", "Add lines")
    save: Text = Text("Enregistrer le brouillon", "Save the draft")
    send: Text = Text("Valider et envoyer", "Validate and send")
    give_up: Text = Text("Abandonner ce brouillon", "Give this draft up")
    saved_is_not_sent: Text = Text("Enregistrer n'envoie rien.", "Saving sends nothing.")


def typed_view(who: Member, draft: Brouillon, found: Preview | None, lines: str = "") -> TypedView:
    """The page; ``found`` is ``None`` for a form in which nothing was typed yet, ``lines`` how many are asked for."""
    said = {one.field: one.text for one in draft.entries} | {LINES: lines}
    asked = _groups(draft.structure)
    names = tuple(name for _, group in asked for name in group)
    findings = told(found.findings if found else (), names, who.locale)
    here = f"{BASE}/saisie/{draft.id}"
    rows = rows_of(said)
    groups = tuple(
        TypedGroup(heading=heading, fields=tuple(_told_field(one, said, findings, draft.structure) for one in fields))
        for heading, fields in asked
    )
    every = (pair for group in groups for pair in group.fields)
    name = structure_name(who, draft.structure)
    is_good = found is not None and found.is_acceptable
    return TypedView(
        action=here,
        give_up_action=f"{BASE}/{draft.id}/abandon",
        version=Attribute(version_of(draft)),
        structure=outside(f"{name} ({draft.structure})" if name else draft.structure),
        state=NEW if found is None else ACCEPTABLE if is_good else NOT_ACCEPTABLE,
        tone="good" if is_good else "bad" if found else "",
        to_correct=to_correct((field for field, _ in every if field.fault.fr), findings.others),
        others=findings.others,
        groups=groups,
        headings=tuple(PART_LABELS[part] for part in PARTS),
        rows=tuple(_row(rank, said) for rank in range(1, rows + 1)),
        count=str(rows),
        totals=_totals(found, who.locale),
    )


def entries_typed(form: Mapping[str, str]) -> tuple[ManualEntry, ...]:
    """What was typed, in the order of the form."""
    names = [*HEADER, *MORE, *(name_of(rank, part) for rank in range(1, MOST + 1) for part in PARTS)]
    said = ((name, tidy(form.get(name, ""), 500)) for name in names)
    return tuple(ManualEntry(field=name, text=text) for name, text in said if text)


def rows_of(said: Mapping[str, str]) -> int:
    """How many lines are shown: those that say something, some more, and those that were asked for."""
    filled = max(
        (rank for rank in range(1, MOST + 1) if any(said.get(name_of(rank, part)) for part in SAYING)), default=0
    )
    asked = said.get(LINES, "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    return min(MOST, max(FIRST, filled + 1, wanted))


def field_of(name: str, value: str, structure: str = "") -> Field:
    """One field of the form of a structure."""
    label = LABELS[name] if name in LABELS else FIELD_LABELS[name]
    if name == ZERO:
        codes = choices(is_european=is_european(structure))
        options = tuple(Option(value=Attribute(code), label=ZERO_RATES[code], chosen=code == value) for code in codes)
        return Field(name=name, label=label, kind="select", options=options)
    if name in {"type_facture", "cadre_facturation"}:
        known = TYPES if name == "type_facture" else CADRES
        options = tuple(Option(value=Attribute(code), label=words, chosen=code == value) for code, words in known)
        return Field(name=name, label=label, kind="select", options=options)
    return Field(
        name=name,
        label=label,
        value=Attribute(value),
        kind="textarea" if name in _LONG else "text",
        hint=HINTS.get(name, NOTHING),
        required=name in _REQUIRED,
        longest="500" if name in _LONG else "200",
    )


def _groups(structure: str) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """The fields that are asked for: of a supplier those that its number does not say."""
    known = known_entries(structure)
    return tuple((heading, tuple(name for name in fields if name not in known)) for heading, fields in GROUPS)


def _told_field(
    name: str, said: Mapping[str, str], findings: ToldFindings, structure: str
) -> tuple[Field, tuple[FindingView, ...]]:
    """The field, and what was found about it."""
    found = findings.beside.get(name, ())
    fault = SEE_BELOW if any(one.tone == "fatal" for one in found) else NOTHING
    return replace(field_of(name, said.get(name, ""), structure), fault=fault, is_noted=bool(found)), found


def _row(rank: int, said: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            name=name_of(rank, part),
            label=PART_LABELS[part],
            spoken=Text(f"{PART_LABELS[part].fr}, ligne {rank}", f"{PART_LABELS[part].en}, line {rank}"),
            value=Attribute(said.get(name_of(rank, part), "")),
            kind="rate" if part == "taux" else "text",
            rates=_rates(said.get(name_of(rank, part), "20")) if part == "taux" else (),
        )
        for part in PARTS
    )


def _rates(chosen: str) -> tuple[Option, ...]:
    known = RATES if chosen in RATES else (*RATES, chosen)
    return tuple(
        Option(value=Attribute(rate), label=outside(rate.replace(".", ",")), chosen=rate == chosen) for rate in known
    )


def _totals(found: Preview | None, locale: Locale) -> Text:
    values = found.analysis.read if found and found.analysis else {}
    if not values.get("montant_ttc"):
        return NOTHING
    shown = {
        name: amount(values.get(name) or "", "EUR", locale) for name in ("montant_ht", "montant_tva", "montant_ttc")
    }
    return TOTALS.with_(shown)


NEW = Text("Remplissez ce que vous savez ; rien n'est envoyé.", "Fill in what you know; nothing is sent.")
TOTALS = Text(
    "Total HT {montant_ht}, TVA {montant_tva}, TTC {montant_ttc}",
    "Total without VAT {montant_ht}, VAT {montant_tva}, with VAT {montant_ttc}",
)
