"""通知与签约 (指引 六（六）、八（七）、九)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import (
    contract,
    signing_notice,
)
from zjbuy_desktop.core.rules import contracts, formal_plans, signed
from zjbuy_desktop.core.rules import signing as rules
from zjbuy_desktop.core.stages.spec import Phase, StageSpec, recorded

SPEC = StageSpec(
    id="signing",
    title="通知与签约",
    phase=Phase.AWARD,
    section=guideline("第六条（六）、第八条（七）、第九条"),
    purpose="给每家单位发签订合同通知书，盯住三十日，登记签约、公告、备案。",
    action="完成签约",
    rules=(
        rules.every_unit_is_notified,
        rules.contract_after_announcement,
        rules.contract_signed_in_time,
        rules.every_contract_is_signed,
        contracts.contract_announced_in_time,
        contracts.contract_filed_in_time,
        contracts.contract_dates_follow_one_another,
        signed.signed_contract_follows_award,
        signed.signed_contract_is_entered,
        signed.signing_day_agrees_with_contract,
        formal_plans.formal_plan_is_linked,
        formal_plans.formal_plan_number_is_its_own,
        formal_plans.formal_plan_has_a_contract,
        formal_plans.formal_plan_covers_contract,
    ),
    papers=(
        signing_notice.SPEC,
        contract.SPEC,
    ),
    begun_when=recorded(EventKind.AWARD_NOTICE_ISSUED, EventKind.CONTRACT_SIGNED),
)
