#!/usr/bin/env bats
# Tab in fish.

# shellcheck disable=SC2016,SC2088 # quotes, dollars and tildes are for the shell under test
# shellcheck disable=SC2154 # helper.bash sets top_srcdir

load ../helper
load shell
load cases

setup_file() {
    shell_up fish
    [[ -z $SHELL_MISSING$SANDBOX_MISSING ]] || return 0
    mkdir -p "$SHELL_HOME/.config/fish/completions"
    cp "$top_srcdir/completions/cmapsh.fish" "$SHELL_HOME/.config/fish/completions/"
    cat >"$SHELL_HOME/.config/fish/config.fish" <<'END'
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
function fish_prompt; echo '> '; end
function fish_right_prompt; end
function fish_title; end
alias c=cmapsh
alias cs='cmapsh -m stats'
END
    shell_start TERM=screen fish -i
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
    case_middle 'cmapsh get cpl.one @other' 'cmapsh get @cpl.one'
}

@test "the program that was typed finds the candidates" {
    case_places
}

@test "the shell itself completes file names" {
    case_files 1 'two words'
}

@test "Tab lists the candidates in cmapsh's order, with descriptions" {
    lists 1 'cmapsh get cpl.' $'cpl.one  cpl.two.'
    lists 1 'cmapsh --' '(use live, icmap, stats, @NODE, a file or a report (default live))' '(print only values, one per line, and no notes)'
    lists 1 'cmapsh get totem.' 'totem.version' '(Version of the format of the section totem, always 2)'
    lists 1 'cmapsh ' '(print every key below a path with its value)'
    [[ $(screen) == *$'\nls '*$'\ndump '*$'\nexplain '* ]]
}

@test "an alias with options is completed like its command" {
    completes 'c get cpl.o' 'c get cpl.one @'
    completes 'cs get stats.srp.ti' 'cs get stats.srp.time_since_token_last_received @'
}

@test "words before the command are ignored" {
    completes 'sudo cmapsh get cpl.o' 'sudo cmapsh get cpl.one @'
    completes 'sudo cmapsh --map=st' 'sudo cmapsh --map=stats @'
    completes 'X=1 cmapsh get cpl.o' 'X=1 cmapsh get cpl.one @'
    completes 'true && cmapsh get cpl.o' 'true && cmapsh get cpl.one @'
    completes 'not cmapsh get cpl.o' 'not cmapsh get cpl.one @'
    completes 'echo (cmapsh get cpl.o' 'echo (cmapsh get cpl.one @'
    completes 'cmapsh get cpl.one >two' 'cmapsh get cpl.one >two\ words/@'
}

@test "a stopped or killed corosync causes no error messages" {
    case_down
}
