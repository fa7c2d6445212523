"""What an effect of the outbox is called, one of it and several."""

from domain.deposit import Effect
from domain.text import Text

EFFECT_LABELS: dict[Effect, tuple[Text, Text]] = {
    Effect.TAKE: (
        Text("fichier à retirer de son dépôt", "file to take out of its drop"),
        Text("fichiers à retirer de leur dépôt", "files to take out of their drops"),
    ),
    Effect.DELIVER: (
        Text("facture à remettre", "invoice to deliver"),
        Text("factures à remettre", "invoices to deliver"),
    ),
    Effect.CERTIFY: (
        Text("certificat à rendre", "certificate to return"),
        Text("certificats à rendre", "certificates to return"),
    ),
    Effect.REPORT: (
        Text("compte rendu à rendre", "report of deposit to return"),
        Text("comptes rendus à rendre", "reports of deposit to return"),
    ),
    Effect.SUBMIT: (
        Text("facture à soumettre à son valideur", "invoice to submit to its valideur"),
        Text("factures à soumettre à leur valideur", "invoices to submit to their valideurs"),
    ),
    Effect.STATUS: (
        Text("changement de statut à annoncer", "status change to announce"),
        Text("changements de statut à annoncer", "status changes to announce"),
    ),
}
"""One, and several."""
