#!/usr/bin/env bash
# Linker for arm64 native code: GCC for that architecture, without the --target option that the SDK passes for Clang.
set -euo pipefail

arguments=()
for argument in "$@"; do
    [[ "$argument" == --target=* ]] || arguments+=("$argument")
done
exec aarch64-linux-gnu-gcc "${arguments[@]}"
