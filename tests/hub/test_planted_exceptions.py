"""An exception that nobody foresaw, planted in each step for one document: every other goes its way, the operator is
told which, and once the fault is mended the one is taken up as if nothing had been.
"""

import importlib
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from domain.status import Status
from hub.decide import members
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from samples.writers.status_files import of_invoice, table
from tests.hub import inline
from tests.hub.world import ALONE, World, certificates, chained, lay_out, originals, proven

ACCOUNT, VICTIM, OTHERS = "operateur-edi", "FAUTIVE-7", ("BONNE-1", "BONNE-2", "BONNE-3")
SIRET = build(bases.PAPETERIE).siret_destinataire or ""


class Panic(BaseException):
    """As libraries written in Rust raise it: no ``Exception``."""


Panic.__name__ = "PanicException"


@dataclass(frozen=True)
class Step:
    """Where the exception is planted: a function as the step finds it."""

    module: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.module}.{self.attribute}"


@contextmanager
def planted(step: Step, error: BaseException, victim: str = VICTIM):  # type: ignore[no-untyped-def]
    """Within the block the function raises ``error`` for whatever mentions ``victim``."""
    module = importlib.import_module(step.module)
    real: Callable[..., object] = getattr(module, step.attribute)

    def function(*arguments: object, **options: object) -> object:
        if victim in repr((arguments, options)):
            raise error
        return real(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, step.attribute, function)
        yield


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE)


def invoice(number: str) -> bytes:
    return ubl.write(build(replace(bases.PAPETERIE, numero=number)))


def troubles(world: World) -> list[str]:
    return [trouble.text.en for one in inline.night(world.config) for trouble in one.troubles]


def held(world: World) -> tuple[list[int], list[str]]:
    """How often each original was delivered, and the numbers certified to the supplier."""
    return sorted(originals(world).values()), sorted(one.content.numero_facture for one in certificates(world))


DECIDING = [
    Step("parsers", "read"),
    Step("parsers.signature", "with_signatures"),
    Step("hub.decide.one_document", "official_findings"),
    Step("validators", "check"),
    Step("validators", "route"),
    Step("hub.decide.chunks", "slim"),
    Step("validators.chorus_pro.unicite", "key_of"),
    Step("validators.navette.bank_account_change", "with_new_account_findings"),
    Step("ledger.invoices.new_rows", "canonical"),
]
"""Nothing is decided about the one."""
DELIVERING = [
    Step("exporters.facture_json", "as_json"),
    Step("exporters.lisible", "as_pdf"),
    Step("hub.deliver.rounds", "delivery_folder"),
]
"""The one is accepted and certified, and its delivery waits."""
CERTIFYING = [
    Step("exporters.certificat", "as_pdf"),
    Step("exporters.certificat", "as_json"),
]
"""The one is delivered, and its certificate waits."""
ERRORS = [RuntimeError("secret"), RecursionError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), Panic("secret")]


@pytest.mark.parametrize("step", DECIDING + DELIVERING + CERTIFYING, ids=str)
def test_the_others_go_their_way_and_the_one_is_taken_up_again(step: Step, world: World) -> None:
    for number in (*OTHERS, VICTIM):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    with planted(step, RuntimeError("secret")):
        found = troubles(world)
    assert [VICTIM in found[0], "RuntimeError" in found[0], len(found)] == [True, True, 1]
    delivered, certified = held(world)
    assert set(OTHERS) <= set(certified)
    assert len(delivered) == len(OTHERS) + (step in CERTIFYING)
    assert (VICTIM in certified) == (step in DELIVERING)
    world.later()
    assert troubles(world) == []
    assert held(world) == ([1, 1, 1, 1], sorted((*OTHERS, VICTIM)))
    assert chained(world)
    assert proven(world)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_whatever_is_raised(error: BaseException, world: World) -> None:
    for number in (*OTHERS, VICTIM):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    with planted(Step("parsers", "read"), error):
        (told,) = troubles(world)
    assert VICTIM in told
    assert "secret" not in told  # what the error says itself may hold anything of the file
    assert held(world)[1] == sorted(OTHERS)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit()], ids=lambda error: type(error).__name__)
