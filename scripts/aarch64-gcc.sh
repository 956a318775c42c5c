#!/usr/bin/env bash
# The linker of native code for arm64: GCC for that architecture, which does not know the --target that the SDK passes for Clang.
set -euo pipefail

arguments=()
for argument in "$@"; do
    [[ "$argument" == --target=* ]] || arguments+=("$argument")
done
exec aarch64-linux-gnu-gcc "${arguments[@]}"
