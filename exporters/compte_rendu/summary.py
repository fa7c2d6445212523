"""What became of a deposit, counted and sorted: the facts behind every form of the *compte rendu*."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.status import FluxStatus
from domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositSummary:
    """The documents of a deposit by outcome, each group in the order of the file."""

    refused: tuple[DepositedInvoice, ...]
    """Rejected or unusable."""
    waiting: tuple[DepositedInvoice, ...]
    """To be completed."""
    doublons: tuple[DepositedInvoice, ...]
    recycled: tuple[DepositedInvoice, ...]
    accepted: tuple[DepositedInvoice, ...]

    @property
    def integrated(self) -> int:
        """How many invoices entered: accepted, or recycled as a new version."""
        return len(self.accepted) + len(self.recycled)

    @property
    def total(self) -> int:
        """How many documents the deposit holds."""
        return self.integrated + len(self.refused) + len(self.waiting) + len(self.doublons)


def summarise(invoices: Sequence[DepositedInvoice]) -> DepositSummary:
    """The documents of one deposit, sorted by outcome."""
    ranked = sorted(invoices, key=lambda invoice: invoice.position)

    def having(*dispositions: Disposition) -> tuple[DepositedInvoice, ...]:
        return tuple(invoice for invoice in ranked if invoice.disposition in dispositions)

    return DepositSummary(
        refused=having(Disposition.REJECTED, Disposition.IRRECEVABLE),
        waiting=having(Disposition.A_COMPLETER),
        doublons=having(Disposition.DOUBLON),
        recycled=having(Disposition.RECYCLED),
        accepted=having(Disposition.ACCEPTED),
    )


def conclusion(deposit: Deposit, found: DepositSummary) -> Text:
    """One sentence for the supplier: what happened, and what is left to do."""
    if deposit.status is FluxStatus.IN_RECU:
        return EN_COURS
    if not found.total:
        return RIEN
    if found.waiting:
        counts: dict[str, object] = {
            "n": found.integrated,
            "waiting": len(found.waiting),
            "refused": len(found.refused),
        }
        return (EN_ATTENTE if not found.refused else EN_ATTENTE_ET_REFUS).with_(counts)
    if not found.refused:
        return TOUTES if not found.doublons else NOUVELLES if found.integrated else DEJA
    return (EN_PARTIE if found.integrated else AUCUNE).with_({"n": found.integrated, "refused": len(found.refused)})


EN_COURS = Text(
    "Ce dépôt est reçu ; son traitement n'est pas terminé.", "This deposit is received and being processed."
)
RIEN = Text(
    "Aucune facture n'a pu être tirée de ce fichier. Corrigez-le selon les motifs ci-dessous, "
    "puis déposez-le à nouveau.",
    "No invoice could be drawn from this file. Correct it as told below, then deposit it again.",
)
TOUTES = Text(
    "Toutes les factures de ce dépôt sont intégrées. Vous n'avez rien à refaire.",
    "Every invoice of this deposit is integrated. There is nothing left to do.",
)
NOUVELLES = Text(
    "Les nouvelles factures de ce dépôt sont intégrées ; les doublons étaient déjà connus. Vous n'avez rien à refaire.",
    "The new invoices of this deposit are integrated; the duplicates were known already. There is nothing left to do.",
)
DEJA = Text(
    "Ces fichiers étaient déjà intégrés : rien n'est intégré une seconde fois, et vous n'avez rien à refaire.",
    "These files were integrated already: nothing is integrated twice, and there is nothing left to do.",
)
EN_ATTENTE = Text(
    "Factures intégrées : {n} ; à compléter : {waiting}. Une facture à compléter n'est ni intégrée ni refusée : donnez "
    "ce qui n'a pu être lu, ou déposez-la corrigée.",
    "Invoices integrated: {n}; to be completed: {waiting}. One to be completed is neither integrated nor refused: "
    "supply what could not be read, or deposit it corrected.",
)
EN_ATTENTE_ET_REFUS = Text(
    "Factures intégrées : {n} ; à compléter : {waiting} ; refusées : {refused}. Donnez ce qui n'a pu être lu des "
    "premières, et renvoyez les factures refusées une fois corrigées : les autres sont déjà intégrées.",
    "Invoices integrated: {n}; to be completed: {waiting}; refused: {refused}. Supply what could not be read of the "
    "former, and send the refused ones again once corrected: the others are integrated already.",
)
EN_PARTIE = Text(
    "Factures intégrées : {n} ; refusées : {refused}. Ne renvoyez que les factures refusées, "
    "une fois corrigées : les autres sont déjà intégrées.",
    "Invoices integrated: {n}; refused: {refused}. Send again the refused ones only, "
    "once corrected: the others are integrated already.",
)
AUCUNE = Text(
    "Aucune facture n'est intégrée. Factures refusées : {refused}. Corrigez-les selon les motifs ci-dessous, "
    "puis déposez-les à nouveau.",
    "No invoice is integrated. Invoices refused: {refused}. Correct them as told below, then deposit them again.",
)
