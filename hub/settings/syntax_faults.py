"""Why a text is no TOML, no regular expression or no UTF-8: the parsers have English sentences only.

The English is the parser's own sentence; the French has one for each form of it, and where it is in the text. A form
that is not known here becomes "does not follow the syntax", with its place.
"""

import re
import tomllib
from collections.abc import Sequence

from domain.text import Text

type_forms = Sequence[tuple[str, str]]
_TOML: type_forms = (
    (r"Invalid statement", "ce n'est ni une clé ni une table"),
    (r"Expected newline or end of document after a statement", "rien ne doit suivre une valeur sur sa ligne"),
    (r"Expected '\]' at the end of a table declaration", "il manque ] à la fin du nom d'une table"),
    (r"Expected '\]\]' at the end of an array declaration", "il manque ]] à la fin du nom d'une table"),
    (r"Expected '=' after a key in a key/value pair", "il manque = après une clé"),
    (r"Expected .['\"]+.", "un texte n'est pas fermé"),
    (r"Expected (?P<what>'.+'|\".+\")", "{what} est attendu"),
    (r"(?:Found invalid|Illegal) character (?P<what>.+)", "le caractère {what} n'est pas admis"),
    (r"Cannot declare (?P<key>.+) twice", "la table {key} est écrite deux fois"),
    (r"Cannot redefine namespace (?P<key>.+)", "la table {key} est écrite deux fois"),
    (r"Cannot mutate immutable namespace (?P<key>.+)", "la table {key} ne peut pas être complétée"),
    (r"Cannot overwrite a value", "une clé a déjà une valeur"),
    (r"Duplicate inline table key (?P<key>.+)", "la clé {key} est écrite deux fois"),
    (r"Invalid initial character for a key part", "une clé ne commence pas ainsi"),
    (r"Unclosed array", "une liste n'est pas fermée"),
    (r"Unclosed inline table", "une table entre accolades n'est pas fermée"),
    (r"Unescaped '\\' in a string", "un texte a un \\ qui n'est suivi de rien de connu"),
    (r"Invalid hex value", "des chiffres hexadécimaux sont attendus"),
    (r"Escaped character is not a Unicode scalar value", "ce caractère n'existe pas"),
    (r"Unterminated string", "un texte n'est pas fermé"),
    (r"Invalid date or datetime", "cette date n'existe pas"),
    (r"Invalid value", "ce n'est pas une valeur"),
)
_PATTERN: type_forms = (
    (r"missing \), unterminated .*", "une parenthèse n'est pas fermée"),
    (r"unbalanced parenthesis", "une parenthèse est fermée sans avoir été ouverte"),
    (r"unterminated character set", "un crochet n'est pas fermé"),
    (r"bad character range (?P<what>.+)", "l'intervalle {what} est à l'envers"),
    (r"nothing to repeat", "il n'y a rien à répéter"),
    (r"multiple repeat", "deux répétitions se suivent"),
    (r"min repeat greater than max repeat", "le minimum de répétitions dépasse le maximum"),
    (r"bad escape (?P<what>\\.+)", "la séquence {what} est inconnue"),
    (r"(?:bad|incomplete) escape.*", "une séquence qui commence par \\ est incomplète"),
    (r"unknown extension (?P<what>.+)", "l'extension {what} est inconnue"),
    (r"missing group name|missing .+, unterminated name", "le nom d'un groupe manque ou n'est pas fermé"),
    (r"bad character in group name (?P<what>.+)", "{what} n'est pas un nom de groupe"),
    (r"redefinition of group name (?P<what>'.+?').*", "deux groupes s'appellent {what}"),
    (r"(?:unknown group name|invalid group reference) (?P<what>.+)", "il n'y a pas de groupe {what}"),
    (r"bad group number", "il n'y a pas de groupe de ce numéro"),
    (r"cannot refer to .+", "un groupe se désigne lui-même"),
    (r"look-behind requires fixed-width pattern", "ce qui doit précéder n'a pas une longueur fixe"),
    (r"global flags not at the start of the expression", "les options ne sont pas au début"),
    (r"unexpected end of pattern", "le motif s'arrête trop tôt"),
)
_TOML_PLACE = re.compile(
    r"(?P<said>.+) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_UNKNOWN = "la syntaxe n'est pas respectée"


def toml(error: tomllib.TOMLDecodeError) -> Text:
    """Why the text is no TOML, and where."""
    found = _TOML_PLACE.fullmatch(str(error))
    said = found["said"] if found else str(error)
    place = f"ligne {found['line']}, colonne {found['column']}" if found and found["line"] else "à la fin du fichier"
    return Text(f"{_french(said, _TOML)} ({place})", str(error))


def pattern(error: re.error) -> Text:
    """Why the text is no regular expression, and at which character, from 1."""
    place = "" if error.pos is None else f" (caractère {error.pos + 1})"
    return Text(f"{_french(error.msg, _PATTERN)}{place}", str(error))


def utf8(error: UnicodeDecodeError) -> Text:
    """Which byte is no UTF-8, and in which line, from 1."""
    byte, line = error.object[error.start], error.object.count(b"\n", 0, error.start) + 1
    return Text(f"l'octet 0x{byte:02x} n'est pas de l'UTF-8 (ligne {line})", str(error))


def _french(said: str, forms: type_forms) -> str:
    for form, french in forms:
        if found := re.fullmatch(form, said, re.DOTALL):
            values = found.groupdict()
            if key := values.get("key"):  # ``('run', 'chunk')``, or a key in quotes
                values["key"] = ".".join(re.findall(r"['\"]([^'\"]+)['\"]", key)) or key
            return french.format_map(values)
    return _UNKNOWN
