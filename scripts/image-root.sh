# shellcheck shell=bash disable=SC2154,SC2016
# The terminal's root: Debian's packages, ours, and image/disk/files; then all that a terminal must not have is taken away.

# Fixed, because the data partition outlives every version of the root.
kiosk_uid=900

# lines_for FILE ARCH [TAG]: the first words of a recipe's list that apply, without their tags; with TAG only those that carry it.
lines_for() {
    local other=arm64
    [ "$2" = amd64 ] || other=amd64
    sed -E "s/#.*//; s/[[:space:]].*//; /^$/d; /(^|:)$other:/d; s/^$2://" "$1" | if [ -n "${3:-}" ]; then sed -n "s/^$3://p"; else sed 's/^.*://'; fi
}

# mirror_of RELEASE: where this machine's apt fetches it from; nothing if nowhere.
mirror_of() { apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sed -n "s/^$1 //p" | head -n 1; }

# image_foreign: lets this machine run arm64 programs, for the packages' own scripts.
image_foreign() {
    arch-test arm64 >/dev/null 2>&1 && return 0
    mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>>"$image_log" || true
    update-binfmts --enable qemu-aarch64 >>"$image_log" 2>&1 || true
    arch-test arm64 >/dev/null 2>&1 && return 0
    say 'kiosk: this machine cannot run arm64 programs: its kernel has no binfmt_misc, or it may not be set up here. Make the image on a machine of its own, or on an arm64 one.'
    exit 3
}

# image_packages ARCH FRESH: Debian with the recipe's packages, as a tar; made again if the list changed.
image_packages() {
    local arch=$1 fresh=$2 here mirror security tar=$image_cache/$1.tar stamp list
    here=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mirror=$(mirror_of "$here") security=$(mirror_of "$here-security")
    if [ -z "$mirror" ]; then
        say "kiosk: this machine's apt names no mirror of Debian ($here), and the image is made from one: see /etc/apt/sources.list.d."
        exit 3
    fi
    list=$(lines_for "$image_recipe/packages" "$arch" | paste -sd,)
    stamp=$(cat "$image_recipe/packages" "$image_recipe/suite" | sha256sum)
    if [ -z "$fresh" ] && [ -f "$tar" ] && [ "$(cat "$tar.made" 2>/dev/null)" = "$stamp" ]; then
        say "kiosk: Debian's packages are those of $(date -r "$tar" +%Y-%m-%d); --fresh fetches today's."
        return 0
    fi
    local suite options=() line components=main
    suite=$(cat "$image_recipe/suite")
    while read -r line; do
        options+=("--aptopt=$line")
    done < <(apt-config dump | grep -i '^Acquire::https\?::')
    mkdir -p "$image_cache/archives-$arch"
    # The Pi's first stage is not free.
    [ "$arch" = amd64 ] || components='main non-free-firmware'
    printf '%s\n' "deb $mirror $suite $components" "deb $mirror $suite-updates $components" "${security:+deb $security $suite-security $components}" >"$image_work/sources"
    image_step "fetching and unpacking Debian's packages for $arch" mmdebstrap --mode=root --variant=apt "--architectures=$arch" "--include=$list" "${options[@]}" \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --skip=download/empty --skip=essential/unlink --setup-hook='mkdir -p "$1/var/cache/apt/archives/partial"' \
        "--setup-hook=sync-in '$image_cache/archives-$arch' /var/cache/apt/archives" \
        "--customize-hook=sync-out /var/cache/apt/archives '$image_cache/archives-$arch'" \
        --essential-hook='chroot "$1" dpkg-divert --local --rename --add /usr/sbin/update-initramfs && ln -s /bin/true "$1/usr/sbin/update-initramfs" && mkdir -p "$1/boot/firmware"' \
        "--customize-hook=chroot \"\$1\" dpkg-query -W >'$tar.packages.new'" "$suite" "$image_cache/$arch.new.tar" "$image_work/sources"
    mv "$tar.packages.new" "$tar.packages"
    mv "$image_cache/$arch.new.tar" "$tar"
    echo "$stamp" >"$tar.made"
}

# image_tree ARCH: the root as a folder.
image_tree() {
    local arch=$1 tree=$image_work/root deb
    deb=$root/artifacts/packages/partycard-kiosk_$(image_version)_$arch.deb
    rm -rf "$tree"
    mkdir -p "$tree"
    image_step 'unpacking the root' tar -C "$tree" --exclude='./dev/*' -xf "$image_cache/$arch.tar"
    cp "$deb" "$tree/kiosk.deb"
    image_step 'installing the terminal in it' chroot "$tree" env -i PATH=/usr/sbin:/usr/bin DEBIAN_FRONTEND=noninteractive "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" sh -ec "
        groupadd --system --gid $kiosk_uid kiosk
        useradd --system --uid $kiosk_uid --gid kiosk --home-dir /var/lib/kiosk --no-create-home --shell /usr/sbin/nologin kiosk
        dpkg -i /kiosk.deb"
    rm "$tree/kiosk.deb"
    { cat "$image_cache/$arch.tar.packages" && printf 'partycard-kiosk\t%s\n' "$(image_version)"; } | sort >"$image_work/packages"
    mkdir -p "$image_work/parts"
    image_boot_loader "$arch"
    image_files "$arch"
    image_trim "$arch"
}

