"""What a clerk knows each row by: the name of its table, and the columns that tell it apart."""

from collections.abc import Iterator, Mapping
from typing import Any

from zjbuy_desktop.core.case.events import EventKind

Names = Mapping[tuple[str, Any], str]
"""(table, number) → what people call it, for columns that hold another row's number."""

KNOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "agency": ("采购代理机构", ("name",)),
    "archive_file": ("归档材料", ("title", "subject", "name")),
    "assistance": ("协助答复", ("unit", "what")),
    "baton": ("接力记录", ("other", "by")),
    "cell_problem": ("退回文件的问题", ("return_file_id", "sheet", "cell")),
    "clarification": ("澄清修改", ("happened_on", "what")),
    "common_assignment": ("标的归并", ("unit", "item", "common")),
    "correction": ("更正", ("return_file_id", "sheet", "cell")),
    "correction_batch": ("更正的批次", ("return_file_id",)),
    "declined_merge": ("不归并的决定", ("item", "into")),
    "dispute": ("询问、质疑和投诉", ("name", "supplier", "received")),
    "draft": ("没有保存的页面草稿", ("stage",)),
    "entry_tick": ("平台录入记录", ("screen", "subject", "field")),
    "event": ("办理记录", ("kind", "unit", "happened_on")),
    "event_evidence": ("办理记录的依据", ("event_id",)),
    "form_key": ("需求表的识别码", ()),
    "gap_choice": ("本项目的做法", ("gap",)),
    "header_mapping": ("认表方式", ("name",)),
    "import_batch": ("导入批次", ("id", "at")),
    "lot": ("标项", ("name", "item")),
    "lot_award": ("中标（成交）结果", ("lot", "supplier")),
    "made_paper": ("文件台账中做成的文件", ("kind", "unit", "file")),
    "meta": ("数据库附注", ("key",)),
    "need_line": ("需求行", ("unit", "item", "return_file_id", "position")),
    "need_snapshot": ("封存", ("name",)),
    "office_text": ("本单位的文字", ("key",)),
    "original": ("原件登记", ("first_name",)),
    "override": ("继续办理的理由", ("rule", "subject")),
    "paper_details": ("文号与日期", ("kind", "unit", "number")),
    "paper_move": ("文件台账", ("kind", "subject", "what", "happened_on")),
    "paper_particulars": ("文件填写内容", ("kind", "subject")),
    "paper_run": ("成批制作", ("id", "at")),
    "performance_step": ("履约记录", ("unit", "lot", "on", "number")),
    "plan_entry": ("采购计划", ("unit", "number")),
    "plan_filing": ("采购计划报备", ("number",)),
    "project": ("项目", ("name",)),
    "project_outline": ("项目概要", ()),
    "recommendation": ("牵头单位推荐", ("by_unit", "recommended")),
    "return_file": ("收到的需求表", ("name",)),
    "return_mapping": ("收到的需求表的认表方式", ("return_file_id",)),
    "return_unit": ("各单位的需求版本", ("unit", "return_file_id")),
    "scan_batch": ("扫描件批次", ("id", "at")),
    "scan_page": ("扫描件", ("name", "file_page")),
    "setting": ("设置", ("key",)),
    "signed_contract": ("合同", ("unit", "lot", "number")),
    "stage_record": ("阶段", ("stage",)),
    "supplement": ("补充合同", ("unit", "lot", "number")),
    "tender": ("采购公告", ("number",)),
    "unit": ("名册中的单位", ("name",)),
    "unit_facts": ("补充的单位情况", ("unit",)),
    "version_decision": ("采用哪一份的决定", ("unit", "at")),
}
"""Table → Chinese name, columns."""

_POINTS = {"return_file_id": "return_file", "project_id": "project"}
_COUNTED = {"position": "第{}行", "file_page": "第{}页", "id": "编号{}"}
_FROM_ZERO = ("position",)


def name_of(table: str) -> str:
    """The Chinese name of a table."""
    return KNOWN[table][0] if table in KNOWN else f"数据表 {table}"


def label(table: str, row: Mapping[str, Any], names: Names) -> str:
    """需求行“之江市教育局，台式计算机，甲.xlsx，第1行”（项目“……”）.

    Args:
        table: whose row.
        row: its values, or only those of its key where it is gone.
        names: of projects and returned files.
    """
    told = "，".join(_parts(table, row, names))
    project = names.get(("project", row.get("project_id")), "")
    return (
        name_of(table) + (f"“{told}”" if told else "") + (f"（项目“{project}”）" if project else "")
    )


def _parts(table: str, row: Mapping[str, Any], names: Names) -> Iterator[str]:
    shown = KNOWN[table][1] if table in KNOWN else tuple(row)
    present = [c for c in shown if row.get(c) not in (None, "")]
    for column in present or [c for c in row if c != "project_id"]:
        value = row[column]
        if column in _POINTS:
            yield names.get((_POINTS[column], value), f"编号{value}")
        elif column in _COUNTED:
            number = value + 1 if column in _FROM_ZERO and isinstance(value, int) else value
            yield _COUNTED[column].format(number)
        else:
            yield _word(table, column, str(value))


def _word(table: str, column: str, value: str) -> str:
    """The Chinese for words of ours that stand in the database in English."""
    if column == "kind" and table == "event":
        return EventKind(value).label if value in set(EventKind) else value
    if column == "stage":
        from zjbuy_desktop.core.stages.book import STAGES

        return next((stage.title for stage in STAGES if stage.id == value), value)
    if column == "kind" and table in ("made_paper", "paper_move", "paper_details",
                                      "paper_particulars"):  # fmt: skip
        from zjbuy_desktop.core.papers.book import PAPERS

        return PAPERS[value].title if value in PAPERS else value
    return value
