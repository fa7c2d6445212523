"""The form of an action: the fields that a status demands, what somebody filled in, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annuaire import DirectoryOfStructures, Query, search
from domain import siret
from domain.declaration import Declaration
from domain.motif_choices import codes_of_status
from domain.status import Status
from domain.status_facts import FACTS
from domain.suivi import LONGEST_MOTIF
from domain.text import Text
from exporters.common.motif_labels import MOTIF_LABELS
from exporters.common.number_formats import identifiant
from exporters.html.shown import Attribute, outside
from portail.acces.asker import Member
from portail.forms import Field, faulty, select, tidy
from portail.structures import structure_name

WITH_MANDAT = frozenset(
    {Status.MANDATEE, Status.MISE_A_DISPOSITION_COMPTABLE, Status.COMPTABILISEE, Status.MISE_EN_PAIEMENT}
)
"""Statuses that may come with the number of a mandate."""
LONGEST_MANDAT = 50
"""Characters of a mandate's number."""
FOUND = 20
"""Structures that a search for a valideur shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What somebody filled in; empty: nothing."""

    code_motif: str = ""
    commentaire: str = ""
    mandat: str = ""
    valideur: str = ""
    """SIRET, without blanks."""
    recherche: str = ""
    """Words by which a valideur is looked for."""

    @classmethod
    def of(cls, code_motif: str, commentaire: str, mandat: str, valideur: str, recherche: str) -> "Filled":
        """As a form has it."""
        return cls(
            code_motif=tidy(code_motif),
            commentaire=tidy(commentaire, 4 * LONGEST_MOTIF),
            mandat=tidy(mandat, LONGEST_MANDAT),
            valideur="".join(tidy(valideur).split()),
            recherche=tidy(recherche),
        )

    def values(self) -> dict[str, str]:
        """What is filled in, by name of its field; the search is none."""
        found = {name: getattr(self, name) for name in ("code_motif", "commentaire", "mandat", "valideur")}
        return {name: value for name, value in found.items() if value}

    def declaration(self, certificate: str, status: Status) -> Declaration:
        """The line that declares ``status`` of the invoice with this certificate."""
        return Declaration(
            certificate=certificate,
            status=status,
            motif=self.commentaire,
            motif_codes=(self.code_motif,) if self.code_motif else (),
            mandat=self.mandat if status in WITH_MANDAT else "",
            valideur_suivant=self.valideur if status is Status.VALIDEE_1 else "",
        )


def faults_of(filled: Filled, status: Status) -> dict[str, Text]:
    """What is wrong, by name of the field; empty when the form can be sent."""
    found: dict[str, Text] = {}
    codes = codes_of_status(status)
    if filled.code_motif and filled.code_motif not in codes:
        found["code_motif"] = NO_CODE
    if FACTS[status].needs_motif and not filled.code_motif and not filled.commentaire:
        found["code_motif" if codes else "commentaire"] = SAY_WHY
    if len(filled.commentaire) > LONGEST_MOTIF:
        found["commentaire"] = TOO_LONG.with_({"count": len(filled.commentaire), "limit": LONGEST_MOTIF})
    if status is Status.VALIDEE_1 and filled.valideur and not siret.has_shape(filled.valideur):
        found["valideur"] = NO_SIRET
    return found


def fields_of(who: Member, status: Status, filled: Filled, faults: Mapping[str, Text]) -> tuple[Field, ...]:
    """The fields that ``status`` demands or takes."""
    return tuple(_fields(who, status, filled, faults))


def name_of_valideur(who: Member, identifier: str) -> str:
    """Its name and SIRET; the SIRET alone when the directory does not know it."""
    name = structure_name(who, identifier)
    return f"{name} ({identifiant(identifier)})" if name else identifiant(identifier)


