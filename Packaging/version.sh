# To be sourced, with 'source' set to the repository: what is packaged, and when it was made.
#
# A tag 'v1.2.3' is the version 1.2.3; another commit is a later one than the version in the source, ordered by its time.
MAGPIE_COMMIT=$(git -C "$source" rev-parse HEAD)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$source" log -1 --format=%ct)}
MAGPIE_VERSION=$(sed -n 's/.*version = "\([0-9.]*\)".*/\1/p' "$source/Sources/ProductIdentity/Product.swift" | head -n 1)
if ! git -C "$source" describe --tags --exact-match --match "v$MAGPIE_VERSION" >/dev/null 2>&1; then
    MAGPIE_VERSION="$MAGPIE_VERSION+$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S).$(git -C "$source" rev-parse --short=8 HEAD)"
fi
if [ -n "$(git -C "$source" status --porcelain --untracked-files=no)" ]; then MAGPIE_VERSION="$MAGPIE_VERSION.changed"; fi
