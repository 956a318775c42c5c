# shellcheck shell=bash disable=SC2154

# With --reader pcsc: makes sure that a daemon with virtual slots is running, and stops it if it was started here.
demo() {
    local pcsc=
    case " $* " in
        *' --reader pcsc '* | *' --reader=pcsc '*) pcsc=1 ;;
    esac
    case " $* " in
        *' --help '* | *' -h '* | *' --tour '*) ;;
        *)
            want_pictures
            offer_packages 'until then the page in the browser shows words instead of pictures.'
            ;;
    esac
    if [ -n "$pcsc" ]; then
        want_pcsc
        need_packages
    fi
    ready_demo
    [ -n "$pcsc" ] || exec "$program" demo "$@"
    local daemon= code=0
    if ! "$program" doctor --only daemon >/dev/null 2>&1; then
        if [ "$(id -u)" -ne 0 ]; then
            say 'kiosk: pcscd does not answer. As root: systemctl start pcscd.socket'
            exit 3
        fi
        mkdir -p /run/pcscd
        pcscd --foreground >/dev/null 2>&1 &
        daemon=$!
        for _ in $(seq 50); do
            [ -S /run/pcscd/pcscd.comm ] && break
            sleep 0.1
        done
    fi
    # Ctrl-C reaches the whole process group: the program ends by itself, then the daemon is stopped.
    trap : INT
    "$program" demo "$@" || code=$?
    [ -z "$daemon" ] || { kill "$daemon" 2>/dev/null; wait "$daemon" 2>/dev/null || true; }
    exit "$code"
}
