"""填报表的列：名称、宽度、填写说明，以及下拉选项。"""

from dataclasses import dataclass

from zjbuy_desktop.excel.facts import LEAD_INTENTION, OWN_INTENTION

FUNDING = (
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "单位资金（事业收入）",
    "单位资金（事业单位经营收入）",
    "单位资金（其他收入）",
    "其他",
)
MEASURE_CHOICES = (
    *("台", "套", "件", "个", "把", "张", "组", "辆", "部", "箱", "包", "项", "批"),
    *("人次", "人月", "人天", "年", "月", "次", "平方米", "米", "千克", "吨"),
)
YES_NO = ("是", "否")
INTENTIONS = (OWN_INTENTION, LEAD_INTENTION)


_BY_HAND = {
    "spec": "填写规格型号或服务要求；标的已有统一规格的自动带出。",
    "measure": "从下拉列表中选，如：台；标的已有统一计量单位的自动带出。",
}
"""What to say instead where an item has none that could be put in."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of the form.

    Attributes:
        name: field name as the reader knows it.
        caption: what the header says.
        width: in characters.
        hint: shown when the cell is selected, and in 填表说明; empty for locked columns.
        input: whether the unit fills it.
        text: whether it is kept as text (codes, phones).
    """

    name: str
    caption: str
    width: float
    hint: str
    input: bool = True
    text: bool = False

    def told(self, *, by_hand: bool) -> str:
        """The hint; ``by_hand`` where some item has no 规格 or 计量单位 of its own."""
        return _BY_HAND.get(self.name, self.hint) if by_hand else self.hint


COLUMNS = (
    FormColumn("seq", "序号", 4, "", input=False),
    FormColumn("category_code", "品目编码", 11, "", input=False, text=True),
    FormColumn("category_name", "品目名称", 10, "", input=False),
    FormColumn("item", "标的名称", 14, "从下拉列表中选择，不要改写名称。"),
    FormColumn(
        "spec",
        "规格型号/服务要求",
        21,
        "选好标的后自动带出统一的规格；如有不同请改写并在备注中说明。",
    ),
    FormColumn("measure", "计量单位", 5, "选好标的后自动带出，一般不用改。"),
    FormColumn("quantity", "数量", 7, "填写大于 0 的确定数字，不写“约”，不带单位。"),
    FormColumn("price", "单价(元)", 10, "预算单价，单位为元，最多两位小数，不写“万”。"),
    FormColumn("amount", "预算金额(元)", 13, "", input=False),
    FormColumn("funding", "资金来源", 10, "从下拉列表中选择。"),
    FormColumn(
        "budget_item",
        "预算项目名称及编码",
        13,
        "按预算一体化系统中的预算项目名称和编码填写。",
        text=True,
    ),
    FormColumn("funds", "资金是否落实", 5, "填“是”或“否”。资金未落实的不能列入采购计划。"),
    FormColumn(
        "delivery_time",
        "需求时间/交付期限",
        11,
        "例如：2026年9月30日前，或合同签订后30日内。",
        text=True,
    ),
    FormColumn("delivery_place", "交付(服务)地点", 13, "填写详细地址。"),
    FormColumn("intention", "采购意向公开", 9, "选择由本单位自行公开，还是委托牵头单位公开。"),
    FormColumn("sme", "是否预留中小企业", 6, "填“是”“否”，或填写预留比例。"),
    FormColumn(
        "plan_no", "采购计划号", 9, "在预算一体化系统编制采购计划后填写，没有可不填。", text=True
    ),
    FormColumn("contact", "联系人", 8, "填写经办人姓名。"),
    FormColumn("phone", "联系电话", 13, "按文本填写，保留区号和前面的 0。", text=True),
    FormColumn("note", "备注", 8, "其他需要说明的情况。"),
)

STEPS = (
    "只填写浅黄色的格子；其余格子已经锁定（没有密码），不要改动表头和表名。"
    "缺的、不对的格子会变红，最右一列写明怎么改，表头上面写着还有几处。",
    "一行填一个标的；同一标的分几处交付的，可以分几行填写。不需要的行空着即可。",
    "金额单位一律为元。预算金额自动计算，等于数量乘以单价，四舍五入到分。",
    "填好后先保存再发回；不要另存为网页、图片或 PDF，也不要设置打开密码。",
    "资金来源、预算项目、资金是否落实、交付时间和地点、采购意向公开暂时定不下来的可以先空着，"
    "但在列入采购计划之前须补齐。",
    "文件名可以随意，程序按表内的填报单位识别；请不要改动填报单位名称。",
)

SHEET = "需求填报表"
HEADER_ROW = 7
FIRST_ROW = HEADER_ROW + 1
INPUT_ROWS = 15
LAST_ROW = FIRST_ROW + INPUT_ROWS - 1
TOTAL_ROW = LAST_ROW + 1
SIGN_ROW = TOTAL_ROW + 2

LETTERS = {column.name: chr(65 + i) for i, column in enumerate(COLUMNS)}
"""Field → column letter."""

LAST_LETTER = chr(64 + len(COLUMNS))
