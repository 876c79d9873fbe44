#!/usr/bin/env bats
# Tab in zsh.

# shellcheck disable=SC2016,SC2088 # quotes, dollars and tildes are for the shell under test
# shellcheck disable=SC2154 # helper.bash sets top_srcdir

load ../helper
load shell
load cases

setup_file() {
    shell_up zsh
    [[ -z $SHELL_MISSING$SANDBOX_MISSING ]] || return 0
    cat >"$SHELL_HOME/.zshrc" <<END
PS1='> '
unsetopt beep prompt_sp
bindkey -e
fpath=('$top_srcdir/completions' \$fpath)
autoload -U compinit
compinit -u
alias c=cmapsh cs='cmapsh -m stats'
END
    shell_start zsh -i
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
    case_middle 'cmapsh get cpl.one @ other' 'cmapsh get @ cpl.one'
}

@test "the program that is typed is asked" {
    case_places
}

@test "files are the shell's own affair" {
    case_files
}

@test "two Tabs list what may come, in its order, with descriptions" {
    lists 2 'cmapsh get cpl.' $'cpl.one   cpl.two.'
    lists 2 'cmapsh --' '--map           -- use the map' '--quiet         -- print only values'
    lists 2 'cmapsh ' 'dump     -- print every key below a path with its value'
    [[ $(screen) == *$'\nls '*$'\ndump '*$'\nhelp '* ]]
}

@test "an alias stands for its command, options and all" {
    completes 'c get cpl.o' 'c get cpl.one @'
    completes 'cs get stats.srp.ti' 'cs get stats.srp.time_since_token_last_received @'
}

@test "what stands before the command is none of its business" {
    completes 'sudo cmapsh get cpl.o' 'sudo cmapsh get cpl.one @'
    completes 'sudo cmapsh --map=st' 'sudo cmapsh --map=stats @'
    completes 'X=1 cmapsh get cpl.o' 'X=1 cmapsh get cpl.one @'
    completes 'true && cmapsh get cpl.o' 'true && cmapsh get cpl.one @'
    completes 'echo $(cmapsh get cpl.o' 'echo $(cmapsh get cpl.one @'
    completes 'cmapsh get cpl.one >two' 'cmapsh get cpl.one >two\ words/@'
}

@test "a corosync that is stopped or gone is no reason for noise" {
    case_down
}