# image_files ARCH: our files, and which units run.
image_files() {
    local arch=$1 tree=$image_work/root loader=grub environment='grubenv=/boot/grub/grubenv' unit
    [ "$arch" = amd64 ] || loader=uboot environment=
    install -m 0640 "$tree/etc/kiosk/kiosk.json" "$tree/usr/share/partycard-kiosk/kiosk.json"
    cp -rT --no-preserve=ownership "$image_recipe/files" "$tree"
    find "$image_recipe/files" -type f -printf '%P\n' | while read -r unit; do
        sed -i "s/@ARCH@/$arch/; s/@BOOTLOADER@/$loader/; s|@GRUBENV@|$environment|; s/@DISK@/$(cat "$image_recipe/signature")/" "$tree/$unit"
        chmod u=rwX,go=rX "$tree/$unit"
    done
    # Of AppArmor's profiles only ours.
    find "$tree/etc/apparmor.d" -mindepth 1 -maxdepth 1 ! -name partycard-kiosk ! -name abi ! -name abstractions ! -name tunables ! -name local -exec rm -r {} +
    install -m 0644 "$image_cert" "$tree/etc/rauc/keyring.pem"
    mkdir -p "$tree/data" "$tree/boot" "$tree/var/lib/kiosk"
    echo kiosk >"$tree/etc/hostname"
    : >"$tree/etc/machine-id"
    ln -sf /usr/lib/systemd/system/multi-user.target "$tree/etc/systemd/system/default.target"
    systemctl --quiet --root="$tree" enable apparmor.service kiosk-data.service kiosk.service kiosk-settings.service kiosk-good.service kiosk-deadline.timer kiosk-update.path kiosk-restart.path kiosk-enrol-card.service kiosk-enrol-scan.path kiosk-reader.path nftables.service systemd-networkd.service chrony.service >>"$image_log" 2>&1
    # No console, nothing that waits for somebody or writes to the root.
    while read -r unit; do
        ln -sf /dev/null "$tree/etc/systemd/system/$unit"
    done < <(lines_for "$image_recipe/masked" "$arch")
    rm -f "$tree"/etc/systemd/system/getty.target.wants/*
}

# image_trim ARCH: takes away modules, set-user-id bits, package tools and documentation.
image_trim() {
    local arch=$1 tree=$image_work/root version
    version=$(basename "$tree"/usr/lib/modules/*)
    image_modules "$arch" "$tree/usr/lib/modules/$version"
    depmod -b "$tree" "$version"
    find "$tree" -xdev -type f -perm /6000 -exec chmod ug-s {} +
    sed -i -E "s#:(/bin/bash|/bin/sync|/bin/false)\$#:/usr/sbin/nologin#" "$tree/etc/passwd"
    cp -r "$tree"/boot/vmlinuz-* "$image_work/parts/vmlinuz"
    find "$tree/boot" -mindepth 1 -delete
    rm -rf "$tree"/usr/lib/grub "$tree"/usr/lib/u-boot "$tree"/usr/lib/linux-image-* "$tree"/usr/lib/raspi-firmware "$tree"/usr/lib/apt "$tree"/usr/bin/apt* "$tree"/var/lib/apt "$tree"/var/cache/* "$tree"/var/log/* \
        "$tree"/usr/share/grub "$tree"/usr/share/lintian "$tree"/usr/share/bash-completion "$tree"/usr/share/X11/locale "$tree"/etc/kiosk/* "$tree"/etc/cron.* \
        "$tree"/etc/passwd- "$tree"/etc/group- "$tree"/etc/shadow- "$tree"/etc/gshadow- "$tree"/usr/sbin/grub-* "$tree"/initrd.img* "$tree"/vmlinuz*
    find "$tree/usr/share/doc" -type f ! -name copyright -delete
    find "$tree" -xdev -type f -name '*.dpkg-*' -delete
}

# image_modules ARCH FOLDER: keeps the recipe's modules and what they depend on.
image_modules() {
    local arch=$1 folder=$2 wanted=$image_work/modules.kept name missing=''
    : >"$wanted"
    for name in $(lines_for "$image_recipe/modules" "$arch"); do
        if modprobe -d "$image_work/root" -S "$(basename "$folder")" --show-depends "$name" >>"$wanted" 2>>"$image_log"; then continue; fi
        missing="$missing $name"
    done
    if [ -n "$missing" ]; then
        say "kiosk: Debian's kernel has no module$missing; correct image/disk/modules."
        exit 1
    fi
    sed -n "s:^insmod .*/$(basename "$folder")/\([^ ]*\).*:\1:p" "$wanted" | sort -u >"$wanted.files"
    find "$folder/kernel" -type f -printf "kernel/%P\n" | sort | comm -23 - "$wanted.files" | (cd "$folder" && xargs -r rm)
    find "$folder" -type d -empty -delete
}
