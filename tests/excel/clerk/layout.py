"""What a clerk does to the lay-out of a table: each returns whether it could be done."""

import re
from random import Random

from tests.excel.clerk.table import ITEMS, NUMBERS, Cell, Table

NOTES = (
    "注：以上金额均含税",
    "说明：本表数量为预估",
    "备注：联系张三 13800000000，共10台",
    "注：单价不超过6000元",
    "1.请于8月前交付；2.地点另定",
    "以上需求已经党组会研究通过",
    "其中教学用10台，办公用5台",
)
STRANGE = ("库存", "是否进口", "现有数量", "供应商", "已付金额", "编制人数", "去年金额")


def blank_columns(rng: Random, table: Table) -> bool:
    """Some empty columns."""
    for _ in range(rng.randint(1, 4)):
        table.insert_column(rng.randint(0, table.width()), lambda _row: "")
    return True


def strange_column(rng: Random, table: Table) -> bool:
    """A column of the clerk's own, with or without a caption."""
    name, rows = rng.choice([*STRANGE, ""]), table.data_rows()
    head = [cell.value for cell in table.rows[table.head]]
    if any([cell.value for cell in row] == head for row in table.rows[table.head + 1 :]):
        return False  # 表头印了两遍的，只有一遍有这一列，就是两张不同的表
    values = {row: rng.choice(["是", row, 12.5, "浙江"]) for row in rows} | {table.head: name}
    table.insert_column(rng.randint(0, table.width()), lambda row: values.get(row, ""))
    return True


def columns_swapped(rng: Random, table: Table) -> bool:
    """Two columns change places, captions and all."""
    one, other = rng.sample(sorted(table.columns.values()), 2)
    if table.merges:
        return False
    for row in table.rows[table.head :]:
        row.extend(Cell() for _ in range(table.width() - len(row)))
        row[one], row[other] = row[other], row[one]
    table.columns = {name: {one: other, other: one}.get(c, c) for name, c in table.columns.items()}
    return True


def captions_swapped(rng: Random, table: Table) -> bool:
    """The captions of the amount and another deciding column change places."""
    row, other = table.rows[table.head], rng.choice(["item", "quantity", "price"])
    one, two = row[table.columns["amount"]], row[table.columns[other]]
    if all(line.quantity == 1 for line in table.lines):
        return False  # 只买一件的，单价和总价是同一个数
    one.value, two.value = two.value, one.value
    table.asked.append(None)
    return True


def column_deleted(rng: Random, table: Table) -> bool:
    """A column is gone."""
    name = rng.choice(list(table.columns))
    at = table.columns.pop(name)
    for row in table.rows[table.head :]:
        del row[at : at + 1]
    table.columns = {other: c - (c > at) for other, c in table.columns.items()}
    table.asked += [None] if name in ("item", "unit", *NUMBERS) else []
    table.either = True  # 合计那一行的名目也可能一起没了
    return True


def renamed(rng: Random, table: Table) -> bool:
    """A caption nobody knows, or that means several things."""
    new = rng.choice(["列1", "内容", "", "数据", "新列", "合计", "价格", "名称", "总数", "单位"])
    table.rows[table.head][rng.choice(list(table.columns.values()))].value = new
    table.either = True
    return True


def captions_broken(rng: Random, table: Table) -> bool:
    """Line breaks and spaces within captions."""
    for cell in table.rows[table.head]:
        text = str(cell.value)
        at = rng.randint(1, len(text) - 1) if len(text) > 2 else 0
        cell.value = text[:at] + (rng.choice(["\n", " ", "\u3000"]) if at else "") + text[at:]
    return True


def far_in(rng: Random, table: Table) -> bool:
    """The table begins further down and to the right."""
    down = rng.choice([0, 5, 20, 39, 300])
    for _ in range(rng.choice([0, 1, 6])):
        table.insert_column(0, lambda _row: "")
    for _ in range(down):
        table.insert_row(0)
    return True


def units_merged(_rng: Random, table: Table) -> bool:
    """One merged cell for the lines of one unit."""
    rows = table.data_rows()
    if "unit" not in table.columns or table.merges:
        return False
    column, first = table.columns["unit"], rows[0]
    for row in rows[1:]:
        same = table.rows[row][column].value == table.rows[first][column].value
        if not same or row != first + 1 + (row - first - 1):
            first = row
            continue
        if any(r not in rows for r in range(first, row)):
            return True
        table.rows[row][column].value = ""
        table.merges = [m for m in table.merges if m[0] != first] + [[first, column, row, column]]
    return True


def units_short(rng: Random, table: Table) -> bool:
    """A unit's name as people say it."""
    found = table.place((rng.randrange(len(table.lines)), "unit"))
    if found is None:
        return False
    cell = table.rows[found[0]][found[1]]
    name = str(cell.value)
    cell.value = rng.choice([name.replace("之江市", ""), name[:-1], f"{name}（本级）"])
    table.either = True
    return bool(name)


def amounts_merged(_rng: Random, table: Table) -> bool:
    """One amount for two lines."""
    one, two = table.place((0, "amount")), table.place((1, "amount"))
    if one is None or two != (one[0] + 1, one[1]) or table.merges:
        return False
    table.merges.append([*one, *two])
    table.rows[two[0]][two[1]].value = ""
    table.asked.append((1, "amount"))
    return True


