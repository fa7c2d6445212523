"""Proving a certificate years later: against itself, against the ledger and its chain, against the bytes kept."""

from dataclasses import dataclass
from enum import StrEnum

from pypdfium2 import PdfDocument, PdfiumError

from domain.certificate import Certificate, is_sound
from domain.errors import LedgerError, Unavailable
from domain.paris_time import day_text, paris_day
from domain.retention import RetentionAction
from domain.text import Text
from exporters import certificat
from hub.runtime.patience import BRIEF, patiently
from ledger import ContentStore, Ledger


class Outcome(StrEnum):
    """The result of a verification."""

    PROVEN = "proven"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    """The bytes cannot be had now, and all else holds: neither a proof nor a refutation."""
    UNKNOWN = "unknown"
    """This ledger has no such certificate: neither a proof nor a refutation, as another ledger may have it."""
    DIFFERS = "differs"
    """The certificate is genuine; the page shown is not the one Navette prints for it, so it proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The outcome, and each check in words."""

    outcome: Outcome
    reasons: tuple[Text, ...]
    certificate: Certificate | None = None


SOUND = Text("Le numéro est bien l'empreinte du contenu.", "The number is the digest of the content.")
FORGED = Text(
    "Le contenu a été modifié : il ne donne pas le numéro annoncé.",
    "The content was changed: it does not give the number.",
)
UNKNOWN = Text("Le registre ne connaît pas ce certificat.", "The ledger does not know this certificate.")
DIFFERENT = Text(
    "Le document présenté diffère de ce que le registre a certifié.",
    "The document shown differs from what was certified.",
)
LINKED = Text(
    "Le certificat tient à sa place dans la chaîne du registre.",
    "The certificate holds its place in the ledger's chain.",
)
UNLINKED = Text(
    "La chaîne du registre est rompue à ce certificat.", "The ledger's chain is broken at this certificate."
)
KEPT = Text(
    "Le fichier conservé a bien l'empreinte SHA-256 certifiée.", "The file kept has the SHA-256 that was certified."
)
LOST = Text(
    "Le fichier conservé manque ou ne correspond plus à l'empreinte certifiée.",
    "The file kept is missing or no longer matches the digest that was certified.",
)
UNREACHED = Text(
    "Le fichier conservé ne peut pas être lu maintenant, ce qui ne prouve ni ne réfute rien : {reason}",
    "The file kept cannot be read now, which neither proves nor refutes anything: {reason}",
)
ARCHIVED = Text(
    "Le fichier certifié a quitté Navette le {day} selon la règle de conservation « {rule} » : il est dans l'archive "
    "{file}, sous le nom de son empreinte SHA-256 {sha256}.",
    "The file that was certified left Navette on {day} by the retention rule “{rule}”: it is in the archive {file}, "
    "under the name of its SHA-256 {sha256}.",
)
PURGED = Text(
    "Le fichier certifié a été détruit le {day} selon la règle de conservation « {rule} » ; son empreinte SHA-256 "
    "{sha256} reste certifiée.",
    "The file that was certified was destroyed on {day} by the retention rule “{rule}”; its SHA-256 {sha256} remains "
    "certified.",
)
SAME_PAGE = Text(
    "La page présentée est celle que Navette imprime pour ce certificat.",
    "The page shown is the one Navette prints for this certificate.",
)
OTHER_PAGE = Text(
    "Le certificat existe, mais la page présentée n'est aucune de celles que Navette imprime pour lui : "
    "ne vous fiez qu'au contenu ci-dessous, tiré du registre.",
    "The certificate exists, but the page shown is none of those Navette prints for it: "
    "trust only the content below, which is the ledger's.",
)


