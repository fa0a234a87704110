#!/bin/sh
# Feeds a parser with nonsense: fuzz.sh TARGET SECONDS [ARGUMENTS OF LIBFUZZER]. Builds into .build/fuzz; what fails is kept there.
set -eu
target=$1 seconds=$2
shift 2
cd "$(dirname "$0")/../.."
built=$PWD/.build/fuzz
mkdir -p "$built/corpus-$target" "$built/failures"

# The modules that a target stands on, from the ground up.
case $target in
JSON) modules="Bytes JSON" ;;
*) echo "fuzz.sh: no target '$target'; there is JSON" >&2; exit 2 ;;
esac

flags="-O -sanitize=fuzzer,address -parse-as-library -swift-version 6 -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -enable-experimental-feature Lifetimes -I $built"
objects=""
for module in $modules; do
    swiftc $flags -wmo -emit-module -emit-module-path "$built/$module.swiftmodule" -module-name "$module" \
        -c -o "$built/$module.o" "Sources/$module"/*.swift
    objects="$objects $built/$module.o"
done
swiftc $flags -module-name "${target}Fuzz" -o "$built/fuzz-$target" "Tests/Fuzz/${target}Target.swift" $objects

# Else a crash starts a child that outlives the fuzzer and keeps its output open.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=symbolize=0:detect_leaks=0
exec "$built/fuzz-$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$built/failures/$target-" "$@" "$built/corpus-$target" "Tests/Fuzz/Corpus/$target"
