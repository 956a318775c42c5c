# shellcheck shell=bash disable=SC2154
# The arm64 program, cross-compiled on this machine and run under emulation.

shipped_arm64="$root/artifacts/kiosk-arm64/kiosk"
arm64_root="$root/artifacts/arm64-root"
# A Raspberry Pi 4, the slowest processor that the program is meant for.
arm64_processor=cortex-a72

# Builds artifacts/kiosk-arm64/kiosk as shipped, if a source is newer.
build_arm64() {
    need_dotnet
    local stamp="$root/artifacts/built-arm64" log="$root/artifacts/build.log" begun
    if [ -f "$shipped_arm64" ] && is_fresh "$stamp" "${sources[@]}"; then
        return 0
    fi
    want /usr/bin/aarch64-linux-gnu-gcc /usr/bin/aarch64-linux-gnu-objcopy -- gcc-aarch64-linux-gnu
    want /usr/aarch64-linux-gnu/lib/libc.so.6 /usr/aarch64-linux-gnu/lib/libm.a -- libc6-dev-arm64-cross
    need_packages
    mkdir -p "$root/artifacts"
    begun=$(mktemp "$root/artifacts/built-arm64.XXXXXX")
    : >"$log"
    { follow 'fetching .NET packages' "$log" dotnet restore "$root/src/Kiosk.Service" -v minimal -tl:off &&
        follow 'making native code for arm64' "$log" dotnet publish "$root/src/Kiosk.Service" -c Release --no-restore -r linux-arm64 -p:RunAnalyzers=false \
            "-p:CppCompilerAndLinker=$root/scripts/aarch64-gcc.sh" -p:ObjCopyName=aarch64-linux-gnu-objcopy -o "$root/artifacts/kiosk-arm64" -v minimal --nologo -tl:off; } || explain_failure "$log"
    mv "$begun" "$stamp"
    say "kiosk: artifacts/kiosk-arm64/kiosk has $(($(stat -c %s "$shipped_arm64") / 1000000)) MB."
}

# Unpacks Debian's arm64 libraries below artifacts, with a package database of its own; installs nothing on this machine.
unpack_arm64() {
    [ ! -f "$arm64_root/unpacked" ] || return 0
    local apt="$root/artifacts/arm64-apt" log="$root/artifacts/arm64-root.log" package
    rm -rf "$arm64_root" "$apt"
    mkdir -p "$arm64_root" "$apt/state/lists/partial" "$apt/cache/archives/partial"
    : >"$apt/state/status"
    : >"$log"
    local options=(-o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State=$apt/state" -o "Dir::State::status=$apt/state/status" -o "Dir::Cache=$apt/cache"
        -o Debug::NoLocking=1 -o "APT::Sandbox::User=$(id -un)")
    if ! follow "fetching Debian's libraries for arm64" "$log" bash -c 'apt-get "$@" update && apt-get "$@" install --download-only -y --no-install-recommends libssl3' apt "${options[@]}"; then
        tail -n 5 "$log" >&2
        say "kiosk: Debian's package libssl3 for arm64, and what it needs, cannot be fetched; the whole output is in ${log#"$root"/}."
        exit 3
    fi
    for package in "$apt"/cache/archives/*.deb; do
        dpkg -x "$package" "$arm64_root"
    done
    rm -rf "$apt"
    touch "$arm64_root/unpacked"
}

# same_answer TITLE FILTER VERB…: runs the verb with both programs; their outputs must be the same after FILTER, and both exit codes 0.
same_answer() {
    local title=$1 filter=$2 code=0 folder="$root/artifacts/arm64-test" begun=$SECONDS
    shift 2
    : >"$folder/differences"
    "$program" "$@" 2>/dev/null | sed -E "$filter" >"$folder/here" || code=1
    begun=$SECONDS
    qemu-aarch64-static -cpu "$arm64_processor" -L "$arm64_root" "$shipped_arm64" "$@" 2>"$folder/errors" | sed -E "$filter" >"$folder/arm64" || code=1
    if [ "$code" -eq 0 ] && [ -s "$folder/here" ] && diff "$folder/here" "$folder/arm64" >"$folder/differences"; then
        say "kiosk: ok      $title: $(wc -l <"$folder/here") lines, all the same, in $((SECONDS - begun)) s under emulation"
        return 0
    fi
    say "kiosk: FAILED  $title: kiosk $*"
    head -n 20 "$folder/differences" "$folder/errors" >&2 2>/dev/null || true
    return 1
}

# Compares the arm64 program, under user-mode emulation, with this machine's own.
test_arm64() {
    local failed=0
    want /usr/bin/qemu-aarch64-static -- qemu-user-static
    need_packages
    build_arm64
    unpack_arm64
    ready_program
    rm -rf "$root/artifacts/arm64-test"
    mkdir -p "$root/artifacts/arm64-test"
    same_answer 'every reason code with its sentences' '' reasons || failed=1
    same_answer 'every hostile card and file' 's/ +[0-9.]+ ms$//; s/ in [0-9.]+ s\.$//' selftest || failed=1
    # The members are generated anew each time.
    same_answer 'the demo: feed, sync, cache, cards, journal' 's/card +[0-9.]+ ms +terminal +[0-9.]+ ms//; s/đồng chí .* về dự/đồng chí … về dự/' demo --tour || failed=1
    say 'kiosk: this proves that the code made for arm64 decides, stores and syncs as this machine'"'"'s does, with the instructions of a Raspberry Pi 4.'
    say 'kiosk: it proves nothing of speed, of a Pi'"'"'s devices and kernel, and of pictures and PC/SC, which none of these verbs needs.'
    exit "$failed"
}
