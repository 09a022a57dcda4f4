"""The garbage collector comes rarely within, and as before afterwards."""

import gc

import pytest

from zjbuy_desktop.usecases.collector import rarely_collected


def test_rarely_within_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with rarely_collected():
        within = gc.get_threshold()
        with rarely_collected():
            assert gc.get_threshold() == within
        assert gc.get_threshold() == within
    assert within[0] > 10 * before[0]
    assert gc.get_threshold() == before


def test_as_before_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), rarely_collected():
        raise ValueError("broken")
    assert gc.get_threshold() == before
