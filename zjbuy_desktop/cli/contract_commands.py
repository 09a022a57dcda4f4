"""合同的命令：录入已签合同，与采购结果核对。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of


def _enter(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import signed_contracts

    with desk_of(options) as desk:
        entries = signed_contracts.read(options.file)
        data = signed_contracts.enter(desk, options.project, entries, options.file.name)
    lines = [f"录入已签合同 {data['entered']} 份。"]
    lines += [f"  {e['unit']}：登记合同签订 {e['on']}" for e in data["recorded"]]
    return Answer(data, lines + _compared(data), int(bool(data["differing"])))


def _check(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import signed_contracts

    with desk_of(options) as desk:
        data = signed_contracts.check(desk, options.project)
    return Answer(data, _compared(data), int(bool(data["differing"])))


def _remove(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import signed_contracts

    at = (options.unit, options.lot)
    with desk_of(options) as desk:
        signed_contracts.remove(desk, options.project, *at, options.reason)
        data = signed_contracts.check(desk, options.project)
    lines = [f"已撤销录入的合同：{options.unit}（{options.lot}）。"]
    return Answer(data, lines + _compared(data), int(bool(data["differing"])))


def _compared(data: dict[str, Any]) -> list[str]:
    lines = [
        f"{r['match']}　{r['unit']}　{r['lot']}　{r['field']}：应为 {r['expected']}，"
        f"合同所写 {r['written'] or '（空）'}"
        for r in data["rows"]
    ]
    lines += [
        f"不一致　{s['unit']}　{s['lot']}：采购结果里没有这份合同" for s in data["without_award"]
    ]
    lines += [f"未录入　{c['unit']}　{c['lot']}" for c in data["not_entered"]]
    contracts = len({(r["unit"], r["lot"]) for r in data["rows"]}) + len(data["without_award"])
    return [
        *lines,
        f"已录入 {contracts} 份，不一致 {data['differing']} 处，"
        f"未录入 {len(data['not_entered'])} 份。",
    ]


COMMANDS: dict[str, Command] = {
    "contracts enter": _enter,
    "contracts check": _check,
    "contracts remove": _remove,
}
