"""Answers that are many travel as one archive whose index says, in the account's language, what each file is."""

import io
import pickle
import zipfile
from datetime import UTC, datetime

import pytest

from domain.deposit import Deposit, Effect, Task
from domain.status import FluxStatus
from domain.text import Locale
from hub.reply.envelopes import CERTIFICATES, COMPTES_RENDUS, STATUS_FILE_REPLIES, DepositSubject, Job, envelopes

AT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def deposit(number: int) -> Deposit:
    return Deposit(
        id=number,
        drop="papeterie",
        name=f"=lot {number}.zip",
        size=10,
        modified=0.0,
        sha256="0" * 64,
        location="packs/x",
        received_at=AT,
        status=FluxStatus.IN_INTEGRE,
    )


def job() -> Job[DepositSubject]:
    tasks = tuple(Task(id=n, effect=Effect.REPORT, subject=n, target="papeterie", attempts=1) for n in (7, 8))
    return Job(tasks=tasks, subjects=tuple(DepositSubject(deposit=deposit(n), invoices=()) for n in (7, 8)))


@pytest.mark.parametrize(
    ("locale", "heads", "first"),
    [
        (Locale.FR, "Objet;Fichier;Octets", "Dépôt 000000000000007 : "),
        (Locale.EN, "Subject;File;Bytes", "Deposit 000000000000007: "),
    ],
)
def test_many_comptes_rendus_travel_with_an_index(locale: Locale, heads: str, first: str) -> None:
    ((envelope),) = envelopes(COMPTES_RENDUS, locale, "retours", 1, (job(),))
    (item,) = envelope.items
    assert item.name == "comptes-rendus_2026-11-21_000000007-000000008.zip"  # the day of Paris
    assert isinstance(item.content, bytes)
    with zipfile.ZipFile(io.BytesIO(item.content)) as archive:
        lines = archive.read("index.csv").decode("utf-8-sig").split("\r\n")
        assert lines[0] == heads
        assert lines[1].startswith(first)
        assert [line.split(";")[1] for line in lines[1:-1]] == archive.namelist()[1:]
    assert envelopes(COMPTES_RENDUS, locale, "retours", 1, (job(),)) == [envelope]


def test_a_few_travel_as_they_are() -> None:
    ((envelope),) = envelopes(COMPTES_RENDUS, Locale.FR, "retours", 2, (job(),))
    assert [item.name.rpartition(".")[2] for item in envelope.items] == ["html", "json", "csv"] * 2


@pytest.mark.parametrize("kind", [CERTIFICATES, COMPTES_RENDUS, STATUS_FILE_REPLIES])
def test_every_kind_of_answer_can_be_sent_to_a_worker(kind: object) -> None:
    assert pickle.loads(pickle.dumps(kind)) == kind  # noqa: S301 - ours
