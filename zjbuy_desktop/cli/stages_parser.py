"""The commands of single stages, each with its own file of words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from zjbuy_desktop.cli.assist_parser import assisting
from zjbuy_desktop.cli.performance_parser import performing
from zjbuy_desktop.cli.tender_parser import tendering


def of_stages(commands: Any, group: Any, add: Any, day: Callable[[str], date]) -> None:
    """录入助手、采购实施、履约; ``group``, ``add`` and ``day`` as ``cli/parser`` has them."""
    assisting(commands, group, add)
    tendering(commands, group, add, day)
    performing(commands, group, add, day)
