"""Reads the enquiries, challenges and complaints of a scenario."""

from datetime import date

from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind, Outcome

Row = dict[str, str]


def disputes(rows: list[Row]) -> tuple[Dispute, ...]:
    """One for each row; it is called by its supplier."""
    return tuple(
        Dispute(
            DisputeKind(row["类别"]),
            row["供应商"],
            row["供应商"],
            date.fromisoformat(row["收到"]),
            About(row.get("对象", "采购结果")),
            affects=row.get("影响结果", "否") == "是",
            answered=_day(row.get("答复", "")),
            outcome=Outcome(row["结果"]) if row.get("结果") else None,
        )
        for row in rows
    )


def assistance(rows: list[Row]) -> tuple[Assistance, ...]:
    """One for each row."""
    return tuple(
        Assistance(
            row["哪一件"],
            row["单位"],
            date.fromisoformat(row["请求"]),
            row.get("请它说明", "说明情况"),
            _day(row.get("期限", "")),
            _day(row.get("回复", "")),
        )
        for row in rows
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
