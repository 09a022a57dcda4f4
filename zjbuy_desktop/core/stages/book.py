"""环节的唯一名单，按办理顺序。"""

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.stages import (
    agency,
    archive,
    award,
    call,
    collection,
    delegation,
    disputes,
    intention,
    performance,
    plan,
    requirement,
    review,
    setup,
    signing,
    tender,
)
from zjbuy_desktop.core.stages.spec import StageSpec

STAGES: tuple[StageSpec, ...] = (
    setup.SPEC,
    call.SPEC,
    collection.SPEC,
    delegation.SPEC,
    intention.SPEC,
    requirement.SPEC,
    review.SPEC,
    plan.SPEC,
    agency.SPEC,
    tender.SPEC,
    award.SPEC,
    signing.SPEC,
    disputes.SPEC,
    performance.SPEC,
    archive.SPEC,
)


def stage(stage_id: str) -> StageSpec:
    """The stage of that id.

    Raises:
        UserError: when no stage is called so.
    """
    for spec in STAGES:
        if spec.id == stage_id:
            return spec
    raise UserError(f"没有“{stage_id}”这个环节。", "环节有：" + "、".join(s.id for s in STAGES))
