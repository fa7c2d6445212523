"""The rules as a document: every code, what it says and what to do, for suppliers and operators."""

from collections.abc import Iterable, Iterator

from domain.finding import Level, Pack, Rule, Severity
from validators.facturx import ANSWERED, RELAXED_CII, RELAXED_UBL
from validators.facturx.profiles import STRUCTURE
from validators.packs.editions import EDITIONS

_SEVERITIES = {Severity.FATAL: "refus", Severity.WARNING: "avertissement", Severity.INFO: "information"}
_PACKS = {
    Pack.LECTURE: "Lecture : le fichier et ce qui s'y lit",
    Pack.XSD: "Schémas XML",
    Pack.EN16931: "EN 16931",
    Pack.FACTURX: "Profils de Factur-X",
    Pack.BR_FR: "Règles françaises de la réforme (BR-FR)",
    Pack.ACHEMINEMENT: "Acheminement : destinataire, service, engagement, droits",
    Pack.CHORUS_PRO: "Chorus Pro : données de la facture",
    Pack.NAVETTE: "Navette : ce qui importe à qui paie",
}
_LEVELS = {
    Level.DEPOT: "le dépôt est irrecevable",
    Level.FACTURE: "la facture",
    Level.CONTROLE: "le document reste indécis",
}

_HEAD = """# Codes des contrôles

Ce fichier est produit à partir des règles ; il ne s'écrit pas à la main (`NAVETTE_UPDATE=1 pytest tests/validators`).
Un code ne change jamais de sens et ne sert jamais deux fois. La gravité est celle d'origine : le tableau
`[rules.severities]` des réglages peut la changer, sauf pour ce qui ne se lit pas dans la facture seule : codes `ARC`,
`LIG`, `UNI`, `ORI`, `BQ`, `TRA`, `SUI`, `CPL`. Entre accolades : ce que la facture contient. `navette explain CODE` dit
la même chose d'un seul code.
"""
_UNFORESEEN = """
### Ce que EN 16931 ne prévoit pas

Avertissements : l'élément ou l'attribut est permis par la syntaxe, aucun terme de EN 16931 ne s'en sert, et le
destinataire peut ne pas le lire. Remède : retirez-le, ou donnez l'information par le terme prévu pour elle.

*Warnings: the syntax allows the element or attribute, no term of EN 16931 uses it, and a recipient may not read it.
Remove it, or give the information by the term that is meant for it.*

| Code | Ce qui est en trop |
|---|---|
"""
_NOT_FORESEEN = " n'est pas prévu"
_PROFILES = """
Les codes sont ceux de EN 16931 ; voici ceux qui sont demandés à chaque profil. Les profils EN 16931 et EXTENDED
répondent à tous, EXTENDED sans ceux qu'il relâche.
"""
_RELAXED = """
Ne sont pas demandés aux profils étendus, qui en mettent d'autres à la place :
"""
_OFFICIAL = frozenset({Pack.EN16931, Pack.BR_FR})


def as_markdown(rules: Iterable[Rule]) -> str:
    """The catalogue in Markdown, French with its English twin, by pack and in the order given."""
    listed = tuple(rules)
    return _HEAD + "".join(_section(pack, [rule for rule in listed if rule.pack is pack]) for pack in Pack)


def _section(pack: Pack, rules: list[Rule]) -> str:
    edition = EDITIONS[pack]
    head = f"\n## {_PACKS[pack]}\n\nPaquet `{pack.value}`, version {edition.version} : {edition.scope.fr}.\n"
    if pack is Pack.FACTURX:
        return head + "".join(_profiles())
    if pack not in _OFFICIAL:
        return head + "".join(_entry(rule) for rule in rules)
    unforeseen = [rule for rule in rules if _is_unforeseen(rule)]
    told = "".join(_line(rule) for rule in rules if not _is_unforeseen(rule))
    return head + "\n" + told + (_UNFORESEEN + "".join(_row(rule) for rule in unforeseen) if unforeseen else "")


def _is_unforeseen(rule: Rule) -> bool:
    return rule.severity is Severity.WARNING and rule.code.startswith(STRUCTURE)


def _entry(rule: Rule) -> str:
    severity = _SEVERITIES[rule.severity]
    level = f" ; {_LEVELS[rule.level]}" if rule.level is not Level.FACTURE else ""
    field = f" ; champ `{rule.field}`" if rule.field else ""
    return (
        f"\n### {rule.code}\n\n"
        f"*{severity}{level}{field} ; source : {_plain(rule.source)}*\n\n"
        f"- {_plain(rule.message.fr)}\n"
        f"  Remède : {_plain(rule.remedy.fr)}\n"
        f"- {_plain(rule.message.en)}\n"
        f"  Remedy: {_plain(rule.remedy.en)}\n"
    )


def _line(rule: Rule) -> str:
    term = f", {rule.term}" if rule.term else ""
    return (
        f"- **{_plain(rule.code)}** ({_SEVERITIES[rule.severity]}{term}) {_plain(rule.message.fr)} "
        f"{_plain(rule.remedy.fr)}\n"
        f"  *{_plain(rule.message.en)} {_plain(rule.remedy.en)}*\n"
    )


def _row(rule: Rule) -> str:
    return f"| {rule.code} | {_plain(rule.message.fr.partition(_NOT_FORESEEN)[0])} |\n"


def _profiles() -> Iterator[str]:
    yield _PROFILES
    yield from (f"\n- **{profile}** : {_listed(codes)}\n" for profile, codes in ANSWERED.items())
    yield _RELAXED
    for syntax, relaxed in (("CII", RELAXED_CII), ("UBL", RELAXED_UBL)):
        yield from (f"\n- **{profile}**, {syntax} : {_listed(codes)}\n" for profile, codes in relaxed.items())


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))


def _plain(text: str) -> str:
    """``text`` with the signs that Markdown would read neutralised."""
    for sign in ("\\", "*", "_", "<", ">", "|"):
        text = text.replace(sign, f"\\{sign}")
    return text