def blank_rows(rng: Random, table: Table) -> bool:
    """Some empty rows below the head."""
    for _ in range(0 if table.merges else rng.randint(1, 3)):
        table.insert_row(rng.randint(table.head + 1, len(table.rows)))
    return not table.merges


def head_again(rng: Random, table: Table) -> bool:
    """The head printed again, as on a second page."""
    if table.merges:
        return False
    again = [Cell(cell.value) for cell in table.rows[table.head]]
    table.insert_row(rng.choice(table.data_rows()) + 1, again)
    table.either |= len(table.data_rows()) == 1
    return True


def second_total(rng: Random, table: Table) -> bool:
    """Another row of sums."""
    if not {"quantity", "amount"} <= table.columns.keys():
        return False
    label = rng.choice(["总计", "合计", "总 计", "共计"])
    at = max([*table.data_rows(), table.total]) + 1
    table.insert_row(at, table.total_row(label))
    table.total = max(table.total, at) if table.total < 0 else table.total
    return True


def wrong_total(_rng: Random, table: Table) -> bool:
    """The sum doesn't fit the lines."""
    if table.total < 0 or "amount" not in table.columns:
        return False
    cell = table.rows[table.total][table.columns["amount"]]
    if type(cell.value) not in (int, float):
        return False
    cell.value = cell.value * 2 + 1
    table.asked.append(None)
    return True


def row_copied(rng: Random, table: Table) -> bool:
    """A line stands twice: it is needed twice, unless a total says otherwise."""
    line = rng.randrange(len(table.lines))
    found = table.place((line, "quantity"))
    if found is None or table.merges:
        return False
    number = len(table.lines)
    copied = [
        Cell(c.value, c.code, (number, c.tag[1]) if c.tag else None) for c in table.rows[found[0]]
    ]
    table.insert_row(found[0] + 1, copied)
    table.lines.append(table.lines[line])
    table.asked += [None] if table.total >= 0 else []
    return True


def note_below(rng: Random, table: Table) -> bool:
    """A remark under the table, in any column."""
    table.rows.append([*(Cell() for _ in range(rng.choice([0, 1, 2, 3]))), Cell(rng.choice(NOTES))])
    return True


def rows_hidden(rng: Random, table: Table) -> bool:
    """Rows filtered out or hidden."""
    table.hidden |= {row for row in table.data_rows() if rng.random() < 0.5}
    return True


def pivot_sheet(rng: Random, table: Table) -> bool:
    """A pivot table on a sheet of its own."""
    rows: list[list[object]] = [["行标签", "求和项:数量", "求和项:预算金额"]]
    for item in ITEMS:
        own = [line for line in table.lines if line.item == item]
        rows.append([item, sum(x.quantity for x in own), sum(x.key()[4] for x in own) / 100])
    table.sheets.append(("透视表", rows, "visible", rng.random() < 0.5))
    return True


def copied_sheet(rng: Random, table: Table) -> bool:
    """An older copy on another sheet."""
    rows = [[cell.value for cell in row] for row in table.rows]
    state = rng.choice(["visible", "hidden"])
    table.sheets.append(("旧稿", rows, state, rng.random() < 0.5))
    table.either |= state == "visible"
    return True


def table_beside(rng: Random, table: Table) -> bool:
    """A list of persons or a summary to the right."""
    persons = [["姓名", "电话"], ["张三", "13800000000"], ["李四", "0571-88001122"]]
    groups = [["类别", "台数", "金额"], ["教学", 12, 1234.5], ["办公", 7, 99]]
    width = table.width() + 1
    for number, extra in enumerate(rng.choice([persons, groups])):
        while table.head + number >= len(table.rows):
            table.rows.append([])
        row = table.rows[table.head + number]
        row.extend(Cell() for _ in range(width - len(row)))
        row.extend(Cell(value) for value in extra)
    table.either = True
    return True


def transposed(_rng: Random, table: Table) -> bool:
    """Captions down the side, lines across."""
    if table.merges or table.hidden or table.sheets:
        return False  # 旁边有一份认得出的旧稿，就读那一份并说明
    width, body = table.width(), table.rows[table.head :]
    for row in body:
        row.extend(Cell() for _ in range(width - len(row)))
    table.rows[table.head :] = [list(column) for column in zip(*body, strict=True)]
    table.either = True
    return True


def yuan_called_wan(_rng: Random, table: Table) -> bool:
    """A title says 万元, the captions nothing, and the money is written in 元."""
    row = table.rows[table.head]
    for cell in row:
        cell.value = re.sub(r"\s", "", str(cell.value))
    large = sum(line.key()[4] for line in table.lines) >= 10_000 * 100
    if table.money != ("元", "元") or not large or not {"price", "amount"} <= table.columns.keys():
        return False
    for name in ("price", "amount"):
        cell = row[table.columns[name]]
        cell.value = re.sub("（元）", "", str(cell.value))
    table.rows[0].append(Cell("单位：万元"))
    table.asked.append(None)
    return True


def no_money_unit(_rng: Random, table: Table) -> bool:
    """Nothing says in which unit the money is."""
    for cell in table.rows[table.head]:
        cell.value = re.sub("（.*元）", "", str(cell.value))
    table.either = True
    return True
