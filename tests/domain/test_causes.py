"""Findings grouped by cause: what is said first, in which order, and how many times it was found."""

from dataclasses import replace

from domain.causes import REST, Topic, by_cause, told, topic
from domain.finding import Finding, Level, Pack, Severity
from domain.text import Text

SAID = Text("Faux.", "Wrong.")


def finding(code: str, field: str | None = None, **more: object) -> Finding:
    plain = Finding(
        code=code,
        severity=Severity.FATAL,
        level=Level.FACTURE,
        field=field,
        message=SAID,
        remedy=SAID,
        pack=Pack.NAVETTE,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_what_is_only_counted_is_counted_and_no_other_value_is() -> None:
    """A value of another finding may be a number too: an amount, a SIRET."""
    head = [finding("TOT-01", behind="", path=f"/a[{rank}]") for rank in (1, 2)]
    behind = [
        finding(REST, behind="TOT-01", value="40"),
        finding(REST, behind="TOT-01", value="?"),
        finding("TOT-02", behind="TOT-01", value="1200"),
    ]
    (cause,) = by_cause([*behind, *head])
    assert (cause.headline, cause.repeated) == (head[0], (head[1],))
    assert (cause.count, cause.codes) == (42, ("TOT-02",))
    assert set(cause.findings) == {*head, *behind}


def test_causes_come_by_gravity_then_topic_then_our_own_sentences() -> None:
    warning = finding("A", behind="", severity=Severity.WARNING, level=Level.DEPOT)
    values, official = finding("B", behind=""), finding("C", behind="", pack=Pack.EN16931)
    form, routing = finding("UBL-CR-1", behind=""), finding("D", "code_service", behind="")
    whole = finding("E", behind="", level=Level.DEPOT)
    every = [warning, official, form, values, routing, whole]
    assert [one.headline for one in by_cause(every)] == [whole, routing, values, official, form, warning]
    assert [topic(one) for one in (whole, routing, values, form)] == list(Topic)
    assert topic(finding("X", pack=Pack.XSD)) is Topic.FORM
    assert topic(finding("X", pack=Pack.ACHEMINEMENT)) is Topic.ROUTING


def test_what_was_never_looked_at_is_grouped_by_field_the_gravest_first() -> None:
    mild = finding("A", "devise", severity=Severity.WARNING)
    grave, other, whole = finding("B", "devise"), finding("C", "numero_facture"), finding("D")
    assert told([mild, grave, other, whole]) == ((grave, None), (mild, "B"), (other, None), (whole, None))


def test_of_several_causes_the_one_about_the_same_thing_has_what_follows() -> None:
    one = finding("H", "devise", behind="", term="BT-5", path="/a")
    two = finding("H", "montant_ttc", behind="", term="BT-112", path="/b")
    follows, by_term = finding("F", "montant_ttc", behind="H"), finding("G", behind="H", term="BT-112")
    astray, absent = finding("I", behind="H"), finding("J", behind="ABSENT")
    causes = {cause.headline: set(cause.behind) for cause in by_cause([one, two, follows, by_term, astray, absent])}
    assert causes == {one: {astray}, two: {follows, by_term}, absent: set()}
