#!/bin/sh
# Fetches the texts that the tables of gram frequencies are counted over into a folder, each kind below a folder of its own:
# source code in four languages, documentation, texts in five languages, tables, and logs as real programs have written them.
# All are from Debian 12; needs no root, and about 600 MB, and does only what is not done yet.
#
#   fetch.sh FOLDER
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
lists=$folder/.apt
mkdir -p "$lists/state/lists/partial" "$lists/cache/archives/partial" "$folder/.packages"
cat > "$lists/sources.list" <<END
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main
deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main
END
apt() {
    apt-get -q -o Dir::Etc::SourceList="$lists/sources.list" -o Dir::Etc::SourceParts=- -o Dir::State="$lists/state" \
        -o Dir::Cache="$lists/cache" -o APT::Sandbox::User= "$@"
}

# kind FOLDER PATH PACKAGE...: what packages install below a path.
kind() {
    kind=$1 path=$2
    shift 2
    if [ -e "$folder/$kind" ]; then return; fi
    rm -rf "$folder/.part"
    mkdir "$folder/.part"
    for package in "$@"; do
        (cd "$folder/.packages" && apt download "$package")
        dpkg-deb -x "$folder/.packages/$package"_*.deb "$folder/.part"
    done
    mv "$folder/.part/$path" "$folder/$kind"
}

# source FOLDER PACKAGE PATH: what the original source of a package holds below a path.
source() {
    if [ -e "$folder/$1/$2" ]; then return; fi
    rm -rf "$folder/.part"
    mkdir -p "$folder/.part/tree" "$folder/$1"
    (cd "$folder/.part" && apt source --download-only --tar-only "$2" && tar -xf ./*.orig.tar.* -C tree --strip-components 1)
    mv "$folder/.part/tree/$3" "$folder/$1/$2"
}

if [ ! -e "$lists/updated" ]; then apt update && touch "$lists/updated"; fi
source c postgresql-15 src
kind go usr golang-1.19-src
kind python usr libpython3.11-stdlib
kind javascript usr node-typescript
kind documentation usr postgresql-doc-15 python3.11-doc debian-reference-en
kind languages usr debian-reference-de debian-reference-fr debian-reference-ja debian-reference-pt debian-reference-zh-cn
kind tables usr ieee-data unicode-data iso-codes hwdata
kind logs usr/lib/python3/dist-packages/fail2ban/tests/files fail2ban
rm -rf "$folder/.part"
