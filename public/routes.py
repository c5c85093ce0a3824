"""Every address that is answered besides the desk's own, in one list."""

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
