"""验收、补充合同、支付 (指引 七（六）（七）、十一、十二（三）)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import acceptance_record, supplementary_contract
from zjbuy_desktop.core.rules import performance as rules
from zjbuy_desktop.core.rules.signing import supplements_within_limit
from zjbuy_desktop.core.stages.spec import Phase, StageSpec, recorded

_RECORDED = recorded(EventKind.ACCEPTANCE_DONE, EventKind.INVOICE_RECEIVED, EventKind.PAID)


def _begun(case: Case) -> bool:
    return bool(case.steps or (case.supplements and case.awards)) or _RECORDED(case)


SPEC = StageSpec(
    id="performance",
    title="验收、补充合同、支付",
    phase=Phase.PERFORMANCE,
    section=guideline("第七条（六）（七）、第十一条、第十二条（三）"),
    purpose="登记每份合同的验收、补充合同、发票、支付和履约保证金，盯住没有验收、逾期没有支付的。",
    action="完成履约",
    rules=(
        supplements_within_limit,
        rules.contract_is_accepted,
        rules.acceptance_within_contract,
        rules.payment_within_contract,
        rules.payment_made_in_time,
        rules.contract_is_paid,
        rules.agreed_payment_day_within_limit,
        rules.deposit_within_limit,
        rules.deposit_is_returned,
    ),
    papers=(supplementary_contract.SPEC, acceptance_record.SPEC),
    begun_when=_begun,
)
