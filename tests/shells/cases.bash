# shellcheck shell=bash disable=SC2016,SC2088 # quotes, dollars and tildes are for the shell under test
# Cases for every shell. The file that loads this defines how to start its shell.

case_leaf_and_branch() {
    completes 'cmapsh ge' 'cmapsh get @'
    completes 'cmapsh get cpl.o' 'cmapsh get cpl.one @'
    completes 'cmapsh get cpl' 'cmapsh get cpl.@'
    completes 'cmapsh get cpl.tw' 'cmapsh get cpl.two.@'
    completes 'cmapsh get cpl.one cpl.two.y' 'cmapsh get cpl.one cpl.two.y @'
    completes 'cmapsh get nosuch.k' 'cmapsh get nosuch.k@'
}

case_colons_and_slashes() {
    completes 'cmapsh get ip' 'cmapsh get ipv.fe80::1.@'
    completes 'cmapsh get ipv.fe80:' 'cmapsh get ipv.fe80::1.@'
    completes 'cmapsh get ipv.fe80::1.m' 'cmapsh get ipv.fe80::1.mtu @'
    completes 'cmapsh get fil.name:/e' 'cmapsh get fil.name:/etc/x.conf @'
    completes 'cmapsh get "ipv.fe80::1.n' 'cmapsh get "ipv.fe80::1.name" @'
}

case_options() {
    completes 'cmapsh --qu' 'cmapsh --quiet @'
    completes 'cmapsh --map=st' 'cmapsh --map=stats @'
    completes 'cmapsh -m st' 'cmapsh -m stats @'
    completes 'cmapsh -m stats get stats.srp.ti' 'cmapsh -m stats get stats.srp.time_since_token_last_received @'
    completes 'cmapsh --map=icmap get cpl.o' 'cmapsh --map=icmap get cpl.one @'
}

case_quotes() {
    completes 'cmapsh get "cpl.o' 'cmapsh get "cpl.one" @'
    completes "cmapsh get 'cpl.o" "cmapsh get 'cpl.one' @"
    completes 'cmapsh get "cpl.tw' 'cmapsh get "cpl.two.@'
    completes 'cmapsh "get" cpl.o' 'cmapsh "get" cpl.one @'
}

case_conditions() {
    completes 'cmapsh wait cpl.tw' 'cmapsh wait cpl.two.@'
    completes 'cmapsh wait cpl.o' 'cmapsh wait cpl.one@'
    completes 'cmapsh wait cpl.one=' 'cmapsh wait cpl.one=1 @'
    completes "cmapsh wait 'cpl.one!=" "cmapsh wait 'cpl.one!=1' @"
    completes 'cmapsh wait logging.debug=tr' 'cmapsh wait logging.debug=trace @'
    completes 'cmapsh wait ipv.fe80::1.mtu=' 'cmapsh wait ipv.fe80::1.mtu=1 @'
    completes 'cmapsh wait cpl.one ch' 'cmapsh wait cpl.one changes @'
    completes "cmapsh wait '!cpl.o" "cmapsh wait '!cpl.one' @"
    completes "cmapsh wait 'runtime.members.*.status=j" "cmapsh wait 'runtime.members.*.status=joined' @"
    completes "cmapsh wait 'cpl.one>" "cmapsh wait 'cpl.one>1' @"
    completes 'cmapsh wait --fail-if=cpl.one=' 'cmapsh wait --fail-if=cpl.one=1 @'
}

# Shells differ if there is a space after the cursor already.
case_middle() { # LINE LINE
    completes 'cmapsh get cpl.o other' "$1" Left Left Left Left Left Left
    completes 'cmapsh ge cpl.one' "$2" Left Left Left Left Left Left Left Left
}

case_places() {
    completes "$SHELL_HOME/bin/cmapsh get cpl.o" "$SHELL_HOME/bin/cmapsh get cpl.one @"
    completes '~/bin/cmapsh get cpl.o' '~/bin/cmapsh get cpl.one @'
    completes 'bin/cmapsh get cpl.o' 'bin/cmapsh get cpl.one @'
    completes 'a\ b/cmapsh get cpl.o' 'a\ b/cmapsh get cpl.one @'
}

# With so many Tabs, the shell lists a folder in this form.
case_files() { # TABS FOLDER
    completes 'cmapsh -f two' 'cmapsh -f two\ words/@'
    completes 'cmapsh -f two\ words/m' 'cmapsh -f two\ words/my\ file @'
    completes 'cmapsh -f "two words/m' 'cmapsh -f "two words/my file" @'
    completes 'cmapsh --file=two\ words/m' 'cmapsh --file=two\ words/my\ file @'
    completes 'cmapsh -f ~/two' 'cmapsh -f ~/two\ words/@'
    completes 'cmapsh -m two' 'cmapsh -m two\ words/@'
    completes 'cmapsh diff li' 'cmapsh diff live@'
    lists "$1" 'cmapsh diff ' live icmap stats "$2" lives.json
}

# The last case, because it kills corosync.
case_down() {
    "$SANDBOX" stop "$SANDBOX_DIR"
    completes 'cmapsh get totem.token_c' 'cmapsh get totem.token_coefficient @'
    "$SANDBOX" cont "$SANDBOX_DIR"
    "$SANDBOX" kill "$SANDBOX_DIR"
    completes 'cmapsh ge' 'cmapsh get @'
    completes 'cmapsh get totem.token_c' 'cmapsh get totem.token_coefficient @'
    completes 'cmapsh get cpl.o' 'cmapsh get cpl.o@'
}
