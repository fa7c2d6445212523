"""Text, names, moments and amounts at the limits of what both engines keep."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy.dialects import sqlite

from domain.text import Text
from ledger.database.column_types import (
    LARGEST,
    LONGEST,
    LONGEST_INDEXED,
    Moment,
    Name,
    both_languages,
    cents,
    clean,
    euros,
    folded,
    folder_siret,
    in_both_languages,
    indexed,
    kept,
    sought,
)

DIALECT = sqlite.dialect()
BAD = "a\0b\ud800c\udfffd"
CLEAN = "a\ufffdb\ufffdc\ufffdd"


def test_what_no_database_takes_is_replaced_and_nothing_else() -> None:
    assert clean(BAD) == CLEAN
    assert clean("\ud7ff\ue000\x01\n") == "\ud7ff\ue000\x01\n"
    assert clean("Région des Essais") == "Région des Essais"


@pytest.mark.parametrize(("length", "left"), [(LONGEST - 1, None), (LONGEST, None), (LONGEST + 1, LONGEST)])
def test_a_field_is_cut_when_none_is_so_long(length: int, left: int | None) -> None:
    for char in ("a", "\n"):
        text = char * length
        found = kept(text)
        assert found == (text if left is None else char * (left - 1) + "…")
    assert kept(None) is None
    assert (kept(""), kept(BAD)) == ("", CLEAN)


def test_a_text_too_long_for_an_index_is_its_beginning_and_its_digest() -> None:
    fits, long = "a" * LONGEST_INDEXED, "a" * (LONGEST_INDEXED + 1)
    assert (indexed(fits), indexed(""), indexed(BAD)) == (fits, "", CLEAN)
    assert indexed(long) == "a" * (LONGEST_INDEXED - 65) + "#" + sha256(long.encode()).hexdigest()
    assert len(indexed(long)) == LONGEST_INDEXED
    assert indexed(f"{fits}b") != indexed(f"{fits}c")


def test_a_number_is_sought_without_its_case_and_the_blanks_around_it() -> None:
    assert sought("  Fa 1ß ") == sought("FA 1SS") == "fa 1ss"
    assert sought("FA1") != sought("FA 1")


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("12345678200018", True),
        ("1234567820001", False),
        ("123456782000188", False),
        ("1234567820001a", False),
        ("١٢٣٤٥٦٧٨٩٠١٢٣٤", False),
        ("../4567820001/", False),
        ("", False),
        (None, False),
    ],
)
def test_a_folder_is_named_after_fourteen_digits_only(written: str | None, taken: bool) -> None:
    assert folder_siret(written) == (written if taken else "")


def test_a_name_is_sought_without_capitals_accents_and_blanks_that_repeat() -> None:
    assert folded("  Société  de l’Été\n") == folded("SOCIETE de l'ete") == "societe de l'ete"
    assert folded("ﬁn") == "fin"
    assert folded("ab") != folded("a b")


def test_a_sentence_is_kept_in_both_languages_and_an_old_one_is_the_same_in_both() -> None:
    told = Text("été", 'the "summer"')
    assert in_both_languages(both_languages(told)) == told
    assert "été" in both_languages(told)
    assert in_both_languages(both_languages(Text(BAD, BAD))) == Text(CLEAN, CLEAN)
    assert in_both_languages("en panne") == Text("en panne", "en panne")
    assert in_both_languages("") == Text("", "")


@pytest.mark.parametrize("name", ["facture.xml", "", '"a"', '"', "a\0b", "a\udcffb", "a\nb", "été.xml", "a" * 5000])
def test_the_name_of_a_file_comes_back_as_it_was(name: str) -> None:
    column = Name()
    written = column.process_bind_param(name, DIALECT)
    assert written is not None
    assert clean(written) == written
    assert column.process_result_value(written, DIALECT) == name
    assert (written == name) is (name not in {'"a"', '"', "a\0b", "a\udcffb"})


def test_a_name_that_is_none_is_none() -> None:
    assert Name().process_bind_param(None, DIALECT) is Name().process_result_value(None, DIALECT) is None


def test_a_moment_is_kept_in_utc_and_has_its_zone_on_the_way_out() -> None:
    column, noon = Moment(), datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    paris = noon.astimezone(timezone(timedelta(hours=1)))
    for moment in (noon, paris):
        written = column.process_bind_param(moment, DIALECT)
        assert (written, written and written.hour) == (noon, 12)
        read = column.process_result_value(moment, DIALECT)
        assert (read, read and read.tzinfo) == (noon, UTC)
    assert column.process_result_value(datetime(2026, 11, 21, 12, 0), DIALECT) == noon  # noqa: DTZ001 - as SQLite reads
    assert column.process_bind_param(None, DIALECT) is column.process_result_value(None, DIALECT) is None
    with pytest.raises(ValueError, match="aware"):
        column.process_bind_param(datetime(2026, 11, 21), DIALECT)  # noqa: DTZ001 - refused


@pytest.mark.parametrize(
    ("amount", "counted"),
    [
        ("0", 0),
        ("120", 12000),
        ("0.01", 1),
        ("0.005", 1),
        ("-0.005", -1),
        ("0.0049", 0),
        ("1.015", 102),
        ("9000000000000000", LARGEST),
        ("-9000000000000000", -LARGEST),
        ("9000000000000000.01", None),
        ("-9000000000000000.01", None),
        ("NaN", None),
        ("Infinity", None),
    ],
)
def test_an_amount_is_counted_in_cents_half_a_cent_away_from_zero(amount: str, counted: int | None) -> None:
    assert cents(Decimal(amount)) == counted


def test_cents_are_euros_again() -> None:
    assert cents(None) is euros(None) is None
    for amount in (0, 1, -12345, LARGEST):
        assert cents(euros(amount)) == amount
    assert str(euros(12000)) == "120.00"