def test_an_interruption_is_nobodys_answer(error: BaseException, world: World) -> None:
    world.drop(ACCOUNT, f"{VICTIM}.xml", invoice(VICTIM))
    with planted(Step("parsers", "read"), error), pytest.raises(type(error)):
        inline.night(world.config)


def test_memory_that_one_document_exhausts_stops_no_other(world: World) -> None:
    for number in (*OTHERS, VICTIM):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    with planted(Step("parsers", "read"), MemoryError()):
        (told,) = troubles(world)
    assert VICTIM in told
    assert held(world)[1] == sorted(OTHERS)


def lot(*numbers: str) -> bytes:
    body = BytesIO()
    with ZipFile(body, "w") as archive:
        for number in numbers:
            archive.writestr(f"{number}.xml", invoice(number))
    return body.getvalue()


def test_a_lot_that_cannot_be_opened_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.drop(ACCOUNT, "bon.zip", lot(*OTHERS))
    world.drop(ACCOUNT, "fautif.zip", lot(VICTIM))
    real = members.documents

    def documents(file: object, name: str, *more: object) -> object:
        if name == "fautif.zip":
            raise KeyError("secret")
        return real(file, name, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(members, "documents", documents)
        (told,) = troubles(world)
    assert "fautif.zip" in told
    assert held(world)[1] == sorted(OTHERS)
    assert troubles(world) == []
    assert held(world)[1] == sorted((*OTHERS, VICTIM))


@pytest.mark.parametrize("step", DECIDING[:6], ids=str)
def test_a_member_of_a_lot_stops_no_other_member(step: Step, world: World) -> None:
    world.drop(ACCOUNT, "lot.zip", lot(*OTHERS, VICTIM))
    with planted(step, RuntimeError("secret")):
        (told,) = troubles(world)
    assert VICTIM in told
    assert held(world)[1] == sorted(OTHERS)
    assert troubles(world) == []
    assert held(world)[1] == sorted((*OTHERS, VICTIM))


@pytest.mark.parametrize(
    "step", [Step("exporters.compte_rendu", "as_html"), Step("exporters.compte_rendu", "as_csv")], ids=str
)
def test_a_compte_rendu_that_cannot_be_written_stops_no_other(step: Step, world: World) -> None:
    for number in (*OTHERS, VICTIM):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    with planted(step, ValueError("secret")):
        found = troubles(world)
    assert len(found) == 1
    names = Counter(path.suffix for path in world.account(ACCOUNT, "retours").glob("compte-rendu_*"))
    assert names[".html"] == len(OTHERS)
    world.later()
    assert troubles(world) == []
    assert len(list(world.account(ACCOUNT, "retours").glob(f"compte-rendu_*_{VICTIM}.*"))) == 3


def test_a_status_file_and_a_change_that_raise_stop_no_other(world: World) -> None:
    for number in (*OTHERS, VICTIM):
        world.drop(ACCOUNT, f"{number}.xml", invoice(number))
    assert troubles(world) == []
    for number in (*OTHERS, VICTIM):
        said = of_invoice(build(replace(bases.PAPETERIE, numero=number)), Status.REJETEE, "Erreur")
        world.answer(SIRET, f"{number}.csv", table([said]))
    with planted(Step("parsers.suivi", "read"), RuntimeError("secret")):
        (told,) = troubles(world)
    assert VICTIM in told
    with planted(Step("exporters.statuts.changes_csv", "as_csv"), RuntimeError("secret")):
        (told,) = troubles(world)
    assert VICTIM in told
    world.later()
    assert troubles(world) == []
    sent = "".join(path.read_text("utf-8-sig") for path in world.account(ACCOUNT, "retours").glob("changements_*.csv"))
    assert {number: sent.count(number) >= 1 for number in (*OTHERS, VICTIM)} == dict.fromkeys((*OTHERS, VICTIM), True)
