"""给人看的名称：文件里每一项内容、每一张表。"""

LABELS: dict[str, str] = {
    # 项目
    "project": "项目名称",
    "project_buying": "项目名称（带量集中采购）",
    "project_full": "项目名称和编号",
    "project_number": "项目编号",
    "fiscal_year": "预算年度",
    "category": "采购品目",
    "category_edition": "品目目录版本",
    "kind": "标的类别",
    "items": "标项和标的",
    "mode": "组织模式",
    "sign_separately": "采用统采分签",
    "suitability": "适用理由",
    "guideline": "指引全称和文号",
    "guideline_title": "指引全称",
    "guideline_number": "指引文号",
    "call_deadline": "填报截止日",
    # 采购方式及其用词
    "method": "采购方式",
    "won": "中标（成交）用词",
    "winner": "中标（成交）供应商的称谓",
    "award_notice": "中标（成交）通知书的名称",
    "document": "采购文件的名称",
    "announcement": "采购公告的名称",
    "offer": "投标（响应）文件的名称",
    "result_announcement": "结果公告的名称",
    "panel": "评审委员会（小组）的名称",
    # 文种
    "as_notice": "用通知行文",
    "paper_word": "文种",
    "tell_word": "文种用词",
    "you": "对受文单位的称呼",
    # 牵头单位
    "lead_unit": "牵头单位",
    "lead_contact": "牵头单位联系人",
    "lead_phone": "牵头单位联系电话",
    "send_to": "报送地点",
    # 采购单位
    "unit": "单位名称",
    "unit_contact": "本单位联系人",
    "unit_phone": "本单位联系电话",
    # 数量和金额
    "units": "单位家数",
    "quantity": "数量",
    "amount": "金额（元）",
    "amount_words": "金额（大写）",
    "funds": "资金落实情况",
    # 计划
    "plan_number": "临时采购计划编号",
    "plan_type": "临时采购计划类型",
    # 代理
    "agency": "采购代理机构",
    "is_central": "属于集中采购机构",
    "fee": "代理费用的承担方式和标准",
    # 定标
    "supplier": "供应商",
    "lots_won": "中标（成交）标项",
    "award_notice_date": "中标（成交）通知书发出日期",
    "result_date": "结果公告发布日期",
    "copies": "抄送",
    # 期限
    "advised": "建议最后签订日",
    "nominal": "签订期限届满日",
    "rolled": "签订期限顺延后的最后日",
    "moves": "最后日因休假日顺延",
    "provisional_note": "放假安排未公布的说明",
    "signing_days": "签订合同的期限（日）",
    "announce_days": "合同公告的期限（工作日）",
    "filing_days": "合同备案的期限（工作日）",
    "report_days": "送交评审报告的期限（工作日）",
    "confirm_days": "确定供应商的期限（工作日）",
    "notice_days": "发出通知书的期限（工作日）",
    "enquiry_days": "答复询问的期限（工作日）",
    "challenge_days": "答复质疑的期限（工作日）",
    "archive_years": "采购文件保存年限",
    "supplement_percent": "补充合同金额上限（%）",
    # 表格和签署
    "needs": "采购需求明细",
    "particulars": "资金、交付等事项",
    "form": "推荐表",
    "head": "计划要素",
    "plan_type_line": "计划类型",
    "plans": "计划明细",
    "participants": "采购单位清单",
    "lots": "标项价格表",
    "allocation": "分配表",
    "contracts": "合同要素表",
    "signatures": "签署栏",
    "sign_off": "落款",
    # 文本的种类，和由本单位提供的文本
    "services": "服务类",
    "goods_general_conditions": "货物合同通用条款",
    # 登记在文件上的
    "number": "文号",
    "dated": "成文日期",
    "whole_text": "全文",
}


def label(name: str) -> str:
    """The Chinese name of a fact or table; ``table/row`` names one row of a table."""
    base, _, row = name.partition("/")
    what = LABELS.get(base, "其他内容")  # a paper made long ago may name what is no longer printed
    return f"{what}（{row}）" if row else what
