"""The Atom feed of what is watched, beside the pages and behind the same guard."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboards.notebook.news import news_of
from etl.changes.formats import as_atom
from etl.changes.watchlist import read_watched
from etl.common.settings import Settings, ThroughlineError

FEED = "/watch.atom"


def answer_feed(request: Request) -> Response:
    """The feed, or why there is none; not async, so that pages are answered meanwhile."""
    try:
        found = news_of(read_watched(Settings())).result().found
    except ThroughlineError as error:
        return PlainTextResponse(f"{error}\n", 404)
    return Response(as_atom(found), media_type="application/atom+xml")


ROUTES = [Route(FEED, answer_feed)]
