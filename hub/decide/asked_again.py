"""Documents whose bytes could not be had: asked for again before they are left undecided for this run."""

import time
from collections.abc import Callable, Sequence

from domain.errors import Unavailable
from hub.decide.chunks import type_answer
from hub.decide.split_pdf import Decided
from hub.decide.unpack import Piece
from hub.runtime.patience import BRIEF


def decide_again(
    pieces: Sequence[Piece], decide: Callable[[Sequence[Piece]], Decided], waits: Sequence[float] = BRIEF
) -> Decided:
    """What ``decide`` answers; the pieces whose answer is :class:`domain.errors.Unavailable` are asked for again after
    each of ``waits``, in seconds, alone.
    """
    done_pieces: list[Piece] = []
    done: list[type_answer] = []
    left, answers = decide(pieces)
    for wait in waits:
        again = [rank for rank, answer in enumerate(answers) if isinstance(answer, Unavailable)]
        if not again:
            break
        kept = [rank for rank in range(len(left)) if rank not in set(again)]
        done_pieces += [left[rank] for rank in kept]
        done += [answers[rank] for rank in kept]
        time.sleep(wait)
        left, answers = decide([left[rank] for rank in again])
    return Decided((*done_pieces, *left), [*done, *answers])
