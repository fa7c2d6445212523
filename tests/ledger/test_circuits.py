"""Whatever comes in whatever order, an invoice is only ever where its circuit allows, and nothing said is unsaid."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.deposit import Deposit, DepositKind, Disposition, Effect, Link
from domain.echeance import TACIT_ACCEPTANCES, Lapse
from domain.errors import LedgerError
from domain.status import Status, may_follow
from domain.suivi import Complement, Outcome, StatementResult
from domain.travaux import AVEC_VALIDEUR, ETAPES, associated, is_over, may_become, next_of
from ledger import Ledger
from ledger.database.schema import events, outbox
from tests.english import english
from tests.ledger.facts import NOW, claim, digest, follow_up, key, received, record, said, settled
from tests.ledger.works import MANDATAIRE, TITULAIRE, agent, piece

SCRIPTS = int(os.environ.get("NAVETTE_SCRIPTS", "12"))
"""Sequences of what comes from outside, on each engine; more of them find more."""
CADRES = sorted({"A1", "A2", *ETAPES, *AVEC_VALIDEUR})
Event = tuple[int, int, str]
"""Its id, the invoice's, the status."""


@dataclass(slots=True, kw_only=True)
class World:
    """A ledger, the invoices this example brought, and the status files it sent."""

    ledger: Ledger
    base: int
    """The last event before this example."""
    ids: list[int] = field(default_factory=list)
    files: list[tuple[Deposit, tuple[StatementResult, ...]]] = field(default_factory=list)
    count: int = 0

    def fresh(self) -> str:
        self.count += 1
        return f"E{self.base}-{self.count}"

    def pick(self, rank: int) -> int | None:
        return self.ids[rank % len(self.ids)] if self.ids else None

    def cadre(self, id_: int) -> str:
        return self.ledger.invoices.by_id(id_).values["cadre_facturation"] or ""

    def status(self, id_: int) -> Status:
        status = self.ledger.invoices.by_id(id_).status
        assert status is not None
        return status

    def log(self) -> list[Event]:
        with self.ledger._database.read() as connection:
            query = select(events.c.id, events.c.invoice_id, events.c.status).where(events.c.id > self.base)
            return [(id_, invoice_id, status) for id_, invoice_id, status in connection.execute(query.order_by("id"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that comes from outside: what it does, to the invoices of these ranks, with these statuses."""

    does: Callable[[World, "Act"], None]
    ranks: tuple[int, ...]
    statuses: tuple[Status, ...]
    cadre: str
    valideur: bool

    def __repr__(self) -> str:
        return (
            f"{self.does.__name__}({self.ranks}, {[str(one) for one in self.statuses]}, {self.cadre}, {self.valideur})"
        )


def may(cadre: str | None, before: Status, after: Status) -> bool:
    """By a step: an invoice is DEPOSEE by a deposit only."""
    return after is not Status.DEPOSEE and may_become(cadre, before, after)


def deposits(world: World, act: Act) -> None:
    """An invoice, or a works piece that names earlier ones its circuit lets it follow."""
    number = world.fresh()
    named = {id_ for rank in act.ranks if (id_ := world.pick(rank)) is not None}
    links = tuple(
        Link(invoice_id=id_, becomes=associated(world.cadre(id_), act.cadre))
        for id_ in sorted(named)
        if act.cadre in ETAPES and world.cadre(id_) in ETAPES[act.cadre].after and not is_over(world.status(id_))
    )
    what = piece(number, act.cadre, seller_agent=agent(TITULAIRE) if act.valideur else None)
    one = settled(received(world.ledger, f"{number}.xml"), what=what)
    not_yet = {Status.DEPOSEE, Status.EN_COURS_ACHEMINEMENT}
    legal = all(
        world.status(link.invoice_id) in {link.becomes, *not_yet}
        or may_become(world.cadre(link.invoice_id), world.status(link.invoice_id), link.becomes)
        for link in links
    )
    if legal:
        world.ids.append(record(world.ledger, replace(one, links=links))[0].id)
    else:
        with pytest.raises(LedgerError, check=english("may not follow")):
            record(world.ledger, replace(one, links=links))


def says(world: World, act: Act) -> None:
    """A status file of several lines; one that may not be taken gives all of it up."""
    name = world.fresh()
    numbers = {
        id_: world.ledger.invoices.by_id(id_).values["numero_facture"]
        for rank in act.ranks
        if (id_ := world.pick(rank))
    }
    lines, legal = [], True
    with world.ledger.batch() as batch:
        asked = [
            said(rank, numbers[id_], valideur_suivant=MANDATAIRE if act.valideur else "")
            for rank, status in enumerate(act.statuses, 1)
            if (id_ := world.pick(act.ranks[rank % len(act.ranks)])) in numbers
        ]
        found = batch.matching(asked)
        now = {}
        for statement in asked:
            (invoice,) = found[statement.rank]
            after = act.statuses[statement.rank - 1]
            before = now.get(invoice.invoice_id, invoice.status)
            legal = legal and may(invoice.cadre, before, after)
            now[invoice.invoice_id] = after
            lines.append(StatementResult(statement=statement, outcome=Outcome.APPLIED, invoice=invoice, after=after))
    deposit = follow_up(world.ledger, name)
    if legal:
        sends(world, deposit, tuple(lines))
        world.files.append((deposit, tuple(lines)))
    else:
        with pytest.raises(LedgerError, check=english("may not follow")):
            sends(world, deposit, tuple(lines))


def walks(world: World, act: Act) -> None:
    """A status file whose every line is a step its invoice may take."""
    lines: list[StatementResult] = []
    with world.ledger.batch() as batch:
        for rank, status in zip(act.ranks, act.statuses, strict=False):
            if (id_ := world.pick(rank)) is None or any(one.invoice.invoice_id == id_ for one in lines if one.invoice):
                continue
            statement = said(len(lines) + 1, world.ledger.invoices.by_id(id_).values["numero_facture"] or "")
            (invoice,) = batch.matching([statement])[statement.rank]
            ways = [one for one in sorted(next_of(invoice.cadre, invoice.status)) if one is not Status.DEPOSEE]
            if ways:
                after = ways[list(Status).index(status) % len(ways)]
                lines.append(
                    StatementResult(statement=statement, outcome=Outcome.APPLIED, invoice=invoice, after=after)
                )
    deposit = follow_up(world.ledger, world.fresh())
    sends(world, deposit, tuple(lines))
    world.files.append((deposit, tuple(lines)))


def sends(world: World, deposit: Deposit, lines: tuple[StatementResult, ...]) -> None:
    with world.ledger.batch() as batch:
        batch.follow(deposit.id, "destinataire", lines, NOW)


def says_again(world: World, _: Act) -> None:
    """The last files once more, as after a crash: nothing happens."""
    before = world.log()
    for deposit, lines in world.files:
        sends(world, deposit, lines)
    assert world.log() == before


def delivers(world: World, act: Act) -> None:
    world.ledger.outbox.done(claim(world.ledger, Effect.DELIVER, limit=1 + act.ranks[0]), NOW)


def submits(world: World, act: Act) -> None:
    world.ledger.outbox.done(claim(world.ledger, Effect.SUBMIT, limit=1 + act.ranks[0]), NOW)


def completes(world: World, act: Act) -> None:
    if (id_ := world.pick(act.ranks[0])) is None:
        return
    deposit = follow_up(world.ledger, world.fresh(), DepositKind.COMPLEMENTS)
    file = Complement(name="bon.pdf", sha256=digest("bon"), location="files/bon")
    legal = world.status(id_) is Status.SUSPENDUE
    for _ in range(2):
        if legal:
            with world.ledger.batch() as batch:
                batch.complete(deposit.id, 0, id_, [file], "", "atelier", NOW)
            assert world.status(id_) is Status.COMPLETEE
        else:
            with pytest.raises(LedgerError, check=english("only a suspended one")), world.ledger.batch() as batch:
                batch.complete(deposit.id, 0, id_, [file], "", "atelier", NOW)


def lapses(world: World, act: Act) -> None:
    """A deadline passes, of the status the invoice has or had."""
    if (id_ := world.pick(act.ranks[0])) is None:
        return
    for new in (tacite.new for tacite in TACIT_ACCEPTANCES.values()):
        legal = world.status(id_) is act.statuses[0] and may_become(world.cadre(id_), act.statuses[0], new)
        lapse = Lapse(invoice_id=id_, expected=act.statuses[0], new=new, motif="délai")
        with world.ledger.batch() as batch:
            assert batch.lapse([lapse, lapse], NOW) == ((lapse,) if legal else ())


def recycles(world: World, act: Act) -> None:
    if (id_ := world.pick(act.ranks[0])) is None:
        return
    old = world.ledger.invoices.by_id(id_)
    what = piece(old.values["numero_facture"] or "", world.cadre(id_), seller_agent=agent(TITULAIRE))
    one = settled(received(world.ledger, f"{world.fresh()}.xml"), what=what)
    with world.ledger.batch() as batch:
        one = replace(one, disposition=Disposition.RECYCLED, previous=batch.known([key(what)])[key(what)])
    if may_follow(world.status(id_), Status.DEPOSEE):
        assert record(world.ledger, one)[0].id == id_
    else:
        with pytest.raises(LedgerError, check=english("does not wait to be recycled")):
            record(world.ledger, one)


def changes(world: World, act: Act) -> None:
    if (id_ := world.pick(act.ranks[0])) is None:
        return
    if may(world.cadre(id_), world.status(id_), act.statuses[0]):
        world.ledger.lifecycle.change(id_, act.statuses[0], "essai", "", NOW + timedelta(minutes=1))
    else:
        with pytest.raises(LedgerError, check=english("may not follow")):
            world.ledger.lifecycle.change(id_, act.statuses[0], "essai", "", NOW)


ACTS = (deposits, says, says_again, delivers, submits, completes, lapses, recycles, changes)
acts = st.builds(
    Act,
    does=st.sampled_from((*ACTS, *[walks] * 6)),
    ranks=st.tuples(*[st.integers(0, 6)] * 3),
    statuses=st.tuples(*[st.sampled_from(Status)] * 3),
    cadre=st.sampled_from(CADRES),
    valideur=st.booleans(),
)
beginnings = st.lists(acts.map(lambda act: replace(act, does=deposits)), min_size=4, max_size=4)
ends = st.lists(acts, min_size=20, max_size=20)


@settings(
    max_examples=SCRIPTS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a script is short; shrinking one takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(beginning=beginnings, end=ends)
def test_no_input_leads_where_the_circuit_forbids(ledger: Ledger, beginning: list[Act], end: list[Act]) -> None:
    everything = World(ledger=ledger, base=0).log()
    world = World(ledger=ledger, base=len(everything))
    log: list[Event] = []
    for act in (*beginning, *end):
        act.does(world, act)
        after = world.log()
        assert after[: len(log)] == log, "what happened stays as it happened"
        log = after
    assert World(ledger=ledger, base=0).log()[: len(everything)] == everything
    check(world, log)


def check(world: World, log: list[Event]) -> None:
    """Every invoice of the example: deposited once, then only steps of its circuit; each but deposits notified."""
    for id_ in world.ids:
        steps = [Status(status) for _, invoice_id, status in log if invoice_id == id_]
        cadre = world.cadre(id_)
        assert steps[0] is Status.DEPOSEE
        assert all(may_become(cadre, before, after) for before, after in pairwise(steps)), (cadre, steps)
        assert world.status(id_) is steps[-1]
    with world.ledger._database.read() as connection:
        query = select(outbox.c.subject).where(outbox.c.effect == Effect.STATUS.value, outbox.c.subject > world.base)
        told = sorted(connection.execute(query).scalars())
    assert told == [id_ for id_, _, status in log if status != Status.DEPOSEE]


def ways(cadre: str) -> list[tuple[Status, ...]]:
    """For every step of the circuit, the shortest walk from the deposit that ends with it."""
    shortest, found, reached = {Status.DEPOSEE: ()}, [], [Status.DEPOSEE]
    for status in reached:
        for after in sorted(next_of(cadre, status) - {Status.DEPOSEE}):
            walk = (*shortest[status], after)
            found.append(walk)
            if after not in shortest:
                shortest[after] = walk
                reached.append(after)
    return found


def test_every_way_of_every_circuit_is_open(ledger: Ledger) -> None:
    """One invoice for each step there is, walked to it by one status file of thousands of lines."""
    walks_ = [(cadre, walk) for cadre in CADRES for walk in ways(cadre)]
    assert {status for _, walk in walks_ for status in walk} == set(Status) - {Status.DEPOSEE, Status.A_COMPLETER}
    lot = received(ledger, "lot.zip")
    brought = record(ledger, *(settled(lot, rank, piece(f"F-{rank}", cadre)) for rank, (cadre, _) in enumerate(walks_)))
    deposit = follow_up(ledger)
    with ledger.batch() as batch:
        found = batch.matching([said(rank, f"F-{rank}") for rank in range(len(walks_))])
        steps = [(found[rank][0], status) for rank, (_, walk) in enumerate(walks_) for status in walk]
        lines = [
            StatementResult(
                statement=said(rank, invoice.numero_facture), outcome=Outcome.APPLIED, invoice=invoice, after=status
            )
            for rank, (invoice, status) in enumerate(steps, 1)
        ]
        batch.follow(deposit.id, "destinataire", lines, NOW)
    for one, (_, walk) in zip(ledger.invoices.by_ids([one.id for one in brought]), walks_, strict=True):
        assert one.status is walk[-1]
    assert len(ledger.follow_up.lines_of(deposit.id)) == len(steps)
