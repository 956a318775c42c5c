# shellcheck shell=bash disable=SC2154
# The tests of the whole solution, of the page in a browser, and of the program on device nodes.

# Prepares the page's test scripts and their packages; if that fails, page_missing says why.
prepare_page() {
    page_folder="$root/artifacts/page" page_missing=
    want /usr/bin/chromium -- chromium
    if ! get_packages; then
        page_missing='chromium must be installed first'
    elif ! command -v npm >/dev/null 2>&1 || [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 20 ]; then
        page_missing='node 20 or newer, with npm, is needed'
    else
        mkdir -p "$page_folder"
        cp "$root"/tests/page/*.mjs "$root"/tests/page/package*.json "$page_folder"
        if ! cmp -s "$page_folder/package-lock.json" "$page_folder/node_modules/installed" && ! { (cd "$page_folder" && npm ci --no-audit --no-fund --loglevel=error) >"$page_folder/npm.log" 2>&1 &&
            cp "$page_folder/package-lock.json" "$page_folder/node_modules/installed"; }; then
            page_missing='npm cannot install what tests/page/package-lock.json names'
        fi
    fi
}

# Tests the simulator's page and the collector's in headless Chromium, if available.
run_page_tests() {
    local code=0
    prepare_page
    if [ -n "$page_missing" ]; then
        echo "Skipped the tests of the page: $page_missing."
        echo 'Failed: 0, Passed: 0, Skipped: 1 - page'
        return 0
    fi
    (cd "$page_folder" && KIOSK_PROGRAM=$shipped KIOSK_COLLECTOR=$shipped_collector node --test --test-concurrency=1 --test-timeout=300000 --test-reporter=tap page.test.mjs desk.test.mjs run.test.mjs collector.test.mjs) >"$page_folder/test.log" 2>&1 || code=1
    grep -E '^ *# (decision|from the click)|^ *not ok' "$page_folder/test.log" || true
    [ "$code" -eq 0 ] || tail -n 60 "$page_folder/test.log"
    awk '/^# (pass|fail|skipped) /{ count[$2] = $3 } END { printf "Failed: %d, Passed: %d, Skipped: %d - page\n", count["fail"], count["pass"], count["skipped"] }' "$page_folder/test.log"
    return "$code"
}

# Boots a guest whose kernel has the device nodes that this machine lacks, and runs the program there.
test_devices() {
    want '/usr/src/linux-source-*.tar.xz' /usr/bin/bc /usr/bin/flex /usr/bin/bison /usr/include/libelf.h /usr/include/openssl/ssl.h /usr/bin/make /usr/bin/gcc -- \
        linux-source bc flex bison libelf-dev libssl-dev xz-utils make gcc libc6-dev
    want /usr/bin/qemu-system-x86_64 /lib/systemd/systemd-udevd /usr/sbin/i2cset '/usr/lib/*/libgpiod.so.*' /usr/bin/aplay /usr/sbin/pcscd '/usr/lib/pcsc/drivers/ifd-ccid.bundle' '/usr/lib/python3*/ctypes/__init__.py' -- \
        qemu-system-x86 udev i2c-tools libgpiod2 alsa-utils pcscd libccid python3
    want_compiler
    need_packages
    build
    KIOSK_GUEST_KERNEL=$("$root/tests/Kiosk.Devices.Tests/Guest/build-kernel.sh" "${XDG_CACHE_HOME:-$HOME/.cache}/partycard-kiosk") || exit 1
    export KIOSK_GUEST_KERNEL KIOSK_PROGRAM=$shipped KIOSK_PROMPTS=$root/artifacts/prompts
    exec dotnet test "$root/tests/Kiosk.Devices.Tests" -c Release --no-build --nologo ${1:+--filter "$1"}
}

# Cuts the power a thousand times under the program as shipped, on ext4 and, if KIOSK_LAZYFS names its program, on LazyFS.
test_power_cuts() {
    want /usr/sbin/mkfs.ext4 /usr/bin/gcc -- e2fsprogs gcc libc6-dev
    want_pcsc
    want_compiler
    need_packages
    build
    export KIOSK_PROGRAM=$shipped KIOSK_CUTS=${KIOSK_CUTS:-1000} KIOSK_PROGRESS=${KIOSK_PROGRESS:-$root/artifacts/cuts.log}
    echo "A line for each cut that is survived: $KIOSK_PROGRESS"
    exec dotnet test "$root/tests/Kiosk.EndToEnd.Tests" -c Release --no-build --nologo --filter 'FullyQualifiedName~PowerCuts' --logger 'console;verbosity=detailed'
}

