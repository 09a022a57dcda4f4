"""A workbook as text, for golden comparison: every cell with something in it, and the set-up."""

from pathlib import Path

import openpyxl


def dump(path: Path) -> str:
    """Values, formats, links, merges, filters, validations, print set-up, sheet by sheet."""
    lines: list[str] = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        page = sheet.page_setup
        lines.append(f"== {sheet.title} [{sheet.sheet_state}] 冻结 {sheet.freeze_panes}")
        lines.append(
            f"   打印 {sheet.print_area} 重复 {sheet.print_title_rows} {page.orientation} "
            f"纸 {page.paperSize} 宽 {page.fitToWidth} 保护 {sheet.protection.sheet} "
            f"筛选 {sheet.auto_filter.ref}"
        )
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is not None:
                    lock = "" if cell.protection.locked else " 可填"
                    kind = f"{cell.data_type} {cell.number_format}{lock}"
                    link = f" ⇒ {cell.hyperlink.location}" if cell.hyperlink else ""
                    lines.append(f"{cell.coordinate} ({kind}) {cell.value!r}{link}")
        lines.append("   合并 " + " ".join(sorted(str(area) for area in sheet.merged_cells.ranges)))
        for rule in sheet.data_validations.dataValidation:
            lines.append(f"   限制 {rule.sqref} {rule.type} {rule.formula1} {rule.prompt}")
    return "\n".join(lines) + "\n"
