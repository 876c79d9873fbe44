#!/usr/bin/env bats
# Tab in bash.

# shellcheck disable=SC2016,SC2088 # quotes, dollars and tildes are for the shell under test
# shellcheck disable=SC2154 # helper.bash sets top_srcdir

load ../helper
load shell
load cases

setup_file() {
    shell_up bash
    [[ -z $SHELL_MISSING$SANDBOX_MISSING ]] || return 0
    cat >"$SHELL_HOME/inputrc" <<'END'
set bell-style none
set enable-bracketed-paste off
set completion-query-items -1
set page-completions off
END
    cat >"$SHELL_HOME/bashrc" <<END
PS1='> '
unset HISTFILE
. '$top_srcdir/completions/cmapsh.bash'
alias c=cmapsh cs='sudo cmapsh -m stats'
complete -F _cmapsh c cs
END
    shell_start INPUTRC="$SHELL_HOME/inputrc" bash --noprofile --rcfile "$SHELL_HOME/bashrc" -i
}

@test "a blank follows a key and a word, none a branch" {
    case_leaf_and_branch
}

@test "colons and slashes are letters of names" {
    case_colons_and_slashes
}

@test "options, and their arguments attached or apart" {
    case_options
}

@test "in quotes, closed and open" {
    case_quotes
}

@test "conditions, up to and behind the operator" {
    case_conditions
}

@test "in the middle of a line" {
    case_middle 'cmapsh get cpl.one@ other' 'cmapsh get@ cpl.one'
}

@test "the program that is typed is asked" {
    case_places
}

@test "files are the shell's own affair" {
    case_files
}

@test "two Tabs list what may come" {
    lists 2 'cmapsh get cpl.' cpl.one cpl.two.
    lists 2 'cmapsh --' --map --quiet --timeout
    lists 2 'cmapsh ' dump delete help
}

@test "an alias stands for its command, options and all" {
    completes 'c get cpl.o' 'c get cpl.one @'
    completes 'cs get stats.srp.ti' 'cs get stats.srp.time_since_token_last_received @'
}

@test "what stands before the command is none of its business" {
    completes 'X=1 cmapsh get cpl.o' 'X=1 cmapsh get cpl.one @'
    completes 'true && cmapsh get cpl.o' 'true && cmapsh get cpl.one @'
    completes 'echo | cmapsh get cpl.o' 'echo | cmapsh get cpl.one @'
}

@test "behind < and > there are files" {
    completes 'cmapsh get cpl.one >two' 'cmapsh get cpl.one >two\ words/@'
    completes 'cmapsh <two' 'cmapsh <two\ words/@'
}

@test "colons are no word breaks for those who said so" {
    does 'COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]}'
    completes 'cmapsh get ipv.fe80::1.m' 'cmapsh get ipv.fe80::1.mtu @'
    completes 'cmapsh --map=st' 'cmapsh --map=stats @'
    does 'COMP_WORDBREAKS+=:='
}

@test "with bash-completion, behind sudo too, and found by its name" {
    [[ -r /usr/share/bash-completion/bash_completion ]] || skip 'bash-completion is not installed'
    command -v sudo || skip 'sudo is not installed'
    does 'complete -r cmapsh'
    mkdir -p "$SHELL_HOME/.local/share/bash-completion/completions"
    cp "$top_srcdir/completions/cmapsh.bash" "$SHELL_HOME/.local/share/bash-completion/completions/"
    does '. /usr/share/bash-completion/bash_completion'
    completes 'cmapsh get cpl.o' 'cmapsh get cpl.one @'
    completes 'sudo cmapsh get cpl.o' 'sudo cmapsh get cpl.one @'
    completes 'sudo -u root cmapsh -m stats get stats.srp.ti' \
        'sudo -u root cmapsh -m stats get stats.srp.time_since_token_last_received @'
    completes 'sudo cmapsh get ipv.fe80::1.m' 'sudo cmapsh get ipv.fe80::1.mtu @'
    completes 'sudo cmapsh --map=st' 'sudo cmapsh --map=stats @'
}

@test "a corosync that is stopped or gone is no reason for noise" {
    case_down
}
