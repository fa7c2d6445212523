"""The pages of a treatment: choosing the action, filling its form in, confirming it, its result."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from domain.causes import by_cause
from domain.deposit import DepositedInvoice
from domain.espace import ESPACE_LABELS, Espace
from domain.finding import Finding
from domain.status import FluxStatus, Status
from domain.suivi import LigneSuivi, Outcome
from domain.text import NOTHING, Locale, Text
from exporters.common.motif_labels import reason
from exporters.common.number_formats import amount
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, Sentence, outside
from hub.follow_up.declared import Declared
from ledger.lifecycle.complements import CODE as COMPLEMENT
from portail.acces.asker import Member
from portail.forms import Field
from portail.pages.traitement.actions import Treatable, treatable_ones
from portail.pages.traitement.form import Filled, fields_of, name_of_valideur
from portail.pages.traitement.words import ACTION_NAMES, what_follows, who_is_told
from portail.states import state_of
from portail.views import Fact, Link, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence about an invoice, and what to do."""

    tone: str
    words: Text | Outside
    remedy: Text | Outside = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatedRow:
    """An invoice that is treated."""

    href: str
    number: Outside
    supplier: Outside
    recipient: Outside
    amount: Outside
    state: State
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of the form."""

    value: str
    label: Text
    kind: str = ""
    """``second``: not the one that goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatView:
    """One page of a treatment."""

    heading: Text
    back: Link
    lines: tuple[Text | Outside, ...] = ()
    facts: tuple[Fact, ...] = ()
    rows: tuple[TreatedRow, ...] = ()
    choices: tuple[Link, ...] = ()
    action: str = ""
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    number: Text = Text("Numéro", "Number")
    supplier: Text = Text("Fournisseur", "Supplier")
    recipient: Text = Text("Destinataire", "Recipient")
    amount: Text = Text("Montant TTC", "Amount with VAT")
    state: Text = Text("État", "Status")
    outcome: Text = Text("Ce qu'il en est", "What becomes of it")
    list_label: Text = Text("Factures traitées", "Invoices treated")

    @property
    def has_notes(self) -> bool:
        """Whether something is said of one of the invoices."""
        return any(row.notes for row in self.rows)


def treat_path(espace: Espace, ids: Sequence[int], status: Status | None = None) -> str:
    """The address of the treatment of these invoices; with ``status``, of its form."""
    asked = [("facture", str(each)) for each in ids]
    return f"/{espace.value}/traiter?{urlencode(asked + ([('statut', status.value)] if status else []))}"


def choice(who: Member, espace: Espace, found: Sequence[Treatable]) -> TreatView:
    """The actions that are possible for one of the invoices at least, each with how many it is possible for."""
    ids = [each.invoice.id for each in found]
    possible = Counter(status for each in found for status in each.by_status if status is not Status.COMPLETEE)
    links = tuple(
        Link(href=treat_path(espace, ids, status), label=_counted(ACTION_NAMES.require(status), count, len(found)))
        for status, count in possible.items()
    )
    return TreatView(
        heading=TREAT,
        back=_back(espace, found),
        lines=(CHOOSE,) if links else (NOTHING_POSSIBLE,),
        rows=tuple(_row(espace, each.invoice, who.locale) for each in found),
        choices=links,
    )


def filling(
    who: Member, espace: Espace, found: Sequence[Treatable], status: Status, filled: Filled, faults: Mapping[str, Text]
) -> TreatView:
    """The form of an action."""
    looks = (Button(value="chercher", label=LOOK_FOR, kind="second"),) if status is Status.VALIDEE_1 else ()
    return TreatView(
        heading=ACTION_NAMES.require(status),
        back=_back(espace, found),
        rows=tuple(_row(espace, each.invoice, who.locale, _unlikely(each, status)) for each in found),
        action=f"/{espace.value}/traiter",
        fields=(*_hidden(found, status), *fields_of(who, status, filled, faults)),
        buttons=(Button(value="verifier", label=CHECK), *looks),
    )


