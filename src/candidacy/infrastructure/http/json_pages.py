"""Pages of a list whose items the database has written as JSON."""

import json

from starlette.responses import Response

from candidacy.kernel.pagination import Rows


def json_page(page: Rows[str]) -> Response:
    """What ``kernel.pagination.Page`` of such items answers, without reading, checking, writing them again.

    The route says by ``response_model`` what an item is; a test compares.
    """
    cursor = json.dumps(page.next_cursor)
    body = f'{{"items":[{",".join(page.items)}],"next_cursor":{cursor}}}'
    return Response(body, media_type="application/json")
