"""What is told of a provider that does not answer, or whose answer is refused: in plain words, with what to do."""

from domain.errors import NotIdentified, Unavailable
from domain.text import Text

AGAIN = Text(
    "Personne n'est connecté. Recommencez ; si cela recommence, dites-le à l'organisme.",
    "Nobody is signed in. Try again; if it happens again, tell the body that runs this portal.",
)
LATER = Text("Réessayez dans un moment.", "Try again in a while.")


def refused(why: Text) -> NotIdentified:
    """The answer is refused; ``why`` is a sentence."""
    return NotIdentified(why, AGAIN)


def silent(why: Text) -> Unavailable:
    """The provider cannot be asked now; ``why`` is a sentence."""
    return Unavailable(why, LATER)