def _fields(who: Member, status: Status, filled: Filled, faults: Mapping[str, Text]) -> Iterator[Field]:
    if codes := codes_of_status(status):
        choices = [("", CHOOSE), *((code, MOTIF_LABELS[code]) for code in codes)]
        yield select("code_motif", MOTIF, choices, filled.code_motif, fault=faulty(faults, "code_motif"))
    if status in WITH_MANDAT:
        yield Field(
            name="mandat", label=MANDAT, value=Attribute(filled.mandat), longest=str(LONGEST_MANDAT),
            fault=faulty(faults, "mandat"),
        )  # fmt: skip
    if status is Status.VALIDEE_1:
        yield from _valideur(who, filled, faults)
    yield Field(
        name="commentaire", label=COMMENT, kind="textarea", value=Attribute(filled.commentaire),
        hint=COMMENT_HINT.with_({"limit": LONGEST_MOTIF}), fault=faulty(faults, "commentaire"),
        longest=str(LONGEST_MOTIF),
    )  # fmt: skip


def _valideur(who: Member, filled: Filled, faults: Mapping[str, Text]) -> Iterator[Field]:
    found = _found(who, filled.recherche) if filled.recherche else ()
    if found:
        yield select(
            "valideur", VALIDEUR, [("", NOBODY), *((each, outside(name)) for each, name in found)], filled.valideur
        )
    else:
        yield Field(
            name="valideur", label=VALIDEUR, value=Attribute(filled.valideur), hint=VALIDEUR_HINT,
            fault=NONE_FOUND if filled.recherche else faulty(faults, "valideur"),
        )  # fmt: skip
    yield Field(name="recherche", label=LOOK_FOR, value=Attribute(filled.recherche), hint=LOOK_FOR_HINT)


def _found(who: Member, words: str) -> tuple[tuple[str, str], ...]:
    """SIRETs and names of structures that the directory, or who declared them, has."""
    bare = "".join(words.split())
    declared = who.portail.ledger.rights.declared(bare).values()
    found = {each.identifier: each.raison_sociale for each in declared}
    annuaire = who.portail.annuaire()
    if isinstance(annuaire, DirectoryOfStructures):
        query = Query(siret=bare) if bare.isdigit() else Query(texte=words)
        answer = search(annuaire, query, limit=FOUND)
        found |= {each.siret: each.raison_sociale for each in answer.structures}
    return tuple((each, f"{name} ({identifiant(each)})") for each, name in found.items() if siret.has_shape(each))


CHOOSE = Text("Choisir", "Choose")
MOTIF = Text("Motif", "Reason")
MANDAT = Text("Numéro de mandat", "Number of the payment order")
COMMENT = Text("Commentaire", "Comment")
COMMENT_HINT = Text(
    "{limit} caractères au plus ; qui a déposé la facture le lira.",
    "At most {limit} characters; the depositor of the invoice will read it.",
)
VALIDEUR = Text("Valideur suivant", "Next valideur")
VALIDEUR_HINT = Text(
    "Le SIRET du mandataire qui valide ensuite ; laissez vide pour que la facture aille à son destinataire.",
    "The SIRET of the mandataire who validates next; leave it out for the invoice to go to its recipient.",
)
NOBODY = Text("Personne : elle va à son destinataire", "Nobody: it goes to its recipient")
LOOK_FOR = Text("Chercher un valideur", "Look for a valideur")
LOOK_FOR_HINT = Text("Son nom, sa ville ou son SIRET.", "Its name, town or SIRET.")
NONE_FOUND = Text("Aucune structure ne correspond.", "No structure matches.")
NO_CODE = Text("Choisissez un motif de la liste.", "Choose a reason of the list.")
SAY_WHY = Text(
    "Dites pourquoi : choisissez un motif, ou écrivez un commentaire.", "Say why: choose a reason, or write a comment."
)
TOO_LONG = Text("{count} caractères ; {limit} au plus.", "{count} characters; at most {limit}.")
NO_SIRET = Text("Ce n'est pas un SIRET : 14 chiffres.", "This is no SIRET: 14 digits.")
