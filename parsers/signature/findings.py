"""Findings about signatures: every fault of each, and one finding when there is none."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from domain.enum_tables import Partial
from domain.finding import Finding, Rule, excerpt
from domain.paris_time import french_datetime, paris_day
from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind, Trust, Validity
from domain.text import Text
from parsers.signature import rules

_CLOCKS_APART = timedelta(days=1)
"""Tolerance for a signer's clock and time zone."""
_NOT_IN_FORCE = Partial(
    {
        Validity.EXPIRED: rules.EXPIRED,
        Validity.NOT_YET: rules.NOT_YET,
        Validity.REVOKED: rules.REVOKED,
    }
)
_NOT_TRUSTED = Partial({Trust.UNTRUSTED: rules.UNTRUSTED, Trust.SELF_SIGNED: rules.SELF_SIGNED})
_ADDED = Text(" ; ce qui a été ajouté ensuite est permis", "; what was added later is allowed")
_INTACT_BUT = Text("intacte, mais ", "intact, but ")
_NOTHING = Text("", "")
_UNNAMED = Text("un signataire sans nom", "an unnamed signer")


def findings(signatures: Iterable[Signature], now: datetime) -> list[Finding]:
    """The findings about ``signatures``; those that cannot be trusted without a trust list share one finding."""
    found: list[Finding] = []
    intact: list[Signature] = []
    for signature in signatures:
        faults = list(_faults(signature, now))
        found += faults
        if not faults and signature.trust is Trust.TRUSTED:
            found.append(_finding(rules.TRUSTED, signature))
        elif not faults:
            intact.append(signature)
    if intact:
        found.append(rules.INTACT.finding(who=tuple(dict.fromkeys(str(each.signataire) for each in intact))))
    return found


def _faults(signature: Signature, now: datetime) -> Iterator[Finding]:
    if signature.integrity is Integrity.UNKNOWN:
        place = f" ({excerpt(signature.place)})" if signature.place else ""
        yield rules.UNREADABLE.finding(place=Text(place, place), detail=_detail(signature))
        return
    if signature.integrity is Integrity.ALTERED:
        yield _finding(rules.ALTERED, signature)
        return
    if signature.after is After.CONTENT:
        yield _finding(rules.REWRITTEN, signature)
    elif not signature.intact:
        yield _finding(_uncovered(signature), signature)
    elif signature.after is After.FILLED:
        yield _finding(rules.FILLED, signature)
    yield from _of_certificate(signature, now)


def _uncovered(signature: Signature) -> Rule:
    """What is said of a signature whose bytes are unchanged, of a document that is not known to be."""
    part = signature.integrity is Integrity.INTACT and signature.extent is Extent.PART
    return rules.PARTIAL if part else rules.UNCLEAR


def _detail(signature: Signature) -> Text:
    """Why it cannot be checked, on one short line; without a reason, the kind of signature."""
    if not signature.detail.fr:
        return Text(signature.procede, signature.procede)
    return Text(excerpt(signature.detail.fr), excerpt(signature.detail.en))


def _of_certificate(signature: Signature, now: datetime) -> Iterator[Finding]:
    if not_in_force := _NOT_IN_FORCE.get(signature.validity):
        yield _finding(not_in_force, signature)
    if not_trusted := _NOT_TRUSTED.get(signature.trust):
        yield _finding(not_trusted, signature)
    if signature.weak:
        yield _finding(rules.WEAK, signature)
    if signature.signed_at is not None and signature.signed_at > now + _CLOCKS_APART:
        yield _finding(rules.EARLY, signature)


def _finding(rule: Rule, signature: Signature) -> Finding:
    ended = signature.ended_at
    return rule.finding(
        sign=_signature_name(signature),
        the_sign=_the_signature(signature),
        when=_when(signature),
        issuer=signature.signataire.issuer or signature.signataire.serial,
        ended=paris_day(ended).strftime("%d/%m/%Y") if ended else "",
        weak=signature.weak,
        more=_ADDED if signature.after is After.PERMITTED else _NOTHING,
        but=_INTACT_BUT if signature.intact else _NOTHING,
        why=_why(signature),
    )


def _why(signature: Signature) -> Text:
    detail = _detail(signature)
    return Text(f" ({detail.fr})", f" ({detail.en})") if signature.detail.fr else _NOTHING


def _signature_name(signature: Signature) -> Text:
    who = _who(signature)
    if signature.procede is SignatureKind.HORODATAGE:
        return Text(f"Horodatage par {who.fr}", f"Time stamp by {who.en}")
    return Text(f"Signature de {who.fr}", f"Signature by {who.en}")


def _the_signature(signature: Signature) -> Text:
    who = _who(signature)
    if signature.procede is SignatureKind.HORODATAGE:
        return Text(f"l'horodatage par {who.fr}", f"the time stamp by {who.en}")
    return Text(f"la signature de {who.fr}", f"the signature by {who.en}")


def _who(signature: Signature) -> Text:
    name = excerpt(signature.signataire)
    return Text(name, name) if name else _UNNAMED


def _when(signature: Signature) -> Text:
    at = french_datetime(signature.signed_at)
    if signature.procede is SignatureKind.HORODATAGE:
        return Text(f" ({at})", f" ({at})") if at else _NOTHING
    if signature.clock is Clock.STAMP:
        return Text(f", horodatée le {at}", f", time-stamped on {at}")
    return Text(f", datée par lui du {at}", f", dated by the signer {at}") if at else _NOTHING
