# shellcheck shell=bash disable=SC2154
# Debian packages of the terminal, for those who bring their own Pi OS or PC, and of the collector.

# package [--arch amd64|arm64]: writes partycard-kiosk_VERSION_ARCH.deb and partycard-collector_VERSION_ARCH.deb to artifacts/packages; the same sources give the same bytes.
package() {
    local arch=amd64
    case "$*" in
        '') ;;
        '--arch amd64' | '--arch=amd64') ;;
        '--arch arm64' | '--arch=arm64') arch=arm64 ;;
        *)
            say "kiosk: package takes nothing, or --arch amd64 or --arch arm64, but not \"$*\"."
            exit 2
            ;;
    esac
    package_terminal "$arch"
    publish_collector "$arch"
    package_collector "$arch" "$(package_version)" "$root/artifacts/packages"
}

package_version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props"; }

# package_terminal ARCH: the terminal's alone.
package_terminal() {
    want /usr/bin/dpkg-deb -- dpkg
    if [ "$1" = arm64 ]; then
        build_arm64
        package_tree "$root/artifacts/kiosk-arm64" "$1" "$(package_version)" "$root/artifacts/packages"
    else
        build
        package_tree "$root/artifacts/kiosk" "$1" "$(package_version)" "$root/artifacts/packages"
    fi
}

# publish_collector ARCH: the collector with the runtime, which Debian has not, in artifacts/collector-ARCH.
publish_collector() {
    local rid=linux-x64 out=$root/artifacts/collector-$1 log="$root/artifacts/package.log"
    [ "$1" = amd64 ] || rid=linux-arm64
    need_dotnet
    is_fresh "$out/collector" "${sources[@]}" && return 0
    rm -rf "$out"
    # Apart from the solution's own build, whose lock files name no machine.
    follow "putting the collector for $1 together" "$log" dotnet publish "$root/src/Kiosk.Collector" -c Release -r "$rid" --self-contained -p:UseAppHost=true -p:QuickBuild=true -p:DebugType=none \
        "-p:ArtifactsPath=$root/artifacts/collector-build-$1" -o "$out" -v minimal --nologo -tl:off || explain_failure "$log"
    touch "$out/collector"
}

# package_collector ARCH VERSION FOLDER
package_collector() {
    local arch=$1 version=$2 out=$3 tree=$root/artifacts/package-collector-$1 lib
    rm -rf "$tree"
    lib=$tree/usr/lib/partycard-collector
    mkdir -p "$tree/DEBIAN" "$lib" "$tree/usr/bin"
    find "$root/artifacts/collector-$arch" -maxdepth 1 -type f ! -name '*.pdb' ! -name '*.xml' -exec install -Dm644 -t "$lib" {} +
    chmod 755 "$lib/collector"
    [ ! -f "$lib/createdump" ] || rm "$lib/createdump"
    ln -s ../lib/partycard-collector/collector "$tree/usr/bin/collector"
    install -Dm644 -t "$tree/usr/lib/systemd/system" "$root/image/units/partycard-collector.service"
    install -Dm640 -t "$tree/etc/partycard-collector" "$root/image/collector/collector.conf"
    install -Dm644 "$root/image/collector/lintian-overrides" "$tree/usr/share/lintian/overrides/partycard-collector"
    install -Dm644 -t "$tree/usr/share/doc/partycard-collector" "$root/README.md" "$root/NOTICE" "$root/image/debian/copyright" "$root/docs/van-hanh.md"
    pack_tree "$tree" partycard-collector "$root/image/collector" "$version" "$arch" "$out"
}

# package_tree PROGRAM ARCH VERSION FOLDER: puts the tree together and packs it into FOLDER.
package_tree() {
    local program=$1 arch=$2 version=$3 out=$4 tree
    tree=$root/artifacts/package-$arch
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN"
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
    pack_tree "$tree" partycard-kiosk "$root/image/debian" "$version" "$arch" "$out"
}

# pack_tree TREE NAME RECIPE VERSION ARCH FOLDER: adds what every package has, packs it into FOLDER, and removes the tree.
pack_tree() {
    local tree=$1 name=$2 recipe=$3 version=$4 arch=$5 out=$6 log="$root/artifacts/package.log" epoch size file
    mkdir -p "$out"
    # Changed when the newest source was, so that packing twice gives the same bytes.
    epoch=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)
    printf '%s (%s) stable; urgency=medium\n\n  * See README.md and the release notes.\n\n -- PartyCard.Kiosk developers <kiosk@example.org>  %s\n' \
        "$name" "$version" "$(date -uRd "@$epoch")" | gzip -9n >"$tree/usr/share/doc/$name/changelog.gz"
    find "$tree" -type d -exec chmod 755 {} +
    size=$(du -sk --apparent-size "$tree" | cut -f1)
    sed -e "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@SIZE@/$size/" "$recipe/control" >"$tree/DEBIAN/control"
    install -m755 -t "$tree/DEBIAN" "$recipe/postinst" "$recipe/prerm" "$recipe/postrm"
    install -m644 -t "$tree/DEBIAN" "$recipe/conffiles"
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    find "$tree" -exec touch -hd "@$epoch" {} +
    file="$out/${name}_${version}_$arch.deb"
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

