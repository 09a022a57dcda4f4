"""Tab goes as one reads: by where things stand, not by when they were made.

Cards and rows come and go while the window is open; Qt would put each new one at the end.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QGridLayout,
    QLayout,
    QRadioButton,
    QScrollArea,
    QWidget,
)


def step(window: QWidget, *, forwards: bool) -> bool:
    """Put the focus on the next or the last stop of this window; ``False`` if there is none."""
    found = list(stops(window))
    if not found:
        return False
    target = _next(found, window.focusWidget(), forwards=forwards)
    reason = Qt.FocusReason
    target.setFocus(reason.TabFocusReason if forwards else reason.BacktabFocusReason)
    show(target)
    return True


def stops(inside: QWidget) -> Iterator[QWidget]:
    """Every widget Tab stops at, in the order of reading."""
    if _takes_tab(inside):
        yield inside
    for child in _in_order(inside):
        yield from stops(child)


def first_stop(inside: QWidget) -> QWidget | None:
    """The first of them."""
    return next(stops(inside), None)


def enter(inside: QWidget) -> None:
    """Put the focus on the first stop in there, if there is one."""
    target = first_stop(inside)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        show(target)


def show(target: QWidget) -> None:
    """Bring it in sight, however many areas scroll around it."""
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target, 8, 8)
        above = above.parentWidget()


def _next(found: list[QWidget], here: QWidget | None, *, forwards: bool) -> QWidget:
    """The stop after this one; from what is gone or greyed, the nearest in the same part."""
    by, end = (1, 0) if forwards else (-1, -1)
    while here is not None:
        if here in found:
            return found[(found.index(here) + by) % len(found)]
        near = [w for w in found if here.isAncestorOf(w)]
        if near:
            return near[end]
        here = here.parentWidget()
    return found[end]


def _takes_tab(widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    if not widget.isEnabled():
        return False
    return not isinstance(widget, QRadioButton) or _speaks(widget)


def _speaks(radio: QRadioButton) -> bool:
    """Tab stops once at a group; the arrows do the rest."""
    above = radio.parentWidget()
    group = above.findChildren(QRadioButton) if above is not None else []
    return radio.isChecked() or not any(one.isChecked() for one in group)


def _in_order(inside: QWidget) -> list[QWidget]:
    """Children on show: what lies over the others first, then as the layout has them."""
    seen = [w for w in inside.findChildren(QWidget, options=_DIRECT) if _on_show(w)]
    if isinstance(inside, QAbstractScrollArea) and not isinstance(inside, QScrollArea):
        return []
    layout = inside.layout()
    laid = list(_laid_out(layout)) if layout is not None else []
    place = {id(w): n for n, w in enumerate(laid)}
    rest = [w for w in seen if id(w) not in place]
    rest.sort(key=lambda w: (w.y(), w.x()))
    return [*rest, *sorted((w for w in seen if id(w) in place), key=lambda w: place[id(w)])]


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def _on_show(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.isWindow()


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Widgets of a layout and of those in it; a grid goes line by line."""
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda n: tuple(layout.getItemPosition(n))[:2])  # type: ignore[arg-type]
    for number in numbers:
        item = layout.itemAt(number)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
