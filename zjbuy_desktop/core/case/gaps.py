"""指引和法规没有规定的事：说明没有规定，由本单位自己定一种做法，写明理由，印在有关文件里。"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.words import words_for

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing the guideline leaves open.

    Attributes:
        id: English noun.
        stage: the stage whose page says so.
        title: 事项.
        silent: what is said, and what is not.
        near: what other text comes nearest; empty where there is none.
        choices: ways the office may choose, in words fit to be printed.
        papers: kinds of papers that print the choice.
    """

    id: str
    stage: str
    title: str
    silent: str
    near: str
    choices: tuple[str, ...]
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapChoice:
    """What the office does where nothing is prescribed.

    Attributes:
        gap: id of the gap.
        choice: 做法, in the words that are printed.
        reason: 理由.
        office: chosen for all projects of the office, not for this one.
    """

    gap: str
    choice: str
    reason: str
    office: bool = False

    @property
    def whose(self) -> str:
        """本项目 / 本单位."""
        return "本单位" if self.office else "本项目"


GAPS: tuple[Gap, ...] = (
    Gap(
        "tied_recommendation", "setup", "牵头单位推荐票数相同怎么办",
        "指引第五条写各参与单位自愿推荐一家，没有写推荐不一致时怎样确定。",
        "指引第五条：单位级次不同时，原则上由级次最高的单位或其指定的单位牵头。",
        (
            "推荐不一致时，由各单位会商确定牵头单位，会商情况记录在案",
            "推荐不一致时，由级次最高的单位或其指定的单位牵头",
        ),
    ),
    Gap(
        "fill_deadline", "call", "填报期限",
        "指引第六条（一）、第七条（一）没有写填报采购需求意向的期限。",
        "",
        (
            "填报期限由牵头单位确定，逾期未报的视为不参加本次采购",
            "填报期限由牵头单位确定，逾期的经牵头单位同意可以补报一次",
        ),
        ("call_notice",),
    ),
    Gap(
        "letter_form", "call", "委托函的格式",
        "指引第七条（一）要求出具自愿参与的委托函，没有给出格式。",
        "",
        (
            "委托函统一使用牵头单位提供的文本",
            "委托函可以使用参与单位自己的文本，须写明数量、预算、委托事项并加盖公章",
        ),
        ("call_notice",),
    ),
    Gap(
        "dropout_before", "collection", "采购公告发布前退出",
        "指引第十二条（一）只管公告发布（采购文件发出）以后，没有写公告以前怎样退出。",
        "指引第十二条（一）：公告发布或采购文件发出后，无正当理由不得退出。",
        (
            "采购公告发布前退出的，书面告知牵头单位并写明理由",
            "采购公告发布前退出的，书面提出并经主管预算单位同意",
            "临时采购计划办理后退出的，书面提出并经牵头单位同意",
        ),
        ("call_notice", "delegation_letter"),
    ),
    Gap(
        "late_joiners", "collection", "后来要求加入的单位",
        "指引没有写填报截止以后能不能再加入。",
        "追加采购只能由已签合同的单位与供应商签订补充合同（指引第十一条）。",
        (
            "填报截止后不再接收新的单位",
            "采购意向公开前可以补充加入，材料与其他单位相同",
            "临时采购计划办理前可以补充加入，材料与其他单位相同",
        ),
        ("call_notice",),
    ),
    Gap(
        "fee_sharing", "agency", "代理费用怎样分担",
        "指引没有写采购代理费用由谁承担、各单位怎样分担。",
        "《政府采购代理机构管理暂行办法》第十五条：代理费用可以由中标、成交供应商支付，"
        "也可以由采购人支付；由供应商支付的，供应商报价应当包含代理费用。",
        (
            "代理费用由中标（成交）供应商支付，报价包含代理费用，随结果一并公告",
            "代理费用由各采购单位按合同金额的比例分担",
            "代理费用由牵头单位承担",
        ),
        ("agency_agreement", "implementation_plan"),
    ),
    Gap(
        "participant_representative", "agency", "参与单位的人员能不能担任采购人代表",
        "指引第六条（五）写由牵头单位委派采购人代表，没有写能不能委派参与单位的人员。",
        "",
        (
            "采购人代表只从牵头单位人员中委派",
            "采购人代表可以从参与单位人员中委派，由牵头单位书面授权",
        ),
        ("representative_authorisation",),
    ),
    Gap(
        "agreement_nature", "award", "采购协议的性质",
        "指引第六条（五）、第八条（六）要求签订采购协议，没有写它与合同的关系，"
        "也没有别的法规专门规定它。",
        "《政府采购法》第四十六条：采购人与供应商应当签订政府采购合同。",
        (
            "本协议不代替各采购单位与乙方签订的政府采购合同，与合同不一致的以合同为准",
            "本协议不代替各采购单位与乙方签订的政府采购合同，各合同不得与本协议的标的、价格不一致",
        ),
        ("procurement_agreement",),
    ),
    Gap(
        "prompt_notice", "signing", "“及时”通知签约是几天",
        "指引第九条写及时通知参与单位签订合同，没有写几天。",
        "法规库的“本单位服务标准”给出提醒用的天数，可以在本地文件里改。",
        (
            "中标（成交）通知书发出后两个工作日内通知各单位",
            "中标（成交）通知书发出当日通知各单位",
        ),
    ),
    Gap(
        "paused_signing", "signing", "质疑期间暂停签约，三十日怎么算",
        "质疑可能影响结果的应当暂停签订合同，没有写暂停的日子算不算在三十日内。",
        "《政府采购法实施条例》第五十四条：应当暂停签订合同，已经签订的应当中止履行。",
        (
            "因质疑、投诉暂停签订合同的，暂停的日子不计入签订期限，恢复后另行书面通知",
            "因质疑、投诉暂停签订合同的，签订期限仍按原日期提醒，逾期的写明暂停的起止日期",
        ),
        ("signing_notice",),
    ),
)  # fmt: skip
"""Everything known to be open, by working order."""


def gap(gap_id: str) -> Gap:
    """The gap of that id or title.

    Raises:
        UserError: there is none.
    """
    for one in GAPS:
        if gap_id in (one.id, one.title):
            return one
    raise UserError(
        f"没有“{gap_id}”这一项。", f"没有规定的事项有：{'、'.join(g.title for g in GAPS)}。"
    )


def gaps_of(stage: str) -> tuple[Gap, ...]:
    """What is open at one stage."""
    return tuple(one for one in GAPS if one.stage == stage)


def choice_of(case: "Case", gap_id: str) -> GapChoice | None:
    """What counts for a project: its own choice, else the office's."""
    own = [c for c in case.gap_choices if c.gap == gap_id]
    return min(own, key=lambda c: c.office, default=None)


def chosen(case: "Case") -> tuple[tuple[Gap, GapChoice], ...]:
    """Every gap something was chosen for."""
    found = ((one, choice_of(case, one.id)) for one in GAPS)
    return tuple((one, choice) for one, choice in found if choice is not None)


def practice(case: "Case", kind: str) -> str:
    """What a paper of that kind says of the gaps it concerns; empty where nothing was chosen."""
    said = [choice.choice.rstrip("。；") for one, choice in chosen(case) if kind in one.papers]
    won = words_for(case.project.method).won
    return "；".join(said).replace("中标（成交）", won)


def merged(own: Sequence[GapChoice], office: Sequence[GapChoice]) -> tuple[GapChoice, ...]:
    """A project's choices with the office's behind them; unknown gaps of older data are kept."""
    return (*own, *office)
