"""Compiles the field table of a format (one row per field) and reads an XML tree with it in one pass.

A table is compiled once, with the namespaces of its format, into a trie of qualified tags. Reading walks the tree's
elements once and skips elements that no row names.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar

from lxml.etree import _Element as Element

from domain.finding import Rule

T = TypeVar("T")
Convert = Callable[[str, Element], object]
"""From an element's text (stripped, not empty) and the element to a value; raises :class:`Unreadable`."""


class Unreadable(Exception):
    """A text that is no valid value of its field; ``rule`` is the violated rule."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.code)
        self.rule = rule


class FieldRow(NamedTuple):
    """One field of a format.

    ``path`` is made of prefixed tags, the last one may be ``@attribute``; ``name`` is the keyword passed to the
    table's ``build``; ``kind`` is a conversion, a :class:`Table` for a group, ``None`` for plain text. Without
    ``many`` the first value found is kept.
    """

    term: str
    """Business term or group (``BT-1``, ``BG-25``, ``EXT-FR-FE-163``), or the format's own name."""
    path: str
    name: str
    kind: "Convert | Table[Any] | None" = None
    many: bool = False


class Table(NamedTuple, Generic[T]):
    """The rows of a group and the function that builds it.

    ``build`` is called with the values found, by name; when it returns ``None`` the group is absent.
    """

    rows: tuple[FieldRow, ...]
    build: Callable[..., T]


class Fault(NamedTuple):
    """A value that was not accepted, and its row."""

    row: FieldRow
    text: str
    line: int
    """Line in the file, from 1; 0 when unknown."""
    rule: Rule | None
    """The violated rule; ``None`` when the field already had another value."""


class Reader(Generic[T]):
    """A compiled table."""

    __slots__ = ("attributes", "build", "many", "steps")

    def __init__(self, build: Callable[..., T]) -> None:
        self.build = build
        self.many: tuple[str, ...] = ()
        self.attributes: tuple[_Step, ...] = ()
        self.steps: _Steps = {}

    def read(self, element: Element, faults: list[Fault]) -> T:
        """The value built from ``element``; values that were not accepted are appended to ``faults``."""
        values: dict[str, Any] = {}
        for step in self.attributes:
            _take(element, step, values, faults)
        _fill(element, self.steps, values, faults)
        for name in self.many:
            if name in values:
                values[name] = tuple(values[name])
        return self.build(**values)


class Taken(NamedTuple):
    """A text read by a table's row, before conversion."""

    row: FieldRow
    groups: tuple[str, ...]
    """Names of the enclosing groups, from the root."""
    element: Element
    attribute: str | None
    text: str


def taken(reader: Reader[Any], element: Element, groups: tuple[str, ...] = ()) -> Iterator[Taken]:
    """Every text of ``element`` that a row of ``reader`` names, in document order."""
    for step in reader.attributes:
        yield from _taken(element, step, groups)
    yield from _below(element, reader.steps, groups)


def _below(element: Element, steps: "_Steps", groups: tuple[str, ...]) -> Iterator[Taken]:
    for child in element:
        step = steps.get(child.tag)
        if step is not None:
            yield from _taken(child, step, groups)


def _taken(element: Element, step: "_Step", groups: tuple[str, ...]) -> Iterator[Taken]:
    if step.action == _PATH:
        yield from _below(element, step.payload, groups)
    elif step.action == _MIXED:
        for part in step.payload:
            yield from _taken(element, part, groups)
    elif step.action == _GROUP:
        yield from taken(step.payload, element, (*groups, step.name))
    else:
        attribute = step.payload if step.action == _ATTRIBUTE else None
        text = (element.get(attribute) if attribute else element.text) or ""
        if text.strip():
            yield Taken(step.row, groups, element, attribute, text.strip())


def rows_below(reader: Reader[Any]) -> Iterator[tuple[tuple[str, ...], FieldRow, Reader[Any] | None]]:
    """The rows of ``reader`` that elements hold: local names of the path, row, reader of the group where it is one."""
    for tags, row, group in tags_below(reader):
        yield tuple(tag.rpartition("}")[2] for tag in tags), row, group


def tags_below(reader: Reader[Any]) -> Iterator[tuple[tuple[str, ...], FieldRow, Reader[Any] | None]]:
    """As :func:`rows_below`, with qualified tags (``{namespace}name``) in the path."""
    yield from _rows(reader.steps, ())


def _rows(steps: "_Steps", above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], FieldRow, Reader[Any] | None]]:
    for tag in steps:
        tags = (*above, tag)
        for step in _parts(steps, tag):
            if step.action == _PATH:
                yield from _rows(step.payload, tags)
            elif step.action != _ATTRIBUTE:
                yield tags, step.row, step.payload if step.action == _GROUP else None


