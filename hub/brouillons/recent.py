"""Analyses of a few minutes ago: a page that is loaded again, or in a second window, reads no document again.

What is sent is always read again (:func:`hub.brouillons.sending.send`): nothing here decides.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

KEPT, LONGEST = 64, timedelta(minutes=3)
"""Answers that are kept, and for how long: the directory, or the day, may change meanwhile."""
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Recent(Generic[Asked, Answer]):
    """Answers by what was asked, the oldest forgotten first; for several threads."""

    most: int = KEPT
    _kept: OrderedDict[Asked, tuple[datetime, Answer]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked, now: datetime, find: Callable[[], Answer]) -> Answer:
        """That of before, else what ``find`` returns; what it raises is not kept."""
        with self._lock:
            found = self._kept.get(asked)
        if found is not None and now - found[0] < LONGEST:
            return found[1]
        answer = find()
        with self._lock:
            self._kept[asked] = (now, answer)
            self._kept.move_to_end(asked)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return answer
