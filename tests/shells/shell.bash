# shellcheck shell=bash disable=SC2154 # helper.bash sets top_builddir
# A shell in a terminal, in the sandbox.

# For setup_file: starts a sandbox with some keys, and makes a home for the shell, for its start-up files.
shell_up() { # SHELL
    export SHELL_MISSING='' SANDBOX_MISSING='' SHELL_HOME='' SOCKET=''
    command -v tmux >/dev/null || SHELL_MISSING='tmux is not installed'
    command -v "$1" >/dev/null || SHELL_MISSING="$1 is not installed"
    [[ -z $SHELL_MISSING ]] || return 0
    sandbox_up
    [[ -z $SANDBOX_MISSING ]] || return 0
    printf 'set %s u8 1\n' cpl.one cpl.two.x cpl.two.y ipv.fe80::1.mtu ipv.fe80::1.name fil.name:/etc/x.conf | cmapsh
    SHELL_HOME=$(short_folder) SOCKET=$SHELL_HOME/.tmux
    mkdir -p "$SHELL_HOME"/{bin,'two words','a b'}
    touch "$SHELL_HOME/two words/my file" "$SHELL_HOME/two words/other" "$SHELL_HOME/lives.json"
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$top_builddir/cmapsh" | tee "$SHELL_HOME/bin/cmapsh" >"$SHELL_HOME/a b/cmapsh"
    chmod +x "$SHELL_HOME"/{bin,'a b'}/cmapsh
}

# Starts the shell. Its prompt must be "> ", cmapsh is in its PATH, and its home is the working directory.
shell_start() { # [VARIABLE=VALUE]... SHELL [ARG]...
    [[ -z $SHELL_MISSING$SANDBOX_MISSING ]] || return 0
    # shellcheck disable=SC2016 # for the inner shell
    in_sandbox env -i "${SANITIZERS[@]}" HOME="$SHELL_HOME" PATH="$SHELL_HOME/bin:$PATH" LC_ALL=C.UTF-8 \
        sh -c 'cd && exec tmux -S "$0" -f /dev/null new-session -d -x 150 -y 50 "$@"' "$SOCKET" env "$@" 3>&-
    wait_until 20 screen_is '>'
}

setup() {
    [[ -z $SHELL_MISSING ]] || skip "$SHELL_MISSING"
    skip_without_sandbox
}

teardown_file() {
    [[ ! -S $SOCKET ]] || terminal kill-server
    [[ -z $SHELL_HOME ]] || rm -rf "$SHELL_HOME"
    end_file
}

terminal() {
    tmux -S "$SOCKET" "$@"
}

# Prints the screen, without spaces at the end of lines, and without empty lines at the end.
screen() {
    terminal capture-pane -p | expand # newer ones keep tabs
}

screen_is() { # TEXT
    [[ $(screen) == "$1" ]]
}

screen_has() { # TEXT
    [[ $(screen) == *"$1"* ]]
}

# Types a command that prints nothing.
does() { # COMMAND
    clear_line
    terminal send-keys -l " $1"
    terminal send-keys Enter
    clear_line
}

clear_line() {
    terminal send-keys C-e C-u C-l
    wait_until 10 screen_is '>'
}

# TYPED and Tab become LINE, and nothing else is on the screen. LINE contains an @, which is typed next: it shows
# where the cursor is, and whether a space is before it.
completes() { # TYPED LINE [KEY]...
    # On a busy machine, corosync may answer too late for a Tab, which then offers nothing.
    for _ in 1 2 3; do
        clear_line
        terminal send-keys -l "$1"
        terminal send-keys "${@:3}" Tab
        terminal send-keys -l @
        ! wait_until 5 screen_is "> $2" || return 0
    done
    screen && return 1
}

# One or more Tabs print all these texts.
lists() { # TABS TYPED TEXT...
    local tab text
    clear_line
    terminal send-keys -l "$2"
    for ((tab = 0; tab < $1; tab++)); do terminal send-keys Tab; done
    for text in "${@:3}"; do
        wait_until 10 screen_has "$text" || { screen && return 1; }
    done
}
