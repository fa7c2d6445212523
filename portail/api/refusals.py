"""What every route may refuse, as the API describes itself."""

REFUSALS: dict[int | str, dict[str, object]] = {
    401: {"description": "no key, or one that is not valid"},
    403: {"description": "the account of the key may not connect programs any more"},
    404: {"description": "there is none, or the key has no right to it"},
    429: {"description": "too many calls"},
}
