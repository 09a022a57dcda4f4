"""Tables that are no workbooks, whatever they are called."""

import csv
import io

from tests.samples2.making.facts import A3_70, A4_70, A4_80, MEASURE, Line, Round, Wrong
from tests.samples2.making.numbers import WAN, grouped, shown


def add_all(made: Round) -> None:
    """Every text table."""
    for one in (
        page_of_an_office_system,
        tabs_called_xls,
        comma_table,
        semicolon_table,
        wrong_comma_table,
    ):
        one(made)


def page_of_an_office_system(made: Round) -> None:
    """HTML as an office system exports it, called .xls; the head has two rows."""
    unit = "清渚市档案馆"
    lines = [Line(unit, A4_70, 55, 12990), Line(unit, A3_70, 30, 26300)]
    rows = "".join(
        f"<tr><td>{n}</td><td>{x.item}</td><td>{MEASURE}</td><td x:num>{x.quantity}</td>"
        f"<td>{shown(x.price)}</td><td>&nbsp;{grouped(x.amount)}</td><td>&nbsp;</td></tr>\r\n"
        for n, x in enumerate(lines, 1)
    )
    total = grouped(sum(x.amount for x in lines))
    text = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{border:'
        "1px solid #000}</style></head><body>\r\n<table><tr><td colspan=7><b>清渚市档案馆复印纸"
        "需求（导出）</b></td></tr>\r\n<tr><td rowspan=2>序号</td><td rowspan=2>用品名称</td>"
        "<td rowspan=2>计量单位</td><td rowspan=2>需用量</td><td colspan=2>预算(元)</td><td "
        "rowspan=2>说明</td></tr>\r\n<tr><td>预估单价</td><td>预估总价</td></tr>\r\n"
        f"{rows}<tr><td colspan=3>合计</td><td>85</td><td></td><td>{total}</td><td></td></tr>"
        "</table></body></html>"
    )
    made.accept(
        "清渚市档案馆.xls", text.encode("gbk"), lines,
        "an HTML table called .xls, head of two rows by rowspan and colspan, GBK",
    )  # fmt: skip


def tabs_called_xls(made: Round) -> None:
    """Tab-separated text in GB18030, called .xls."""
    unit = "清渚市老年大学"
    lines = [Line(unit, A4_70, 28, 12925), Line(unit, A4_80, 16, 14710)]
    rows = [["预算单位名称", "标的", "采购量", "估算单价(元)", "估算金额(元)"]]
    rows += [[x.unit, x.item, str(x.quantity), shown(x.price), shown(x.amount)] for x in lines]
    text = "".join("\t".join(row) + "\r\n" for row in rows)
    made.accept(
        "老年大学导出.xls", text.encode("gb18030"), lines,
        "tab-separated text in GB18030 called .xls; the unit is in a column",
    )  # fmt: skip


def comma_table(made: Round) -> None:
    """CSV in GB18030 with lines above the head and separators in quoted numbers."""
    unit = "清渚市青少年宫"
    lines = [Line(unit, A4_70, 33, 12850), Line(unit, A4_80, 21, 14500)]
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["使用单位：清渚市青少年宫", "", "", "", ""])
    rows.writerow([])
    rows.writerow(["物资名称", "规格", "采购箱数", "含税单价(元)", "价税合计(元)"])
    for line in lines:
        rows.writerow([line.item, "", line.quantity, shown(line.price), grouped(line.amount)])
    rows.writerow(["合计", "", 54, "", grouped(sum(x.amount for x in lines))])
    made.accept(
        "青少年宫.csv", out.getvalue().encode("gb18030"), lines,
        "CSV in GB18030; the caption of the amount contains 合计",
    )  # fmt: skip


def semicolon_table(made: Round) -> None:
    """CSV in UTF-8 with a mark, separated by semicolons, a caption over two lines."""
    unit = "清渚市云岭县民政局"
    lines = [Line(unit, A4_70, 44, 12500), Line(unit, A3_70, 8, 25750)]
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";")
    rows.writerow(["单位全称", "产品名称", "数量（箱）", "产品单价\n（元）", "总金额（万元）"])
    for x in lines:
        rows.writerow([x.unit, x.item, x.quantity, shown(x.price), shown(x.amount, WAN)])
    made.accept(
        "云岭县民政局.csv", out.getvalue().encode("utf-8-sig"), lines,
        "CSV in UTF-8 with a mark and semicolons, a caption broken over two lines, 万元",
    )  # fmt: skip


def wrong_comma_table(made: Round) -> None:
    """CSV in UTF-8 without a mark, with a price in words."""
    unit = "清渚市信访事项联系中心"
    lines = [Line(unit, A4_70, 26, 12850), Line(unit, A3_70, 7, 25900)]
    rows = [
        ["申报单位", "采购标的", "数量", "单价(元)", "金额(元)"],
        [unit, lines[0].item, "26", "壹佰贰拾捌元伍角", shown(lines[0].amount)],
        [unit, lines[1].item, "7", shown(lines[1].price), shown(lines[1].amount)],
    ]
    text = "".join(",".join(row) + "\n" for row in rows)
    made.refuse(
        "信访联系中心.csv", text.encode(), [Wrong("表1", "D2", "壹佰贰拾捌元伍角")],
        "CSV in UTF-8 without a mark, a price in words", [unit], lines,
    )  # fmt: skip
