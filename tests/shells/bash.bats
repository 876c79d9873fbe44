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

@test "a space follows a key and a word, but not a branch" {
    case_leaf_and_branch
}

@test "names with colons and slashes are completed" {
    case_colons_and_slashes
}

@test "options are completed, and their arguments, attached or separate" {
    case_options
}

@test "words in quotes, closed and open, are completed" {
    case_quotes
}

@test "conditions are completed, before and after the operator" {
    case_conditions
}

@test "a word in the middle of a line is completed" {
    case_middle 'cmapsh get cpl.one@ other' 'cmapsh get@ cpl.one'
}

@test "the program that was typed finds the candidates" {
    case_places
}

@test "the shell itself completes file names" {
    case_files 2 'two words'
}

@test "two Tabs list the candidates" {
    lists 2 'cmapsh get cpl.' cpl.one cpl.two.
    lists 2 'cmapsh --' --map --quiet --timeout
    lists 2 'cmapsh ' dump delete help
}

@test "an alias with options is completed like its command" {
    completes 'c get cpl.o' 'c get cpl.one @'
    completes 'cs get stats.srp.ti' 'cs get stats.srp.time_since_token_last_received @'
}

@test "words before the command are ignored" {
    completes 'X=1 cmapsh get cpl.o' 'X=1 cmapsh get cpl.one @'
    completes 'true && cmapsh get cpl.o' 'true && cmapsh get cpl.one @'
    completes 'echo | cmapsh get cpl.o' 'echo | cmapsh get cpl.one @'
}

@test "file names are completed after < and >" {
    completes 'cmapsh get cpl.one >two' 'cmapsh get cpl.one >two\ words/@'
    completes 'cmapsh <two' 'cmapsh <two\ words/@'
}

@test "words with colons are completed if COMP_WORDBREAKS has no colon" {
    does 'COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]}'
    completes 'cmapsh get ipv.fe80::1.m' 'cmapsh get ipv.fe80::1.mtu @'
    completes 'cmapsh --map=st' 'cmapsh --map=stats @'
    does 'COMP_WORDBREAKS+=:='
}

@test "bash-completion loads it by its name, also after sudo" {
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

@test "a stopped or killed corosync causes no error messages" {
    case_down
}
