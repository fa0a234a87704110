#!/bin/sh
# Builds the packages for Debian of this commit once more, in a clone in another folder and from nothing, and compares them with
# those in a folder, byte by byte:
#
#     Packaging/reproduce.sh FOLDER
#
# The other folder's path is as long as this one's. What differs is named, down to the files in a package. Takes as long as a first build, and some gigabytes of $TMPDIR.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
first=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/magpie-again.XXXXXX")
trap 'rm -rf "$work" ${again:+"$again"}' EXIT
. "$source/Packaging/version.sh"
case $MAGPIE_VERSION in *.changed)
    echo "reproduce.sh: commit the changes first: only a commit can be built again" >&2
    exit 1
esac

# Another mask, name of the folder, time zone and language than those of the first build may be. But the path is as long: paths
# are mapped, while Swift 6.3 writes the length of the unmapped one beside it, where it checks that a closure has not escaped.
umask 027
for parent in /var/tmp /tmp; do
    # Letters, and a space among them where there is room.
    name=$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc a-z | cut -c "1-$((${#source} - ${#parent} - 1))" 2>/dev/null |
        sed 's/^\(.\).\(.\)/\1 \2/')
    again=$parent/$name
    [ ${#again} = ${#source} ] && mkdir -m 700 "$again" 2>/dev/null && break
    again=
done
[ -n "$again" ] || { echo "reproduce.sh: no folder below /tmp has a path as long as $source: move it to a longer one" >&2; exit 1; }
git clone --quiet "$source" "$again"
cd "$again"
TZ=Pacific/Auckland LC_ALL=C make -s deb > "$work/log" 2>&1 || { tail -n 40 "$work/log" >&2; exit 1; }

# Names the sections in which two programs differ.
sections() {
    readelf -SW "$1" | sed -n 's/^ *\[ *[0-9]*\] \(\.[^ ]*\).*/\1/p' | while read -r section; do
        for side in 1 2; do
            [ $side = 1 ] && program=$1 || program=$2
            objcopy -O binary --only-section="$section" --set-section-flags "$section"=alloc "$program" "$work/part$side"
        done
        cmp -s "$work/part1" "$work/part2" || echo "    section $section of $(basename "$1")"
    done
}

differ=0
for package in "$first"/*_"$MAGPIE_VERSION"_*.deb; do
    name=$(basename "$package")
    if cmp -s "$package" ".build/deb/$name"; then
        echo "same  $name  $(sha256sum < "$package" | cut -c1-64)"
        continue
    fi
    differ=1
    echo "OTHER $name"
    for side in first second; do rm -rf "${work:?}/$side"; done
    dpkg-deb -R "$package" "$work/first"
    dpkg-deb -R ".build/deb/$name" "$work/second"
    diff -rq "$work/first" "$work/second" || true
    (cd "$work/first" && find . -type f -perm -100 ! -path './DEBIAN/*') | while read -r file; do
        cmp -s "$work/first/$file" "$work/second/$file" || sections "$work/first/$file" "$work/second/$file"
    done
    # Names, modes, owners and times that the archives keep.
    for side in first second; do
        [ $side = first ] && archive=$package || archive=.build/deb/$name
        { ar tv "$archive"; dpkg-deb --ctrl-tarfile "$archive" | tar tv --full-time -f -;
            dpkg-deb --fsys-tarfile "$archive" | tar tv --full-time -f -; } > "$work/$side.list"
    done
    diff "$work/first.list" "$work/second.list" || true
done
exit $differ