# test_collector_package VERSION FIRST SECOND: the collector's, in the same Debian; FIRST and SECOND are folders of packages.
test_collector_package() {
    local version=$1 first=$2 second=$3 deb=$2/partycard-collector_$1_amd64.deb newer=$1+test
    package_collector amd64 "$version" "$second"
    check "the same sources give the collector's same bytes" cmp "$deb" "$second/$(basename "$deb")"
    package_collector amd64 "$newer" "$second"
    check "lintian finds no errors in the collector's" no_errors_by_lintian "$deb"
    check "the collector's unit is exposed 2.0 at most" systemd-analyze security --no-pager --offline=true --threshold=20 "$root/image/units/partycard-collector.service"
    cp "$deb" "$second/partycard-collector_${newer}_amd64.deb" "$package_guest/root"
    check 'the collector installs with what it depends on' in_guest sh -c "apt-get update && apt-get install -y --no-install-recommends /root/$(basename "$deb")"
    check 'its data folder is its user'"'"'s alone' guest_has '[ "$(stat -c "%U %a" /var/lib/partycard-collector)" = "collector 700" ]'
    check 'its settings are for root to change and the service to read' guest_has '[ "$(stat -c "%U:%G %a" /etc/partycard-collector/collector.conf)" = "root:collector 640" ]'
    # The runtime reads there how much memory there is.
    mount -t proc proc "$package_guest/proc"
    check 'the program makes a database as its own user' guest_has "$collector_as_itself terminals --dev --data /tmp/try-out --json"
    check 'the unit'"'"'s settings are taken' guest_has '. /etc/partycard-collector/collector.conf; [ "$COLLECTOR_DATABASE" ] && '"$collector_as_itself"' serve $COLLECTOR_OPTIONS --help'
    check 'it takes requests, and ends in order' guest_has "(echo; sleep 8) | timeout 60 $collector_as_itself serve --dev --until-eof --data /tmp/try-out --listen 127.0.0.1:0 --json | grep -q address"
    umount "$package_guest/proc"
    check 'systemd is there to boot it' in_guest apt-get install -y --no-install-recommends systemd systemd-sysv curl
    check 'its unit starts under systemd with its sandbox, answers, starts again and stops in order' boot_collector
    check 'its settings are changed, its key is there' guest_has 'sed -i s/9470/9480/ /etc/partycard-collector/collector.conf && echo kept >/var/lib/partycard-collector/collector.key'
    check "an upgrade of the collector goes through" in_guest dpkg -i "/root/partycard-collector_${newer}_amd64.deb"
    check '… and keeps settings and key' guest_has 'grep -q 9480 /etc/partycard-collector/collector.conf && [ -f /var/lib/partycard-collector/collector.key ]'
    check 'a removal of the collector keeps both' guest_has 'dpkg -r partycard-collector && [ -f /etc/partycard-collector/collector.conf ] && [ -f /var/lib/partycard-collector/collector.key ] && ! command -v collector'
    check 'a purge keeps the key and says so' guest_has 'dpkg -P partycard-collector 2>&1 | grep -q "stay in" && [ -f /var/lib/partycard-collector/collector.key ] && [ ! -e /etc/partycard-collector ]'
    check 'a purge without one leaves nothing' guest_has "rm -rf /var/lib/partycard-collector/* && dpkg -i /root/$(basename "$deb") && dpkg -P partycard-collector && [ ! -e /var/lib/partycard-collector ] && ! getent passwd collector"
}

# boot_collector: boots the guest with its own systemd, which starts the collector's unit and writes down what came of it.
boot_collector() {
    local conf=$package_guest/etc/partycard-collector/collector.conf console=$root/artifacts/package-console seen=$package_guest/root/seen ended=0
    sed -i.before 's/^COLLECTOR_OPTIONS=.*/COLLECTOR_OPTIONS="--listen 127.0.0.1:9470 --dev"/' "$conf"
    install -Dm755 "$root/image/collector/boot-check" "$package_guest/root/boot-check"
    printf '[Unit]\nAfter=partycard-collector.service\n[Service]\nType=oneshot\nStandardOutput=file:/root/seen\nExecStart=/root/boot-check\nExecStopPost=/bin/systemctl --no-block poweroff\n[Install]\nWantedBy=multi-user.target\n' \
        >"$package_guest/etc/systemd/system/boot-check.service"
    in_guest systemctl enable partycard-collector.service boot-check.service
    : >"$console"
    rm -f "$seen"
    # Ends with the guest's power off, by a signal.
    timeout -k 10 300 unshare --mount --pid --uts --ipc --net --cgroup --fork bash "$root/scripts/boot-guest.sh" "$package_guest" "$console" </dev/null || ended=$?
    in_guest systemctl disable partycard-collector.service boot-check.service
    rm -f "$package_guest/etc/systemd/system/boot-check.service" "$package_guest/root/boot-check"
    mv "$conf.before" "$conf"
    rm -rf "$package_guest"/var/lib/partycard-collector/*
    cat "$seen" "$console"
    [ "$ended" -ne 124 ] && grep -qx 'all is well' "$seen"
}

# How the guest's own user runs it.
collector_as_itself='setpriv --reuid collector --regid collector --init-groups collector'

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
    test_collector_package "$version" "$first" "$second"
    say 'kiosk: this proves packing, installing and removing. It does not start the units: no systemd runs in such a folder.'
    rm -rf "$package_guest" "$second"
    echo "$package_passed passed, $package_failed failed, 0 skipped"
    [ "$package_failed" -eq 0 ] || say "kiosk: the whole output is in ${package_log#"$root"/}."
    exit $((package_failed > 0))
}
