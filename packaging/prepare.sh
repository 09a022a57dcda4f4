#!/bin/sh
# Makes everything that `make` needs, on a bare Debian 12 as well as on a developer's machine:
# Debian packages (as root; otherwise the command is printed), .venv, the locked Python packages.
# When nothing has changed it looks, needs no network, and is done in a fraction of a second.
set -eu
cd "$(dirname "$0")/.."

VENV=.venv
STAMP=$VENV/prepared

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# --- 1. what the system must have -------------------------------------------------------------

# "library as the linker knows it:Debian package"; Qt's modules do not load without these.
LIBRARIES='libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0
libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3 libglib-2.0.so.0:libglib2.0-0
libgssapi_krb5.so.2:libgssapi-krb5-2'
# Only for a window on a real screen.
X11_LIBRARIES='libX11-xcb.so.1:libx11-xcb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0
libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
libxcb-sync.so.1:libxcb-sync1 libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1'
WAYLAND_LIBRARIES='libwayland-client.so.0:libwayland-client0
libwayland-cursor.so.0:libwayland-cursor0 libwayland-egl.so.1:libwayland-egl1'

missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    wanted=$LIBRARIES
    [ -z "${DISPLAY:-}" ] || wanted="$wanted $X11_LIBRARIES"
    [ -z "${WAYLAND_DISPLAY:-}" ] || wanted="$wanted $WAYLAND_LIBRARIES"
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    for pair in $wanted; do
        case "$known" in *"${pair%%:*} "*) ;; *) printf '%s ' "${pair##*:}" ;; esac
    done
}

# Prints the first Python that suits; one that lacks venv is taken when "$1" is not "whole".
find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3; do
        probe='import sys; assert (3, 11) <= sys.version_info < (3, 13)'
        [ "$1" != whole ] || probe="$probe; import venv, ensurepip"
        if "$candidate" -c "$probe" >/dev/null 2>&1; then
            "$candidate" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))'
            return 0
        fi
    done
    return 1
}

missing_python() {
    [ ! -x $VENV/bin/python ] || ! $VENV/bin/python -c 'import pip' 2>/dev/null || return 0
    ! find_python whole >/dev/null || return 0
    if part=$(find_python any); then
        "$part" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
    else
        echo python3 python3-venv
    fi
}

install_packages() {
    command="apt-get update && apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "缺少程序运行所需的系统组件：$*" \
            "本机不是 Debian 系的系统，请用系统自带的软件管理工具安装相应组件，然后重新运行。"
    fi
    if [ "$(id -u)" != 0 ]; then
        say "缺少程序运行所需的系统组件，安装它们需要管理员权限。请执行下面这一条命令，然后重新运行："
        stop "    sudo sh -c '$command'"
    fi
    say "正在安装系统组件：$*"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086,SC2068
    if ! { apt-get -q -o DPkg::Lock::Timeout=300 update &&
        apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $@; } >&2; then
        say "系统组件没有装上，请检查网络与软件源（原因见上方）。也可以自己执行："
        stop "    $command"
    fi
}

# shellcheck disable=SC2046
set -- $(missing_python) $(missing_libraries)
[ $# = 0 ] || install_packages "$@"

# --- 2. the Python environment, exactly as locked ---------------------------------------------

state() { cat requirements.lock pyproject.toml packaging/*.txt packaging/prepare.sh | cksum; pwd; }

if [ -x $VENV/bin/python ] && [ "$(cat $STAMP 2>/dev/null)" = "$(state)" ] &&
    $VENV/bin/python -c '' 2>/dev/null; then
    exit 0
fi

# Certificates come from the system, so an office's own authority is believed; a mirror that pip
# knows from its environment serves uv as well.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
if [ -n "${PIP_INDEX_URL:-}" ]; then
    export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"
fi

unfinished() {
    stop "运行环境没有装完（原因见上方）。多半是网络不通：请检查网络后重新运行，已下载的不会白费。"
}

say "正在准备运行环境（第一次需要联网下载约 250 MB，请稍候）……"
if [ -f $STAMP ] && [ "$(tail -n 1 $STAMP)" != "$(pwd)" ]; then
    rm -rf $VENV # was moved or copied here: its commands still point to the old place
fi
rm -f $STAMP
if ! $VENV/bin/python -c 'import pip' 2>/dev/null; then
    rm -rf $VENV
    "$(find_python whole)" -m venv $VENV || unfinished
fi
if [ "$($VENV/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != \
    "$(sed -n 's/^uv==\([^ ]*\).*/\1/p' packaging/uv-requirements.txt)" ]; then
    PIP_ROOT_USER_ACTION=ignore $VENV/bin/python -m pip install -q --require-hashes -r packaging/uv-requirements.txt \
        >&2 || unfinished
fi
uv_pip() { VIRTUAL_ENV="$(pwd)/$VENV" $VENV/bin/uv pip "$@" >&2 || unfinished; }
uv_pip sync -q --require-hashes requirements.lock
uv_pip install -q --no-deps --no-build-isolation -e .
state >$STAMP.new && mv $STAMP.new $STAMP
say "运行环境已就绪。"
