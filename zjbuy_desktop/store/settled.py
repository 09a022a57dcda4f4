"""定局: needs that are sealed, or from which results were computed, may not be changed."""

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store.awards import load_awards
from zjbuy_desktop.store.snapshots import refuse_when_frozen
from zjbuy_desktop.store.unit_of_work import View


def refuse_when_settled(view: View, project_id: int) -> None:
    """Everything that changes accepted needs asks this first.

    The award's sums, each unit's share and the contracts are computed from the needs: changed
    afterwards they would change in silence.

    Raises:
        UserError: the needs are sealed, or a result is recorded; the hint says how to go on.
    """
    refuse_when_frozen(view, project_id)
    lots = "、".join(award.lot for award in load_awards(view, project_id))
    if lots:
        raise UserError(
            f"采购结果已登记（{lots}），各单位的数量和合同金额据现在的需求算出，需求不能再改动。",
            "确需改动的，先撤销采购结果并写明理由（“结果确认与采购协议”的“撤销结果”，"
            "命令行 award clear），改完重新登记；只想看看文件内容的，可以预览，不写入。",
        )
