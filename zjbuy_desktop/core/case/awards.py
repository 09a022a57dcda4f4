"""定标：每个标项的中标（成交）结果，和它按单位的分配。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LotAward:
    """中标（成交）结果 of one lot; exactly one of the two prices is given.

    Attributes:
        lot: 标项名称.
        supplier: 中标（成交）供应商全称.
        supplier_uscc: its 统一社会信用代码.
        unit_price_fen: 中标（成交）单价（分）.
        total_fen: 中标（成交）总价（分）, for a lump-sum offer.
        address: 供应商地址.
        contact: 联系人.
        phone: 联系电话.
    """

    lot: str
    supplier: str
    supplier_uscc: str
    unit_price_fen: int | None = None
    total_fen: int | None = None
    address: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """One unit's share of one lot: what its contract is about.

    Attributes:
        lot: 标项名称.
        item: 标的名称.
        unit: 单位名称.
        supplier: 中标（成交）供应商.
        quantity: 数量, integer 1/1000.
        unit_price_fen: 合同单价（分）; ``None`` when no exact one exists (lump sum).
        budget_fen: 该单位在该标项的预算（分）.
        contract_fen: 合同金额（分）.
    """

    lot: str
    item: str
    unit: str
    supplier: str
    quantity: int
    unit_price_fen: int | None
    budget_fen: int
    contract_fen: int


@dataclass(frozen=True, slots=True)
class LotResult:
    """One lot's sums: Σ allocations = award, to the 分.

    Attributes:
        award: the recorded result.
        budget_fen: Σ accepted budget of the included units in this lot.
        award_fen: 中标（成交）金额.
        allocations: by roster order.
    """

    award: LotAward
    budget_fen: int
    award_fen: int
    allocations: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True)
class Supplement:
    """补充合同 (指引 十一；政府采购法 第四十九条).

    Attributes:
        unit: 单位名称.
        lot: 标项名称.
        amount_fen: 本次增加金额（分）.
        number: 补充合同编号.
    """

    unit: str
    lot: str
    amount_fen: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class SignedContract:
    """A contract as it was signed, entered to be checked against the award (指引 十二（二）).

    Attributes:
        unit: who signed it (统采统签: the lead unit).
        lot: 标项名称.
        number: 合同编号 as written on it.
        signed_on: 签订日期.
        amount_fen: 合同金额（分）.
        supplier: 供应商 as written; empty is not given, and so for the rest.
        supplier_uscc: 供应商统一社会信用代码.
        quantity: 数量, integer 1/1000.
        unit_price_fen: 合同单价（分）.
        delivery: 交付时间、地点.
        note: 备注.
        source: where it was read: file, sheet and cell.
    """

    unit: str
    lot: str
    number: str
    signed_on: date
    amount_fen: int
    supplier: str = ""
    supplier_uscc: str = ""
    quantity: int | None = None
    unit_price_fen: int | None = None
    delivery: str = ""
    note: str = ""
    source: str = ""


class StepKind(StrEnum):
    """What is entered while a contract is performed; the value is the word of the command line."""

    ACCEPTANCE = "acceptance"
    INVOICE = "invoice"
    PAYMENT = "payment"
    DEPOSIT = "deposit"
    DEPOSIT_RETURN = "deposit_return"

    @property
    def label(self) -> str:
        """给人看的词."""
        return _STEP_LABELS[self]


_STEP_LABELS = {
    StepKind.ACCEPTANCE: "验收",
    StepKind.INVOICE: "收到发票",
    StepKind.PAYMENT: "支付",
    StepKind.DEPOSIT: "收取履约保证金",
    StepKind.DEPOSIT_RETURN: "退还履约保证金",
}


@dataclass(frozen=True, slots=True)
class PerformanceStep:
    """One step of performing a contract: an acceptance, an invoice, a payment, a deposit.

    Attributes:
        kind: what it is.
        unit: who accepts and pays.
        lot: 标项名称.
        on: 日期.
        amount_fen: 金额（分）; 0 for an acceptance.
        quantity: 验收合格的数量, 1/1000.
        refused: 拒收的数量, 1/1000.
        due_on: the last day of payment as the contract agrees it; ``None``: as the law has it.
        number: 发票号、凭证号、验收单编号.
        note: 备注.
        id: its number in the store, by which it is taken back.
    """

    kind: StepKind
    unit: str
    lot: str
    on: date
    amount_fen: int = 0
    quantity: int = 0
    refused: int = 0
    due_on: date | None = None
    number: str = ""
    note: str = ""
    id: int = 0

    @property
    def about(self) -> str:
        """What tells it from the others in the record of actions."""
        return "|".join((self.kind, self.unit, self.lot, self.on.isoformat(), str(self.amount_fen)))