def compiled(table: Table[T], namespaces: Mapping[str, str]) -> Reader[T]:
    """``table`` compiled for one set of namespaces (prefix to URI)."""
    reader = Reader(table.build)
    reader.many = tuple({row.name for row in table.rows if row.many})
    for row in table.rows:
        *parents, last = _tags(row.path, namespaces)
        step = _step(row, last, namespaces)
        if step.action != _ATTRIBUTE:
            _put(_under(reader.steps, parents), last, step)
        elif parents:
            _put(_under(reader.steps, parents[:-1]), parents[-1], step)
        else:
            reader.attributes += (step,)
    return reader


class _Step(NamedTuple):
    """Action for an element; ``payload`` depends on the action."""

    action: int
    name: str
    many: bool
    payload: Any
    row: FieldRow


_Steps = dict[str, _Step]
_NO_ROW: Final = FieldRow("", "", "")
_PATH: Final = 0
"""Go down; the payload is the steps below."""
_GROUP: Final = 1
"""Read a group; the payload is its reader."""
_TEXT: Final = 2
_VALUE: Final = 3
"""Convert the text; the payload is the conversion."""
_ATTRIBUTE: Final = 4
"""Take an attribute; the payload is its name."""
_MIXED: Final = 5
"""Several actions on one element; the payload is their tuple."""


def _tags(path: str, namespaces: Mapping[str, str]) -> Iterator[str]:
    for part in path.split("/"):
        prefix, _, local = part.rpartition(":")
        yield f"{{{namespaces[prefix]}}}{local}" if prefix else local


def _step(row: FieldRow, tag: str, namespaces: Mapping[str, str]) -> _Step:
    if tag.startswith("@"):
        return _Step(_ATTRIBUTE, row.name, row.many, tag[1:], row)
    if isinstance(row.kind, Table):
        return _Step(_GROUP, row.name, row.many, compiled(row.kind, namespaces), row)
    return _Step(_TEXT if row.kind is None else _VALUE, row.name, row.many, row.kind, row)


def _under(steps: _Steps, tags: list[str]) -> _Steps:
    """The steps below a path, created if missing."""
    for tag in tags:
        below = next((part.payload for part in _parts(steps, tag) if part.action == _PATH), None)
        if below is None:
            below = {}
            _put(steps, tag, _Step(_PATH, "", False, below, _NO_ROW))
        steps = below
    return steps


def _parts(steps: _Steps, tag: str) -> tuple[_Step, ...]:
    step = steps.get(tag)
    if step is None:
        return ()
    parts: tuple[_Step, ...] = step.payload if step.action == _MIXED else (step,)
    return parts


def _put(steps: _Steps, tag: str, step: _Step) -> None:
    parts = (*_parts(steps, tag), step)
    steps[tag] = step if len(parts) == 1 else _Step(_MIXED, "", False, parts, _NO_ROW)


def _fill(element: Element, steps: _Steps, values: dict[str, Any], faults: list[Fault]) -> None:
    """Reads the children; the most frequent case, a plain text without repetition, is handled inline for speed."""
    for child in element:
        step = steps.get(child.tag)
        if step is None:
            continue
        action, name, many, payload, _ = step
        if action == _PATH:
            _fill(child, payload, values, faults)
        elif action == _TEXT and not many and name not in values:
            text = child.text
            text = text and text.strip()
            if text:
                values[name] = text
        else:
            _take(child, step, values, faults)


def _take(element: Element, step: _Step, values: dict[str, Any], faults: list[Fault]) -> None:
    action, name, many, payload, row = step
    if action == _PATH:
        _fill(element, payload, values, faults)
        return
    if action == _MIXED:
        for part in payload:
            _take(element, part, values, faults)
        return
    value: object
    if action == _GROUP:
        value = payload.read(element, faults)
        if value is None:
            return
    else:
        text = element.get(payload) if action == _ATTRIBUTE else element.text
        text = text and text.strip()
        if not text:
            return
        value = text
        if action == _VALUE:
            try:
                value = payload(text, element)
            except Unreadable as unreadable:
                faults.append(Fault(row, text, line_of(element), unreadable.rule))
                return
    if many:
        values.setdefault(name, []).append(value)
    elif name not in values:
        values[name] = value
    elif values[name] != value:
        faults.append(Fault(row, element.text or "", line_of(element), None))


def line_of(element: Element) -> int:
    """The first line of ``element``, from 1; 0 when unknown."""
    line: Any = element.sourceline
    return int(line or 0)
