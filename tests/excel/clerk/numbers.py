"""Ways of writing a number: such that mean it, and such that must be asked about."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.excel.clerk.table import NUMBERS, Table
from zjbuy_desktop.core.base.money import in_words

Habit = Callable[[Any, str], Any]
"""(number, field) → what is typed instead."""

_FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def plain(number: Any) -> str:
    """Its digits."""
    return f"{Decimal(str(number)):f}"


def commas(number: Any) -> str:
    """With thousands set apart."""
    whole, _, rest = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def behind(field: str, of_money: str, of_things: str) -> str:
    """What people write behind money, or behind a count."""
    return of_things if field == "quantity" else of_money


MEANT: dict[str, Habit] = {
    "full width": lambda n, f: plain(n).translate(_FULL),
    "commas": lambda n, f: commas(n),
    "full-width commas": lambda n, f: commas(n).replace(",", "，"),
    "thousands by spaces": lambda n, f: commas(n).replace(",", " "),
    "spaces": lambda n, f: f" {plain(n)}\u3000",
    "no-break space": lambda n, f: f"{plain(n)}\u00a0",
    "no width": lambda n, f: f"\u200b{plain(n)}",
    "line break": lambda n, f: f"{plain(n)}\n",
    "as text": lambda n, f: plain(n),
    "noughts in front": lambda n, f: f"00{plain(n)}",
    "noughts behind": lambda n, f: plain(n) + ("0" if "." in plain(n) else ".00"),
    "plus": lambda n, f: f"+{plain(n)}",
    "unit behind": lambda n, f: plain(n) + behind(f, "元", "台"),
    "yen sign": lambda n, f: behind(f, "￥", "") + plain(n),
    "元整": lambda n, f: plain(n) + behind(f, "元整", ""),
    "each": lambda n, f: plain(n) + behind(f, "元/台", "台"),
    "人民币": lambda n, f: behind(f, f"人民币{plain(n)}元", plain(n)),
    "taxed": lambda n, f: f"{plain(n)}（含税）",
    "scientific": lambda n, f: f"{Decimal(str(n)):E}",
    "apostrophe": lambda n, f: f"'{plain(n)}",
    "full stop": lambda n, f: f"{plain(n)}。",
    "spread": lambda n, f: " ".join(plain(n)),
    "equals": lambda n, f: f"＝{plain(n)}",
    "大写": lambda n, f: in_words(int(Decimal(str(n)) * 100)),
}
"""The number itself, however written: read as just that, or asked about."""

WRONG: dict[str, Habit] = {
    "about": lambda n, f: f"约{plain(n)}",
    "around": lambda n, f: f"{plain(n)}左右",
    "range": lambda n, f: f"{plain(n)}-{plain(n)}",
    "from to": lambda n, f: f"{plain(n)}~{plain(n + 1)}",
    "at least": lambda n, f: f"≥{plain(n)}",
    "and more": lambda n, f: f"{plain(n)}起",
    "negative": lambda n, f: -n,
    "negative text": lambda n, f: f"－{plain(n)}",
    "brackets": lambda n, f: f"({plain(n)})",
    "full-width brackets": lambda n, f: f"（{plain(n)}）",
    "minus behind": lambda n, f: f"{plain(n)}-",
    "reference lost": lambda n, f: "#REF!",
    "not available": lambda n, f: "#N/A",
    "never calculated": lambda n, f: "=A1*B1",
    "words": lambda n, f: "待定",
    "dash": lambda n, f: "—",
    "slash": lambda n, f: "/",
    "万": lambda n, f: f"{plain(n)}万",
    "五万": lambda n, f: "五万",
    "千": lambda n, f: f"{plain(n)}千",
    "百元": lambda n, f: f"{plain(n)}百元",
    "亿": lambda n, f: f"{plain(n)}亿",
    "角": lambda n, f: f"{plain(n)}角",
    "分": lambda n, f: f"{plain(n)}分",
    "dozen": lambda n, f: f"{plain(n)}打",
    "dollars": lambda n, f: f"${plain(n)}",
    "美元": lambda n, f: f"{plain(n)}美元",
    "percent": lambda n, f: f"{plain(n)}%",
    "truth": lambda n, f: True,
    "ones": lambda n, f: "1" * 30,
    "huge": lambda n, f: 1.2345678901234568e19,
    "two points": lambda n, f: f"{plain(n)}.1.2",
    "decimal comma": lambda n, f: f"{plain(n)},5",
    "sum": lambda n, f: f"{plain(n)}+{plain(n)}",
    "product": lambda n, f: f"{plain(n)}*2",
    "letter O": lambda n, f: f"{plain(n)}O",
    "square": lambda n, f: f"{plain(n)}²",
    "circled": lambda n, f: f"①{plain(n)}",
    "arabic": lambda n, f: f"{plain(n).translate(_ARABIC)}٣",
    "ten in front": lambda n, f: f"十{plain(n)}",
    "half": lambda n, f: f"{plain(n)}半",
    "date": lambda n, f: date(2026, 3, 5),
}
"""Nobody can say for sure what was meant: to be asked about, wherever it is written."""

SLIPS: dict[str, Habit] = {
    "empty": lambda n, f: "",
    "a digit too many": lambda n, f: n * 10,
    "one more": lambda n, f: n + 1,
}
"""To be asked about where the other two numbers of the row stand."""

FORMATS = ("0%", "0.00%", '0!.0,"万元"', "#,##0,", '0.00"万元"', "[$$-409]0.00", "yyyy-mm-dd")
PLAIN_FORMATS = ("@", "0.00E+00", '#,##0.00"元"', '"￥"#,##0.00', "0;;;", "#,##0.00_ ")

_OF_MONEY = {"yen sign", "元整", "unit behind", "each", "人民币", "大写"}


def write(table: Table, tags: list[tuple[int, str]], habit: str) -> bool:
    """Type some numbers of a table by a habit; whether there were any to type."""
    done = False
    for tag in tags:
        cell = table.cell(tag)
        if cell is None or (table.money[1] != "元" and habit in (*_OF_MONEY, "万", "亿")):
            continue  # 万元的列里写“0.52万”，意思是清楚的
        cell.value = (MEANT | WRONG | SLIPS)[habit](cell.value, tag[1])
        cell.code = "yyyy-mm-dd" if habit == "date" else cell.code
        table.asked += [] if habit in MEANT else [tag]
        done = True
    table.either |= habit in MEANT
    return done


def one_number(rng: Random, table: Table) -> bool:
    """One cell."""
    tag = rng.randrange(len(table.lines)), rng.choice(NUMBERS)
    return write(table, [tag], rng.choice([*MEANT, *WRONG, *SLIPS]))


def some_of_a_row(rng: Random, table: Table) -> bool:
    """Two or all numbers of a row alike, so that the product may agree."""
    line = rng.randrange(len(table.lines))
    names = rng.choice([("quantity", "amount"), ("price", "amount"), NUMBERS])
    return write(table, [(line, name) for name in names], rng.choice([*MEANT, *WRONG]))


def a_column(rng: Random, table: Table) -> bool:
    """A whole column alike."""
    name, habit = rng.choice(NUMBERS), rng.choice([*MEANT, *WRONG])
    return write(table, [(line, name) for line in range(len(table.lines))], habit)


def a_format(rng: Random, table: Table) -> bool:
    """A number format picked by accident."""
    tag = rng.randrange(len(table.lines)), rng.choice(NUMBERS)
    cell = table.cell(tag)
    if cell is None:
        return False
    cell.code = rng.choice([*FORMATS, *PLAIN_FORMATS])
    table.either |= cell.code in FORMATS or table.money != ("元", "元")
    return True
