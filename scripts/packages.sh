# shellcheck shell=bash
# Prerequisites: the SDK and Debian packages. Everything that a verb needs is requested at once, before the long work begins.

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say 'kiosk: the .NET 10 SDK is needed and was not found; install the package dotnet-sdk-10.0 or see https://dot.net, then run this again.'
        exit 3
    fi
}

# Packages found missing so far.
missing=()

# want PROBE… -- PACKAGE…: adds the packages to the missing ones unless every probe file exists.
want() {
    local absent=
    while [ "$1" != -- ]; do
        compgen -G "$1" >/dev/null || absent=1
        shift
    done
    shift
    [ -z "$absent" ] || missing+=("$@")
}

want_compiler() { want /usr/bin/gcc /usr/bin/objcopy /usr/include/zlib.h -- gcc libc6-dev zlib1g-dev; }

want_pcsc() { want /usr/sbin/pcscd '/usr/lib/*/libpcsclite.so.1' '/usr/lib/pcsc/drivers/serial/libifdvpcd.so' -- pcscd libpcsclite1 vsmartcard-vpcd; }

want_pictures() {
    want '/usr/lib/*/libcairo.so.2' '/usr/lib/*/libpangocairo-1.0.so.0' '/usr/share/fonts/opentype/inter/*' \
        -- libcairo2 libpangocairo-1.0-0 fonts-inter
}

# Installs what is missing if that is allowed; otherwise fails and says what to do.
get_packages() {
    [ ${#missing[@]} -gt 0 ] || return 0
    local packages=("${missing[@]}") log
    missing=()
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        log=$(mktemp)
        if follow "installing ${packages[*]}" "$log" bash -c 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"' apt "${packages[@]}"; then
            rm -f "$log"
            return 0
        fi
        tail -n 5 "$log" >&2
        rm -f "$log"
    fi
    say "kiosk: ${packages[*]} must be installed first. As root: apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
    return 3
}

need_packages() { get_packages || exit 3; }

# The same for optional packages; the message says what is left out without them.
offer_packages() { get_packages || say "kiosk: $1"; }
