"""Works pieces: begun by their cadre, or from the piece that they follow."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from domain import siret
from domain.brouillon import Brouillon
from domain.cadre import CADRES
from domain.deposit import DepositedInvoice
from domain.errors import NavetteError
from domain.espace import Droit, Espace
from domain.manual_entry import ManualEntry
from domain.portal_depositor import deposits_of
from domain.text import NOTHING, Locale, Text
from domain.travaux import ETAPES, is_for_moe, is_travaux
from exporters.common.state_labels import ROLE_LABELS
from exporters.html.shown import Sentence
from hub.brouillons.following import CADRE, following_cadres, following_values, may_be_followed
from portail.acces.asker import Member, NotFound
from portail.acces.depositing import structures_to_deposit_for
from portail.depots.own import shown
from portail.findings import FindingView
from portail.forms import Field, select
from portail.structures import structure_names

BEFORE, WORKS = "apres", "cadre"
"""Fields of the form."""
_ESPACE = Espace.FACTURES_DE_TRAVAUX


def piece_before(who: Member, invoice_id: int) -> DepositedInvoice:
    """The piece, when one may act upon it and another may follow it. Raises :class:`NotFound`."""
    mine = who.acces.perimetre(Droit.MODIFICATION).only(_ESPACE)
    found = who.portail.ledger.invoices.one(invoice_id, mine)
    if found is None or not may_be_followed(found.invoice):
        raise NotFound
    return found.invoice


def may_follow(who: Member, piece: DepositedInvoice) -> bool:
    """Whether the next piece may be deposited from the page of this one, which is seen among works pieces."""
    return bool(who.acces.whole(_ESPACE, Droit.MODIFICATION)) and may_be_followed(piece)


def piece_path(piece: DepositedInvoice) -> str:
    """Of the page of a works piece."""
    return f"/{_ESPACE.value}/{piece.id}"


def works_field(who: Member, before: DepositedInvoice | None) -> Field | None:
    """The cadres to choose among; ``None`` for who deposits no works pieces."""
    mine = who.acces.whole(_ESPACE, Droit.MODIFICATION)
    if before is not None:
        found = [each for structure in mine for each in following_cadres(before, structure)]
        cadres = tuple(dict.fromkeys(found))
        return select(WORKS, CADRE_LABEL, list(_choices(cadres)), cadres[0] if cadres else "", CADRE_HINT)
    if not mine:
        return None
    return select(WORKS, INITIAL, [("", NO_WORKS), *_choices(ETAPES)], "", CADRE_HINT)


def begin(who: Member, draft: Brouillon, before: DepositedInvoice | None, cadre: str) -> None:
    """Gives a draft whose file is a page the cadre that was chosen, and what it has from the piece before, never in
    place of what its page says. Of a file that nobody can read now, nothing is prefilled.
    """
    if cadre not in ETAPES or draft.structure not in structures_to_deposit_for(who.acces):
        return
    said = following_values(before, cadre) if before else (ManualEntry(field=CADRE, text=cadre),)
    with suppress(NavetteError):
        analysis = shown(who, draft).analysis
        if analysis is None or not analysis.is_of_page:
            return
        doubtful = {one.field for one in analysis.doubts}
        there = {field for field, value in analysis.read.items() if value} | doubtful
        entries = [one for one in said if one.field == CADRE or one.field not in there]
        who.portail.ledger.drafts.save(draft.id, who.compte.id, entries, "", who.portail.clock())


def recipient_of(cadre: str) -> Text:
    """Who receives a piece of the cadre, for the form; empty outside works."""
    etape = ETAPES.get(cadre)
    if etape is None:
        return NOTHING
    role = ROLE_LABELS[etape.destinataire]
    return Text(RECIPIENT.fr.format(cadre=cadre, role=role.fr), RECIPIENT.en.format(cadre=cadre, role=role.en))


def demand_of_moe(cadre: str) -> Text:
    """Whether a piece of the cadre must name its MOE, for the form; empty outside works."""
    return DEMANDED if is_for_moe(cadre) else ALLOWED if is_travaux(cadre) else NOTHING


def unnamed_moe(cadre: str, locale: Locale, *, is_public: bool) -> tuple[FindingView, ...]:
    """What to say of a piece that names no MOE: one for the MOE goes to its recipient then, which is the MOE itself or
    the structure that pays. ``is_public``: whether the recipient may be the latter.
    """
    if not is_for_moe(cadre) or not is_public:
        return ()
    words = Sentence(text=UNNAMED.with_({"cadre": cadre}).in_(locale))
    return (FindingView(tone="warning", words=words, remedy=SEARCH_MOE, codes=""),)


def answered_for(who: Member, structure: str) -> Mapping[str, str]:
    """By SIRET, the names of those for whom somebody answers, empty for those nobody names: accounts of works pieces in
    the portal, and accounts of deposit, as a deposit for ``structure`` is checked against them.
    """
    station = who.portail.station
    accounts = station.terms(station.settings.drop(deposits_of(structure))).bare.acteurs
    known = structure_names(who, accounts)
    return {each: known[each] or name for each, name in accounts.items() if siret.has_shape(each)}


def _choices(cadres: Iterable[str]) -> list[tuple[str, Text]]:
    return [(code, _label(code)) for code in cadres]


def _label(code: str) -> Text:
    one, role = CADRES[code], ROLE_LABELS[ETAPES[code].destinataire]
    values = {"code": code, "piece": one.piece, "by": one.deposant.value}
    return Text(CHOICE.fr.format(**values, role=role.fr), CHOICE.en.format(**values, role=role.en))


CHOICE = Text("{code} : {piece}, par {by} pour {role}", "{code}: {piece}, by {by} for {role}")
CADRE_LABEL = Text("Cadre de facturation", "Cadre de facturation")
INITIAL = Text("Pièce de travaux (dépôt initial)", "Works piece (initial deposit)")
NO_WORKS = Text("(aucune : facture ordinaire)", "(none: ordinary invoice)")
CADRE_HINT = Text(
    "Pour un PDF. Un XML, ou un Factur-X, dit lui-même son cadre.", "For a PDF. An XML, or a Factur-X, says its own."
)
DEMANDED = Text(
    "La pièce lui est adressée. Obligatoire, sauf si le destinataire est lui-même la maîtrise d'œuvre.",
    "The piece goes to it. Required, unless the recipient is the MOE itself.",
)
ALLOWED = Text("Si le marché en a une.", "If the contract has one.")
UNNAMED = Text(
    "Aucune maîtrise d'œuvre n'est nommée : cette pièce {cadre} irait au destinataire, comme s'il l'était lui-même.",
    "No MOE is named: this piece {cadre} would go to the recipient, as if it were the MOE itself.",
)
SEARCH_MOE = Text(
    "Cherchez-la par son SIRET ou son nom, ou laissez ce champ vide si le destinataire est la maîtrise d'œuvre.",
    "Search for it by its SIRET or its name, or leave this field empty if the recipient is the MOE.",
)
RECIPIENT = Text("Une pièce {cadre} est pour : {role}.", "A piece {cadre} is for: {role}.")
