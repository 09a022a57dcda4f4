#!/bin/sh
# 装到当前用户自己的文件夹，不需要管理员，不联网；以后用新版的同一个脚本升级。
#
#     sh 安装.sh            安装或升级（先核对每个文件的校验值，再自检，通过了才换上）
#     sh 安装.sh --quiet    同上，不提问、只在出错时说话（批量安装用）
#     sh 安装.sh --back     换回升级前的版本
#     sh 安装.sh --remove   卸载；数据不动
set -eu
from=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
home=$share/zjbuy-program
bin=$HOME/.local/bin
quiet=
say() { [ -n "$quiet" ] || printf '%s\n' "$*"; }
stop() { printf '%s\n' "$@" >&2; exit 1; }

refresh() {
    ! command -v update-desktop-database >/dev/null 2>&1 ||
        update-desktop-database -q "$share/applications" || true
    ! command -v update-mime-database >/dev/null 2>&1 ||
        update-mime-database "$share/mime" >/dev/null 2>&1 || true
}

# A program that is running holds its files open, but what it loads later would be the new one's.
refuse_running() {
    for executable in /proc/[0-9]*/exe; do
        case $(readlink "$executable" 2>/dev/null || true) in
            "$home"/*) stop "程序正在运行，请先关闭它的窗口，再重新执行。" ;;
        esac
    done
}

remove() {
    refuse_running
    rm -rf "$home" "$share/applications/zjbuy.desktop" "$share/mime/packages/zjbuy.xml" \
        "$share/icons/hicolor/256x256/apps/zjbuy.png" "$bin/zjbuy" "$bin/zjbuy-desktop"
    refresh
    say "已卸载。数据还在 $share/zjbuy，没有删除。"
}

back() {
    refuse_running
    [ -d "$home/previous" ] || stop "没有升级前的版本可以换回。"
    mv "$home/current" "$home/other"
    mv "$home/previous" "$home/current"
    mv "$home/other" "$home/previous"
    say "已换回 $(cat "$home/current/版本.txt")。数据若已由新版升级过，请从“升级前备份”恢复。"
}

install() {
    [ "$(uname -m)" = x86_64 ] ||
        stop "这个安装包只用于 x86_64 的电脑，本机是 $(uname -m)；请按说明从源码运行。"
    [ "$from" != "$home/current" ] || stop "请从解开的安装包里运行，不要从已装好的文件夹里运行。"
    refuse_running
    say "正在核对文件……"
    (cd "$from" && sha256sum --quiet -c 校验.txt >/dev/null 2>&1) ||
        stop "安装包不完整或被改动过，没有安装。请重新拷贝后再试。"
    rm -rf "$home/new"
    mkdir -p "$home"
    cp -a "$from" "$home/new" || stop "没有装成：磁盘空间不足或文件夹不能写入（$home）。"
    say "正在自检（约半分钟）……"
    if ! "$home/new/zjbuy" --data "$home/log" self-test --out "$home/自检结果.pdf" \
        >"$home/自检结果.txt" 2>&1; then
        cat "$home/自检结果.txt" >&2
        rm -rf "$home/new"
        stop "自检没有通过，没有安装；原来的版本没有动。结果在 $home。"
    fi
    rm -rf "$home/previous"
    [ ! -d "$home/current" ] || mv "$home/current" "$home/previous"
    mv "$home/new" "$home/current"
    mkdir -p "$bin" "$share/applications" "$share/mime/packages" "$share/icons/hicolor/256x256/apps"
    ln -sfn "$home/current/zjbuy" "$bin/zjbuy"
    ln -sfn "$home/current/zjbuy-desktop" "$bin/zjbuy-desktop"
    sed "s,^Exec=.*,Exec=\"$home/current/zjbuy-desktop\" %f," "$from/zjbuy.desktop" \
        >"$share/applications/zjbuy.desktop"
    cp "$from/zjbuy.xml" "$share/mime/packages/zjbuy.xml"
    cp "$from/zjbuy.png" "$share/icons/hicolor/256x256/apps/zjbuy.png"
    refresh
    say "已装好 $(cat "$home/current/版本.txt")，在开始菜单“办公”里；自检结果在 $home。"
}

case ${1:-} in
    '') install ;;
    --quiet) quiet=yes && install ;;
    --back) back ;;
    --remove) remove ;;
    *) stop "用法：sh 安装.sh [--quiet | --back | --remove]" ;;
esac
