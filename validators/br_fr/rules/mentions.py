"""Sentences of notes: BR-FR-05, 06, 20, 31 and CO-14."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.code_lists import TRAITEMENTS
from validators.br_fr.rules.statement import stated

_MENTIONS = {
    "PMT": Text("l'indemnité forfaitaire de recouvrement", "the flat fee for recovery costs"),
    "PMD": Text("les pénalités de retard", "late payment penalties"),
    "AAB": Text("l'escompte, ou l'absence d'escompte", "the discount for early payment, or that there is none"),
    "TXD": Text("la taxe", "the tax"),
}
"""By subject of a note (BT-21), in the order of the official numbers."""
_TREATMENTS = ", ".join(sorted(TRAITEMENTS))


def _missing(code: str, subject: str) -> Rule:
    noun = _MENTIONS[subject]
    return stated(
        code,
        "BT-22",
        Text(
            f"Aucune note n'a le sujet {subject}, qui dit {noun.fr}.", f"No note has the subject {subject}: {noun.en}."
        ),
        Text(
            f"Ajoutez une note (BG-1) de sujet {subject} (#{subject}# en tête de la note en UBL) qui le dise.",
            f"Add a note (BG-1) of subject {subject} (#{subject}# at its head in UBL) that says it.",
        ),
    )


def _twice(code: str, subject: str) -> Rule:
    noun = _MENTIONS[subject]
    return stated(
        code,
        "BT-21",
        Text(
            f"Plusieurs notes ont le sujet {subject} ({noun.fr}).",
            f"Several notes have the subject {subject} ({noun.en}).",
        ),
        Text("Réunissez-les en une seule note.", "Put them into one note."),
    )


RULES: tuple[Rule, ...] = (
    *(
        _missing(f"BR-FR-05_BT-22{end}", subject)
        for rank, subject in enumerate(("PMT", "PMD", "AAB"), 1)
        for end in (f"-{rank}", f"_{subject}")
    ),
    *(
        _twice(f"BR-FR-06_BT-21{end}", subject)
        for rank, subject in enumerate(_MENTIONS, 1)
        for end in (f"-{rank}", f"_{subject}")
    ),
    stated(
        "BR-FR-20_BT-21",
        "BT-21",
        Text(
            "La note de sujet BAR ne dit pas un traitement connu.",
            "The note of subject BAR does not say a known processing.",
        ),
        Text(
            f"Après BAR, écrivez l'un de ces mots, et rien d'autre : {_TREATMENTS}.",
            f"After BAR, write one of these words, and nothing else: {_TREATMENTS}.",
        ),
    ),
    *(
        stated(
            code,
            "BT-21",
            Text(
                "Plusieurs notes de sujet BAR disent un traitement.", "Several notes of subject BAR say a processing."
            ),
            Text("Ne gardez qu'une note de sujet BAR.", "Keep one note of subject BAR."),
            "BR-FR-31",
        )
        for code in ("BR-FR-30_BT-21", "BR-FR-31_BT-21")
    ),
    stated(
        "BR-FR-CO-14_BT-29-1",
        "BT-22",
        Text(
            "Le vendeur est membre d'un assujetti unique (0231) mais aucune note ne le dit.",
            "The seller is a member of a single taxable person (0231) but no note says so.",
        ),
        Text(
            "Ajoutez une note de sujet TXD : MEMBRE_ASSUJETTI_UNIQUE.",
            "Add a note of subject TXD: MEMBRE_ASSUJETTI_UNIQUE.",
        ),
    ),
)
