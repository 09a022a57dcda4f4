#!/bin/sh
# Installs a .deb where nothing else is, uses it and takes it away again; says what it measured.
#
#     packaging/linux/try_deb.sh FILE.deb ROOT [SUITE]      (as root; ROOT is made and stays)
#
# In a root of debootstrap's smallest kind: no Python, no fonts, no desktop. Xvfb is put beside it
# to have a screen. Exit 1 at the first thing that is not as it should be.
set -eu
deb=$(readlink -f "${1:?"用法：try_deb.sh 文件.deb 根文件夹 [版本]"}")
root=${2:?}
suite=${3:-bullseye}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase "$suite" "$root" "$mirror" >/dev/null
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp "$deb" "$root/tmp/zjbuy.deb"
for place in proc dev; do
    mountpoint -q "$root/$place" || mount --bind "/$place" "$root/$place"
done
trap 'umount -l "$root/proc" "$root/dev"' EXIT INT TERM
cat >"$root/tmp/try.sh" <<'END'
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/home/clerk
fail() { echo "✗ $*"; exit 1; }
took() { echo "  $1: $(($(date +%s) - $2)) s"; }
useradd -m clerk 2>/dev/null || true
: >'/home/clerk/接力 文件.zjhand'
apt-get -q update >/dev/null
apt-get -q install -y --no-install-recommends xvfb xauth x11-utils imagemagick \
    desktop-file-utils shared-mime-info >/dev/null
! command -v python3 >/dev/null || fail "there is a Python here"
dpkg-query -W -f '${Package}\n' | sort >/tmp/before
find /usr /etc -xdev | sort >/tmp/files-before
start=$(date +%s)
apt-get -q install -y --no-install-recommends /tmp/zjbuy.deb >/tmp/install.log 2>&1 ||
    { cat /tmp/install.log; fail install; }
took "install, dependencies included" "$start"
dpkg-query -W -f '${Package}\n' | sort | comm -13 /tmp/before - | tr '\n' ' '
echo
dpkg -V zjbuy || fail "files differ from the package"
desktop-file-validate /usr/share/applications/zjbuy.desktop || fail "desktop file"
for kind in zjhand:handover zjbak:backup; do
    grep -q "x-zjbuy-${kind#*:}:\*.${kind%%:*}" /usr/share/mime/globs2 || fail "MIME ${kind%%:*}"
done
start=$(date +%s)
su clerk -c 'cd && LC_ALL=C.UTF-8 zjbuy self-test --out "自检 结果.pdf"' || fail "self-test"
took "self-test" "$start"
[ -s "/home/clerk/自检 结果.pdf" ] || fail "no page of result"
su clerk -c 'cd && env -u LANG LC_ALL=POSIX zjbuy project list' || fail "without a locale"

# The window, as a clerk opens it; then as the file manager does.
su clerk -c 'Xvfb :77 -screen 0 1366x768x24 -nolisten tcp &' 2>/dev/null
sleep 2
end() { # those of the clerk whose program has this name
    for entry in /proc/[0-9]*; do
        [ "$(stat -c %U "$entry" 2>/dev/null)" = clerk ] || continue
        case $(readlink "$entry/exe" 2>/dev/null) in */"$1") kill -TERM "${entry#/proc/}" ;; esac
    done
    sleep 2
}
window() {
    su clerk -c "cd && DISPLAY=:77 LC_ALL=C.UTF-8 exec zjbuy-desktop $* 2>/tmp/window.err" &
    for second in 1 2 3 4 5 6 7 8 9 10; do
        sleep 1
        ! DISPLAY=:77 xwininfo -root -tree 2>/dev/null | grep -q '"zjbuy' || return 0
    done
    cat /tmp/window.err
    fail "no window"
}
window
sleep 3
DISPLAY=:77 import -window root /tmp/window.png
end zjbuy
window "'/home/clerk/接力 文件.zjhand'"
sleep 3
DISPLAY=:77 import -window root /tmp/window-with-file.png
end zjbuy
end Xvfb

apt-get -q remove -y zjbuy >/dev/null || fail remove
[ ! -e /opt/zjbuy ] && [ ! -e /usr/bin/zjbuy ] || fail "something was left"
dpkg -P zjbuy >/dev/null
find /usr /etc -xdev | sort | comm -13 /tmp/files-before - | grep -i zjbuy && fail "left over"
[ -d /home/clerk/.local/share/zjbuy ] || fail "the clerk's data is gone"
echo "✓ installed, tested, opened, removed; the data stayed"
END
chroot "$root" sh /tmp/try.sh
echo "pictures: $root/tmp/window.png $root/tmp/window-with-file.png"
