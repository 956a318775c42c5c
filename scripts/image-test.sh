# shellcheck shell=bash disable=SC2154
# The test of the disk image: boots it in QEMU, with updates that are good and bad.

# test_image [--cuts [N] | --twice] [FILTER]: makes the amd64 image if it is not there, and the updates that the tests install.
test_image() {
    local filter='' twice=''
    while [ $# -gt 0 ]; do
        case "$1" in
            --cuts)
                export KIOSK_IMAGE_CUTS=200
                filter='FullyQualifiedName~PowerCutTests'
                case "${2:-}" in
                    '' | *[!0-9]*) ;;
                    *)
                        KIOSK_IMAGE_CUTS=$2
                        shift
                        ;;
                esac
                ;;
            --twice) twice=1 ;;
            *) filter=$1 ;;
        esac
        shift
    done
    local files=${XDG_CACHE_HOME:-$HOME/.cache}/partycard-kiosk/image/test
    want /usr/bin/qemu-system-x86_64 /usr/sbin/debugfs /usr/sbin/e2fsck /usr/sbin/mkfs.vfat /usr/bin/mcopy /usr/bin/rauc /usr/bin/openssl /usr/bin/unsquashfs /usr/bin/swtpm -- qemu-system-x86 e2fsprogs dosfstools mtools rauc openssl squashfs-tools swtpm
    want_compiler
    need_packages
    build
    mkdir -p "$files"
    if ! is_fresh "$files/good.raucb" "$root/image" "$root/artifacts/built" "$root"/scripts/image*.sh; then
        rm -f "$files"/*
        (image --arch amd64 --out "$files/kiosk.img")
        image_bad_updates "$files"
        mv "$files/kiosk.img.raucb" "$files/good.raucb"
    fi
    [ -z "$twice" ] || test_image_twice "$files"
    export KIOSK_IMAGE_FILES=$files KIOSK_PROGRAM=$shipped
    exec dotnet test "$root/tests/Kiosk.Devices.Tests" -c Release --no-build --nologo --filter "FullyQualifiedName~Devices.Tests.Image${filter:+&($filter)}"
}

# test_image_twice FOLDER: makes the image again from the same inputs, in another folder and with another umask, and compares every byte.
test_image_twice() {
    local first=$1/kiosk.img cache=${XDG_CACHE_HOME:-$HOME/.cache}/partycard-kiosk/image again code=0
    again=$(mktemp -d "$cache/twice.XXXXXX")
    mkdir -p "$again/partycard-kiosk/image"
    cp -l "$cache"/amd64.tar* "$cache"/trial.* "$again/partycard-kiosk/image"
    (umask 077 && export XDG_CACHE_HOME=$again && image --arch amd64 --out "$again/kiosk.img") || code=1
    if [ "$code" -eq 0 ] && cmp "$first" "$again/kiosk.img" && cmp "$first.packages" "$again/kiosk.img.packages"; then
        say "kiosk: ok      two images from the same inputs: all of $(stat -c %s "$first") bytes are the same"
    else
        say 'kiosk: FAILED  two images from the same inputs differ'
        code=1
    fi
    rm -rf "$again"
    exit "$code"
}

# image_bad_updates FOLDER: three updates that a terminal must refuse or leave again.
image_bad_updates() {
    local files=$1 cache=${XDG_CACHE_HOME:-$HOME/.cache}/partycard-kiosk/image work
    image_log=$cache/test.log
    : >"$image_log"
    work=$(mktemp -d "$cache/bad.XXXXXX")
    # One byte in the middle of the slot.
    cp "$files/kiosk.img.raucb" "$files/tampered.raucb"
    printf '\377' | dd of="$files/tampered.raucb" bs=1 seek=$(($(stat -c %s "$files/tampered.raucb") / 2)) conv=notrunc status=none
    # The same slot, signed by somebody else.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=somebody else' -keyout "$work/foreign.key" -out "$work/foreign.crt" >>"$image_log" 2>&1
    image_step 'signing an update as somebody else' rauc --cert="$work/foreign.crt" --key="$work/foreign.key" --keyring="$cache/trial.crt" resign --signing-keyring="$work/foreign.crt" "$files/kiosk.img.raucb" "$files/foreign.raucb"
    # Properly signed; its initrd hides the program, so that the service cannot start.
    image_step 'unpacking the update' rauc --keyring="$cache/trial.crt" extract "$files/kiosk.img.raucb" "$work/bundle"
    debugfs -R "dump initrd.img $work/initrd.img" "$work/bundle/slot.img" >>"$image_log" 2>&1
    sed 's:^umount -l /slot$:mount --bind /root/etc/hostname /root/usr/lib/partycard-kiosk/kiosk\n&:' "$root/image/disk/initrd/init" >"$work/init"
    chmod 755 "$work/init"
    (cd "$work" && echo init | cpio --quiet -o -H newc -R 0:0 | gzip -9n) >>"$work/initrd.img"
    debugfs -w -R 'rm initrd.img' "$work/bundle/slot.img" >>"$image_log" 2>&1
    debugfs -w -R "write $work/initrd.img initrd.img" "$work/bundle/slot.img" >>"$image_log" 2>&1
    image_step 'signing an update that does not work' rauc --cert="$cache/trial.crt" --key="$cache/trial.key" --keyring="$cache/trial.crt" bundle "$work/bundle" "$files/broken.raucb"
    rm -rf "$work"
}
