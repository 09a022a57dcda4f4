"""恢复单：加密数据的恢复码，印在纸上收进保险柜；忘了口令时凭它打开。"""

from datetime import datetime

from zjbuy_desktop.core.papers.blocks import FieldTable, Paper, Para, Style, chinese_date

KIND, TITLE = "recovery_sheet", "数据恢复单"
_KEPT = (("收存人", ""), ("收存地点", ""), ("收存日期", "　　　年　　月　　日"), ("备注", ""))


def sheet(code: str, key: str, place: str, at: datetime) -> Paper:
    """The page.

    Args:
        code: 恢复码 in its groups.
        key: what the key is called; it tells sheets of different data apart.
        place: the data folder.
        at: when the code was made.
    """
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return Paper(
        KIND,
        Style.FORM,
        TITLE,
        (
            FieldTable(
                (
                    ("恢复码", "　".join(groups[:half])),
                    ("（续）", "　".join(groups[half:])),
                    ("密钥编号", key),
                    ("数据文件夹", place),
                    ("制作时间", f"{chinese_date(at.date())} {at:%H:%M}"),
                )
            ),
            Para("忘了口令时，在打开数据的页面点“忘了口令，用恢复码”，照上面的七组逐组输入。"),
            Para("数字 0、1 与字母 O、I、L 不分，大小写不分；最后一组用来核对，写错会指出。"),
            Para(
                "谁有这张纸和数据，谁就能打开数据：请收进保险柜，不要拍照，不要存在电脑里，"
                "印好以后删去文件。"
            ),
            Para(
                "口令和这张纸都没有了，数据谁也打不开，程序的作者也不能。"
                "另做了恢复单的，这一张作废；以前的备份仍凭做备份时的口令或恢复单打开。"
            ),
            FieldTable(_KEPT, per_row=2),
        ),
    )
