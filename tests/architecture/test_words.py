"""Words: one name per thing (docs/glossary.md), English for code, Chinese for readers."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "zjbuy_desktop"
# The papers' wording; the law book may name 框架协议, being the title of another text.
TEXTS = sorted((ROOT / "resources" / "texts").rglob("*.txt"))

# 采购协议 is not a framework agreement, which is another instrument of the law.
WRONG_WORDS = ("框架协议", "框架采购", "登陆系统", "帐号", "\ufffd", "锟斤拷")
# The domain's words in pinyin: a sign that a name bypassed the glossary.
PINYIN = re.compile(
    r"(?<![a-z])(caigou|hetong|danwei|xuqiu|zhongbiao|chengjiao|gonggao|weituo|jihua|beian"
    r"|yanshou|zhifu|zhiyi|tousu|guidang|qianding|canyu|qiantou|biaoxiang|jine|yusuan)",
    re.IGNORECASE,
)
# A half-width mark between two Chinese characters is a slip of the input method.
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;!][\u4e00-\u9fff]")


def sources() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(ROOT), file.read_text(encoding="utf-8")


def strings(text: str) -> Iterator[str]:
    """String constants of a module: what users may come to read, and docstrings."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_identifiers_are_english() -> None:
    strange = []
    for file, text in sources():
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and (
                not token.string.isascii() or PINYIN.search(token.string)
            ):
                strange.append(f"{file}:{token.start[0]} {token.string}")
    assert not strange


def test_file_names_are_english() -> None:
    names = [f for f, _ in sources()]
    assert not [str(f) for f in names if not f.name.isascii() or PINYIN.search(f.name)]


def test_the_program_says_no_wrong_word() -> None:
    wrong = [
        f"{file}: {word}"
        for file, text in sources()
        for said in strings(text)
        for word in WRONG_WORDS
        if word in said
    ]
    assert not wrong


def test_the_program_punctuates_in_chinese() -> None:
    slips = [
        f"{file}: {slip}"
        for file, text in sources()
        for said in strings(text)
        for slip in HALF_WIDTH.findall(said)
    ]
    assert not slips


@pytest.mark.parametrize("file", TEXTS, ids=lambda f: f.stem)
def test_paper_text_says_no_wrong_word(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not [word for word in WRONG_WORDS if word in text]
    assert not HALF_WIDTH.findall(text)
