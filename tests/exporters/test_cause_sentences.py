"""How a cause is said, and how loudly."""

from dataclasses import replace

from domain.causes import by_cause
from domain.finding import Finding, Severity
from domain.text import Locale, Text
from exporters.common.cause_sentences import also, sentence, tone
from tests.exporters.facts import finding

QUIET = replace(finding("UNI-02", Severity.WARNING), remedy=Text("Il n'y a rien à faire ; sinon…", "Nothing to do."))


def test_a_warning_with_nothing_to_do_is_an_information() -> None:
    (quiet,), (loud,) = by_cause((QUIET,)), by_cause((finding("TVA-01", Severity.WARNING),))
    assert (tone(quiet), tone(loud)) == (Severity.INFO, Severity.WARNING)


def test_a_refusal_is_never_quiet() -> None:
    (cause,) = by_cause((replace(QUIET, severity=Severity.FATAL),))
    assert tone(cause) is Severity.FATAL


def test_the_codes_behind_are_named_in_the_readers_language() -> None:
    others = [replace(finding(code, field=None), behind="TOT-03") for code in ("BR-CO-15", "XSD-01", "BR-CO-15")]
    (cause,) = by_cause((finding("TOT-03"), *others))
    assert (also(cause, Locale.FR), also(cause, Locale.EN)) == ("aussi BR-CO-15, XSD-01", "also BR-CO-15, XSD-01")


def test_a_count_is_said_with_the_first_lines() -> None:
    def at(line: int) -> Finding:
        return replace(finding("BR-22", field=None), line=line, path=f"/Invoice/InvoiceLine[{line}]")

    (one,), (two,) = by_cause((at(4),)), by_cause((at(4), at(9)))
    assert sentence(one, Locale.FR) == "motif BR-22"
    assert sentence(two, Locale.EN) == "reason BR-22 (2 times: lines 4, 9 of the file)"
