"""Remakes docs/images/*.png: the sample project, every page at 1366×768.

    python packaging/screenshots.py [--out docs/images] [--demo DIR] [--only NAME …]

Without --demo the sample is made anew. No display is needed. Look at every picture afterwards.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1366, 768)
STAGES = ("setup", "call", "collection", "delegation", "intention", "requirement", "review",
          "plan", "agency", "tender",
          "award", "signing", "disputes", "performance", "archive")  # fmt: skip
PASSES = (("light", 1.0), ("dark", 1.0), ("light", 1.5))
"""One process each: scale and colours are fixed when Qt starts."""


def main() -> int:
    """Make the sample, then one pass per process."""
    args = _arguments()
    if args.mode:
        return _Pass(args).run()
    with tempfile.TemporaryDirectory() as folder:
        demo = args.demo or Path(folder) / "demo"
        if not args.demo:
            from zjbuy_desktop.usecases.demo import run_demo

            run_demo(demo)
        for mode, scale in PASSES:
            command = [sys.executable, __file__, "--mode", mode, "--scale", str(scale)]
            command += ["--demo", str(demo), "--out", str(args.out), "--only", *args.only]
            environment = os.environ | {
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale),
                "XDG_CONFIG_HOME": f"{folder}/{mode}{scale}",
                "XDG_RUNTIME_DIR": folder,
                "LC_ALL": "C.UTF-8",
            }
            subprocess.run(command, check=True, env=environment, cwd=ROOT)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--mode", choices=("light", "dark"), help=argparse.SUPPRESS)
    parser.add_argument("--scale", type=float, default=1.0, help=argparse.SUPPRESS)
    return parser.parse_args()


class _Pass:
    """One start of the program, pictured page by page."""

    def __init__(self, args: argparse.Namespace) -> None:
        from zjbuy_desktop.gui.session import Session
        from zjbuy_desktop.gui.shell.app import make_app
        from zjbuy_desktop.gui.shell.window import MainWindow

        self.args = args
        args.out.mkdir(parents=True, exist_ok=True)
        self.app = make_app(["zjbuy"], args.mode)
        self.window = MainWindow()
        self.window.resize(*(round(side / args.scale) for side in SIZE))
        self.window.show()
        self.settle()
        self.session = Session(self.window, args.demo / "data")
        self.settle()

    def run(self) -> int:
        """The pictures of this pass."""
        whole = self.args.mode == "light" and self.args.scale == 1.0
        if whole:
            self.stages(STAGES, "")
            self.places()
            self.dialogs()
            self.papers()
            self.numbers("")
        elif self.args.mode == "dark":
            self.stages(("collection",), "-dark")
            self.numbers("-dark")
        else:
            self.stages(("collection",), "-150")
            self.numbers("-150")
        self.window.close()
        return 0

    def settle(self) -> None:
        """Until the worker rests and everything is painted."""
        until = time.monotonic() + 60
        quiet = 0
        while quiet < 4 and time.monotonic() < until:
            self.app.processEvents()
            session = getattr(self, "session", None)
            quiet = 0 if session and session.work.busy else quiet + 1
            time.sleep(0.01)

    def save(self, name: str, widget: object = None) -> None:
        """One picture, of the 256 colours it needs most: it is kept in the repository."""
        from PIL import Image

        self.settle()  # 不存的也要等：后面几步靠它
        if self.args.only and name not in self.args.only:
            return
        file = self.args.out / f"{name}.png"
        (widget or self.window).grab().save(str(file))  # type: ignore[attr-defined]
        with Image.open(file) as picture:
            small = picture.convert("RGB").quantize(
                256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
            )
        small.save(file, optimize=True)
        print(name)

    def stages(self, ids: tuple[str, ...], suffix: str) -> None:
        """Pages of the stages."""
        for stage in ids:
            self.session.project.go(stage)
            self.settle()
            self.window.frame.banners.clear()
            self.save(f"{STAGES.index(stage) + 1}-{stage}{suffix}")
        if "signing" in ids:
            self.session.project.go("signing")
            self.settle()
            for leaf, name in ((1, "plans"), (2, "contracts")):
                self.session.project.page.leaves.setCurrentIndex(leaf)  # type: ignore[union-attr]
                self.save(f"{STAGES.index('signing') + 1}-signing-{name}")
        if "setup" in ids:
            self.session.project.go("setup")
            self.settle()
            self.session.project.page.leaves.setCurrentIndex(1)  # type: ignore[union-attr]
            self.save("1-setup-roster")

    def places(self) -> None:
        """工作台, 期限, 单位库, and the find box."""
        for place in ("workbench", "deadlines", "units"):
            self.session.go_place(place)
            self.settle()
            self.save(f"0-{place}")
        self.session.project.go("collection")
        self.settle()
        from zjbuy_desktop.gui.shell.find_box import FindBox

        self.window.frame.open_find()
        self.save("9-find", self.window.frame.findChild(FindBox))

    def dialogs(self) -> None:
        """New project, making papers, preview."""
        project = self.session.project
        project.go("signing")
        self.settle()
        self._wizard()
        project.papers.open_preview("signing_notice")
        self.save("9-preview", project.papers.preview)
        project.papers.preview.close()  # type: ignore[union-attr]
        self._modal(lambda: project.papers.ask_make("signing_notice"), "9-make-papers")

    def papers(self) -> None:
        """文件台账, 填写内容, 扫回与核章 with a scan of some papers, 文件文本 and its editor."""
        session = self.session
        session.project_pages.show("register")
        self.save("8-register")
        session.project.go("requirement")
        self.settle()
        self.window.frame.paper_filled.emit("survey_report")
        self.settle()
        self.save("9-fill-in", self._dialog())
        self._dialog().close()
        session.project_pages.show("scans")
        self.settle()
        page = session.project_pages.page
        page.import_files([self._scan()])  # type: ignore[union-attr]
        self.settle()
        self.window.frame.banners.clear()
        self.save("8-scans")
        session.go_place("texts")
        self.save("0-texts")
        session.project.go("signing")
        self.settle()
        self.window.frame.paper_worded.emit("signing_notice")
        self.settle()
        time.sleep(1)
        self.save("9-text-editor", self._dialog())
        self._dialog().close()

    def numbers(self, suffix: str) -> None:
        """统一标的, 单位×标的, the returned files and what of 汇总表 is written."""
        from zjbuy_desktop.gui.dialogs.summary_choice import SummaryChoiceDialog

        for place in ("items", "matrix"):
            self.session.project_pages.show(place)
            self.save(f"8-{place}{suffix}")
        self.session.project.go("collection")
        self.settle()
        page = self.session.project.page
        page.leaves.setCurrentIndex(2)  # type: ignore[union-attr]
        self.save(f"3-files{suffix}")
        choice = SummaryChoiceDialog(self.window)
        choice.show()
        self.save(f"9-summaries{suffix}", choice)
        choice.close()

    def _scan(self) -> Path:
        """Some recommendations as a scanner gives them back: grey, a little askew."""
        import pypdfium2
        from PIL import Image

        pages: list[Image.Image] = []
        for file in sorted((self.args.demo / "4-文件").rglob("*牵头单位推荐表.pdf"))[:8]:
            with pypdfium2.PdfDocument(file) as paper:
                pages += [p.render(scale=150 / 72, grayscale=True).to_pil() for p in paper]
        turned = [p.rotate((n % 3 - 1) * 1.2, fillcolor=255) for n, p in enumerate(pages)]
        scan: Path = self.args.demo / "扫描件.pdf"
        turned[0].save(scan, save_all=True, append_images=turned[1:], resolution=150)
        return scan

    def _dialog(self) -> "QWidget":
        from PySide6.QtWidgets import QApplication, QDialog

        return next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
        )

    def _wizard(self) -> None:
        self.session.places.start_new(take_over=True)
        wizard = self.session.places.wizard
        assert wizard is not None
        wizard.read_file(ROOT / "resources" / "sample" / "project.toml")
        self.settle()
        for place in range(1, 6):
            self.save(f"9-new-{place}", wizard)
            if place == 4:
                assert wizard.taken is not None
                wizard.taken.note.set_value("征集由前任经办人办理，材料在档案袋 2026-07。")
            wizard.next()
        wizard.done_well()
        self.settle()

    def _modal(self, ask: Callable[[], object], name: str) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication, QDialog

        def picture() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                self.save(name, dialog)
                dialog.reject()

        QTimer.singleShot(300, picture)
        ask()


if __name__ == "__main__":
    raise SystemExit(main())
