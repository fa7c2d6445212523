"""The draft of a digest: so many lines of each kind are listed, all are counted, for whom they concern."""

from datetime import date

import pytest

from domain.echeance import Delai
from domain.notifications import (
    SUBJECTS,
    Audience,
    Irrecevable,
    LedgerPosition,
    News,
    Reminder,
    StatusStep,
    Subject,
    subject_of,
)
from domain.status import Status
from ledger.notifications.drafts import DigestDraft, DigestDrafts
from tests.ledger.facts import NOW

HERE = LedgerPosition(event=3, action=2, account=1)


def step(status: Status, number: str = "F-1") -> StatusStep:
    return StatusStep(status=status, at=NOW, numero_facture=number, nom_fournisseur="", nom_destinataire="")


def reminder(number: str) -> Reminder:
    return Reminder(
        numero_facture=number,
        nom_fournisseur="",
        nom_destinataire="",
        delai=next(iter(Delai)),
        due_on=date(2026, 12, 1),
    )


@pytest.mark.parametrize("lines", [0, 1, 2])
def test_there_is_room_for_so_many_steps_of_a_subject(lines: int) -> None:
    draft = DigestDraft(lines=lines)
    for rank in range(lines):
        assert draft.has_room(Status.SUSPENDUE) is True
        draft.step(step(Status.SUSPENDUE, f"F-{rank}"))
    assert draft.has_room(Status.SUSPENDUE) is False
    assert draft.has_room(Status.REJETEE) is (lines > 0), "another subject has room of its own"
    assert [one.numero_facture for one in draft.news(HERE, 0).steps] == [f"F-{rank}" for rank in range(lines)]


def test_statuses_of_one_subject_share_its_room() -> None:
    alike = [status for status, subject in SUBJECTS.items() if subject is Subject.SUSPENSION]
    others = [status for status, subject in SUBJECTS.items() if subject is not Subject.SUSPENSION]
    draft = DigestDraft(lines=1)
    draft.step(step(alike[0]))
    assert {draft.has_room(status) for status in alike} == {False}
    assert {draft.has_room(status) for status in others} == {True}


def test_reminders_and_refused_files_beyond_the_room_are_counted() -> None:
    draft = DigestDraft(lines=2)
    numbers = ("F-1", "F-2", "F-3")
    for number in numbers:
        draft.remind(reminder(number))
    for name in ("a.xml", "b.xml", "c.xml", "d.xml"):
        draft.refuse(Irrecevable(drop="atelier", name=name))
    found = draft.news(HERE, 5)
    assert found.reminders == tuple(map(reminder, numbers[:2]))
    assert [one.name for one in found.irrecevables] == ["a.xml", "b.xml"]
    assert (found.reminders_total, found.irrecevables_total, found.given_up, found.position) == (3, 4, 5, HERE)


def test_a_draft_without_room_counts_all_the_same() -> None:
    draft = DigestDraft(lines=0)
    draft.remind(reminder("F-1"))
    draft.refuse(Irrecevable(drop="atelier", name="a.xml"))
    assert draft.news(HERE, 0) == News(position=HERE, reminders_total=1, irrecevables_total=1)


def test_counts_and_steps_are_in_the_order_of_statuses_and_subjects_without_what_is_none() -> None:
    draft = DigestDraft(lines=9)
    subjects = list(Subject)
    for status in reversed(list(SUBJECTS)):
        draft.step(step(status))
    for rank, status in enumerate(reversed(list(Status))):
        draft.counts[status] = rank
    for rank, subject in enumerate(reversed(subjects)):
        draft.totals[subject] = rank
    found = draft.news(HERE, 0)
    assert [status for status, _ in found.counts] == list(Status)[:-1]
    assert [count for _, count in found.counts] == list(range(len(Status) - 1, 0, -1))
    assert [subject for subject, _ in found.totals] == subjects[:-1]
    ranks = [subjects.index(subject_of(one.status)) for one in found.steps]
    assert ranks == sorted(ranks)
    assert len(found.steps) == len(SUBJECTS)


def test_news_are_for_whom_they_concern_each_once() -> None:
    audiences = (
        Audience(),
        Audience(drops=("atelier",)),
        Audience(structures=("20005384900017",)),
        Audience(drops=("atelier",), structures=("20005384900017",)),
        Audience(drops=("menuiserie",)),
    )
    drafts = DigestDrafts(audiences, 7)
    assert [draft.lines for draft in drafts.each] == [7] * 5
    everybody, atelier, structure, both, menuiserie = drafts.each

    def ids(*names: str | None) -> list[int]:
        return [id(draft) for draft in drafts.of(names)]

    assert ids() == ids(None, "", "inconnu") == [id(everybody)]
    assert ids("atelier", None, "20005384900017") == [id(one) for one in (everybody, atelier, both, structure)]
    assert ids("menuiserie", "menuiserie") == [id(everybody), id(menuiserie)]
