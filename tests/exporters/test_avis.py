"""A digest: steps that need an action first, few lines, no chat markup, no content of an invoice."""

from collections import Counter
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.echeance import Delai
from domain.notifications import (
    LINES,
    Irrecevable,
    LedgerPosition,
    News,
    Notification,
    Reminder,
    StatusStep,
    Subject,
    subject_of,
)
from domain.status import Status
from domain.text import Locale
from exporters import notifications as words
from tests.as_read import as_read

NOW = datetime(2026, 11, 21, 1, 14, 10, tzinfo=UTC)
HOSTILE = '<b>@everyone</b>\n`rm`\u202e "x" & <!channel>'


def step(
    status: Status = Status.REJETEE, number: str = "F-1", motif: str = "", codes: tuple[str, ...] = ()
) -> StatusStep:
    return StatusStep(
        status=status,
        at=NOW,
        numero_facture=number,
        nom_fournisseur="Papeterie",
        nom_destinataire="Région",
        motif=motif,
        codes=codes,
    )


def digest(
    *steps: StatusStep,
    troubles: tuple[str, ...] = (),
    subjects: frozenset[Subject] = frozenset(Subject),
    **more: object,
) -> Notification:
    counts = Counter(one.status for one in steps)
    totals = Counter(subject_of(one.status) for one in steps)
    news = News(
        position=LedgerPosition(), counts=tuple(counts.items()), totals=tuple(totals.items()), steps=steps, **more
    )
    return Notification(at=NOW, subjects=subjects, news=news, troubles=troubles)


def shown(page: str) -> str:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(page)
    return as_read(" ".join(found))


@pytest.mark.parametrize("locale", Locale)
def test_the_text_and_the_page_have_the_same_content(locale: Locale) -> None:
    avis = digest(
        step(codes=("TOT-03",)),
        step(Status.SUSPENDUE, "F-2", "Bon de livraison absent"),
        step(Status.MISE_A_DISPOSITION, "F-3"),
        troubles=("la porte ne s'ouvre pas",),
        reminders=(
            Reminder(
                numero_facture="F-4",
                nom_fournisseur="BTP",
                nom_destinataire="MOA",
                delai=Delai.PAIEMENT,
                due_on=date(2026, 12, 24),
            ),
        ),
        reminders_total=1,
        irrecevables=(Irrecevable(drop="papeterie", name="lot.zip", codes=("ARC-03",)),),
        irrecevables_total=1,
        given_up=3,
    )
    text, page = words.as_text(avis, locale), shown(words.as_html(avis, locale))
    dates = ("21/11/2026 02:14:10", "24/12/2026") if locale is Locale.FR else ("2026-11-21 02:14:10", "2026-12-24")
    for part in (*dates, "F-1", "TOT-03", "F-2", "Bon de livraison absent", "F-4"):
        assert part in text
        assert part in page
    for part in ("lot.zip", "papeterie", "ARC-03", "la porte", "navette outbox list", "Mise à disposition : 1"):
        assert part in text
        assert part in page
    assert "F-3" not in text, "what asks for nothing is only counted"


def test_the_subject_counts_the_gravest_first_in_the_singular_and_the_plural() -> None:
    assert words.subject(digest(step()), Locale.FR) == "Navette : 1 refus"
    assert words.subject(digest(step(), step(Status.A_RECYCLER), step(Status.A_RECYCLER)), Locale.FR) == (
        "Navette : 1 refus, 2 factures à recycler"
    )
    assert words.subject(digest(step(), step()), Locale.EN) == "Navette: 2 refusals"


def test_a_hundred_refusals_are_counted_and_hide_nothing_else() -> None:
    avis = digest(*(step(number=f"F-{n}") for n in range(100)), step(Status.SUSPENDUE, "S-1"))
    text = words.as_text(avis, Locale.FR)
    assert sum(line.startswith("- ") for line in text.splitlines()) == LINES
    assert f"et {100 - LINES + 1} de plus" in text
    assert "S-1" in text


def test_one_more_is_counted_as_many_are() -> None:
    text = words.as_text(digest(*(step(number=f"F-{n}") for n in range(LINES + 1))), Locale.FR)
    assert "et 1 de plus\n" in text


def test_subjects_a_reader_did_not_choose_are_left_out() -> None:
    avis = digest(step(), step(Status.SUSPENDUE, "S-1"), subjects=frozenset({Subject.SUSPENSION}), irrecevables_total=3)
    text = words.as_text(avis, Locale.FR)
    assert "F-1" not in text
    assert "S-1" in text
    assert words.subject(avis, Locale.FR) == "Navette : 1 suspension"
    assert digest(step(), subjects=frozenset({Subject.SUSPENSION})).empty


def test_names_from_outside_are_harmless_in_a_chat_and_in_a_page() -> None:
    avis = digest(step(number=HOSTILE, motif=HOSTILE), troubles=(HOSTILE,))
    text, page = words.as_text(avis, Locale.FR), words.as_html(avis, Locale.FR)
    assert "@everyone" not in text
    assert not {"<", ">", "`", "\u202e"} & set(text)
    assert "<b>" not in page
    assert "<!channel>" not in page
    assert len(text.splitlines()) == len(
        words.as_text(digest(step(motif="x"), troubles=("x",)), Locale.FR).splitlines()
    )


@given(motif=st.text(max_size=3000), number=st.text(max_size=300))
def test_any_text_stays_on_a_line_of_its_own(motif: str, number: str) -> None:
    avis = digest(step(number=number, motif=motif))
    lines = words.as_text(avis, Locale.FR).splitlines()
    assert len([line for line in lines if line.startswith("- ")]) == 1
    assert max(map(len, lines)) < 700
    assert "script" not in words.as_html(avis, Locale.FR).replace(motif, "").replace(number, "")
