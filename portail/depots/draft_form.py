"""The form of a draft whose file is a page: each field with its value, where it was read, what is doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.brouillon import Brouillon
from domain.cadre import CADRES
from domain.causes import by_cause
from domain.document import Evidence
from domain.finding import Finding
from domain.invoice import MOE
from domain.manual_entry import ManualEntry
from domain.text import NOTHING, Locale, Text
from exporters.common.labels import FIELD_LABELS
from exporters.common.number_formats import day
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, Sentence, outside
from hub.brouillons.analysis import Analysis
from parsers.manual_entry import DOUBTS, written
from parsers.manual_entry.rules import CONTRADICTS, SUPPLIED
from portail.depots.candidates import Candidate, candidate
from portail.findings import FindingView, finding_view
from portail.forms import Field, Option

MOST_RIVALS = 6
"""Candidates that are shown of one field."""
GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Destinataire", "Recipient"),
        ("siret_destinataire", "nom_destinataire", "code_service", MOE, "numero_engagement", "numero_marche"),
    ),
    (
        Text("Facture", "Invoice"),
        (
            "numero_facture",
            "date_facture",
            "type_facture",
            "cadre_facturation",
            "devise",
            "numero_facture_origine",
        ),
    ),
    (
        Text("Montants", "Amounts"),
        ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer"),
    ),
    (
        Text("Fournisseur", "Supplier"),
        ("siret_fournisseur", "nom_fournisseur", "tva_fournisseur"),
    ),
)
"""The fields of the form, each once."""
AMOUNTS = frozenset(GROUPS[2][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One field of the form."""

    field: Field
    read: Outside
    """Where the value was read."""
    state: Text
    """What to look at; empty when there is nothing."""
    tone: str
    candidates: tuple[Candidate, ...]
    findings: tuple[FindingView, ...]
    named: Outside = EMPTY
    """What the directory calls the value."""

    @property
    def is_to_correct(self) -> bool:
        """Whether the invoice would be refused because of it."""
        return any(one.tone == "fatal" for one in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Fields that belong together."""

    heading: Text
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFindings:
    """Findings by the field they speak of."""

    beside: Mapping[str, tuple[FindingView, ...]]
    others: tuple[FindingView, ...]
    """Those of the file, and of fields that the form has not."""


def told(findings: Sequence[Finding], fields: Sequence[str], locale: Locale) -> ToldFindings:
    """Each cause beside its field; that a value was entered is told by the form itself."""
    beside: dict[str, tuple[FindingView, ...]] = {}
    others: list[FindingView] = []
    for cause in by_cause(one for one in findings if one.code != SUPPLIED.code):
        view, field = finding_view(cause, locale), cause.headline.field
        if (remedy := _remedy(cause.headline.code)) is not None:
            view = replace(view, remedy=remedy)
        if field is not None and field in fields:
            beside[field] = (*beside.get(field, ()), view)
        else:
            others.append(view)
    return ToldFindings(beside=beside, others=tuple(others))


def _remedy(code: str) -> Text | None:
    """What to do in the form; ``None``: what the rule itself says."""
    return SAY_WHY if code == CONTRADICTS.code else CHOOSE if code in DOUBTS else None


def groups(
    draft: Brouillon,
    analysis: Analysis,
    findings: ToldFindings,
    asked: Mapping[str, Text],
    locale: Locale,
    names: Sequence[str],
) -> tuple[GroupView, ...]:
    """The fields ``names`` of the form; ``asked``: what the recipient demands of a field."""
    entered = {one.field: one.text for one in draft.entries}
    taken = {one.field for one in draft.entries if written(one) != analysis.read.get(one.field)}
    shown = _Shown(analysis=analysis, entered=entered, taken=frozenset(taken), locale=locale)
    return tuple(
        GroupView(
            heading=heading,
            entries=tuple(
                _entry(shown, field, findings.beside.get(field, ()), asked.get(field, NOTHING))
                for field in fields
                if field in names
            ),
        )
        for heading, fields in GROUPS
    )


def as_typed(field: str, value: str, locale: Locale) -> str:
    """A value that was read as somebody would type it."""
    if field == "date_facture":
        return day(value, locale)
    return value.replace(".", ",") if field in AMOUNTS and locale is Locale.FR else value


# --- helpers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    analysis: Analysis
    entered: Mapping[str, str]
    taken: frozenset[str]
    locale: Locale

    def rivals(self, field: str) -> tuple[Evidence, ...] | None:
        """``None``: the field is not doubtful."""
        return next((one.rivals for one in self.analysis.doubts if one.field == field), None)

    def value(self, field: str) -> str:
        return self.entered.get(field) or as_typed(field, self.analysis.read.get(field) or "", self.locale)


def _entry(shown: _Shown, field: str, findings: tuple[FindingView, ...], asked: Text) -> EntryView:
    rivals, is_taken = shown.rivals(field), field in shown.taken
    is_open = rivals is not None and not is_taken
    is_empty = is_open and not shown.analysis.read.get(field)
    state = ENTERED if is_taken else EMPTY_ON_PURPOSE if is_empty else TO_CHECK if is_open else NOTHING
    is_wrong = not is_open and any(one.tone == "fatal" for one in findings)
    read = _where(shown, field)
    is_noted = bool(findings or state.fr or read)
    return EntryView(
        field=replace(_field(shown, field, asked, is_wrong=is_wrong), is_noted=is_noted),
        read=read,
        state=state,
        tone="part" if is_open else "good" if is_taken else "",
        candidates=_candidates(shown, field, rivals or ()),
        findings=findings,
    )


def _field(shown: _Shown, field: str, asked: Text, *, is_wrong: bool) -> Field:
    value, label = shown.value(field), FIELD_LABELS[field]
    fault = SEE_BELOW if is_wrong else NOTHING
    choices = CHOICES.get(field, ())
    if not choices:
        return Field(name=field, label=label, value=Attribute(value), hint=asked, fault=fault)
    others = () if not value or value in dict(choices) else ((value, outside(value)),)
    options = tuple(
        Option(value=Attribute(code), label=words, chosen=code == value)
        for code, words in (("", NO_CHOICE), *choices, *others)
    )
    return Field(name=field, label=label, kind="select", options=options, hint=asked, fault=fault)


def _where(shown: _Shown, field: str) -> Outside:
    """Where the value that is shown was read; for one that was entered, what the page says."""
    read = shown.analysis.read.get(field)
    found = next((one for one in shown.analysis.evidence if one.field == field), None)
    if read is None:
        return EMPTY
    values = {
        "text": as_typed(field, read, shown.locale),
        "page": found.page if found else "",
        "sure": round(found.confidence * 100) if found else "",
        "label": found.label if found else "",
    }
    if field in shown.taken:
        words = PAGE_SAYS
    elif found is None:
        words = DERIVED
    else:
        words = READ_AT_LABEL if found.label else READ
    return Sentence(text=words.with_(values).in_(shown.locale))


def _candidates(shown: _Shown, field: str, rivals: Sequence[Evidence]) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for one in rivals:
        text = one.text.strip()
        is_value = written(ManualEntry(field=field, text=text)) is not None
        if is_value and text not in found and text != shown.entered.get(field):
            values = {"page": one.page, "sure": round(one.confidence * 100)}
            found[text] = candidate(field, text, detail=RIVAL.with_(values))
    return tuple(found.values())[:MOST_RIVALS]


# --- words --------------------------------------------------------------------------------------------------------

NO_CHOICE = Text("(non indiqué)", "(not stated)")
SEE_BELOW = Text("À corriger : voyez ci-dessous.", "To be corrected: see below.")
ENTERED = Text("Saisi par vous.", "Entered by you.")
EMPTY_ON_PURPOSE = Text("Laissé vide : la page n'est pas claire.", "Left empty: the page is not clear.")
TO_CHECK = Text("Lu sans certitude : vérifiez-le.", "Read without certainty: check it.")
READ_AT_LABEL = Text(
    "Lu page {page}, près de « {label} » (sûr à {sure} %).", "Read on page {page}, near “{label}” ({sure}% sure)."
)
READ = Text("Lu page {page} (sûr à {sure} %).", "Read on page {page} ({sure}% sure).")
DERIVED = Text("Déduit du document.", "Inferred from the document.")
PAGE_SAYS = Text("La page dit « {text} ».", "The page says “{text}”.")
RIVAL = Text("page {page}, sûr à {sure} %", "page {page}, {sure}% sure")
CHOOSE = Text("Choisissez une valeur, ou saisissez-la.", "Choose a value, or enter it.")
SAY_WHY = Text(
    "Remettez la valeur de la page, ou dites pourquoi elle est remplacée (« Motif », plus bas).",
    "Put the page's value back, or say why it is replaced (“Reason”, below).",
)
CHOICES: dict[str, tuple[tuple[str, Text], ...]] = {
    "type_facture": (
        ("380", Text("Facture (380)", "Invoice (380)")),
        ("381", Text("Avoir (381)", "Credit note (381)")),
        ("384", Text("Facture rectificative (384)", "Corrected invoice (384)")),
        ("386", Text("Facture d'acompte (386)", "Prepayment invoice (386)")),
    ),
    "cadre_facturation": tuple(
        (code, Text(f"{code} : {one.piece} ({one.deposant.value})", f"{code}: {one.piece} ({one.deposant.value})"))
        for code, one in CADRES.items()
        if not one.obsolete
    ),
}
"""Fields whose values are chosen."""
