"""需求的命令：填报表、导入、合计、来源、汇总表。"""

from argparse import Namespace

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of


def _forms_export(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import delivering

    with desk_of(options) as desk:
        files = delivering.export_forms(desk, options.project, options.out)
    return Answer({"files": files}, [f"已写出 {len(files)} 份填报表，在 {options.out}"])


def _forms_send(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import delivering

    with desk_of(options) as desk:
        sent = delivering.send_folders(desk, options.project, options.out)
    lines = [f"已备好 {len(sent.folders)} 个发送文件夹，在 {options.out}", *sent.drafts]
    lines += [f"{sent.lead}是牵头单位，不给自己发，没有文件夹；它的需求表用 forms export 写出。"]
    data = {"folders": sent.folders, "drafts": sent.drafts}
    return Answer(data, lines, int(bool(sent.drafts)))


def _forms_errors(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import returning

    with desk_of(options) as desk:
        sent = returning.write_errors(
            desk, options.project, options.out, unit=options.unit, file=options.file
        )
    made = len(sent.files) - len(sent.failed)
    lines = [f"已写出 {made} 份修改件和发送的话，在 {options.out}"]
    lines += [f"“{f.file}”没有做成：{f.error}" for f in sent.failed]
    lines += [f"“{f.file}”{f.sent}，待重交" for f in sent.files if f.sent]
    return Answer(returning.as_json(sent), lines, int(bool(sent.failed)))


def _forms_sent_back(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import sending_back

    with desk_of(options) as desk:
        files = sending_back.waiting(desk, options.project, options.unit, options.file)
        sent = sending_back.record_sent_back(
            desk,
            options.project,
            [r.id for r in files],
            options.how,
            whom=options.whom,
            on=options.on,
        )
    data = {"files": [r.file for r in files], "on": sent.on, "how": sent.how, "whom": sent.whom}
    return Answer(data, [f"“{r.file}”{sent.told}，待重交" for r in files])


def _forms_facts(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import recording

    with desk_of(options) as desk:
        facts = recording.import_facts(desk, options.project, options.file)
    return Answer({"units": [f.unit for f in facts]}, [f"已补充 {len(facts)} 家单位的内容。"])


def _needs(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import needs

    with desk_of(options) as desk:
        data = needs.needs(desk, options.project)
    return Answer(data, shown.needs(data))


def _summary(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import summaries

    with desk_of(options) as desk:
        written = summaries.write_summaries(desk, options.project, options.out)
    lines = [f"已写出 {len(written.files)} 个文件，在 {options.out}", *written.failed]
    data = {"files": list(written.files), "failed": list(written.failed)}
    return Answer(data, lines, 1 if written.failed else 0)


def _outliers(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import outlier_limits

    with desk_of(options) as desk:
        found = outlier_limits.keep(
            desk, units=options.units, price=options.price, quantity=options.quantity
        )
    data = {"units": found.units, "price": found.price, "quantity": found.quantity}
    return Answer(data, [f"离群的界限：{found.told}。"])


COMMANDS: dict[str, Command] = {
    "forms export": _forms_export,
    "forms send": _forms_send,
    "forms errors": _forms_errors,
    "forms sent-back": _forms_sent_back,
    "forms facts": _forms_facts,
    "needs": _needs,
    "outliers": _outliers,
    "summary": _summary,
}
