"""What ``navette check --explain`` shows a person: each field, its value, and where it was read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text as Line

from cli.show.check import headline
from cli.show.console import Console
from cli.show.findings import show_findings
from cli.show.lines import LineWriter, printable
from domain.document import Evidence, FieldPlace
from domain.text import Locale, Text
from exporters.common.labels import field_label
from hub.inspect.explain import Explained, Explanation

COLON = Text(" : ", ": ")
LINE = Text("XML, ligne {line} : {path}", "XML, line {line}: {path}")
SEEN = Text(
    "page {page}, de ({left} ; {top}) à ({right} ; {bottom}) points, confiance {sure}",
    "page {page}, from ({left}; {top}) to ({right}; {bottom}) points, confidence {sure}",
)
LABEL = Text(", libellé « {label} »", ", label “{label}”")
PRINTED = Text("imprimé « {text} » : ", "printed “{text}”: ")
DOUBT = Text("en doute, laissé vide", "in doubt, left empty")
RIVAL = Text("candidat « {text} » : ", "candidate “{text}”: ")
WORKED_OUT = Text("calculé ou déduit d'autres valeurs", "worked out from other values")
ABSENT = Text("Non lus : ", "Not read: ")
DRAWN = Text("Dessiné : ", "Drawn: ")


class ExplainReport:
    """A report written as explanations come."""

    def __init__(self, locale: Locale, console: Console | None = None) -> None:
        self._locale = locale
        self._writer = LineWriter(console)

    def add(self, one: Explanation, drawn: Sequence[Path]) -> None:
        """Shows one document."""
        self._writer.write(headline(one.decision, self._locale), hanging=2)
        read = [field for field in one.fields if field.value is not None or field.rivals]
        for field in read:
            self._field(field)
        absent = [field_label(field.field, self._locale) for field in one.fields if field not in read]
        if absent:
            self._writer.write(Line(ABSENT.in_(self._locale) + ", ".join(absent), style="dim"), indent=4, hanging=6)
        show_findings(self._writer, one.decision.findings, self._locale, indent=4)
        for path in drawn:
            self._writer.write(Line(DRAWN.in_(self._locale) + printable(str(path))), indent=4, hanging=6)

    def _field(self, field: Explained) -> None:
        line = Line(field_label(field.field, self._locale), style="bold")
        line.append(COLON.in_(self._locale), style="not bold")
        if field.value is None:
            line.append(DOUBT.in_(self._locale), style="not bold yellow")
        else:
            line.append(printable(field.value), style="not bold")
        self._writer.write(line, indent=4, hanging=6)
        for words in self._proofs(field):
            self._writer.write(Line(words, style="dim"), indent=6, hanging=8)

    def _proofs(self, field: Explained) -> Iterator[str]:
        if field.place:
            yield self._line(field.place)
        for one in field.evidence:
            yield PRINTED.with_({"text": printable(one.text)}).in_(self._locale) + self._seen(one)
        for one in field.rivals:
            yield RIVAL.with_({"text": printable(one.text)}).in_(self._locale) + self._seen(one)
        if not (field.place or field.evidence or field.rivals):
            yield WORKED_OUT.in_(self._locale)

    def _line(self, place: FieldPlace) -> str:
        return LINE.with_({"line": place.line, "path": printable(place.path)}).in_(self._locale)

    def _seen(self, one: Evidence) -> str:
        left, top, right, bottom = (round(edge) for edge in one.box)
        sure = f"{one.confidence:.2f}"
        values: dict[str, object] = {
            "page": one.page,
            "left": left,
            "top": top,
            "right": right,
            "bottom": bottom,
            "sure": sure if self._locale is Locale.EN else sure.replace(".", ","),
            "label": printable(one.label or ""),
        }
        sentence = SEEN.with_(values).in_(self._locale)
        return sentence + LABEL.with_(values).in_(self._locale) if one.label else sentence
