#!/bin/bash
# make.sh FOLDER: speaks the sentences of this folder's tables into WAV files with espeak-ng, one folder a language. Run when the image is built; nothing is fetched.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${1:?usage: make.sh FOLDER}
if ! command -v espeak-ng >/dev/null; then
    echo 'make.sh: espeak-ng is missing. As root: apt-get install -y --no-install-recommends espeak-ng' >&2
    exit 3
fi
for language in vi en; do
    mkdir -p "$target/$language"
    while IFS=$'\t' read -r name sentence; do
        espeak-ng -v "$language" -s 150 -w "$target/$language/$name.wav" "$sentence"
    done <"$here/$language.tsv"
done
