"""The pages of a treatment: the choice of an action, its form, what it brings about."""

from collections import Counter
from collections.abc import Mapping, Sequence

from domain.espace import ESPACE_LABELS, Espace
from domain.status import Status
from domain.text import NOTHING, Text
from exporters.common.motif_labels import reason
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, outside
from portail.acces.asker import Member
from portail.forms import Field
from portail.pages.traitement.actions import Treatable
from portail.pages.traitement.form import Filled, fields_of, name_of_valideur
from portail.pages.traitement.parts import Button, Note, TreatView, treat_path, treated_row
from portail.pages.traitement.words import ACTION_NAMES, what_follows, who_is_told
from portail.views import Fact, Link


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
        rows=tuple(treated_row(espace, each.invoice, who.locale) for each in found),
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
        rows=tuple(treated_row(espace, each.invoice, who.locale, _unlikely(each, status)) for each in found),
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
            treated_row(
                espace, each.invoice, who.locale, _unlikely(each, status) or (_plain(who_is_told(each.invoice)),)
            )
            for each in found
        ),
        action=f"/{espace.value}/traiter",
        fields=(*_hidden(found, status), *chosen, named),
        buttons=(Button(value="confirmer", label=DO), Button(value="corriger", label=CHANGE, kind="second")),
    )


def _hidden(found: Sequence[Treatable], status: Status) -> tuple[Field, ...]:
    ids = [Field(name="facture", label=NOTHING, value=Attribute(str(each.invoice.id)), kind="hidden") for each in found]
    return (*ids, Field(name="statut", label=NOTHING, value=Attribute(status.value), kind="hidden"))


def _back(espace: Espace, found: Sequence[Treatable]) -> Link:
    if len(found) == 1:
        one = found[0].invoice
        number = one.values["numero_facture"] or "?"
        return Link(href=f"/{espace.value}/{one.id}", label=INVOICE.with_({"number": number}))
    return Link(href=f"/{espace.value}", label=ESPACE_LABELS[espace])


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
NOT_POSSIBLE = Text(
    "N'est pas possible pour cette facture dans son état : elle sera refusée, les autres non.",
    "Not possible for this invoice in its status: it will be refused, the others will not.",
)
MOTIF = Text("Motif", "Reason")
MANDAT = Text("Numéro de mandat", "Number of the payment order")
VALIDEUR = Text("Valideur suivant", "Next valideur")
COMMENT = Text("Commentaire", "Comment")
