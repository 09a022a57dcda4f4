"""统计与归档 (指引 六（七）、七（八）；政府采购法 四十二)."""

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.papers import (
    activity_record,
    archive_catalogue,
    red_line_report,
    statistics,
)
from zjbuy_desktop.core.rules import archiving as rules
from zjbuy_desktop.core.stages.spec import CheckItem, Phase, StageSpec

SPEC = StageSpec(
    id="archive",
    title="统计与归档",
    phase=Phase.PERFORMANCE,
    section=guideline("第六条（七）、第七条（八）"),
    purpose="做好统计和采购活动记录，照法律的清单核对档案，封成归档文件夹，把各单位的材料发给各单位。",
    action="完成归档",
    rules=(
        rules.procurement_ends_after_its_result,
        rules.activity_record_is_made,
        rules.statistics_are_made,
        rules.archive_is_complete,
        rules.archive_catalogue_is_made,
        rules.sealed_folder_is_made,
    ),
    papers=(
        statistics.SPEC,
        activity_record.SPEC,
        red_line_report.SPEC,
        archive_catalogue.SPEC,
    ),
    checklist=(
        CheckItem(
            EventKind.PROCUREMENT_ENDED,
            statute("procurement_law", "政府采购法", "第四十二条"),
            fix="登记采购结束之日；法律没有界定，在备注里写明本单位的口径，如最后一份合同验收之日。",
        ),
    ),
)
