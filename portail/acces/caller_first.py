"""Who asks is known before anything of a form is read: FastAPI reads a body before it asks its dependencies."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from portail.acces.asker import member
from portail.acces.origin import SAFE

type_handler = Callable[[Request], Coroutine[Any, Any, Response]]


class CallerFirst(APIRoute):
    """A route whose body is read for nobody whom its dependency :meth:`asks` for would refuse."""

    @staticmethod
    def asks() -> Callable[..., object]:
        """The dependency that says who asks."""
        return member

    @staticmethod
    def check(request: Request) -> object:
        """Raises as :meth:`asks` does, by the head of the request alone."""
        return member(request)

    def get_route_handler(self) -> type_handler:
        """That of FastAPI, after the check where the route has the dependency."""
        handler = super().get_route_handler()
        if not _depends(self.dependant, self.asks()):
            return handler

        async def checked(request: Request) -> Response:
            if request.method not in SAFE:
                await run_in_threadpool(self.check, request)
            return await handler(request)

        return checked


def _depends(dependant: Dependant, call: Callable[..., object]) -> bool:
    return any(each.call is call or _depends(each, call) for each in dependant.dependencies)
