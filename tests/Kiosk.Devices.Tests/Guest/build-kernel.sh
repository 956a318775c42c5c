#!/bin/bash
# build-kernel.sh FOLDER: builds the guest's kernel and modules from Debian's source package into the folder, once. Prints where it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(compgen -G '/usr/src/linux-source-*.tar.xz' | sort -V | tail -n 1)
key=$( (cat "$here/kernel.config"; basename "$source"; stat -c %s "$source") | sha256sum | cut -c1-16)
target=$1/guest-$key
if [ ! -f "$target/bzImage" ]; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/guest-kernel.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    echo "kiosk: building the guest's kernel once, about five minutes on two cores …" >&2
    tar -C "$work" -xf "$source" --strip-components=1
    cd "$work"
    if ! {
        make tinyconfig
        scripts/kconfig/merge_config.sh -m .config "$here/kernel.config"
        make olddefconfig
        make -j"$(nproc)" bzImage modules
    } >"$work.log" 2>&1; then
        tail -n 20 "$work.log" >&2
        echo "kiosk: the guest's kernel was not built; all of it is in $work.log" >&2
        exit 1
    fi
    rm -f "$work.log"
    mkdir -p "$target"
    find . -name '*.ko' -exec cp {} "$target/" \;
    # Last, so that a build that was interrupted is no kernel.
    cp arch/x86/boot/bzImage "$target/bzImage.new"
    mv "$target/bzImage.new" "$target/bzImage"
fi
echo "$target"
