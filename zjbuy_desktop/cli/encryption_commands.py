"""命令 encryption：看、加密、改口令、取消，另做恢复单；口令只从环境变量或当面输入。"""

from argparse import Namespace
from pathlib import Path

from zjbuy_desktop.cli.answers import Answer, Command
from zjbuy_desktop.cli.passphrases import asked


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption

    found = encryption.standing(options.data)
    can = "可以加密" if found.available else "这个安装里没有加密的组件"
    lines = ["数据是加密的。" if found.encrypted else f"数据没有加密；{can}。"]
    if found.plain_backups:
        lines.append(f"有 {found.plain_backups} 份备份没有加密。")
    data = {
        "encrypted": found.encrypted,
        "available": found.available,
        "plain_backups": found.plain_backups,
        "second_place": found.second,
    }
    return Answer(data, lines)


def _on(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption

    phrase = asked(encryption.NEW_PHRASE, "新口令", twice=True)
    done = encryption.encrypt(options.data, phrase, drop_backups=options.drop_backups)
    sheet = _sheet(options, done.code)
    lines = [
        "数据已加密，并做好一份加密的备份。",
        f"恢复单：{sheet}。印出来收进保险柜，再删去这个文件；恢复码哪里都不保存。",
    ]
    lines += [f"没有加密的 {done.dropped} 份备份已删去。"] if done.dropped else []
    data = {"encrypted": True, "sheet": str(sheet), "dropped": done.dropped}
    return Answer({**data, "left": list(done.left)}, [*lines, *done.left])


def _off(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption

    encryption.decrypt(options.data, _present(options))
    return Answer(
        {"encrypted": False}, ["数据不再加密；以前加密的备份仍用做备份时的口令或恢复单打开。"]
    )


def _change(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption

    old = _present(options)
    encryption.change_phrase(options.data, old, asked(encryption.NEW_PHRASE, "新口令", twice=True))
    return Answer({"changed": True}, ["口令已改；恢复单照旧有效。"])


def _other_sheet(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import encryption

    code = encryption.fresh_code(options.data, _present(options))
    sheet = _sheet(options, code)
    return Answer({"sheet": str(sheet)}, [f"恢复单：{sheet}。原来的那张作废。"])


def _present(options: Namespace) -> str:
    """As it was given when the data was opened."""
    return str(getattr(options, "phrase", ""))


def _sheet(options: Namespace, code: str) -> Path:
    from zjbuy_desktop.usecases import encryption
    from zjbuy_desktop.usecases.opening import now

    return encryption.print_sheet(options.data, code, options.sheet, now())


COMMANDS: dict[str, Command] = {
    "encryption show": _show,
    "encryption on": _on,
    "encryption off": _off,
    "encryption passphrase": _change,
    "encryption sheet": _other_sheet,
}
