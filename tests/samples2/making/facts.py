"""What the second round is about: its units, its items, and what each file must come to.

What is expected of a file is added up here from the lines put into it, in whole 分, and never
read back from the file: the round judges the reader, not the other way round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

A4_70, A4_80, A3_70 = "A4复印纸（70克）", "A4复印纸（80克）", "A3复印纸（70克）"
SPEC = {
    A4_70: "A4，70g/㎡，白度不低于92%，500张/包，8包/箱",
    A4_80: "A4，80g/㎡，白度不低于94%，500张/包，8包/箱",
    A3_70: "A3，70g/㎡，白度不低于92%，500张/包，4包/箱",
}
MEASURE = "箱"
CITY = "清渚市"
LEAD = "清渚市公共机构服务中心"

UNITS = {
    LEAD: "12",
    "清渚市财政局": "11",
    "清渚市住房和城乡建设局": "11",
    "清渚市中医院": "12",
    "清渚市市场监督管理局": "11",
    "清渚市疾病预防控制中心": "12",
    "清渚市档案馆": "12",
    "清渚市老年大学": "12",
    "清渚市青少年宫": "12",
    "清渚市水文监测中心": "12",
    "清渚市博物馆": "12",
    "清渚市体育馆": "12",
    "清渚市图书馆": "12",
    "清渚市残疾人联合会": "13",
    "清渚市卫生监督所": "12",
    "清渚市救助管理站": "12",
    "清渚市公证处": "12",
    "清渚市文化馆": "12",
    "清渚市疗养院": "12",
    "清渚市信息中心": "12",
    "清渚市临湖区教育局": "11",
    "清渚市临湖区第一小学": "12",
    "清渚市临湖区实验幼儿园": "12",
    "清渚市云岭县民政局": "11",
    "清渚市云岭县人民法院": "11",
    "清渚市云岭县林业局": "11",
    "清渚市云岭县青岩镇人民政府": "11",
    "清渚市云岭县桐坑镇人民政府": "11",
    "清渚市云岭县石门乡人民政府": "11",
    "清渚市云岭县图书馆": "12",
    "清渚市云岭县文化馆": "12",
    "清渚市云岭县供销合作社联合社": "11",
    "清渚市云岭县教育局": "11",
    "清渚市云岭县水利局": "11",
    "清渚市云岭县交通运输局": "11",
    "清渚市云岭县信访局": "11",
    "清渚市信访事项联系中心": "12",
    "清渚市云岭县统计局": "11",
    "清渚市云岭县档案馆": "12",
    "清渚市云岭县融媒体中心": "12",
    "清渚市云岭县妇女联合会": "13",
}
"""Full name → the first two characters of its 统一社会信用代码 (kind of body)."""


@dataclass(frozen=True)
class Line:
    """One need line. ``price`` is in 分."""

    unit: str
    item: str
    quantity: int
    price: int

    @property
    def amount(self) -> int:
        """Quantity × price, in 分."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Wrong:
    """A problem that must be named. ``cell`` None is the file as a whole, ``*`` wherever,
    ``?3`` any column of row 3.

    ``found`` is a part of what must be told as found. ``answer`` is what only the unit knows;
    without it the program must suggest the right content by itself.
    """

    sheet: str | None
    cell: str | None
    found: str = ""
    answer: str = ""


@dataclass
class Round:
    """The files as they are made, and what is expected of each."""

    files: dict[str, bytes] = field(default_factory=dict)
    expected: dict[str, dict[str, Any]] = field(default_factory=dict)
    current: dict[str, list[Line]] = field(default_factory=dict)

    def accept(
        self, name: str, content: bytes, lines: Sequence[Line], why: str, outcome: str = "accepted"
    ) -> None:
        """A file that is read: its units in order of appearance and the sums of its lines."""
        self.files[name] = content
        self.expect(name, outcome, dict.fromkeys(line.unit for line in lines), lines, why)

    def refuse(
        self,
        name: str,
        content: bytes,
        wrong: Iterable[Wrong],
        why: str,
        units: Iterable[str] = (),
        mended: Sequence[Line] = (),
        fill: dict[str, str] | None = None,
    ) -> None:
        """A file that goes back, with every place to mend and what it must come to afterwards.

        ``fill`` is what the unit adds elsewhere: a column or the rows that were missing.
        """
        self.files[name] = content
        self.expect(name, "rejected", units, None, why)
        told = self.expected[name]
        told["problems"] = [vars(one) for one in wrong]
        told["fill"] = fill or {}
        told["mended"] = sums(mended)

    def ignore(self, name: str, content: bytes, why: str, units: Iterable[str] | None = ()) -> None:
        """A file that is no return, or one that came before."""
        self.files[name] = content
        self.expect(name, "ignored", units, None, why)

    def expect(
        self,
        name: str,
        outcome: str,
        units: Iterable[str] | None,
        lines: Sequence[Line] | None,
        why: str,
    ) -> None:
        """Enter what must come of a file (or of a file within an archive)."""
        if outcome == "accepted" and lines and units:
            self.current |= {unit: [x for x in lines if x.unit == unit] for unit in units}
        told: dict[str, Any] = {
            "outcome": outcome,
            "units": units if units is None else list(units),
        }
        self.expected[name] = {**told, **sums(lines), "why": why}

    def needs(self) -> dict[str, dict[str, int | None]]:
        """What each unit needs once the round is in; of two returns the one entered later."""
        return {unit: sums(self.current[unit]) for unit in sorted(self.current)}


def sums(lines: Sequence[Line] | None) -> dict[str, int | None]:
    """Rows, quantity and amount in 分; all None where nothing is read."""
    if not lines:
        return {"rows": None, "quantity": None, "amount_fen": None}
    return {
        "rows": len(lines),
        "quantity": sum(line.quantity for line in lines),
        "amount_fen": sum(line.amount for line in lines),
    }


def code(number: int, kind: str) -> str:
    """A made-up 统一社会信用代码 with a right check character (GB 32100—2015)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"{kind}3399{number % 7:02d}QX{number * 7919 % 10**7:07d}"
    checksum = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + signs[-checksum % 31]
