"""Answers with amounts: JSON numbers that have every digit of the amount, which a binary fraction has not."""

import json
import secrets
from decimal import Decimal

from fastapi import Response

from exporters.common.json_bodies import Body


def exact(body: Body) -> Response:
    """The answer; a :class:`decimal.Decimal` of ``body`` is written as a number with its own digits."""
    mark = secrets.token_hex(16)  # which no text of somebody else can have
    amounts: list[str] = []

    def kept(value: object) -> str:
        if not isinstance(value, Decimal):
            raise TypeError(type(value).__name__)
        amounts.append(format(value, "f"))
        return mark

    parts = json.dumps(body, ensure_ascii=False, allow_nan=False, default=kept).split(f'"{mark}"')
    text = parts[0] + "".join(amount + rest for amount, rest in zip(amounts, parts[1:], strict=True))
    return Response(text.encode("utf-8", "replace"), media_type="application/json")
