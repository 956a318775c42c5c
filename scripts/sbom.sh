# shellcheck shell=bash disable=SC2154
# Writes docs/sbom.json: what ships, in CycloneDX 1.6, from its lock files. Reproducible: the same lock files give the same bytes, without timestamp or serial number.

# Build-time packages, which are in no program.
build_only='Meziantou.Analyzer Microsoft.CodeAnalysis.BannedApiAnalyzers Microsoft.VisualStudio.Threading.Analyzers Microsoft.NET.ILLink.Tasks Microsoft.DotNet.ILCompiler'

# Native parts of packages, for the target machines.
kept_platforms='^runtime\\.(native|linux-x64|linux-arm64)\\.'

# Also compiled into the native program, but in no lock file: they come with the compiler and have its version.
frameworks='Microsoft.AspNetCore.App.Runtime Microsoft.NETCore.App.Runtime.NativeAOT'

# locked PROJECT: name, version and content hash of each package, one per line. NuGet writes each member of a lock file on its own line.
locked() {
    awk -F'"' '
        /^      "[^"]+": \{/ { name = $2; version = "" }
        /^        "resolved": / { version = $4 }
        /^        "contentHash": / { print name, version, $4 }' "$root/src/$1/packages.lock.json" | LC_ALL=C sort -u
}

framework_packs() {
    local framework
    for framework in $frameworks; do
        locked Kiosk.Service | sed -n "s/^runtime\.\(linux-[a-z0-9]*\)\.Microsoft\.DotNet\.ILCompiler \([^ ]*\) .*/$framework.\1 \2 -/p"
    done
}

# From the package's own manifest; a package of a given name and version never changes.
licence_of() {
    local description="${NUGET_PACKAGES:-$HOME/.nuget/packages}/${1,,}/$2/${1,,}.nuspec" licence=
    licence=$(sed -n 's:.*<license type="expression">\([^<]*\)<.*:\1:p' "$description" 2>/dev/null)
    # Names its licence by a file, which says that SQLite is in the public domain; SPDX calls that its blessing.
    [ "$1" != SourceGear.sqlite3 ] || licence=blessing
    if [ -z "$licence" ]; then
        say "kiosk: $1 $2 has no SPDX licence expression, or is not restored; state its licence in scripts/sbom.sh."
        return 1
    fi
    printf '%s' "$licence"
}

# component NAME VERSION HASH PROGRAM…; HASH is - if no lock file has one.
component() {
    local name=$1 version=$2 hash=$3 licence program separator=
    licence=$(licence_of "$name" "$version") || return 1
    shift 3
    printf '    {\n      "type": "library",\n      "bom-ref": "pkg:nuget/%s@%s",\n      "name": "%s",\n      "version": "%s",\n' "$name" "$version" "$name" "$version"
    [ "$hash" = - ] || printf '      "hashes": [{ "alg": "SHA-512", "content": "%s" }],\n' "$(base64 -d <<<"$hash" | od -An -v -tx1 | tr -d ' \n')"
    printf '      "licenses": [{ "license": { "id": "%s" } }],\n      "purl": "pkg:nuget/%s@%s",\n      "properties": [' "$licence" "$name" "$version"
    for program in "$@"; do
        printf '%s{ "name": "partycard:program", "value": "%s" }' "$separator" "$program"
        separator=', '
    done
    printf ']\n    }'
}

# Rewrites docs/sbom.json if a lock file is newer.
write_sbom() {
    local version separator='' name package hash programs text
    version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
    text=$(
        set -e
        printf '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6",\n  "version": 1,\n'
        printf '  "metadata": { "component": { "type": "application", "bom-ref": "PartyCard.Kiosk", "name": "PartyCard.Kiosk", "version": "%s" } },\n  "components": [\n' "$version"
        while read -r name package hash programs; do
            printf '%s' "$separator"
            # shellcheck disable=SC2086
            component "$name" "$package" "$hash" $programs || exit 1
            separator=$',\n'
        done < <({ locked Kiosk.Service | sed 's/$/ kiosk/'; locked Kiosk.Registry | sed 's/$/ registry/'; locked Kiosk.Collector | sed 's/$/ collector/'; framework_packs | sed 's/$/ kiosk/'; } | LC_ALL=C sort |
            awk -v skip=" $build_only " -v kept="$kept_platforms" 'index(skip, " " $1 " ") || ($1 ~ /^runtime\./ && $1 !~ kept) { next }
                { key = $1 " " $2 " " $3; if (key == last) printf " %s", $4; else printf "%s%s %s", last == "" ? "" : "\n", key, $4; last = key } END { print "" }')
        printf '\n  ]\n}\n'
    ) || return 1
    [ "$text" = "$(cat "$root/docs/sbom.json" 2>/dev/null)" ] || printf '%s\n' "$text" >"$root/docs/sbom.json"
}
