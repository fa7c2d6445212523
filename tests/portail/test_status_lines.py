"""What somebody writes in a form of the portal arrives in the line of a status file as it was written."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.motif_choices import codes_of_status
from domain.status import Status
from domain.suivi import LONGEST_MOTIF
from exporters.statuts import declaration_csv
from parsers import suivi
from portail.pages.traitement.form import LONGEST_MANDAT, Filled
from tests.conftest import examples

SIGNS = "=\"'@+-–;,:./()!#| \t\n\r\u00a0\u200b\ufeff0123456789eEaéÀ€œ𝄞مjuin"
"""What spreadsheets convert, run or cut cells at, and what they leave alone."""
TEXTS = (
    st.text(SIGNS, max_size=40) | st.text(max_size=40) | st.from_regex(r'[\'=]{0,3}"?=?"?[0-9]{1,4}"?', fullmatch=True)
)


@settings(max_examples=examples(60))
@example(('="5"', '="5"'), ("=5", "'007"))
@example(("'=5", "2,20E+13"), ("Mauvaise MOE", "1/2"))
@given(st.tuples(TEXTS, TEXTS), st.tuples(TEXTS, TEXTS))
def test_comments_and_mandates_arrive_as_they_were_written(first: tuple[str, str], second: tuple[str, str]) -> None:
    lines = [
        Filled.of(code, comment[:LONGEST_MOTIF], mandat[:LONGEST_MANDAT], "", "")
        for (comment, mandat), code in ((first, codes_of_status(Status.SUSPENDUE)[0]), (second, ""))
    ]
    said = [one.declaration(f"CERT-{rank}", Status.MANDATEE) for rank, one in enumerate(lines)]
    found = suivi.read(declaration_csv.as_csv(said, "a" * 32), "statuts.csv")
    assert not found.findings
    for one, statement in zip(said, found.statements, strict=True):
        assert statement.motif == one.motif
        assert statement.mandat == one.mandat
        assert statement.certificate == one.certificate
        assert set(one.motif_codes) <= set(statement.motif_codes)
