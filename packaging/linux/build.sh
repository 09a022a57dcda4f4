#!/bin/sh
# Builds the bundle in the build root and judges it; needs nothing of the machine but root.sh's root.
#
#     packaging/linux/build.sh ROOT [OUT]      (as root; OUT is dist/ when not given)
#
# Leaves in OUT: zjbuy/ (the bundle), zjbuy-VERSION-linux-x86_64.tar.gz and its .sha256.
# Exit 1 when the bundle needs a newer glibc than 2.28 or weighs more than 200 MB.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
root=${1:?"用法：build.sh 根文件夹 [输出文件夹]"}
out=${2:-$here/dist}
"$here/packaging/linux/root.sh" "$root"

work=$root/work
rm -rf "$work"
mkdir -p "$work" "$out"
git -C "$here" ls-files -z -- zjbuy_desktop resources packaging pyproject.toml requirements.lock \
    LICENSE CHANGELOG.md README.md | tar -C "$here" --null -T - -c | tar -C "$work" -x
cp -L "$here/.venv/bin/uv" "$root/opt/uv"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT INT TERM

cat >"$root/opt/bundle.sh" <<'END'
set -eu
cd /work
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH="$1" ZJBUY_WORK=/work PYTHONHASHSEED=1
[ ! -f /opt/authorities.pem ] || export SSL_CERT_FILE=/opt/authorities.pem
python=/opt/venv/bin/python
[ -x $python ] || /opt/python/bin/python3.11 -m venv --without-pip /opt/venv
/opt/python/bin/python3.11 packaging/bundle/lock.py --platform linux >runtime.txt
# What is built for a newer glibc is not even looked at.
VIRTUAL_ENV=/opt/venv /opt/uv pip sync -q --require-hashes --only-binary :all: \
    --python-platform x86_64-manylinux_2_28 runtime.txt packaging/bundle/requirements.txt
$python -m PyInstaller --noconfirm --log-level WARN --distpath /work/dist \
    --workpath /work/build packaging/bundle/zjbuy.spec
ln -s zjbuy dist/zjbuy/zjbuy-desktop
# Names for debuggers are half of some; what was patched after it was linked stays as it is.
find dist/zjbuy/_internal -name '*.so*' -type f ! -path '*/PySide6/*' ! -path '*/shiboken6/*' \
    ! -path '*/PIL/*' ! -path '*/pillow.libs/*' -exec strip --strip-unneeded {} +
$python packaging/linux/smaller_icu.py dist/zjbuy
$python packaging/bundle/sbom.py --platform linux dist/zjbuy
QT_QPA_PLATFORM=offscreen $python packaging/bundle/icon.py dist/zjbuy/zjbuy.png
sed -n "s/^version = \"\(.*\)\"/\1/p" pyproject.toml >dist/zjbuy/版本.txt
cp packaging/linux/install.sh dist/zjbuy/安装.sh
cp packaging/linux/zjbuy.desktop packaging/linux/zjbuy.xml dist/zjbuy/
END
chroot "$root" sh /opt/bundle.sh "$(git -C "$here" log -1 --format=%ct)"

rm -rf "$out/zjbuy"
cp -a "$work/dist/zjbuy" "$out/zjbuy"
chmod -R u+rwX,go=rX "$out/zjbuy"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/pyproject.toml")
name=zjbuy-$version-linux-x86_64
(cd "$out/zjbuy" && find . -type f ! -name 校验.txt -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum >校验.txt)
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner --transform "s,^zjbuy,$name," \
    -czf "$out/$name.tar.gz" zjbuy
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
python="$here/.venv/bin/python"
"$python" "$here/packaging/bundle/glibc.py" "$out/zjbuy" --most 2.28
"$python" "$here/packaging/bundle/sizes.py" "$out/zjbuy" --most 200
