"""The rules as a document: every code, what it says and what to do, for suppliers and operators."""

from collections.abc import Iterable

from domain.finding import Level, Pack, Rule, Severity

_SEVERITIES = {Severity.FATAL: "refus", Severity.WARNING: "avertissement", Severity.INFO: "information"}
_PACKS = {
    Pack.LECTURE: "Lecture : le fichier et ce qui s'y lit",
    Pack.ACHEMINEMENT: "Acheminement : destinataire, service, engagement, droits",
    Pack.CHORUS_PRO: "Chorus Pro : données de la facture",
}
_LEVELS = {Level.DEPOT: "le dépôt est irrecevable", Level.FACTURE: "la facture"}

_HEAD = """# Codes des contrôles

Ce fichier est produit à partir des règles ; il ne s'écrit pas à la main (`NAVETTE_UPDATE=1 pytest tests/validators`).
Un code ne change jamais de sens et ne sert jamais deux fois. La gravité est celle d'origine : le tableau
`[rules.severities]` des réglages peut la changer, sauf celle des codes `UNI`, `TRA` et `SUI`. Entre accolades : ce
que la facture contient.
"""


def as_markdown(rules: Iterable[Rule]) -> str:
    """The catalogue in Markdown, French with its English twin, by pack and in the order given."""
    listed = tuple(rules)
    sections = (_section(pack, [rule for rule in listed if rule.pack is pack]) for pack in Pack)
    return _HEAD + "".join(sections)


def _section(pack: Pack, rules: list[Rule]) -> str:
    if not rules:
        return ""
    return f"\n## {_PACKS[pack]}\n" + "".join(_entry(rule) for rule in rules)


def _entry(rule: Rule) -> str:
    severity = _SEVERITIES[rule.severity]
    level = f" ; {_LEVELS[rule.level]}" if rule.level is Level.DEPOT else ""
    field = f" ; champ `{rule.field}`" if rule.field else ""
    return (
        f"\n### {rule.code}\n\n"
        f"*{severity}{level}{field} ; source : {_plain(rule.source)}*\n\n"
        f"- {_plain(rule.message.fr)}\n"
        f"  Remède : {_plain(rule.remedy.fr)}\n"
        f"- {_plain(rule.message.en)}\n"
        f"  Remedy: {_plain(rule.remedy.en)}\n"
    )


def _plain(text: str) -> str:
    """``text`` with the signs that Markdown would read neutralised."""
    for sign in ("\\", "*", "_", "<", ">", "|"):
        text = text.replace(sign, f"\\{sign}")
    return text
