# shellcheck shell=bash disable=SC2154
# A Debian package of the terminal, for those who bring their own Pi OS or PC.

# package [--arch amd64|arm64]: writes artifacts/packages/partycard-kiosk_VERSION_ARCH.deb; the same sources give the same bytes.
package() {
    local arch=amd64 program
    case "$*" in
        '') ;;
        '--arch amd64' | '--arch=amd64') ;;
        '--arch arm64' | '--arch=arm64') arch=arm64 ;;
        *)
            say "kiosk: package takes nothing, or --arch amd64 or --arch arm64, but not \"$*\"."
            exit 2
            ;;
    esac
    want /usr/bin/dpkg-deb -- dpkg
    if [ "$arch" = arm64 ]; then
        build_arm64
        program=$root/artifacts/kiosk-arm64
    else
        build
        program=$root/artifacts/kiosk
    fi
    local version
    version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
    package_tree "$program" "$arch" "$version" "$root/artifacts/packages"
}

# package_tree PROGRAM ARCH VERSION FOLDER: puts the tree together and packs it into FOLDER.
package_tree() {
    local program=$1 arch=$2 version=$3 out=$4 tree log="$root/artifacts/package.log"
    tree=$root/artifacts/package-$arch
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$out"
    install -Dm755 -t "$tree/usr/lib/partycard-kiosk" "$program/kiosk"
    find "$program" -maxdepth 1 -name '*.so' -exec install -Dm644 -t "$tree/usr/lib/partycard-kiosk" {} +
    mkdir -p "$tree/usr/bin"
    ln -s ../lib/partycard-kiosk/kiosk "$tree/usr/bin/kiosk"
    install -Dm644 -t "$tree/usr/lib/systemd/system" "$root/image/units/kiosk.service" "$root/image/courier/kiosk-stick@.service"
    install -Dm644 "$root/image/readers/pcscd.conf" "$tree/usr/lib/systemd/system/pcscd.service.d/kiosk.conf"
    install -Dm644 -t "$tree/usr/lib/udev/rules.d" "$root/image/readers/60-kiosk-readers.rules" "$root/image/courier/70-kiosk-stick.rules"
    install -Dm644 -t "$tree/usr/share/polkit-1/rules.d" "$root/image/readers/50-kiosk-pcsc.rules"
    install -Dm640 -t "$tree/etc/kiosk" "$root/image/debian/kiosk.json"
    install -Dm644 -t "$tree/etc/apparmor.d" "$root/image/apparmor/partycard-kiosk"
    install -Dm644 "$root/image/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/partycard-kiosk"
    install -Dm644 -t "$tree/usr/share/doc/partycard-kiosk" "$root/README.md" "$root/NOTICE" "$root/image/debian/copyright"
    install -Dm644 /dev/null "$tree/usr/share/bash-completion/completions/kiosk"
    "$root/artifacts/kiosk/kiosk" completion bash >"$tree/usr/share/bash-completion/completions/kiosk" 2>/dev/null || rm -r "$tree/usr/share/bash-completion"
    if [ -d "$root/artifacts/prompts" ]; then
        mkdir -p "$tree/usr/share/partycard-kiosk"
        cp -r "$root/artifacts/prompts" "$tree/usr/share/partycard-kiosk/prompts"
        rm -f "$tree/usr/share/partycard-kiosk/prompts/made"
    fi
    # Changed when the newest source was, so that packing twice gives the same bytes.
    local epoch
    epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)
    printf 'partycard-kiosk (%s) stable; urgency=medium\n\n  * See README.md and the release notes.\n\n -- PartyCard.Kiosk developers <kiosk@example.org>  %s\n' \
        "$version" "$(date -uRd "@$epoch")" | gzip -9n >"$tree/usr/share/doc/partycard-kiosk/changelog.gz"
    find "$tree" -type d -exec chmod 755 {} +
    local size
    size=$(du -sk --apparent-size "$tree" | cut -f1)
    sed -e "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@SIZE@/$size/" "$root/image/debian/control" >"$tree/DEBIAN/control"
    install -m755 -t "$tree/DEBIAN" "$root/image/debian/postinst" "$root/image/debian/prerm" "$root/image/debian/postrm"
    install -m644 -t "$tree/DEBIAN" "$root/image/debian/conffiles"
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    find "$tree" -exec touch -hd "@$epoch" {} +
    local file="$out/partycard-kiosk_${version}_$arch.deb"
    : >"$log"
    SOURCE_DATE_EPOCH=$epoch follow "packing $(basename "$file")" "$log" dpkg-deb --root-owner-group -Zxz --build "$tree" "$file" || explain_failure "$log"
    rm -rf "$tree"
    say "kiosk: ${file#"$root"/} has $(($(stat -c %s "$file") / 1000000)) MB. Install it with: apt install ./${file#"$root"/}"
}

