"""命令 texts：看和改文件的文本。"""

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError

if TYPE_CHECKING:
    from zjbuy_desktop.core.papers.comparing import Difference
    from zjbuy_desktop.usecases.text_files import TextChange
    from zjbuy_desktop.usecases.wording import TextState


def _state_json(state: "TextState") -> dict[str, Any]:
    return {
        "key": state.key,
        "kind": state.kind,
        "title": state.title,
        "own": state.own,
        "outdated": state.outdated,
        "version": state.version,
        "source": state.source,
        "changed_at": state.changed_at,
    }


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import wording

    with desk_of(options) as desk:
        states = wording.texts(desk)
    lines = [f"{s.word}　{s.key}　{s.title}" for s in states]
    return Answer({"texts": [_state_json(s) for s in states]}, lines)


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import wording

    with desk_of(options) as desk:
        state = wording.text_state(desk, options.key)
        text = wording.shown(desk, options.key)
        if options.shipped:
            text = wording.shipped_shown(options.key)
        changes = wording.own_changes(desk, options.key) if state.editable else []
        updates = wording.updates(desk, options.key) if state.editable else []
    lines = text.splitlines()
    if options.diff:
        lines = _marked(changes) or ["和程序自带的一样。"]
        if updates:
            lines += ["程序自带的文本有更新：", *_marked(updates)]
    return Answer({**_state_json(state), "text": text, "differences": _marked(changes)}, lines)


def _marked(differences: "Iterable[Difference]") -> list[str]:
    return [f"{d.mark} {d.text}" for d in differences if d.mark]


def _set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import text_files, wording

    try:
        content = options.file.read_bytes()
    except OSError:
        raise UserError(f"找不到文件“{options.file}”。", "核对文件夹和文件名。") from None
    words = text_files.decoded(content, options.file.name)
    with desk_of(options) as desk:
        state = wording.save(desk, options.key, words, options.file.name)
    return Answer(_state_json(state), [f"《{state.title}》的文本：{state.word}。"])


def _reset(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import wording

    with desk_of(options) as desk:
        state = wording.reset(desk, options.key)
    return Answer(_state_json(state), [f"《{state.title}》的文本：{state.word}。"])


def _keep(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import wording

    with desk_of(options) as desk:
        state = wording.keep_own(desk, options.key)
    return Answer(_state_json(state), [f"《{state.title}》的文本：{state.word}。"])


def _export(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import text_files

    with desk_of(options) as desk:
        titles = text_files.export(desk, options.file)
    data = {"file": str(options.file), "titles": titles}
    return Answer(data, [f"已导出 {len(titles)} 个文本：{options.file}"])


def _import(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import text_files

    with desk_of(options) as desk:
        read = text_files.look if options.dry_run else text_files.take_over
        changes = read(desk, options.file)
    lines = [line for change in changes for line in _change_lines(change)]
    if options.dry_run:
        lines.append("只是预览，没有写入。")
    wrong = any(c.problem for c in changes)
    return Answer({"texts": [_change_json(c) for c in changes]}, lines, int(wrong))


def _change_json(change: "TextChange") -> dict[str, Any]:
    return {
        "key": change.key,
        "title": change.title,
        "what": change.what,
        "problem": change.problem,
        "differences": _marked(change.differences),
    }


def _change_lines(change: "TextChange") -> list[str]:
    if change.problem:
        return [f"有问题　{change.problem}"]
    return [f"{change.what}　《{change.title}》", *_marked(change.differences)]


COMMANDS: dict[str, Command] = {
    "texts list": _list,
    "texts show": _show,
    "texts set": _set,
    "texts reset": _reset,
    "texts keep": _keep,
    "texts export": _export,
    "texts import": _import,
}
