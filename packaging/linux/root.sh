#!/bin/sh
# Makes the build root: the oldest Debian that its mirrors still serve, with a Python of its own.
#
#     packaging/linux/root.sh ROOT        (as root; 10 to 20 minutes; nothing if ROOT is ready)
#
# Python and SQLite are compiled in it from Debian 12's source packages, so that what they need of
# glibc is decided here: Debian 11 has 2.31, Qt's wheels need 2.28, and so shall everything else.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:?"用法：root.sh 文件夹"}
SUITE=bullseye
MIRROR=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
SECURITY=${DEBIAN_SECURITY:-http://deb.debian.org/debian-security}

[ ! -f "$root/opt/ready" ] || exit 0
[ "$(id -u)" = 0 ] || { echo "要以管理员身份运行：sudo $0 $root" >&2; exit 1; }

[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase "$SUITE" "$root" "$MIRROR"
cat >"$root/etc/apt/sources.list" <<END
deb $MIRROR $SUITE main
deb $SECURITY $SUITE-security main
deb-src $MIRROR bookworm main
END
cp "$here/old_glibc.h" "$root/opt/old_glibc.h"
[ -z "${PIP_CERT:-}" ] || cp -L "$PIP_CERT" "$root/opt/authorities.pem"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT INT TERM

cat >"$root/opt/make.sh" <<'END'
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get -q update
# What compiles; then what Qt's modules and its xcb and wayland plug-ins load.
apt-get -q install -y --no-install-recommends ca-certificates dpkg-dev gcc g++ make patch xz-utils \
    binutils icu-devtools pkg-config tcl zlib1g-dev libbz2-dev liblzma-dev libffi-dev libssl-dev uuid-dev \
    libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libgssapi-krb5-2 \
    libx11-xcb1 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 \
    libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 \
    libxcb-cursor0 libwayland-client0 libwayland-cursor0 libwayland-egl1
rm -rf /opt/source /opt/python
mkdir -p /opt/source
cd /opt/source
apt-get -q source --download-only python3.11 sqlite3

build() { dpkg-source -x "$1"_*.dsc "$1"; cd "$1"; }

build sqlite3
./configure --prefix=/opt/python --disable-tcl --disable-readline --disable-static --enable-fts5 \
    CFLAGS="-O2 -include /opt/old_glibc.h -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_RTREE \
    -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_DBSTAT_VTAB \
    -DSQLITE_ENABLE_MATH_FUNCTIONS"
make -s -j"$(nproc)"
make -s install
cd ..

build python3.11
# Debian links this one into the interpreter, where it may see the core's headers; here it stands alone.
sed -i '1i #ifndef Py_BUILD_CORE_BUILTIN\n#define Py_BUILD_CORE_MODULE 1\n#endif' Modules/pyexpat.c
ac_cv_func_sem_clockwait=no ./configure --prefix=/opt/python --enable-shared --without-ensurepip \
    --with-computed-gotos --disable-test-modules CFLAGS='-include /opt/old_glibc.h' \
    CPPFLAGS=-I/opt/python/include LDFLAGS='-L/opt/python/lib -Wl,-rpath,/opt/python/lib'
make -s -j"$(nproc)"
make -s install
cd ..
rm -rf sqlite3 python3.11
/opt/python/bin/python3.11 -c 'import ssl, sqlite3, ctypes, lzma, bz2, zlib, xml.parsers.expat
print(sqlite3.sqlite_version)' >/opt/ready
END
chroot "$root" nice -n 15 sh /opt/make.sh
