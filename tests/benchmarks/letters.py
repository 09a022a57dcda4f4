"""The letter all benchmarks of papers print: 2 pages, table of 13 × 6, a code on each page.

Every recipient is different, every letter has characters the main face lacks (𬭎䶮赟堃喆玥), so
that the fallback works in each of them.
"""

from datetime import date
from pathlib import Path

import segno

from zjbuy_desktop.core.papers.blocks import (
    Column,
    Paper,
    Para,
    SignOff,
    Style,
    TableBlock,
    chinese_date,
)

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
RARE = "𬭎䶮赟堃喆玥"
TITLE = "关于签订2026年度台式计算机带量集中采购合同的通知"
ISSUER = "浙江省数字政务服务中心"
DAY = date(2026, 9, 3)
DATED = chinese_date(DAY)
HEADS = ("序号", "品目", "规格", "数量", "单价（元）", "金额（元）")
WIDTHS = (0.6, 1.8, 2.0, 0.8, 1.2, 1.5)
_CALLED = (
    "文华新安永康临海德清建武松阳青田桐庐慈溪余姚象山宁奉化平湖海盐嘉善长兴诸暨嵊州兰义乌东磐安常开龙游岱普"
    "陀椒路黄岩玉环温岭仙居天台莲都云和遂昌缙景庆元淳富萧滨拱墅西江干上下城柯桥越虞镇北仑鄞鹿瓯洞头瑞乐泰顺苍"
)
_SCHOOLS = ("中等职业技术学校", "实验小学", "人民医院", "市场监督管理局", "图书馆", "气象台")
_STATIC = (
    "根据《浙江省政府采购带量集中采购工作指引》（浙财采监〔2025〕6号）有关规定，我单位牵头组织的2026年度"
    "台式计算机带量集中采购项目已完成评审并确认结果，中标（成交）通知书已于2026年8月3日发出，现就合同签订"
    "有关事项通知如下，请认真组织落实，并将签订情况及时反馈。",
    "请于2026年8月28日前签订；法定期限为中标（成交）通知书发出之日起30日内（2026年9月2日）。合同应当按照"
    "采购文件确定的事项签订，不得对采购文件确定的事项作实质性修改，也不得再行订立背离合同实质性内容的其他协议。",
    "合同签订之日起2个工作日内在指定媒体公告，7个工作日内向同级财政部门备案。履约验收、资金支付由各单位按照"
    "合同约定组织实施；验收合格且收到发票后10个工作日内支付资金，不得以内部人员变更、履行内部付款流程等为由拖延。",
)


def unit_name(number: int) -> str:
    """A recipient like no other, with a rare character in its name."""
    first, second = (_CALLED[number * step % len(_CALLED)] for step in (7, 31))
    return f"{first}{second}县{RARE[number % 6]}山第{number + 1}{_SCHOOLS[number % 5]}"


def paragraphs(number: int) -> tuple[str, ...]:
    """The body; the second paragraph is the recipient's own."""
    own = (
        f"{unit_name(number)}应签合同金额{1_501_250 + number:,}.00元，共13个品目，交付地点为该单位"
        f"指定的{number}号楼，收货联系人{_CALLED[number % 90]}{RARE[(number + 3) % 6]}"
        "由单位另行书面通知供应商，具体数量、单价和金额见下表。"
    )
    return (_STATIC[0], own, *_STATIC[1:])


def rows(number: int) -> tuple[tuple[str, ...], ...]:
    """12 rows below the head."""
    return tuple(
        (
            str(line),
            f"台式计算机{line}型",
            f"16G/{256 + line}G/23.8英寸",
            str(number % 50 + line),
            f"{4500 + line:,}.00",
            f"{(number % 50 + line) * (4500 + line):,}.00",
        )
        for line in range(1, 13)
    )


def code(number: int) -> str:
    """The paper's id, from which the codes of its pages come."""
    return f"{number:012X}"


def modules(number: int, page: int) -> list[bytes]:
    """The code of a page, as the program makes it, for the engines it is compared with."""
    said = f"ZJ2{code(number)}7F0C{page:02}02{number % 256:02X}"
    made = segno.make_qr(said, version=2, error="q", mask=2, boost_error=False)
    return [bytes(row) for row in made.matrix]


def letter(number: int) -> Paper:
    """The letter as the program gets it."""
    aligns = ("center", "left", "left", "right", "right", "right")
    columns = tuple(
        Column(head, width, align) for head, width, align in zip(HEADS, WIDTHS, aligns, strict=True)
    )
    return Paper(
        kind="signing_notice",
        style=Style.FORM,
        title=TITLE,
        to=unit_name(number),
        blocks=(
            *(Para(text) for text in paragraphs(number)),
            TableBlock(columns, rows(number)),
            SignOff(ISSUER, DAY),
        ),
        returns=True,
        code=code(number),
        edition="7F0C",
    )
