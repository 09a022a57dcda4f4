"""核对说明：页面里自己算的 SHA-256、清单的读法和对照，与程序的一样；不联网。"""

import hashlib
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine

from zjbuy_desktop.core.base.checksums import SUMS, compare, read_sums, sums_text

PAGE = (Path(__file__).parents[2] / "resources/archive/check.html").read_text("utf-8")
CORE, WINDOW = re.findall(r"<script[^>]*>(.*?)</script>", PAGE, re.DOTALL)
LENGTHS = (0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 10_000)

BROWSER = """
var made = {}, pending = [];
function element() {
  return {hidden: false, textContent: "", className: "", value: "", max: 1, children: [],
    tBodies: [{rows: [], set textContent(v) { this.rows = []; },
      insertRow: function () { var line = []; this.rows.push(line);
        return {insertCell: function () { return {set textContent(v) { line.push(v); }}; }}; }}],
    appendChild: function (child) { this.children.push(child); }};
}
var document = {
  getElementById: function (id) { return made[id] = made[id] || element(); },
  createElement: element,
  createTextNode: function (text) { return {textContent: text}; }
};
function FileReader() {}
FileReader.prototype.readAsArrayBuffer = function (blob) {
  var me = this; pending.push(function () {
    if (blob.broken) { me.onerror(); return; }
    me.result = blob.bytes.buffer; me.onload();
  });
};
FileReader.prototype.readAsText = function (blob) {
  var me = this; pending.push(function () { me.result = blob.text; me.onload(); });
};
function file(path, bytes, text, broken) {
  return {webkitRelativePath: path, size: bytes.length, text: text, slice: function (from, to) {
    return {bytes: Uint8Array.from(bytes.slice(from, to)), broken: broken};
  }};
}
function settle() { while (pending.length) { pending.shift()(); } }
"""


@pytest.fixture
def engine(qapp: QCoreApplication) -> QJSEngine:
    made = QJSEngine()
    check(made, CORE)
    return made


def check(engine: QJSEngine, code: str) -> Any:
    value = engine.evaluate(code)
    assert not value.isError(), value.toString()
    return value


def run(engine: QJSEngine, code: str) -> Any:
    return json.loads(check(engine, f"JSON.stringify({code})").toString())


@pytest.mark.parametrize("length", LENGTHS)
def test_the_checksum_is_that_of_the_standard(engine: QJSEngine, length: int) -> None:
    content = random.Random(length).randbytes(length)
    bytes_ = json.dumps(list(content))
    whole = f"new CheckCore.Sha256().update(Uint8Array.from({bytes_})).hex()"
    assert run(engine, whole) == hashlib.sha256(content).hexdigest()


def test_pieces_of_any_size_make_the_same(engine: QJSEngine) -> None:
    content = random.Random(7).randbytes(1000)
    cuts = [0, 1, 64, 65, 130, 200, 456, 512, 1000]
    calls = "".join(
        f".update(Uint8Array.from({json.dumps(list(content[a:b]))}))"
        for a, b in zip(cuts, cuts[1:], strict=False)
    )
    said = run(engine, f"new CheckCore.Sha256(){calls}.hex()")
    assert said == hashlib.sha256(content).hexdigest()


LISTS = (
    sums_text({"1-立项/通知 一.pdf": "a" * 64, "b": "b" * 64}),
    f"\ufeff{'A' * 64} *./甲.pdf\r\n{'b' * 64}  ../x\nnonsense\n\n{'c' * 64}  /etc\n",
    f"{'a' * 64}  甲\n{'b' * 64}  甲\n",
)


@pytest.mark.parametrize("text", LISTS)
def test_the_list_is_read_as_the_program_reads_it(engine: QJSEngine, text: str) -> None:
    sums, unread = read_sums(text)
    said = run(engine, f"CheckCore.readSums({json.dumps(text)})")
    assert (said["sums"], said["unread"]) == (sums, list(unread))


