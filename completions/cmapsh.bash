# bash completion for cmapsh: the program itself knows what may come next.
# shellcheck shell=bash

_cmapsh() {
    local cmd=$1 word=$2 line=${COMP_LINE:0:COMP_POINT} out full head i
    COMPREPLY=()
    cmd=${cmd/#~\//$HOME/}
    out=$("$cmd" __complete "$line" 2>/dev/null </dev/null) || return 0
    full=${out%%$'\n'*}
    [[ $out == *$'\n'* ]] || return 0
    mapfile -t COMPREPLY <<<"${out#*$'\n'}"
    # Descriptions are for other shells. bash replaces only what is behind the last
    # word break (such as a colon): the rest must not be offered again.
    head=${full%"$word"}
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]%%$'\t'*}
        COMPREPLY[i]=${COMPREPLY[i]#"$head"}
        [[ $line == *[\"\']* ]] || printf -v 'COMPREPLY[i]' %q "${COMPREPLY[i]}"
    done
    [[ ${#COMPREPLY[@]} -gt 1 || ${COMPREPLY[0]} == *[./=] ]] && compopt -o nospace
    return 0
}

complete -o nosort -F _cmapsh cmapsh
