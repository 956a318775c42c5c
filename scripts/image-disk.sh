# shellcheck shell=bash disable=SC2154
# What goes around the root: the initrd, the slot that the boot loader starts, the partitions, the update bundle.

# image_initrd ARCH: a static shell, dmsetup with its libraries, the modules that find the disk, and what the root must hash to.
image_initrd() {
    local arch=$1 tree=$image_work/root folder=$image_work/parts/initrd version file
    version=$(basename "$tree"/usr/lib/modules/*)
    rm -rf "$folder"
    mkdir -p "$folder"/{bin,dev,proc,sys,run,etc} "$folder/usr/lib"
    ln -s usr/lib "$folder/lib"
    ln -s usr/lib64 "$folder/lib64"
    cp "$tree/usr/bin/busybox" "$folder/bin/busybox"
    install -m755 "$image_recipe/initrd/init" "$folder/init"
    lines_for "$image_recipe/modules" "$arch" initrd | sed 's/.*://' >"$folder/modules"
    printf 'BLOCKS=%s\nHASH=%s\nSALT=%s\n' "$image_blocks" "$image_hash" "$image_salt" >"$folder/verity"
    cp "$tree/usr/sbin/dmsetup" "$folder/bin/dmsetup"
    chroot "$tree" ldd /usr/sbin/dmsetup | grep -o '/[^ ]*' | while read -r file; do
        install -D "$(chroot "$tree" readlink -f "$file" | sed "s:^:$tree:")" "$folder/usr/${file#/usr/}"
    done
    while read -r file; do
        install -Dm644 "$tree/usr/lib/modules/$version/$file" "$folder/usr/lib/modules/$version/$file"
    done < <(lines_for "$image_recipe/modules" "$arch" initrd | while read -r file; do
        modprobe -d "$tree" -S "$version" --show-depends "$file"
    done | sed -n "s:^insmod .*/$version/\([^ ]*\).*:\1:p" | sort -u)
    cp "$tree/usr/lib/modules/$version"/modules.{order,builtin,builtin.modinfo} "$folder/usr/lib/modules/$version"
    depmod -b "$folder" "$version"
    find "$folder" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
    (cd "$folder" && find . | sort | cpio --quiet --reproducible -o -H newc -R 0:0) | gzip -9n >"$image_work/parts/initrd.img"
}

# image_squash: the root as one file, its hashes after it. Sets image_blocks and image_hash.
image_squash() {
    local file=$image_work/parts/root.squashfs
    rm -f "$file"
    image_step 'compressing the root' mksquashfs "$image_work/root" "$file" -comp zstd -Xcompression-level 15 -b 256K -no-progress -noappend
    image_salt=$(printf '%s' "kiosk $(image_version)" | sha256sum | cut -d' ' -f1)
    image_blocks=$(($(stat -c %s "$file") / 4096))
    image_hash=$(veritysetup format "$file" "$file" --no-superblock --hash-offset=$((image_blocks * 4096)) --data-blocks=$image_blocks --salt="$image_salt" \
        --uuid=00000000-0000-4000-8000-000000000000 | sed -n 's/^Root hash:[[:space:]]*//p')
    [ ${#image_hash} -eq 64 ] || { say 'kiosk: veritysetup gave no root hash.' && exit 1; }
}

# image_slot ARCH: kernel, initrd and root in a small file system that the boot loader can read.
image_slot() {
    local arch=$1 folder=$image_work/parts/slot
    image_squash
    image_step 'making the initrd' image_initrd "$arch"
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$image_work/parts/vmlinuz" "$image_work/parts/initrd.img" "$image_work/parts/root.squashfs" "$folder"
    image_version >"$folder/version"
    find "$folder" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
    image_ext4 "$image_work/parts/slot.img" "$folder" $(($(du -sk --apparent-size "$folder" | cut -f1) + 4096)) slot -O '^has_journal,^metadata_csum,^64bit,^resize_inode,^dir_index' -N 64
}

# image_ext4 FILE FOLDER KILOBYTES LABEL OPTION…: a file system with the folder's contents, the same bytes each time.
image_ext4() {
    local file=$1 folder=$2 size=$3 label=$4 uuid
    shift 4
    uuid=$(printf '%s' "$label" | sha256sum | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-4\3-8\4-\5/')
    rm -f "$file"
    E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH image_step "making the file system $label" mke2fs -q -t ext4 -b 4096 -m 0 -L "$label" -U "$uuid" -E "hash_seed=$uuid,root_owner=0:0,lazy_itable_init=0" -d "$folder" "$@" "$file" "${size}k"
    # mke2fs takes the times of change and of access from the machine that it runs on.
    (cd "$folder" && find . -mindepth 1 -printf '/%P\n' | sort) | sed "s|.*|sif \"&\" ctime @$SOURCE_DATE_EPOCH\nsif \"&\" atime @$SOURCE_DATE_EPOCH|" >"$file.times"
    printf 'sif / ctime @%s\nsif / atime @%s\n' "$SOURCE_DATE_EPOCH" "$SOURCE_DATE_EPOCH" >>"$file.times"
    E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH image_step "dating the file system $label" debugfs -w -f "$file.times" "$file"
    rm "$file.times"
}

# image_boot_loader ARCH: what goes before the first partition, and the boot partition's own files.
image_boot_loader() {
    local boot=$image_work/parts/boot tree=$image_work/root
    rm -rf "$boot"
    mkdir -p "$boot"
    install -m644 "$root/image/debian/kiosk.json" "$boot/kiosk.json"
    sed 's/$/\r/' "$image_recipe/boot/DOC-TOI.txt" >"$boot/DOC-TOI.txt"
    if [ "$1" = arm64 ]; then
        image_boot_loader_pi
        return
    fi
    mkdir -p "$boot/grub"
    # What follows in that sector is the partition table.
    head -c 440 "$tree/usr/lib/grub/i386-pc/boot.img" >"$image_work/parts/boot.img"
    chroot "$tree" grub-mkimage -O i386-pc -p '(hd0,msdos1)/grub' -o /core.img biosdisk part_msdos fat ext2 normal linux loadenv test echo sleep reboot minicmd
    chroot "$tree" grub-editenv /grubenv create
    mv "$tree/core.img" "$image_work/parts/core.img"
    mv "$tree/grubenv" "$boot/grub/grubenv"
    sed "s|@CMDLINE@|$(sed "s/@DISK@/$(cat "$image_recipe/signature")/" "$image_recipe/cmdline")|" "$image_recipe/grub.cfg" >"$boot/grub/grub.cfg"
}

# image_boot_loader_pi: the firmware, U-Boot, and the boards' device trees with the battery-backed clock in them.
image_boot_loader_pi() {
    local boot=$image_work/parts/boot tree=$image_work/root board trees
    trees=$(echo "$tree"/usr/lib/linux-image-*/broadcom)
    cp "$tree"/usr/lib/raspi-firmware/{bootcode.bin,start.elf,start4.elf,fixup.dat,fixup4.dat} "$boot"
    cp "$tree/usr/lib/u-boot/rpi_arm64/u-boot.bin" "$boot/u-boot.bin"
    cp "$image_recipe/pi/config.txt" "$boot/config.txt"
    dtc -q -@ -I dts -O dtb -o "$image_work/parts/ds3231.dtbo" "$image_recipe/pi/ds3231.dts"
    for board in $(lines_for "$image_recipe/pi/boards" arm64); do
        fdtoverlay -i "$trees/$board.dtb" -o "$boot/$board.dtb" "$image_work/parts/ds3231.dtbo"
    done
    sed "s|@CMDLINE@|$(sed "s/@DISK@/$(cat "$image_recipe/signature")/" "$image_recipe/cmdline")|" "$image_recipe/pi/boot.cmd" >"$image_work/parts/boot.cmd"
    image_step 'making the boot script' mkimage -A arm64 -T script -C none -n kiosk -d "$image_work/parts/boot.cmd" "$boot/boot.scr"
    install -m644 "$image_recipe/pi/fw_env.config" "$tree/etc/fw_env.config"
}

# image_disk ARCH OUT: the partitions.
image_disk() {
    local arch=$1 out=$2 parts=$image_work/parts data=$image_work/parts/data
    find "$parts/boot" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
    rm -f "$parts/boot.vfat"
    truncate -s 64M "$parts/boot.vfat"
    image_step 'making the boot partition' mkfs.vfat --invariant -i "$(cat "$image_recipe/signature")" -n KIOSK "$parts/boot.vfat"
    image_step 'filling the boot partition' mcopy -s -m -i "$parts/boot.vfat" "$parts"/boot/* ::
    rm -rf "$data"
    install -d -m 0755 "$data"
    install -d -m 0700 "$data/rauc"
    install -d -m 0700 -o "$kiosk_uid" -g "$kiosk_uid" "$data/kiosk"
    find "$data" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
    # The last twentieth is the service's: no update and no log can take the journal's room.
    image_ext4 "$parts/data.ext4" "$data" 98304 new -J size=16
    E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH image_step 'reserving the journal'"'"'s room' tune2fs -m 5 -u "$kiosk_uid" -g "$kiosk_uid" "$parts/data.ext4"
    sed "s/@DISK@/0x$(cat "$image_recipe/signature")/" "$image_recipe/disk.$arch.cfg" >"$parts/genimage.cfg"
    rm -rf "$parts/tmp" "$parts/empty"
    mkdir "$parts/empty"
    image_step 'putting the disk together' genimage --config "$parts/genimage.cfg" --rootpath "$parts/empty" --inputpath "$parts" --outputpath "$parts" --tmppath "$parts/tmp"
    mv "$parts/kiosk.img" "$out"
}

# image_bundle ARCH OUT: the slot, signed.
image_bundle() {
    local arch=$1 out=$2 folder=$image_work/parts/bundle
    rm -rf "$folder" "$out"
    mkdir "$folder"
    mv "$image_work/parts/slot.img" "$folder/slot.img"
    printf '[update]\ncompatible=partycard-kiosk-%s\nversion=%s\n\n[bundle]\nformat=verity\n\n[image.slot]\nfilename=slot.img\n' "$arch" "$(image_version)" >"$folder/manifest.raucm"
    image_step 'signing the update' rauc --cert="$image_cert" --key="$image_key" --keyring="$image_cert" bundle "$folder" "$out"
}
