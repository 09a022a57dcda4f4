"""示例：其余各种文件，内容取自 resources/sample/papers，一种一个文件。"""

from collections.abc import Iterator

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import general_conditions, papers, particulars, recording
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk

_FIRST = 30
_LAST = ("red_line_report", "archive_catalogue")
"""The report tells how all stands, the catalogue lists the others: made after them."""


def write_papers(desk: Desk, project_id: int, script: Script) -> str:
    """Enter what each kind asks for, number and date it, make it."""
    desk = on(desk, script.table["day"])
    general_conditions.import_conditions(desk, script.folder / "general_conditions.txt")
    kinds = [file.stem for file in resources.paths("sample/papers", ".toml")]
    made_before = {paper.kind for paper in desk.case(project_id).papers}
    kinds = [kind for kind in kinds if kind not in made_before]
    for kind in kinds:
        enter(desk, project_id, kind)
    made = 0
    for kind in (*(k for k in kinds if k not in _LAST), *_LAST):
        if papers.paper_spec(kind).subjects(desk.case(project_id)):
            made += len(papers.make(desk, project_id, [kind], script.shelf(kind)).made)
    return f"其他文件：{len(kinds)} 种 {made} 份。"


def enter(desk: Desk, project_id: int, kind: str) -> None:
    """What one kind of paper asks for, its numbers and days, as the sample has them."""
    table = resources.read_toml(f"sample/papers/{kind}.toml")
    for subject, values in particulars.read_table(table):
        particulars.fill_in(desk, project_id, kind, subject, values)
    details = list(_details(desk, project_id, kind, table.get("details", {})))
    if details:
        recording.set_details(desk, project_id, details)


def _details(
    desk: Desk, project_id: int, kind: str, given: dict[str, object]
) -> Iterator[PaperDetails]:
    subjects = papers.paper_spec(kind).subjects(desk.case(project_id)) if given else ()
    for n, subject in enumerate(subjects, _FIRST):
        number = str(given.get("number", "")).format(n=n)
        yield PaperDetails(kind, subject, number, given.get("dated"))  # type: ignore[arg-type]
