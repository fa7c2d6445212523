"""Installed packs: version, publisher, date, scope, and the bodies of the official rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from domain.finding import Pack, Rule, Severity
from domain.text import Text
from domain.tree import Syntax
from validators import br_fr, en16931, facturx
from validators.en16931.vat_total_cause import vat_total_cause
from validators.engine.official_rules import OfficialRules, by_code
from validators.engine.rule_body import RuleBody
from validators.engine.subset import restricted, together
from validators.facturx import ANSWERED, OWN, REFUSED, RELAXED_CII, RELAXED_UBL
from validators.facturx.profiles import CODE_LISTS, KEPT_IN_A_PDF, KEPT_STRUCTURE, STRUCTURE
from validators.facturx.structure import STRUCTURE as STRUCTURE_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The installed version of a pack."""

    pack: Pack
    version: str
    since: date | None = None
    """First day of application set by its publisher; ``None`` for our own packs."""
    source: str
    scope: Text
    bodies: Mapping[Syntax, RuleBody] = field(default_factory=dict)
    """Rule body by syntax."""
    rules: Mapping[Syntax, Mapping[str, Rule]] = field(default_factory=dict)
    """Rules of the bodies by syntax: the severity of a code may differ between the two."""


_EN16931 = {syntax: by_code(en16931.rules(syntax)) for syntax in Syntax}
_BR_FR = {syntax: by_code(br_fr.RULES) for syntax in Syntax}
_FACTURX = {
    syntax: {
        code: replace(rule, pack=Pack.FACTURX, severity=Severity.FATAL if code in REFUSED else rule.severity)
        for code, rule in _EN16931[syntax].items()
    }
    | by_code(facturx.RULES)
    for syntax in Syntax
}
_OF_PROFILES = {syntax: facturx.all_of(syntax) for syntax in Syntax}

_CAUSES = dict.fromkeys(("BR-CO-15", "BR-FREXT-CO-15", "BR-FXEXT-CO-15"), vat_total_cause)

EDITIONS: Mapping[Pack, Edition] = {
    edition.pack: edition
    for edition in (
        Edition(
            pack=Pack.LECTURE,
            version="1",
            source="Navette",
            scope=Text(
                "tout document : le fichier s'ouvre, se lit, et dit chaque chose une fois",
                "every document: the file opens, can be read, and says each thing once",
            ),
        ),
        Edition(
            pack=Pack.XSD,
            version="1.09",
            source="OASIS UBL 2.1, UN/CEFACT CII D22B, FNFE-MPE Factur-X 1.09, ZUGFeRD 1.0",
            scope=Text(
                "les factures UBL et CII, et le XML des Factur-X : les éléments, leur ordre et leur forme",
                "UBL and CII invoices, and the XML of Factur-X: the elements, their order and their form",
            ),
        ),
        Edition(
            pack=Pack.EN16931,
            version="1.3.16",
            since=date(2026, 5, 15),
            source="EN 16931-1, CEN/TC 434, eInvoicing-EN16931 1.3.16",
            scope=Text(
                "les factures UBL et CII qui disent suivre EN 16931 (BT-24), sans ce que les profils étendus relâchent",
                "UBL and CII invoices that say they follow EN 16931 (BT-24), without what extended profiles relax",
            ),
            bodies={Syntax.UBL: en16931.UBL, Syntax.CII: en16931.CII},
            rules=_EN16931,
        ),
        Edition(
            pack=Pack.FACTURX,
            version="1.09",
            since=date(2026, 6, 10),
            source="FNFE-MPE, Factur-X 1.09",
            scope=Text(
                "les CII des profils de Factur-X, et EXTENDED-CTC-FR : celles des règles EN 16931 auxquelles le profil "
                "répond, et les siennes",
                "CII of the Factur-X profiles and EXTENDED-CTC-FR invoices: those rules of EN 16931 that the profile "
                "answers to, and its own",
            ),
            bodies={
                Syntax.CII: together(en16931.CII, _OF_PROFILES[Syntax.CII]),
                Syntax.UBL: _OF_PROFILES[Syntax.UBL],
            },
            rules=_FACTURX,
        ),
        Edition(
            pack=Pack.BR_FR,
            version="1.4.0.04",
            since=date(2026, 9, 1),
            source="FNFE-MPE, XP Z12-012, BR-FR Flux 2",
            scope=Text(
                "les factures UBL et CII d'un vendeur français à un acheteur français, dans le régime de 2026",
                "UBL and CII invoices of a French seller to a French buyer, in the regime of 2026",
            ),
            bodies={Syntax.UBL: br_fr.UBL, Syntax.CII: br_fr.CII},
            rules=_BR_FR,
        ),
        Edition(
            pack=Pack.ACHEMINEMENT,
            version="1",
            source="Annuaire des structures publiques",
            scope=Text(
                "toute facture lue : destinataire, service, engagement, droits du déposant",
                "every invoice that was read: recipient, service, engagement, the depositor's rights",
            ),
        ),
        Edition(
            pack=Pack.CHORUS_PRO,
            version="1.0",
            source="AIFE, DSE Chorus Pro 1.0 (2026)",
            scope=Text(
                "toute facture lue, quel que soit son format : ce que Chorus Pro demande",
                "every invoice that was read, whatever its format: what Chorus Pro asks",
            ),
        ),
        Edition(
            pack=Pack.NAVETTE,
            version="1",
            source="Navette",
            scope=Text(
                "toute facture lue : ce que les règles officielles laissent passer et qui importe à qui paie",
                "every invoice that was read: what the official rules let through and matters to who pays",
            ),
        ),
    )
}
"""Packs, in the order of findings."""


