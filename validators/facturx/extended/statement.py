"""Constructor of the rules of the extended profiles: codes that share their sentences."""

from domain.finding import Pack, Rule
from domain.invoice import FIELD_OF
from domain.text import Text

_FACTURX, _CTC_FR = "Factur-X 1.09.2, EXTENDED", "XP Z12-012, EXTENDED-CTC-FR 1.4.0"


def stated(codes: str, term: str, message: Text, remedy: Text) -> tuple[Rule, ...]:
    """A rule for each of ``codes`` (separated by blanks) about ``term`` (BT or BG, empty when it is about none)."""
    return tuple(
        Rule(
            code=code,
            pack=Pack.FACTURX,
            field=FIELD_OF.get(term),
            message=message,
            remedy=remedy,
            source=f"{_source(code)}, {code}",
            term=term,
        )
        for code in codes.split()
    )


def _source(code: str) -> str:
    """The profile that has the rule; EXTENDED-CTC-FR has some of its own under the prefix of Factur-X."""
    return _FACTURX if "FXEXT" in code and not code.endswith(("-08", "S-09")) else _CTC_FR
