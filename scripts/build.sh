# shellcheck shell=bash disable=SC2154
# Two builds: everything, with the program as native code, as shipped; and a single program on the shared runtime, in seconds.

shipped="$root/artifacts/kiosk/kiosk"
shipped_registry="$root/artifacts/registry/registry.dll"
shipped_collector="$root/artifacts/collector/collector.dll"
quick="$root/artifacts/quick"
sources=("$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json")

# is_fresh STAMP PATH…: succeeds if nothing below the paths is newer than the stamp.
is_fresh() {
    local stamp=$1
    shift
    [ -f "$stamp" ] && [ -z "$(find "$@" -newer "$stamp" -type f -print -quit 2>/dev/null)" ]
}

explain_failure() {
    grep -E 'error|warning' "$1" | sort -u | head -n 20 >&2 || cat "$1" >&2
    say "kiosk: the build failed; the whole output is in ${1#"$root"/}."
    exit 1
}

# is_shipped FILE: succeeds if the file is as the sources are now.
is_shipped() { is_fresh "$root/artifacts/built" "${sources[@]}" && [ -f "$1" ]; }

# Sets program to the shipped one if that is up to date, otherwise to one from a quick build.
ready_program() {
    program=$shipped
    is_shipped "$shipped" || { build_quick Kiosk.Service && program="$quick/bin/Kiosk.Service/release/kiosk"; }
}

ready_registry() {
    registry=$shipped_registry
    is_shipped "$shipped_registry" || { build_quick Kiosk.Registry && registry="$quick/bin/Kiosk.Registry/release/registry.dll"; }
}

ready_collector() {
    collector=$shipped_collector
    is_shipped "$shipped_collector" || { build_quick Kiosk.Collector && collector="$quick/bin/Kiosk.Collector/release/collector.dll"; }
}

# The terminal and the collector beside it.
ready_demo() {
    ready_program
    ready_collector
}

# build_quick PROJECT: builds one program and the projects it references, without analyzers, in a folder of its own.
build_quick() {
    need_dotnet
    is_fresh "$quick/built-$1" "${sources[@]}" && return 0
    mkdir -p "$quick"
    local begun log="$quick/build.log" options=("$root/src/$1" -p:Configuration=Release -p:QuickBuild=true "-p:ArtifactsPath=$quick" -v minimal --nologo -tl:off)
    begun=$(mktemp "$quick/built.XXXXXX")
    : >"$log"
    follow "fetching .NET packages for $1" "$log" dotnet restore "${options[@]}" &&
        follow_total=$(($(grep -c '"type": "Project"' "$root/src/$1/packages.lock.json") + 1)) follow "compiling $1" "$log" dotnet build "${options[@]}" --no-restore || explain_failure "$log"
    mv "$begun" "$quick/built-$1"
}

# Builds in Release, with the program itself as shipped, if a source is newer.
build() {
    need_dotnet
    local stamp="$root/artifacts/built"
    if [ -f "$shipped" ] && [ -f "$shipped_registry" ] && [ -f "$shipped_collector" ] && is_fresh "$stamp" "${sources[@]}" "$root/tests" "$root/image/prompts"; then
        return 0
    fi
    mkdir -p "$root/artifacts"
    local log="$root/artifacts/build.log" begun
    begun=$(mktemp "$root/artifacts/built.XXXXXX")
    want_compiler
    need_packages
    want /usr/bin/espeak-ng -- espeak-ng
    offer_packages 'the spoken prompts are left out without espeak-ng; once it is there: image/prompts/make.sh artifacts/prompts'
    : >"$log"
    local common=(-c Release -v minimal --nologo -tl:off)
    { follow 'fetching .NET packages' "$log" dotnet restore "$root/PartyCard.Kiosk.sln" -v minimal -tl:off &&
        write_sbom &&
        follow_total=$(grep -c '^Project(.*\.csproj' "$root/PartyCard.Kiosk.sln") follow 'compiling' "$log" dotnet build "$root/PartyCard.Kiosk.sln" --no-restore "${common[@]}" &&
        follow 'making native code of the program' "$log" dotnet publish "$root/src/Kiosk.Service" --no-restore -p:RunAnalyzers=false -o "$root/artifacts/kiosk" "${common[@]}" &&
        follow 'putting the registry together' "$log" dotnet publish "$root/src/Kiosk.Registry" --no-restore -p:RunAnalyzers=false -o "$root/artifacts/registry" "${common[@]}" &&
        follow 'putting the collector together' "$log" dotnet publish "$root/src/Kiosk.Collector" --no-restore -p:RunAnalyzers=false -o "$root/artifacts/collector" "${common[@]}"; } || explain_failure "$log"
    build_prompts
    # The time the build started, so that a source saved during the build is built next time.
    mv "$begun" "$stamp"
}

