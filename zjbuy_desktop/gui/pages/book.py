"""Which page belongs to which stage; a page is imported when it is first opened."""

from importlib import import_module
from typing import cast

from zjbuy_desktop.gui.pages.base import StagePage

_HERE = "zjbuy_desktop.gui.pages"
PAGES: dict[str, str] = {
    "setup": f"{_HERE}.setup.SetupPage",
    "call": f"{_HERE}.call.CallPage",
    "collection": f"{_HERE}.collection.CollectionPage",
    "delegation": f"{_HERE}.delegation.DelegationPage",
    "intention": f"{_HERE}.intention.IntentionPage",
    "requirement": f"{_HERE}.requirement.RequirementPage",
    "review": f"{_HERE}.review.ReviewPage",
    "plan": f"{_HERE}.plan.PlanPage",
    "agency": f"{_HERE}.agency.AgencyPage",
    "tender": f"{_HERE}.tender.TenderPage",
    "award": f"{_HERE}.award.AwardPage",
    "signing": f"{_HERE}.signing.SigningPage",
    "disputes": f"{_HERE}.disputes.DisputesPage",
    "performance": f"{_HERE}.performance.PerformancePage",
    "archive": f"{_HERE}.archive.ArchivePage",
}
PROJECT_PAGES: dict[str, str] = {
    "items": f"{_HERE}.items.ItemsPage",
    "matrix": f"{_HERE}.matrix.MatrixPage",
    "gaps": f"{_HERE}.gaps.GapsPage",
    "red_lines": f"{_HERE}.red_lines.RedLinesPage",
    "disclosures": f"{_HERE}.disclosures.DisclosuresPage",
    "register": f"{_HERE}.register.RegisterPage",
    "scans": f"{_HERE}.scans.ScansPage",
}
"""Pages about the whole project; the entries that lead to them are in shell/navigation."""


def page_class(stage_id: str) -> type[StagePage]:
    """The page of a stage; its module is imported now."""
    module, _, name = PAGES[stage_id].rpartition(".")
    return cast(type[StagePage], getattr(import_module(module), name))
