"""Tables that Excel saved for MS-DOS or Macintosh: their accents are read right, or the table is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.status import Status
from domain.suivi import StatusReading
from parsers.suivi import read

TEMPLATE = "Numéro facture;Certificat;Date facture;Statut actuel;Nouveau statut;Motif;Numéro mandat;Commentaire"
BARE = "Facture;Nouveau statut;Motif"
OLD = ("cp1252", "cp850", "cp437", "mac_roman")
FRENCH = st.text("abcdefgh àâçéèêëîïôùûü'-", min_size=1, max_size=30).map(lambda text: f"x{text.strip()}x")


def saved(encoding: str, head: str, *rows: str, end: str = "\r\n") -> bytes:
    return "".join(f"{line}{end}" for line in (head, *rows)).encode(encoding)


def codes(reading: StatusReading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize(("encoding", "end"), [(one, "\r\n") for one in OLD] + [("mac_roman", "\r"), ("cp850", "\n")])
def test_the_headings_tell_the_encoding(encoding: str, end: str) -> None:
    rows = ("F-1;;;;Mandatée;;M1;", "F-2;;;;À recycler;Pièce manquante : procès-verbal de réception;;Reçu à Nîmes")
    if encoding == "cp437":  # it has no capital A with a grave accent
        rows = (rows[0], rows[1].replace("À", "A"))
    reading = read(saved(encoding, TEMPLATE, *rows, end=end))
    assert codes(reading) == []
    one, two = reading.statements
    assert (one.numero_facture, one.asked, one.mandat) == ("F-1", (Status.MANDATEE,), "M1")
    assert two.asked == (Status.A_RECYCLER,)
    assert two.motif == "Pièce manquante : procès-verbal de réception – Reçu à Nîmes"


@given(encoding=st.sampled_from(OLD), words=FRENCH)
def test_every_motif_is_the_one_that_was_written(encoding: str, words: str) -> None:
    (statement,) = read(saved(encoding, TEMPLATE, f"F-1;;;;Suspendue;{words};;")).statements
    assert statement.motif.split() == words.split()


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
@pytest.mark.parametrize("words", ["Pièce manquante", "Mandat refusé", "voir le procès-verbal", "reçu, état à revoir"])
def test_a_table_whose_headings_do_not_tell_is_refused_whole(encoding: str, words: str) -> None:
    reading = read(saved(encoding, BARE, "F-1;Mandatée;", f"F-2;Suspendue;{words}"))
    assert codes(reading) == ["SUI-36"]
    assert reading.statements == ()


@given(encoding=st.sampled_from(["cp850", "cp437", "mac_roman"]), words=FRENCH)
def test_without_telling_headings_no_motif_is_read_wrong(encoding: str, words: str) -> None:
    reading = read(saved(encoding, BARE, f"F-1;Suspendue;{words} refusé, état"))
    assert all(one.motif.split() == f"{words} refusé, état".split() for one in reading.statements)


@pytest.mark.parametrize(
    "words", ["Pièce manquante", "l’œuvre « à revoir » – n° 3", "COÛT DE LA MAIN-D’ŒUVRE", "10 €…"]
)
def test_windows_without_telling_headings_is_read(words: str) -> None:
    (statement,) = read(saved("cp1252", BARE, f"F-1;Suspendue;{words}")).statements
    assert statement.motif == words