# Synthesises the prompts into artifacts/prompts, one folder per language. They are optional: the build continues without them.
build_prompts() {
    local prompts="$root/artifacts/prompts"
    is_fresh "$prompts/made" "$root/image/prompts" && return 0
    rm -rf "$prompts" "$prompts.new"
    if [ -x /usr/bin/espeak-ng ] && follow 'speaking the prompts' "$root/artifacts/prompts.log" "$root/image/prompts/make.sh" "$prompts.new"; then
        touch "$prompts.new/made"
        mv "$prompts.new" "$prompts"
    fi
    rm -rf "$prompts.new"
}

# Builds the benchmarks, compiled like the program.
bench() {
    want_pcsc
    need_packages
    build
    local bench="$root/artifacts/bench/kiosk-bench"
    [ "$bench" -nt "$root/artifacts/built" ] || follow 'making native code of the benchmarks' "$root/artifacts/build.log" \
        dotnet publish "$root/tests/Kiosk.Benchmarks" -c Release --no-restore -p:RunAnalyzers=false -o "$root/artifacts/bench" -v quiet --nologo || explain_failure "$root/artifacts/build.log"
    case " $* " in
        *' --growth '*)
            measure_growth
            return
            ;;
        *' --only='*) [[ " $* " != *' --only=face '* ]] || prepare_page ;;
        *) prepare_page ;;
    esac
    [ -n "${page_missing-unset}" ] || export KIOSK_PAGE_SCRIPTS=$page_folder
    export KIOSK_PAGE_MISSING=${page_missing-}
    local code=0
    case " $* " in
        *' --only=collector '*) ;;
        *) "$bench" "$@" || code=$? ;;
    esac
    case " $* " in
        *' --help '*) ;;
        *' --only=collector '*) measure_collector "$@" || code=1 ;;
        *' --only='*) ;;
        *) [ "$code" -gt 1 ] || measure_collector "$@" || code=1 ;;
    esac
    exit "$code"
}

# Prints how start, tap, sync, page and report grow with what they work on.
measure_growth() {
    local code=0 table="$root/artifacts/collector.growth"
    want '/usr/lib/postgresql/*/bin/postgres' -- postgresql
    need_packages
    "$bench" --growth || code=1
    rm -f "$table"
    KIOSK_GROWTH=1 KIOSK_MEASURE_FILE=$table dotnet test "$root/tests/Kiosk.Collector.Tests" -c Release -v quiet --nologo -p:RunAnalyzers=false --filter FullyQualifiedName~GrowthTests >"$root/artifacts/collector.growth.log" 2>&1 || code=1
    cat "$table" || tail -n 20 "$root/artifacts/collector.growth.log" >&2
    exit "$code"
}

# Measures the collector against a real PostgreSQL, and prints its figures as the others are.
measure_collector() {
    local code=0 figures="$root/artifacts/collector.figures"
    want '/usr/lib/postgresql/*/bin/postgres' -- postgresql
    need_packages
    echo 'measuring collector …' >&2
    rm -f "$figures"
    case " $* " in *' --json '*) export KIOSK_MEASURE_JSON=1 ;; esac
    KIOSK_MEASURE=1 KIOSK_MEASURE_FILE=$figures dotnet test "$root/tests/Kiosk.Collector.Tests" -c Release -v quiet --nologo -p:RunAnalyzers=false --filter "FullyQualifiedName~Measures&FullyQualifiedName!~GrowthTests" >"$root/artifacts/collector.measures.log" 2>&1 || code=1
    [ -f "$figures" ] && cat "$figures" || code=1
    [ "$code" -eq 0 ] || grep -A 6 -E '^  Failed |error' "$root/artifacts/collector.measures.log" >&2 || tail -n 20 "$root/artifacts/collector.measures.log" >&2
    return "$code"
}
