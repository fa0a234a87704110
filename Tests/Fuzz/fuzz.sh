#!/bin/sh
# Feeds a parser with nonsense: fuzz.sh TARGET SECONDS [ARGUMENTS OF LIBFUZZER]. Builds into .build/fuzz; what fails is kept there.
# Targets of extraction begin with files that `make extraction-report`'s writers make, where Python has them.
set -eu
target=$1 seconds=$2
shift 2
cd "$(dirname "$0")/../.."
built=$PWD/.build/fuzz
mkdir -p "$built/corpus-$target" "$built/failures"

# Formats whose parsers are fed each on its own, and `any`, whose input is a file of whatever format it begins like.
extraction="any docx xlsx strings styles pptx odt ods xlsb iwork content font map pdf doc xls ppt msg summary compound rtf flat lzfu
    html mail charset folded tnef cms notebook parquet arrow avro orc sqlite sqlitelog dbf plist exif sound movie metafile zip warc git"
extraction=$(echo $extraction)

# The modules that a target stands on, from the ground up.
program=$target libraries=""
case $target in
JSON) modules="Bytes JSON" ;;
Policies) modules="Bytes JSON POSIX AccessPolicies" ;;
Wire)
    modules="Accounts Bytes JSON POSIX AccessPolicies HelperProcesses Cryptography Signatures ServiceModel AWSWire WebMessages"
    libraries="-lcrypto"
    ;;
S3 | S3XML | S3Chunks)
    program=S3
    modules="Accounts Bytes JSON POSIX AccessPolicies HelperProcesses Cryptography Signatures ServiceModel AWSWire S3Wire"
    libraries="-lcrypto"
    ;;
*)
    case " $extraction " in
    *" $target "*) ;;
    *) echo "fuzz.sh: no target '$target'; there are JSON Policies Wire S3 S3XML S3Chunks $extraction" >&2; exit 2 ;;
    esac
    program=Extraction
    modules="Bytes JSON POSIX Compression Cryptography EncryptedMessages StrictYAML Validators Identifiers Findings Extraction
        Archives PDFFiles"
    libraries="-lz -lcrypto -lyaml -larchive -ldeflate -lqpdf"
    ;;
esac

flags="-O -sanitize=fuzzer,address -parse-as-library -swift-version 6 -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -enable-experimental-feature Lifetimes -I $built"
for library in Sources/C*/module.modulemap; do flags="$flags -I $(dirname "$library")"; done
objects=""
if [ $program != JSON ]; then
    mkdir -p "$built/CLinux"
    printf 'module CLinux { header "%s" export * }\n' "$PWD/Sources/CLinux/include/CLinux.h" > "$built/CLinux/module.modulemap"
    flags="$flags -I $built/CLinux"
    for source in Sources/CLinux/*.c; do
        object=$built/CLinux/$(basename "$source" .c).o
        clang -O1 -D_GNU_SOURCE -I Sources/CLinux/include -c -o "$object" "$source"
        objects="$objects $object"
    done
fi
# What is newer than all sources is built.
if [ ! -e "$built/fuzz-$program" ] || [ -n "$(find Sources Tests/Fuzz -name '*.swift' -newer "$built/fuzz-$program" -print -quit)" ]; then
    for module in $modules; do
        swiftc $flags -wmo -emit-module -emit-module-path "$built/$module.swiftmodule" -module-name "$module" \
            -c -o "$built/$module.o" $(find "Sources/$module" -name '*.swift' | sort)
        objects="$objects $built/$module.o"
    done
    swiftc $flags -module-name "${program}Fuzz" -o "$built/fuzz-$program" "Tests/Fuzz/${program}Target.swift" $objects $libraries
fi
python=.build/extraction/bin/python
if [ $program = Extraction ] && [ -x $python ]; then $python Tests/Fuzz/seeds.py "$target" "$built/corpus-$target"; fi
mkdir -p "Tests/Fuzz/Corpus/$target"

# Else a crash starts a child that outlives the fuzzer and keeps its output open. Few freed bytes are kept, so that memory is measured.
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=symbolize=0:detect_leaks=0:quarantine_size_mb=16
export MAGPIE_FUZZ="$target"
exec "$built/fuzz-$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=768 -malloc_limit_mb=512 -print_final_stats=1 \
    -artifact_prefix="$built/failures/$target-" "$@" "$built/corpus-$target" "Tests/Fuzz/Corpus/$target"
