"""示例：定标、采购协议、签约通知。"""

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.allocation import contract_totals, notified_units
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.usecases import (
    awarding,
    papers,
    planning,
    recording,
    settings_files,
    signed_contracts,
    stages,
    summaries,
    templates,
)
from zjbuy_desktop.usecases.demo.aggregation import number_papers, record_events
from zjbuy_desktop.usecases.demo.delegation import write_export
from zjbuy_desktop.usecases.demo.paperwork import enter
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def award(desk: Desk, project_id: int, script: Script) -> str:
    """定标: awards per lot, split to the 分, agreement after the announcement."""
    desk = on(desk, script.day("award"))
    awards = settings_files.awards_from(script.folder / "award.toml")
    results = awarding.set_awards(desk, project_id, awards)
    record_events(desk, project_id, script, "award")
    case = desk.case(project_id)
    spec = papers.paper_spec("procurement_agreement")
    number_papers(desk, project_id, script, spec.kind, list(spec.subjects(case)))
    run = papers.make(desk, project_id, [spec.kind], script.shelf(spec.kind))
    stages.complete(desk, project_id, "award")
    amount = money.yuan(sum(r.award_fen for r in results))
    return f"定标：{len(results)} 个标项，{amount} 元；采购协议 {len(run.made)} 份。"


def sign(desk: Desk, project_id: int, script: Script) -> str:
    """签约: a notice for each unit; some contracts signed, the rest still running."""
    table = script.table["signing"]
    desk = on(desk, script.day("signing"))
    units = list(notified_units(desk.case(project_id)))
    _formal_plans(desk, project_id, script)
    number_papers(desk, project_id, script, "signing_notice", units)
    issued = on(desk, table["notified"])
    run = papers.make(issued, project_id, ["signing_notice"], script.shelf("signing_notice"))
    for kind, day, names in (
        (EventKind.SIGNING_NOTICE_SENT, table["notified"], units),
        (EventKind.CONTRACT_SIGNED, table["signed_on"], table["signed"]),
        (EventKind.CONTRACT_ANNOUNCED, table["announced_on"], table["signed"]),
    ):
        recording.record(desk, project_id, [Event(kind, day, name) for name in names])
    _supplement(desk, project_id, script)
    summaries.write_summaries(desk, project_id, script.out / "3-汇总" / "定标后")
    return f"签约：通知书 {len(run.made)} 份；已签合同 {len(table['signed'])} 家，其余在期限内。"


def _formal_plans(desk: Desk, project_id: int, script: Script) -> None:
    """正式采购计划, each linked to its unit's provisional plan but one, which is asked about."""
    case = desk.case(project_id)
    linked = {p.unit: p.number for p in case.plans_of(PlanKind.PROVISIONAL)}
    unlinked = script.table["signing"]["unlinked"]
    export = script.out / "2-回收" / "各单位正式采购计划导出.csv"
    write_export(
        export,
        ("单位名称", "采购计划编号", "品目编码", "金额(元)", "关联临时采购计划编号"),
        [
            (
                unit,
                f"正2026{n:04d}",
                case.project.category_code,
                money.yuan(fen),
                "" if unit == unlinked else linked[unit],
            )
            for n, (unit, fen) in enumerate(contract_totals(case).items(), 1)
        ],
    )
    planning.import_plans(desk, project_id, export, PlanKind.FORMAL)


def check_contracts(desk: Desk, project_id: int, script: Script) -> str:
    """合同核对: entered from the list the units sent; one of them bears a wrong price."""
    table = script.table["signing"]
    desk = on(desk, script.day("signing"))
    enter(desk, project_id, "contract")  # numbers first: the units' list bears them
    case = desk.case(project_id)
    odd, odd_price = table["odd"], money.fen(table["odd_price"])
    rows = []
    for contract in (c for c in contracts(case) if c.share.unit in table["signed"]):
        share = contract.share
        price = odd_price if [share.unit, share.lot] == odd else share.unit_price_fen
        amount = share.contract_fen if price is None else money.amount(share.quantity, price)
        rows.append(
            (
                share.unit,
                share.lot,
                case.details_of("contract", contract.key).number,
                table["signed_on"].isoformat(),
                share.supplier,
                quantity.show(share.quantity),
                "" if price is None else money.yuan(price),
                money.yuan(amount),
            )
        )
    file = script.out / "2-回收" / "已签合同清单.csv"
    write_export(file, templates.CONTRACT_COLUMNS[:5] + templates.CONTRACT_COLUMNS[6:9], rows)
    if not rows:  # a big project invents other units than those of the script
        return "合同核对：还没有签订的合同。"
    done = signed_contracts.enter(desk, project_id, signed_contracts.read(file), file.name)
    return f"合同核对：录入 {done['entered']} 份，{done['differing']} 处与采购结果不一致。"


def _supplement(desk: Desk, project_id: int, script: Script) -> None:
    """追加, where its unit is one of those that sign (a big project invents others)."""
    table = script.table["supplement"]
    if table["unit"] in notified_units(desk.case(project_id)):
        amount = money.fen(table["amount"])
        added = Supplement(table["unit"], table["lot"], amount, table["number"])
        awarding.add_supplement(desk, project_id, added)
