#!/bin/sh
# Makes the .deb of a built bundle: packaging/linux/deb.sh [OUT]   (OUT is dist/, as build.sh left it)
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$here/dist}
bundle=$out/zjbuy
[ -x "$bundle/zjbuy" ] || { echo "先运行 packaging/linux/build.sh" >&2; exit 1; }
version=$(cat "$bundle/版本.txt")
tree=$out/deb
rm -rf "$tree"
mkdir -p "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" \
    "$tree/usr/share/mime/packages" "$tree/usr/share/icons/hicolor/256x256/apps" \
    "$tree/usr/share/doc/zjbuy"
cp -a "$bundle" "$tree/opt/zjbuy"
rm "$tree/opt/zjbuy/安装.sh" "$tree/opt/zjbuy/校验.txt"
ln -s /opt/zjbuy/zjbuy "$tree/usr/bin/zjbuy"
ln -s /opt/zjbuy/zjbuy-desktop "$tree/usr/bin/zjbuy-desktop"
mv "$tree/opt/zjbuy/zjbuy.desktop" "$tree/usr/share/applications/zjbuy.desktop"
mv "$tree/opt/zjbuy/zjbuy.xml" "$tree/usr/share/mime/packages/zjbuy.xml"
mv "$tree/opt/zjbuy/zjbuy.png" "$tree/usr/share/icons/hicolor/256x256/apps/zjbuy.png"
ln -s /opt/zjbuy/许可 "$tree/usr/share/doc/zjbuy/licences"
cp "$here/LICENSE" "$tree/usr/share/doc/zjbuy/copyright"
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$(du -sk "$tree" | cut -f1)/" \
    "$here/packaging/linux/control" >"$tree/DEBIAN/control"
(cd "$tree" && find opt usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) \
    >"$tree/DEBIAN/md5sums"
file=zjbuy_${version}_amd64.deb
SOURCE_DATE_EPOCH=$(git -C "$here" log -1 --format=%ct) \
    dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/$file" >/dev/null
rm -rf "$tree"
(cd "$out" && sha256sum "$file" >"$file.sha256" && ls -l "$file")