# test_soak [HOURS] [FOLDER]: watches the program run for hours, from copies in the folder, so that builds meanwhile change nothing.
# KIOSK_PROGRAM names another program than the one as shipped.
test_soak() {
    local hours=${1:-8} folder=${2:-$root/artifacts/soak}
    if ! [[ $hours =~ ^[0-9]+([.][0-9]+)?$ ]]; then
        say "kiosk: test --soak takes a number of hours and a folder, but not \"$hours\"."
        exit 2
    fi
    if [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
        say "kiosk: $folder is not empty; name a new folder for the soak's data, table and verdict."
        exit 2
    fi
    need_dotnet
    if [ -n "${KIOSK_PROGRAM-}" ]; then
        dotnet build "$root/tests/Kiosk.EndToEnd.Tests" -c Release -v quiet --nologo -p:RunAnalyzers=false
    else
        want_compiler
        need_packages
        build
    fi
    local program=${KIOSK_PROGRAM:-$shipped} tests=bin/Kiosk.EndToEnd.Tests/release
    mkdir -p "$folder/bin/Kiosk.EndToEnd.Tests" "$folder/bin/Kiosk.Collector"
    folder=$(cd "$folder" && pwd)
    cp -r "$(dirname "$program")" "$folder/program"
    cp -r "$root/artifacts/$tests" "$folder/bin/Kiosk.EndToEnd.Tests/"
    cp -r "$root/artifacts/bin/Kiosk.Collector/release" "$folder/bin/Kiosk.Collector/"
    export KIOSK_PROGRAM=$folder/program/$(basename "$program") KIOSK_SOAK_HOURS=$hours KIOSK_SOAK_FOLDER=$folder
    echo "$hours hours: a line a minute in $folder/samples.csv, the verdict in $folder/verdict.txt"
    exec dotnet vstest "$folder/$tests/Kiosk.EndToEnd.Tests.dll" '--TestCaseFilter:FullyQualifiedName~SoakTests' '--logger:console;verbosity=detailed'
}

# Runs the tests of the whole solution and adds up each project's totals.
run_tests() {
    if [ "${1:-}" = --devices ]; then
        shift
        test_devices "$@"
    fi
    if [ "${1:-}" = --image ]; then
        shift
        test_image "$@"
    fi
    if [ "${1:-}" = --arm64 ]; then
        test_arm64
    fi
    if [ "${1:-}" = --package ]; then
        test_package
    fi
    if [ "${1:-}" = --powercut ]; then
        test_power_cuts
    fi
    if [ "${1:-}" = --soak ]; then
        shift
        test_soak "$@"
    fi
    if [ "${1:-}" = --nightly ]; then
        shift
        want /usr/bin/soffice -- libreoffice-calc-nogui
        export KIOSK_ERRORS=all KIOSK_FUZZ_CARDS=1000000 KIOSK_FUZZ_FLIPS=1000 KIOSK_QUEUED_FRAMES=1000000 KIOSK_SIMULATION_SEEDS=1000 KIOSK_LOAD_MINUTES=60 KIOSK_PROGRESS=${KIOSK_PROGRESS:-$root/artifacts/nightly.log}
    fi
    case "${1:-}" in
        -*)
            say "kiosk: test takes --nightly, --powercut, --soak, --devices, --arm64, --package, --image or a filter as in dotnet test --filter, but not \"$1\"."
            exit 2
            ;;
    esac
    want_pcsc
    want_pictures
    want_compiler
    want /usr/bin/zbarimg -- zbar-tools
    want /usr/bin/opensc-tool /usr/bin/pkcs15-tool -- opensc
    want /usr/sbin/mkfs.ext4 -- e2fsprogs
    want /usr/sbin/nginx /usr/bin/openssl -- nginx-light openssl
    want /usr/bin/swtpm '/usr/lib/*/ossl-modules/tpm2.so' -- swtpm tpm2-openssl
    want '/usr/lib/postgresql/*/bin/postgres' -- postgresql
    want /usr/sbin/cupsd /usr/bin/lpstat /usr/lib/cups/backend/cups-pdf -- cups-daemon cups-client printer-driver-cups-pdf
    want /usr/bin/pdftotext /usr/bin/pdffonts '/usr/share/fonts/truetype/croscore/Tinos-*' -- poppler-utils fonts-croscore
    need_packages
    want /usr/bin/chromium -- chromium
    offer_packages 'the tests of the page are skipped without chromium.'
    build
    local failed=0 log="$root/artifacts/test.log"
    if ! dotnet format "$root/PartyCard.Kiosk.sln" --verify-no-changes --no-restore -v quiet; then
        say 'kiosk: the format check failed; run: dotnet format'
        failed=1
    fi
    # Test the verbs of the program as shipped.
    export KIOSK_PROGRAM=$shipped
    # A test that hangs is named and ended; nothing of it is to outlast the run.
    local arguments=(-c Release --no-build --nologo --results-directory "$root/artifacts/results" --blame-hang-timeout 8m --blame-hang-dump-type none)
    [ $# -eq 0 ] || arguments+=(--filter "$1")
    # Through a file: a process that a test leaves behind would keep a pipe open.
    : >"$log"
    tail -f --pid=$$ "$log" &
    local shown=$!
    dotnet test "$root/PartyCard.Kiosk.sln" "${arguments[@]}" >"$log" 2>&1 || failed=1
    sleep 1
    kill "$shown"
    [ $# -gt 0 ] || run_page_tests 2>&1 | tee -a "$log" || failed=1
    # What failed, once more: whoever sees only the end of the run is to know it.
    grep -A 12 -E '^  Failed |^not ok' "$log" | cut -c 1-400 || true
    # "Passed!  - Failed: 0, Passed: 12, Skipped: 0, …" once per project; the format check counts as one test.
    awk -v format="$failed" '
        /Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/ {
            match($0, /Failed: +[0-9]+/);  failed  += substr($0, RSTART + 7, RLENGTH - 7)
            match($0, /Passed: +[0-9]+/);  passed  += substr($0, RSTART + 7, RLENGTH - 7)
            match($0, /Skipped: +[0-9]+/); skipped += substr($0, RSTART + 8, RLENGTH - 8)
        }
        END { if (format && !failed) failed = 1; printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$log"
    return "$failed"
}