@lru_cache(maxsize=64)
def rules_of(pack: Pack, syntax: Syntax, profile: str | None, normed: bool = False) -> OfficialRules | None:
    """Rules of ``pack`` for ``syntax``, restricted to those of ``profile`` when it is given; ``None`` without any.

    ``normed``: whether the pack EN 16931 is asked of the same document; that of Factur-X then has the profile's own
    rules only.
    """
    edition = EDITIONS[pack]
    body = _of_profile(syntax, profile, normed) if pack is Pack.FACTURX else edition.bodies.get(syntax)
    if body is None:
        return None
    if profile is not None and pack is not Pack.FACTURX:
        body = _restricted(edition, syntax, profile, body)
    return OfficialRules(pack=pack, syntax=syntax, body=body, rules=edition.rules[syntax], causes=_CAUSES)


def _of_profile(syntax: Syntax, profile: str | None, normed: bool) -> RuleBody | None:
    """The profile's own rules, and without the pack EN 16931 those of its rules that the profile answers to."""
    own = OWN.get((syntax, profile))
    if normed or syntax is not Syntax.CII:
        return own
    norm = en16931.CII if profile is None else _restricted(EDITIONS[Pack.FACTURX], syntax, profile, en16931.CII)
    return norm if own is None else together(norm, own)


def _restricted(edition: Edition, syntax: Syntax, profile: str, body: RuleBody) -> RuleBody:
    return restricted(body, frozenset(code for code in body.codes if _applies(edition, syntax, profile, code)))


def _applies(edition: Edition, syntax: Syntax, profile: str, code: str) -> bool:
    if edition.pack is Pack.FACTURX and profile in STRUCTURE_OF and code in CODE_LISTS:
        return False
    if edition.pack is Pack.FACTURX and profile in ANSWERED:
        return code in ANSWERED[profile]
    if edition.pack is Pack.FACTURX and profile == "en16931" and code.startswith(STRUCTURE):
        return code in KEPT_IN_A_PDF
    relaxed = (RELAXED_UBL if syntax is Syntax.UBL else RELAXED_CII).get(profile)
    if relaxed is None:
        return True
    structural = code.startswith(STRUCTURE)
    rule = edition.rules[syntax].get(code)
    foreseen = rule is not None and rule.severity is not Severity.FATAL
    left_out = structural and (code not in KEPT_STRUCTURE[profile] if profile in KEPT_STRUCTURE else foreseen)
    return code not in relaxed and not left_out


def profiles_asked(code: str) -> tuple[str, ...]:
    """Profiles of Factur-X to which the rule of this code applies, or that have it of their own."""
    own = tuple(name for (_, name), body in OWN.items() if name is not None and code in body.codes)
    if code not in EDITIONS[Pack.EN16931].rules[Syntax.CII]:
        return tuple(dict.fromkeys(own))
    known = (*ANSWERED, "en16931", "extended")
    return tuple(name for name in known if name in own or _applies(EDITIONS[Pack.FACTURX], Syntax.CII, name, code))
