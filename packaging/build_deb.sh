#!/usr/bin/env bash
# Builds dist/osc-package-studio_VERSION_ARCH.deb: the frozen studio below /usr/lib, which brings
# its own Python and Qt, since no Debian release has all of its dependencies.
set -euo pipefail
cd "$(dirname "$0")/.."

work=build/deb
root=$work/root
rm -rf "$work"
mkdir -p "$work" dist

python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet '.[package]'
version=$("$work/venv/bin/python" -c 'import studio; print(studio.__version__)')
architecture=$(dpkg --print-architecture)
# From a folder without the checkout, so that what is frozen is what the wheel holds.
(cd "$work" && venv/bin/pyinstaller --noconfirm --log-level WARN ../../packaging/osc-studio.spec)

install -d "$root/usr/lib" "$root/usr/bin" "$root/DEBIAN"
cp -r "$work/dist/osc-package-studio" "$root/usr/lib/"
for program in osc-studio osc-studio-window; do
    ln -s "../lib/osc-package-studio/$program" "$root/usr/bin/$program"
done
install -Dm644 packaging/io.osc.PackageStudio.desktop -t "$root/usr/share/applications"
install -Dm644 packaging/io.osc.PackageStudio.metainfo.xml -t "$root/usr/share/metainfo"
install -Dm644 resources/icons/osc-package-studio.svg \
    -t "$root/usr/share/icons/hicolor/scalable/apps"
install -Dm644 packaging/copyright -t "$root/usr/share/doc/osc-package-studio"

libraries=$(cd tools && python3 -c \
    'import setup as s; print(", ".join([*s.DRAWING_LIBRARIES.values(), *s.WINDOW_LIBRARIES.values()]))')
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@LIBRARIES@/$libraries/" -e "s/@SIZE@/$(du -sk "$root/usr" | cut -f1)/" \
    packaging/control.in >"$root/DEBIAN/control"
package=dist/osc-package-studio_${version}_${architecture}.deb
dpkg-deb --root-owner-group --build "$root" "$package"
