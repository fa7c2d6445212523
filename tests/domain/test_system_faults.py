"""What the operating system and SQLite refuse is said in both languages, whatever they refuse."""

import errno
import sqlite3

import pytest

from domain import sqlite_faults, system_faults
from domain.text import Text

MET = (
    "ENOENT EACCES EPERM EEXIST ENOTDIR EISDIR ENOSPC EDQUOT EROFS EMFILE ENFILE ENAMETOOLONG ELOOP EXDEV ECONNREFUSED "
    "ECONNRESET ECONNABORTED ETIMEDOUT EHOSTUNREACH ENETUNREACH ENETDOWN EPIPE EADDRINUSE EADDRNOTAVAIL EIO EBUSY "
    "ENOTEMPTY EINVAL EFBIG ENOMEM EAGAIN EINTR ENODEV ENXIO ESTALE ENOLCK ETXTBSY ENOSYS EOPNOTSUPP ENOEXEC E2BIG"
).split()


@pytest.mark.parametrize("symbol", MET)
def test_what_a_user_meets_has_a_sentence(symbol: str) -> None:
    text = system_faults.sentence(OSError(getattr(errno, symbol), "as the system says it"))
    assert symbol not in text.fr + text.en


def test_every_sentence_is_in_both_languages_and_ends_where_ours_go_on() -> None:
    for text in (*system_faults.SENTENCES.values(), *sqlite_faults.SENTENCES.values()):
        assert text.fr != text.en
        assert not text.fr.endswith(".") and not text.en.endswith(".")


def test_an_errno_without_a_sentence_is_named_by_its_symbol() -> None:
    unlisted = next(number for number in errno.errorcode if number not in system_faults.SENTENCES)
    symbol = errno.errorcode[unlisted]
    assert system_faults.sentence(OSError(unlisted, "Odd")) == Text(
        f"erreur {symbol} du système", f"system error {symbol}"
    )
    assert "99999" in system_faults.sentence(OSError(99999, "Odd")).fr


@pytest.mark.parametrize(
    "error", [TimeoutError("timed out"), FileNotFoundError(), PermissionError(), ConnectionResetError()], ids=repr
)
def test_an_exception_raised_without_an_errno_has_the_sentence_of_its_class(error: OSError) -> None:
    assert system_faults.sentence(error) in system_faults.SENTENCES.values()


def test_an_exception_without_errno_nor_class_says_no_english_in_french() -> None:
    text = system_faults.sentence(OSError("Not a gzipped file"))
    assert "gzipped" not in text.fr + text.en


def test_sqlite_is_told_by_its_result_code() -> None:
    with pytest.raises(sqlite3.Error) as caught, sqlite3.connect(":memory:") as base:
        base.execute("select * from nowhere")
    assert sqlite_faults.sentence(caught.value) == sqlite_faults.SENTENCES["SQLITE_ERROR"]
    assert sqlite_faults.sentence(sqlite3.ProgrammingError("Cannot operate")).fr == "la base ne peut pas servir"