def prove(
    ledger: Ledger, store: ContentStore, number: str, shown: Certificate | None, pdf: bytes | None = None
) -> Proof:
    """Whether the certificate ``number`` holds.

    ``shown`` is the data embedded in the document presented, ``pdf`` the document itself when it has a page: a page
    that was changed while its embedded data was not must not pass.
    """
    if shown is not None and not is_sound(shown):
        return Proof(outcome=Outcome.REFUTED, reasons=(FORGED,), certificate=shown)
    kept = ledger.certificates.by_number(number)
    if kept is None:
        return Proof(outcome=Outcome.UNKNOWN, reasons=(UNKNOWN,), certificate=shown)
    checks: tuple[tuple[Text, Text, bool | None], ...] = (
        (SOUND, FORGED, is_sound(kept)),
        (LINKED, UNLINKED, ledger.certificates.is_linked(kept)),
        _bytes(ledger, store, kept),
        *(((SOUND, DIFFERENT, shown == kept),) if shown is not None else ()),
    )
    failed = tuple(bad for _, bad, holds in checks if holds is False)
    untold = tuple(words for _, words, holds in checks if holds is None)
    passed = tuple(dict.fromkeys(good for good, _, holds in checks if holds))
    if failed:
        return Proof(outcome=Outcome.REFUTED, reasons=failed, certificate=kept)
    if untold:
        return Proof(outcome=Outcome.UNDECIDED, reasons=(*passed, *untold), certificate=kept)
    if pdf is None:
        return Proof(outcome=Outcome.PROVEN, reasons=passed, certificate=kept)
    ours = is_our_page(pdf, kept)
    return Proof(
        outcome=Outcome.PROVEN if ours else Outcome.DIFFERS,
        reasons=(*passed, SAME_PAGE if ours else OTHER_PAGE),
        certificate=kept,
    )


def _bytes(ledger: Ledger, store: ContentStore, certificate: Certificate) -> tuple[Text, Text, bool | None]:
    """The check of the bytes: kept as certified, changed, removed by a retention rule, which refutes nothing, or not to
    be had now, after asking again (``None``).
    """
    departure = ledger.retention.departure_of(certificate.number)
    if departure is None:
        try:
            return KEPT, LOST, patiently(lambda: _is_kept(ledger, store, certificate), BRIEF)
        except Unavailable as fault:
            reason = fault.text
            return KEPT, Text(UNREACHED.fr.format(reason=reason.fr), UNREACHED.en.format(reason=reason.en)), None
    words = PURGED if departure.action is RetentionAction.PURGE else ARCHIVED
    facts: dict[str, object] = {
        "rule": departure.rule,
        "file": departure.file,
        "sha256": certificate.content.sha256,
    }
    day = day_text(paris_day(departure.at))
    said = Text(words.fr.format_map({**facts, "day": day.fr}), words.en.format_map({**facts, "day": day.en}))
    return said, LOST, True


def _is_kept(ledger: Ledger, store: ContentStore, certificate: Certificate) -> bool:
    location = ledger.certificates.location_of(certificate.number)
    if location is None:
        return False
    try:
        store.get(location)
    except Unavailable:
        raise
    except LedgerError:
        return False
    return location.endswith(certificate.content.sha256)


SCALE = 2.0
"""Pixels a point: an altered digit of the smallest print shows."""
LARGEST = 900.0
"""Points: no side of a certificate (A4) is longer, and an untrusted page could be made large enough to fill the
memory.
"""


def is_our_page(pdf: bytes, certificate: Certificate) -> bool:
    """Whether ``pdf`` is the certificate as printed by this version of Navette or an earlier one, in one of the two
    languages.

    A file that was saved again by a viewer has other bytes and the same picture: it passes. Annotations,
    overlays and changed figures are seen. Another version of the typeface may not pass.
    """
    picture = _picture(pdf)
    return picture is not None and any(
        pdf == ours or picture == _picture(ours) for ours in certificat.pages(certificate)
    )


def _picture(pdf: bytes) -> tuple[int, int, bytes] | None:
    """Width, height and pixels of the only page; ``None`` when there are more, or when it cannot be drawn."""
    try:
        document = PdfDocument(pdf)
    except PdfiumError:
        return None
    try:
        if len(document) != 1 or max(document[0].get_size()) > LARGEST:
            return None
        document.init_forms()
        drawn = document[0].render(scale=SCALE, grayscale=False, may_draw_forms=True)
        return drawn.width, drawn.height, bytes(drawn.buffer)
    except PdfiumError:
        return None
    finally:
        document.close()
