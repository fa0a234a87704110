#!/bin/sh
# Builds the packages 'magpie' and 'magpied' for systems with rpm from the programs in .build/release: Packaging/rpm.sh FOLDER
#
# The programs must have been built on a system with the libraries of the one where the packages are to be installed.
. "$(dirname "$0")/begin.sh"
export SOURCE_DATE_EPOCH
rpmbuild -bb --quiet --define "_topdir $work" --define "_rpmdir $output" --define "_buildhost localhost" \
    --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" \
    --define "magpie_source $source" --define "magpie_version $MAGPIE_VERSION" --define "magpie_commit $MAGPIE_COMMIT" \
    "$source/Packaging/rpm/magpie.spec"
ls "$output"/*/*"$MAGPIE_VERSION"*.rpm
