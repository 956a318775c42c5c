# shellcheck shell=bash
# Progress of long work: what is being done, how far it is, for how long. One updated line on a terminal; in a log, a line at each step and every 15 seconds.

# follow TITLE LOG COMMAND…: runs the command with its output appended to the log, and returns its exit code. "→" lines of the .NET build count as projects done;
# `follow_total` (optional, used once) is their number.
follow() {
    local title=$1 log=$2 total=${follow_total:-} begun=$SECONDS told=-15 line='' last='' done=0 code=0 before job
    shift 2
    follow_total=
    : >>"$log"
    before=$(wc -l <"$log")
    "$@" >>"$log" 2>&1 &
    job=$!
    # A script's background job ignores Ctrl-C, so pass it on.
    trap 'kill "$job" 2>/dev/null; wait "$job" 2>/dev/null || true; say; say "kiosk: stopped while $title."; exit 130' INT TERM
    while kill -0 "$job" 2>/dev/null; do
        done=$(tail -n "+$((before + 1))" "$log" | grep -c -- ' -> ' || true)
        last=$(tail -n "+$((before + 1))" "$log" | grep -o -- '[A-Za-z.]* -> ' | tail -n 1 || true)
        line="kiosk: $title${total:+, $done of $total done}${last:+ (${last% -> })}, $((SECONDS - begun)) s"
        if [ -t 2 ]; then
            printf '\r\033[K%s' "${line:0:${COLUMNS:-100}}" >&2
        elif [ $((SECONDS - told)) -ge 15 ]; then
            say "$line"
            told=$SECONDS
        fi
        sleep 0.3
    done
    wait "$job" || code=$?
    trap - INT TERM
    if [ -t 2 ]; then
        printf '\r\033[K' >&2
    fi
    [ "$code" -ne 0 ] || say "kiosk: $title: done in $((SECONDS - begun)) s"
    return "$code"
}
