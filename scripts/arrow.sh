#!/usr/bin/env bash
# Puts the Arrow C++ libraries, headers and pkg-config files where SwiftPM finds them.
#
#   scripts/arrow.sh                     into /usr/local (needs root), then ldconfig
#   scripts/arrow.sh --prefix DIR        into DIR (no root); prints the flags swift build then needs
#   scripts/arrow.sh --remove [--prefix DIR]
#
# They come out of the pyarrow wheel. Where Apache's own packages (libarrow-dataset-dev, libparquet-dev) are
# installed there is nothing to do. Running it twice changes nothing.
set -euo pipefail

version=26.0.1
prefix=/usr/local
remove=no
while [ $# -gt 0 ]; do
    case $1 in
    --prefix) prefix=${2:?--prefix needs a folder}; shift 2 ;;
    --remove) remove=yes; shift ;;
    *) echo "usage: $0 [--prefix DIR] [--remove]" >&2; exit 2 ;;
    esac
done

libraries=(arrow arrow_acero arrow_compute arrow_dataset parquet arrow_s3)
stamp=$prefix/share/modelwatch/arrow-version

if [ $remove = yes ]; then
    for library in "${libraries[@]}"; do rm -f "$prefix"/lib/lib"$library".so*; done
    rm -rf "$prefix"/include/arrow "$prefix"/include/parquet "$prefix"/share/modelwatch
    rm -f "$prefix"/lib/pkgconfig/{arrow,arrow-acero,arrow-compute,arrow-dataset,parquet}.pc
    [ "$prefix" != /usr/local ] || ldconfig
    exit 0
fi

if [ "$prefix" = /usr/local ] && [ ! -e "$stamp" ] && pkg-config --exists arrow-dataset 2>/dev/null; then
    echo "Arrow C++ $(pkg-config --modversion arrow-dataset) is installed already."
    exit 0
fi
if [ "$(cat "$stamp" 2>/dev/null)" = "$version" ]; then exit 0; fi

echo "Installing Arrow C++ $version from the pyarrow wheel into $prefix"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Any CPython's wheel holds the same libraries; naming one makes the download independent of the python3 at hand.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --python-version 3.11 --implementation cp --dest "$work" "pyarrow==$version"
python3 -m zipfile -e "$work"/pyarrow-*.whl "$work"/wheel

mkdir -p "$prefix"/{lib/pkgconfig,include,share/modelwatch}
for library in "${libraries[@]}"; do
    shared=$(basename "$work"/wheel/pyarrow/lib"$library".so.*)
    install -m 0755 "$work/wheel/pyarrow/$shared" "$prefix/lib/$shared"
    ln -sf "$shared" "$prefix/lib/lib$library.so"
done
rm -rf "$prefix"/include/arrow "$prefix"/include/parquet
cp -R "$work"/wheel/pyarrow/include/{arrow,parquet} "$prefix"/include/

describe() { # name, libraries, required modules
    cat >"$prefix/lib/pkgconfig/$1.pc" <<PC
prefix=$prefix
libdir=\${prefix}/lib
includedir=\${prefix}/include

Name: $1
Description: Apache Arrow C++ ($1), from the pyarrow wheel
Version: $version
Requires: $3
Libs: -L\${libdir} $2
Cflags: -I\${includedir}
PC
}
describe arrow "-larrow" ""
describe arrow-compute "-larrow_compute" "arrow"
describe arrow-acero "-larrow_acero" "arrow-compute"
describe parquet "-lparquet" "arrow"
describe arrow-dataset "-larrow_dataset" "arrow-acero parquet"

if [ "$prefix" = /usr/local ]; then
    ldconfig
else
    echo "Build with: swift build --pkg-config-path $prefix/lib/pkgconfig -Xlinker -rpath=$prefix/lib"
fi
echo "$version" >"$stamp"
