"""Where Streamlit's pages ask whether they stand one address deeper than they do: no."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def show_the_way(request: Request) -> Response:
    """Nothing is here but the way to what was meant.

    A page tries its own address first, then the one above. It takes any answer but a success
    for a no; browsers write down 4xx and 5xx as errors, and follow a 307 to a wrong success.
    """
    meant = "/desk/_stcore/" + request.url.path.rpartition("/")[2]
    return Response(status_code=300, headers={"Link": f'<{meant}>; rel="alternate"'})


probe_routes = [
    Route("/desk/{page}/_stcore/health", show_the_way, methods=["GET"]),
    Route("/desk/{page}/_stcore/host-config", show_the_way, methods=["GET"]),
]