def confirmation(
    who: Member, espace: Espace, found: Sequence[Treatable], status: Status, filled: Filled, sending: str
) -> TreatView:
    """What will happen, and who is told."""
    chosen = [
        Field(name=name, label=NOTHING, value=Attribute(value), kind="hidden")
        for name, value in filled.values().items()
    ]
    named = Field(name="envoi", label=NOTHING, value=Attribute(sending), kind="hidden")
    return TreatView(
        heading=_confirm(status),
        back=_back(espace, found),
        lines=what_follows(status, next_valideur=bool(filled.valideur)),
        facts=_facts(who, filled),
        rows=tuple(
            _row(espace, each.invoice, who.locale, _unlikely(each, status) or (_plain(who_is_told(each.invoice)),))
            for each in found
        ),
        action=f"/{espace.value}/traiter",
        fields=(*_hidden(found, status), *chosen, named),
        buttons=(Button(value="confirmer", label=DO), Button(value="corriger", label=CHANGE, kind="second")),
    )


def result(who: Member, espace: Espace, done: Sequence[Declared]) -> TreatView:
    """What became of each line; each has its own outcome."""
    lines = _told_once(line for each in done for line in each.lines)
    known = who.portail.ledger.invoices.by_ids([line.invoice_id for line in lines if line.invoice_id is not None])
    mine = {each.invoice.id: each.invoice for each in treatable_ones(who, espace, known)}
    refused = sum(line.outcome is Outcome.REFUSED for line in lines)
    whole: tuple[Text | Outside, ...] = tuple(
        Sentence(finding.message.in_(who.locale)) for each in done for finding in each.findings
    )
    waits = (WAITS,) if any(each.deposit.status is FluxStatus.IN_RECU for each in done) else ()
    return TreatView(
        heading=DONE,
        back=Link(href=f"/{espace.value}", label=ESPACE_LABELS[espace]),
        lines=(_total(len(lines) - refused, refused), *whole, *waits),
        rows=tuple(_told(espace, line, mine.get(line.invoice_id or 0), who.locale) for line in lines),
    )


def _told_once(lines: Iterable[LigneSuivi]) -> list[LigneSuivi]:
    """The lines; of the files that complete an invoice together, one, with the findings of all."""
    told: dict[object, LigneSuivi] = {}
    for rank, line in enumerate(lines):
        key = (line.invoice_id, line.number, line.outcome) if line.code == COMPLEMENT else rank
        first = told.setdefault(key, line)
        told[key] = replace(first, findings=tuple(dict.fromkeys((*first.findings, *line.findings))))
    return list(told.values())


def _hidden(found: Sequence[Treatable], status: Status) -> tuple[Field, ...]:
    ids = [Field(name="facture", label=NOTHING, value=Attribute(str(each.invoice.id)), kind="hidden") for each in found]
    return (*ids, Field(name="statut", label=NOTHING, value=Attribute(status.value), kind="hidden"))


def _back(espace: Espace, found: Sequence[Treatable]) -> Link:
    if len(found) == 1:
        one = found[0].invoice
        number = one.values["numero_facture"] or "?"
        return Link(href=f"/{espace.value}/{one.id}", label=INVOICE.with_({"number": number}))
    return Link(href=f"/{espace.value}", label=ESPACE_LABELS[espace])


def _row(espace: Espace, one: DepositedInvoice, locale: Locale, notes: tuple[Note, ...] = ()) -> TreatedRow:
    values, route = one.values, one.route
    return TreatedRow(
        href=f"/{espace.value}/{one.id}",
        number=outside(values["numero_facture"]),
        supplier=outside(values["nom_fournisseur"] or values["siret_fournisseur"]),
        recipient=outside(route.raison_sociale or route.siret if route else values["nom_destinataire"]),
        amount=outside(amount(values["montant_ttc"] or "", values["devise"] or "", locale)),
        state=state_of(one),
        notes=notes,
    )


def _told(espace: Espace, line: LigneSuivi, invoice: DepositedInvoice | None, locale: Locale) -> TreatedRow:
    notes = (*_outcome(line), *(_note(finding, locale) for finding in _shown_findings(line)))
    if invoice is not None:
        return _row(espace, invoice, locale, notes)
    state = State(label=STATUS_LABELS[line.before], tone="") if line.before else State(label=NOTHING, tone="")
    return TreatedRow(
        href="", number=outside(line.number), supplier=EMPTY, recipient=EMPTY, amount=EMPTY, state=state, notes=notes
    )


