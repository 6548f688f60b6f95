"""Who goes away in the middle of a body has made no fault of ours."""

import pytest


class Broken:
    """A connection that ends before the body does."""

    def __init__(self, error):
        self._error = error

    def read(self, _):
        raise self._error


@pytest.mark.parametrize("error", [ConnectionResetError(), TimeoutError(), ValueError()])
def test_a_body_that_breaks_off_is_a_bad_request(house, error):
    sent = {"wsgi.input": Broken(error), "wsgi.input_terminated": True}
    told = house.app.test_client().post("/wallet/acme/betwin", environ_overrides=sent)
    assert (told.status_code, told.content_type) == (400, "application/problem+json")
