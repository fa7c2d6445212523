"""What programs are told happened (:mod:`domain.feed`)."""

from domain.feed import FeedItem
from domain.text import Locale
from exporters.common.actor_names import acting_for
from exporters.common.json_bodies import Body, findings_body


def feed_body(item: FeedItem, locale: Locale) -> Body:
    """One thing that happened; ``kind`` says which of the others keys it has."""
    about = item.invoice
    body: Body = {"at": item.at.isoformat()}
    if about is not None:
        body["invoice"] = {
            "id": about.id,
            "number": about.numero_facture,
            "supplier": about.nom_fournisseur,
            "recipient": about.nom_destinataire,
        }
    if (event := item.event) is not None:
        return {
            "kind": "status",
            **body,
            "status": event.status.value,
            "actor": acting_for(event.actor),
            "motif": event.motif,
            "motif_codes": list(event.motif_codes),
            "mandat": event.mandat,
        }
    if (action := item.action) is not None:
        return {
            "kind": "action",
            **body,
            "action": action.action.value,
            "actor": acting_for(action.actor),
            "detail": action.detail,
        }
    file = item.deposit
    if file is None:
        return body
    return {
        "kind": "deposit",
        **body,
        "deposit": file.number,
        "file": file.name,
        "drop": file.drop,
        "status": file.status.value,
        "findings": findings_body(file.findings, locale),
    }