# in_guest COMMAND…: runs it inside the test's Debian.
in_guest() { chroot "$package_guest" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

# check TITLE COMMAND…: one point of the test.
check() {
    local title=$1
    shift
    if "$@" >>"$package_log" 2>&1; then
        package_passed=$((package_passed + 1))
        say "kiosk: ok      $title"
    else
        package_failed=$((package_failed + 1))
        say "kiosk: FAILED  $title: $*"
    fi
}

guest_has() { in_guest sh -c "$1"; }

no_errors_by_lintian() { lintian --fail-on error --no-tag-display-limit "$1"; }

# Installs, upgrades and purges the package in a Debian of its own (a folder, as root), and looks at what is there each time.
test_package() {
    package_log=$root/artifacts/package-test.log package_guest=$root/artifacts/package-guest package_passed=0 package_failed=0
    local first=$root/artifacts/packages second=$root/artifacts/package-second version deb newer
    want /usr/bin/mmdebstrap /usr/bin/lintian /usr/bin/systemd-analyze -- mmdebstrap lintian systemd
    need_packages
    package
    : >"$package_log"
    version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
    deb=$first/partycard-kiosk_${version}_amd64.deb
    rm -rf "$second" "$package_guest"
    package_tree "$root/artifacts/kiosk" amd64 "$version" "$second"
    check 'the same sources give the same bytes' cmp "$deb" "$second/$(basename "$deb")"
    newer=$version+test
    package_tree "$root/artifacts/kiosk" amd64 "$newer" "$second"
    check 'lintian finds no errors' no_errors_by_lintian "$deb"
    check "the service's unit is exposed 2.0 at most" systemd-analyze security --no-pager --offline=true --threshold=20 "$root/image/units/kiosk.service"
    check "the stick's unit is exposed 2.0 at most" systemd-analyze security --no-pager --offline=true --threshold=20 "$root/image/courier/kiosk-stick@.service"
    if ! follow 'building a Debian to install it in' "$package_log" mmdebstrap --mode=root --variant=minbase --include=ca-certificates bookworm "$package_guest"; then
        tail -n 5 "$package_log" >&2
        say "kiosk: Debian cannot be built here; the whole output is in ${package_log#"$root"/}."
        exit 3
    fi
    cp "$deb" "$second/partycard-kiosk_${newer}_amd64.deb" "$package_guest/root"
    check 'it installs with what it depends on' in_guest sh -c "apt-get update && apt-get install -y --no-install-recommends /root/$(basename "$deb")"
    check 'the user and its groups are there' guest_has 'id -nG kiosk | grep -qw gpio && id -nG kiosk | grep -qw dialout'
    check 'the data folder is the user'"'"'s alone' guest_has '[ "$(stat -c "%U %a" /var/lib/kiosk)" = "kiosk 700" ]'
    check 'the settings are for root to change and the service to read' guest_has '[ "$(stat -c "%U:%G %a" /etc/kiosk/kiosk.json)" = "root:kiosk 640" ]'
    check 'the unit is enabled' guest_has '[ -L /etc/systemd/system/multi-user.target.wants/kiosk.service ] || ! command -v systemctl'
    check 'the program answers hostile cards as its own user' guest_has 'setpriv --reuid kiosk --regid kiosk --init-groups kiosk selftest --row 1'
    check 'doctor reads the settings and names what is missing' guest_has 'setpriv --reuid kiosk --regid kiosk --init-groups kiosk doctor | grep -q TERMINAL-01'
    check 'settings are changed, a journal is written' guest_has 'sed -i s/TERMINAL-01/HN-07/ /etc/kiosk/kiosk.json && mkdir -p /var/lib/kiosk/journal /var/lib/kiosk/cache && echo kept >/var/lib/kiosk/journal/kept'
    check 'an upgrade goes through' in_guest dpkg -i "/root/partycard-kiosk_${newer}_amd64.deb"
    check '… and keeps settings and data' guest_has 'grep -q HN-07 /etc/kiosk/kiosk.json && [ -f /var/lib/kiosk/journal/kept ]'
    check 'a removal keeps both' guest_has 'dpkg -r partycard-kiosk && [ -f /etc/kiosk/kiosk.json ] && [ -f /var/lib/kiosk/journal/kept ] && ! command -v kiosk'
    check 'a purge keeps the journal and says so' guest_has 'dpkg -P partycard-kiosk 2>&1 | grep -q "journal stays" && [ -f /var/lib/kiosk/journal/kept ] && [ ! -e /var/lib/kiosk/cache ] && [ ! -e /etc/kiosk ]'
    check 'a purge without a journal leaves nothing' guest_has "rm -rf /var/lib/kiosk/journal && dpkg -i /root/$(basename "$deb") && dpkg -P partycard-kiosk && [ ! -e /var/lib/kiosk ] && ! getent passwd kiosk"
    say 'kiosk: this proves packing, installing and removing. It does not start the units: no systemd runs in such a folder.'
    rm -rf "$package_guest" "$second"
    echo "$package_passed passed, $package_failed failed, 0 skipped"
    [ "$package_failed" -eq 0 ] || say "kiosk: the whole output is in ${package_log#"$root"/}."
    exit $((package_failed > 0))
}