def _shown_findings(line: LigneSuivi) -> tuple[Finding, ...]:
    """The first of each cause: what follows from it is not told."""
    return tuple(cause.headline for cause in by_cause(line.findings))


def _outcome(line: LigneSuivi) -> tuple[Note, ...]:
    match line.outcome:
        case Outcome.APPLIED if line.after is not None:
            label = STATUS_LABELS[line.after]
            return (
                Note(tone="info", words=Text(APPLIED.fr.format(label=label.fr), APPLIED.en.format(label=label.en))),
            )
        case Outcome.REFUSED:
            return (Note(tone="fatal", words=REFUSED),)
        case _:
            return ()


def _note(finding: Finding, locale: Locale) -> Note:
    return Note(
        tone="fatal" if finding.severity == "fatal" else "info",
        words=Sentence(finding.message.in_(locale)),
        remedy=Sentence(finding.remedy.in_(locale)),
    )


def _plain(words: Text) -> Note:
    return Note(tone="info", words=words)


def _unlikely(one: Treatable, status: Status) -> tuple[Note, ...]:
    """What is said of an invoice for which the action is not possible now; it is sent all the same, and refused by the
    rules with their reason.
    """
    return () if status in one.by_status else (Note(tone="warning", words=NOT_POSSIBLE),)


def _counted(name: Text, count: int, total: int) -> Text:
    if total == 1:
        return name
    return Text(f"{name.fr} ({count} sur {total})", f"{name.en} ({count} of {total})")


def _confirm(status: Status) -> Text:
    name = ACTION_NAMES.require(status)
    return Text(CONFIRM.fr.format(action=name.fr), CONFIRM.en.format(action=name.en))


def _facts(who: Member, filled: Filled) -> tuple[Fact, ...]:
    codes = (filled.code_motif,) if filled.code_motif else ()
    found = (
        Fact(label=MOTIF, value=reason("", codes) if codes else EMPTY),
        Fact(label=MANDAT, value=outside(filled.mandat)),
        Fact(label=VALIDEUR, value=outside(name_of_valideur(who, filled.valideur) if filled.valideur else "")),
        Fact(label=COMMENT, value=outside(filled.commentaire)),
    )
    return tuple(fact for fact in found if fact.value)


def _total(good: int, refused: int) -> Text:
    if not refused:
        return ALL_DONE.with_({"count": good}) if good != 1 else ONE_DONE
    return SOME_REFUSED.with_({"good": good, "refused": refused})


TREAT = Text("Traiter", "Treat")
INVOICE = Text("Facture {number}", "Invoice {number}")
CHOOSE = Text("Choisissez ce que vous voulez faire.", "Choose what you want to do.")
NOTHING_POSSIBLE = Text(
    "Rien n'est possible maintenant : c'est à d'autres d'agir, ou à personne.",
    "Nothing is possible now: others have to act, or nobody has.",
)
CHECK = Text("Continuer", "Continue")
LOOK_FOR = Text("Chercher", "Look for it")
CONFIRM = Text("{action} : confirmer", "{action}: confirm")
DO = Text("Confirmer et envoyer", "Confirm and send")
CHANGE = Text("Modifier", "Change")
DONE = Text("Résultat", "Result")
APPLIED = Text("Fait : « {label} ».", "Done: “{label}”.")
REFUSED = Text("Refusé : rien n'est changé.", "Refused: nothing is changed.")
NOT_POSSIBLE = Text(
    "N'est pas possible pour cette facture dans son état : elle sera refusée, les autres non.",
    "Not possible for this invoice in its status: it will be refused, the others will not.",
)
ONE_DONE = Text("C'est fait.", "It is done.")
ALL_DONE = Text("C'est fait pour les {count} factures.", "It is done for the {count} invoices.")
SOME_REFUSED = Text("Faites : {good}. Refusées : {refused}.", "Done: {good}. Refused: {refused}.")
WAITS = Text(
    "Une partie n'est pas appliquée encore : le prochain passage la termine.",
    "A part is not applied yet: the next run finishes it.",
)
MOTIF = Text("Motif", "Reason")
MANDAT = Text("Numéro de mandat", "Number of the payment order")
VALIDEUR = Text("Valideur suivant", "Next valideur")
COMMENT = Text("Commentaire", "Comment")
