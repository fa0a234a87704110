# To be sourced by what builds packages into the folder $1: sets 'source' to the repository, 'output' to the folder, 'work' to
# a temporary one that goes when the script ends, and what version.sh says.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
output=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$source/Packaging/version.sh"
