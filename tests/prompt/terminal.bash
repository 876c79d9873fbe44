# shellcheck shell=bash
# For the tests of the prompt, after `load ../helper`: a terminal of a known size, which is a private tmux.
#
# A test starts a program in a terminal, types, and waits for texts on the screen; it never sleeps. The program has a
# home directory with only a start-up file: hints would be on the screens that tests compare. hints.bats has them, and so
# has a test that writes a start-up file of its own. When the program ends, the terminal stays, with its last screen.

CLUSTER=sandbox # its name
NODE=node1 # the name of the node in the cluster
# shellcheck disable=SC2034 # for the tests
SYSTEM=host-node1 # its host name, in the prompt without a connection
# shellcheck disable=SC2034
PROMPT="$CLUSTER/$NODE live>" # with a connection, without tasks

TERM_ENV=() # NAME=VALUE for the next program

setup() {
    skip_without_sandbox
    command -v tmux >/dev/null || skip 'tmux is not installed'
    term_home
    cd "$TERM_HOME" || return
    # shellcheck disable=SC2034 # for tests that start it within another program
    CMAPSH_COMMAND=("$SANDBOX" exec "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}")
}

teardown() {
    term_clear
    end_test
}

# The home of what runs in the terminal; beside it is the socket of the terminal.
term_home() {
    TERM_HOME=$(short_folder)/home
    TERM_SOCKET=${TERM_HOME%/*}/tmux
    mkdir -p "$TERM_HOME/config/cmapsh"
    echo 'set-option hints off' >"$TERM_HOME/config/cmapsh/rc"
}

# Starts cmapsh, waits for a prompt with a connection, and takes the greeting off the screen.
term_start() { # [COLS ROWS [ARG]...]
    term_start_greeted "$@"
    [[ ${TERM_ENV[*]-} == *TERM=* ]] || { keys C-l && wait_until 5 is_not_greeted; }
}

# The same, but leaves the greeting.
term_start_greeted() { # [COLS ROWS [ARG]...]
    term_run "${1-80}" "${2-24}" "${CMAPSH_COMMAND[@]}" "${@:3}"
    wait_screen 10 "^$CLUSTER/$NODE [^[]*(\\[[^n].*)?>\$"
}

is_not_greeted() {
    ! screen | grep -q Tab
}

# Starts a program. The file raw gets a copy of its output.
term_run() { # COLS ROWS CMD [ARG]...
    env -u TMUX -u EDITRC -u NO_COLOR -u PAGER -u LESS -u COLUMNS -u LINES -u CMAPSH_HISTFILE \
        LC_ALL=C.UTF-8 HOME="$TERM_HOME" SHELL=/bin/sh XDG_STATE_HOME="$TERM_HOME/state" XDG_CONFIG_HOME="$TERM_HOME/config" \
        tmux -S "$TERM_SOCKET" -f /dev/null start-server \; set -g status off \; set -g remain-on-exit on \; \
        set -g escape-time 0 \; set -g exit-empty off \; set -g default-terminal screen \; \
        new-session -d -x "$1" -y "$2" -- env "${TERM_ENV[@]}" "${@:3}" \; \
        pipe-pane "cat >'$BATS_TEST_TMPDIR/raw'" 3>&-
}

# Ends the terminal and its program.
term_stop() {
    local pids pid
    [[ -S ${TERM_SOCKET-} ]] && pids=$(term display-message -p '#{pid} #{pane_pid}' 2>/dev/null) || return 0
    term kill-server
    for pid in $pids; do
        until is_gone "$pid"; do sleep 0.02; done
    done
}

# The same, and removes the home, where the test may be.
term_clear() {
    term_stop
    cd /
    [[ -z ${TERM_HOME-} ]] || rm -rf "${TERM_HOME%/*}"
}

term() { # TMUX-COMMAND [ARG]...
    tmux -S "$TERM_SOCKET" "$@"
}

# Presses keys by their names.
keys() { # KEY...
    term send-keys "$@"
}

types() { # TEXT
    term send-keys -l -- "$1"
}

# Types a line and Enter.
enter() { # TEXT
    types "$1"
    keys Enter
}

# Pastes a text, all its bytes, as a terminal with bracketed paste does. Newer tmux replaces some of them, if it is not told so.
pastes() { # TEXT
    term set-buffer -- "$1"
    term paste-buffer -p -S 2>/dev/null || term paste-buffer -p
}

# Resizes the terminal, and waits until its program is notified.
resize() { # COLS ROWS
    term resize-window -x "$1" -y "$2"
    wait_until 5 has_size "$1" "$2"
}

has_size() { # COLS ROWS
    [[ $(stty -F "$(term display-message -p '#{pane_tty}')" size) == "$2 $1" ]]
}

# Prints the screen, without empty lines, and without spaces at the end of lines.
screen() {
    local text
    text=$(term capture-pane -p) && expand <<<"$text" | sed 's, *$,,' # newer ones keep tabs
}

# Within SECONDS, a line on the screen matches.
wait_screen() { # SECONDS REGEX
    wait_for_screen "$1" "a line that matches $2" matches "$2"
}

# Within 5 seconds, these are the last lines on the screen.
ends_with() { # LINE...
    local IFS=$'\n'
    wait_for_screen 5 "$*" is_at_end "$*"
}

# Within 5 seconds, these are all lines on the screen.
is_whole_screen() { # LINE...
    local IFS=$'\n'
    wait_for_screen 5 "$*" is_all "$*"
}

wait_for_screen() { # SECONDS WHAT CONDITION...
    local deadline=$((SECONDS + $1)) now
    until now=$(screen) && "${@:3}"; do
        if ((SECONDS >= deadline)); then
            printf -- '--- never on the screen:\n%s\n--- but:\n%s\n---\n' "$2" "$now"
            return 1
        fi
        sleep 0.03
    done
}

matches() { # REGEX
    grep -Eq -- "$1" <<<"$now"
}

is_at_end() { # TEXT
    [[ $'\n'$now == *$'\n'"$1" ]]
}

is_all() { # TEXT
    [[ $now == "$1" ]]
}

# Prints the pid of the program in the terminal.
term_pid() {
    term display-message -p '#{pane_pid}'
}

# Within SECONDS the program ends, with this exit status.
ends() { # SECONDS STATUS
    wait_until "$1" has_ended
    [[ $(term display-message -p '#{pane_dead_status}') == "$2" ]]
}

# tmux sometimes misses the end of a process until another one ends.
has_ended() {
    [[ $(term display-message -p '#{pane_dead}') == 1 ]] && term run-shell true &&
        [[ -n $(term display-message -p '#{pane_dead_status}') ]]
}
