#!/bin/sh
# Builds the packages 'magpie' and 'magpied' for Debian from the programs in .build/release, which 'make service' has built:
#
#     Packaging/deb.sh FOLDER
#
# The same commit gives the same bytes in a folder of the same name: the time of everything is that of the commit, and nothing else
# of the machine gets in but the versions of its libraries and tools. In folders of other names magpied and magpie-keys differ by
# the length of a path that a library asks for ('make check-reproducible'). Changes that are not committed are said in the version.
. "$(dirname "$0")/begin.sh"
export SOURCE_DATE_EPOCH MAGPIE_VERSION MAGPIE_COMMIT MAGPIE_SOURCE="$source" TZ=UTC LC_ALL=C.UTF-8 DEB_BUILD_OPTIONS=nocheck

mkdir "$work/magpie-$MAGPIE_VERSION"
cd "$work/magpie-$MAGPIE_VERSION"
umask 022
cp -R "$source/Packaging/debian" debian
cat > debian/changelog <<END
magpie ($MAGPIE_VERSION) unstable; urgency=medium

  * Commit $MAGPIE_COMMIT.
    NEWS has what has changed for users.

 -- ${DEBFULLNAME:-Magpie maintainers} <${DEBEMAIL:-maintainers@localhost.localdomain}>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
mkdir debian/source
echo '3.0 (native)' > debian/source/format
dpkg-buildpackage --build=binary --no-sign --no-check-builddeps > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
cp "$work"/*.deb "$work"/*.buildinfo "$work"/*.changes "$output"
ls "$output"/*_"$MAGPIE_VERSION"_*.deb