def test_differences_are_those_the_program_finds(engine: QJSEngine) -> None:
    listed = {"甲": "a" * 64, "乙": "b" * 64, "Caf\u00e9": "c" * 64, "丁": "d" * 64}
    there = {"甲": "a" * 64, "乙": "x" * 64, "Cafe\u0301": "c" * 64, "戊": "e" * 64,
             SUMS: "f" * 64, "卷/Thumbs.db": "g" * 64}  # fmt: skip
    said = run(engine, f"CheckCore.compare({json.dumps(listed)}, {json.dumps(there)})")
    ours = compare(listed, there)
    assert said == {
        "whole": ours.whole, "changed": list(ours.changed),
        "missing": list(ours.missing), "surplus": list(ours.surplus),
    }  # fmt: skip
    assert (ours.changed, ours.missing, ours.surplus) == (("乙",), ("丁",), ("戊",))


# The window of the page, over a browser made of a few lines


def chosen(
    engine: QJSEngine, files: dict[str, bytes], known: str = "", broken: str = ""
) -> tuple[str, str, list[list[str]]]:
    """Choose a folder with these files: class and words of the verdict, rows of the table."""
    check(engine, BROWSER)
    check(engine, WINDOW)
    check(engine, f"document.getElementById('known').value = {json.dumps(known)}")
    made = ",".join(
        f"file({json.dumps('归档/' + path)}, {list(content)},"
        f" {json.dumps(content.decode('utf-8', 'replace'))}, {json.dumps(path == broken)})"
        for path, content in files.items()
    )
    check(engine, f"made.folder.files = [{made}]; made.folder.onchange.call(made.folder); settle()")
    said = run(engine, "[made.verdict.className, made.verdict.textContent]")
    rows = run(engine, "made.rows.hidden ? [] : made.rows.tBodies[0].rows")
    return said[0], said[1], rows


def folder() -> dict[str, bytes]:
    files = {"1-立项/通知.pdf": b"one", "空.txt": b""}
    sums = sums_text({p: hashlib.sha256(c).hexdigest() for p, c in files.items()})
    return {**files, SUMS: sums.encode()}


def test_a_whole_folder_is_told_whole(engine: QJSEngine) -> None:
    kind, words, rows = chosen(engine, folder())
    assert (kind, rows) == ("ok", [])
    assert words.startswith("✓ 全部相符：2 个文件")
    assert "请再比对封存校验值" in words


def test_with_the_recorded_checksum_the_list_is_proved_too(engine: QJSEngine) -> None:
    own = hashlib.sha256(folder()[SUMS]).hexdigest()
    kind, words, _ = chosen(engine, folder(), known=f" {own.upper()} ")
    assert kind == "ok"
    assert "清单也是封存时的那一份" in words
    kind, _, rows = chosen(engine, folder(), known="0" * 64)
    assert kind == "bad"
    assert rows[0][0] == "清单被换过"


def test_what_differs_is_named(engine: QJSEngine) -> None:
    files = folder()
    files["1-立项/通知.pdf"] = b"two"
    del files["空.txt"]
    files["新.txt"] = b"x"
    kind, words, rows = chosen(engine, files)
    assert kind == "bad"
    assert words.startswith("✗ 有 3 处不符")
    assert rows == [["被改动", "1-立项/通知.pdf"], ["缺少", "空.txt"], ["多出", "新.txt"]]


def test_a_file_that_cannot_be_read_counts_as_changed(engine: QJSEngine) -> None:
    kind, _, rows = chosen(engine, folder(), broken="空.txt")
    assert (kind, rows) == ("bad", [["被改动", "空.txt"]])


def test_another_folder_is_refused(engine: QJSEngine) -> None:
    kind, words, _ = chosen(engine, {"甲.txt": b"x"})
    assert kind == "bad"
    assert "没有 SHA256SUMS" in words


def test_the_page_asks_nothing_of_a_network() -> None:
    assert "default-src 'none'" in PAGE
    for word in ("http:", "https:", "fetch(", "XMLHttpRequest", "src=", "@import", "url("):
        assert word not in PAGE
    assert 'lang="zh-CN"' in PAGE
    assert "webkitdirectory" in PAGE
