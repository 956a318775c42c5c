# shellcheck shell=bash disable=SC2154,SC2034
# The terminal's disk image and its update bundle. The recipe is image/disk; scripts/image-root.sh makes the root, scripts/image-disk.sh what goes around it.

image_usage() {
    cat <<'TEXT'
./kiosk image: a disk image to write to a card, and the update bundle of the same version

  ./kiosk image --arch amd64 --out kiosk.img

  --arch amd64|arm64   a twin for QEMU and training rooms, or a Raspberry Pi 3B+, 4 or CM4
  --out FILE           the image; beside it FILE.raucb, the update, and FILE.packages, every package with its version
  --key, --cert FILE   sign the update with these (PEM) and let terminals accept what the certificate vouches for;
                       without them a key of this machine is made, good for trials only
  --fresh              Debian's packages of today instead of those fetched earlier
  --json               prints one JSON document about what was made

As root, on Debian. Needs about 3 GB below the user's cache folder; the first time takes some minutes, arm64 half an hour.
Exit codes: 0 done, 1 it failed, 2 wrong use, 3 not available.
TEXT
}

image() {
    local arch='' out='' key='' cert='' fresh='' json=''
    while [ $# -gt 0 ]; do
        case "$1" in
            --help | -h)
                image_usage
                exit 0
                ;;
            --fresh) fresh=1 ;;
            --json) json=1 ;;
            --arch=* | --out=* | --key=* | --cert=*)
                set -- "${1%%=*}" "${1#*=}" "${@:2}"
                continue
                ;;
            --arch | --out | --key | --cert)
                [ $# -gt 1 ] || image_refuse "$1 is followed by nothing"
                case "$1" in
                    --arch) arch=$2 ;;
                    --out) out=$2 ;;
                    --key) key=$2 ;;
                    --cert) cert=$2 ;;
                esac
                shift
                ;;
            *) image_refuse "image does not know \"$1\"" ;;
        esac
        shift
    done
    case "$arch" in
        amd64 | arm64) ;;
        '') image_refuse '--arch amd64 or --arch arm64 is missing' ;;
        *) image_refuse "--arch is amd64 or arm64, not \"$arch\"" ;;
    esac
    [ -n "$out" ] || image_refuse '--out is missing: the file to write'
    [ -d "$(dirname "$out")" ] || image_refuse "the folder of --out, $(dirname "$out"), does not exist"
    [ "${key:+1}" = "${cert:+1}" ] || image_refuse '--key and --cert belong together'
    [ -z "$key" ] || [ -r "$key" ] || image_refuse "--key $key cannot be read"
    [ -z "$cert" ] || [ -r "$cert" ] || image_refuse "--cert $cert cannot be read"
    if [ "$(id -u)" -ne 0 ]; then
        say 'kiosk: an image holds files of many users, so making one takes root: sudo ./kiosk image …'
        exit 3
    fi
    image_make "$arch" "$(realpath -m "$out")" "$key" "$cert" "$fresh"
    [ -z "$json" ] || printf '{"image":"%s","bundle":"%s","packages":"%s","arch":"%s","version":"%s","rootHash":"%s","bytes":%s}\n' \
        "$out" "$out.raucb" "$out.packages" "$arch" "$(image_version)" "$image_hash" "$(stat -c %s "$out")"
}

image_refuse() {
    say "kiosk: $1; ./kiosk image --help shows an example."
    exit 2
}

image_version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props"; }

# image_make ARCH OUT KEY CERT FRESH: every step, from packages to image and bundle.
image_make() {
    local arch=$1 out=$2 key=$3 cert=$4 fresh=$5
    image_recipe=$root/image/disk image_cache=${XDG_CACHE_HOME:-$HOME/.cache}/partycard-kiosk/image
    image_work=$image_cache/$arch image_log=$image_cache/$arch.log
    want /usr/bin/mmdebstrap /usr/bin/mksquashfs /usr/sbin/veritysetup /usr/bin/genimage /usr/bin/mcopy /usr/sbin/mkfs.vfat /usr/bin/rauc /usr/sbin/mke2fs /usr/sbin/debugfs -- \
        mmdebstrap squashfs-tools cryptsetup-bin genimage mtools dosfstools rauc e2fsprogs
    want /usr/bin/cpio /usr/sbin/depmod /usr/bin/systemctl /usr/bin/openssl -- cpio kmod systemd openssl
    [ "$arch" = amd64 ] || want /usr/bin/qemu-aarch64-static /usr/sbin/update-binfmts /usr/bin/arch-test /usr/bin/dtc /usr/bin/mkimage -- \
        qemu-user-static binfmt-support arch-test device-tree-compiler u-boot-tools
    need_packages
    # Modes of what is made go into the image.
    umask 022
    mkdir -p "$image_work"
    : >"$image_log"
    # Everything is dated as the newest source, so that making it twice gives the same bytes.
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 1767225600)
    export SOURCE_DATE_EPOCH TZ=UTC0
    if [ "$arch" = arm64 ]; then
        image_foreign
    fi
    package_terminal "$arch"
    image_keys "$key" "$cert"
    image_packages "$arch" "$fresh"
    image_tree "$arch"
    image_slot "$arch"
    image_disk "$arch" "$out"
    image_bundle "$arch" "$out.raucb"
    cp "$image_work/packages" "$out.packages"
    rm -rf "$image_work/root" "$image_work/parts"
    say "kiosk: $out has $(($(stat -c %s "$out") / 1000000)) MB, its update $(($(stat -c %s "$out.raucb") / 1000000)) MB; the root's hash is $image_hash"
}

# image_step TITLE COMMAND…: one step with progress; ends everything if it fails.
image_step() {
    local title=$1
    shift
    follow "$title" "$image_log" "$@" && return 0
    tail -n 15 "$image_log" >&2
    say "kiosk: $title failed; the whole output is in $image_log."
    exit 1
}

# The key that signs updates: the given one, or one of this machine.
image_keys() {
    image_key=$1 image_cert=$2
    [ -z "$1" ] || return 0
    image_key=$image_cache/trial.key image_cert=$image_cache/trial.crt
    if [ ! -f "$image_cert" ]; then
        (umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=PartyCard.Kiosk trial updates' \
            -keyout "$image_key" -out "$image_cert.new") >>"$image_log" 2>&1
        mv "$image_cert.new" "$image_cert"
    fi
    say "kiosk: updates are signed with this machine's own key, $image_key: for trials only. A release names --key and --cert."
}
