# bash completion for cmapsh, for bash 4.4 and later: the program itself knows what may come next.
# shellcheck shell=bash

_cmapsh() {
    local program=$1 word=$2 line=${COMP_LINE:0:COMP_POINT} out full head alias i
    COMPREPLY=()
    if [[ $3 == *[\<\>]* ]]; then
        compopt -o default
        return
    fi
    # An alias stands for what is behind the program's name in it: sudo cmapsh -m stats
    read -ra alias <<<"${BASH_ALIASES[$program]-}"
    for i in "${!alias[@]}"; do
        [[ ${alias[i]} == cmapsh || ${alias[i]} == */cmapsh ]] || continue
        line="${alias[*]:i}${line#*"$program"}"
        program=${alias[i]}
        break
    done
    program=${program/#~\//$HOME/}
    type -P -- "$program" >/dev/null || program=cmapsh

    out=$("$program" __complete "$line" 2>/dev/null </dev/null) || return
    [[ $out == *$'\n'* ]] || return
    full=${out%%$'\n'*}
    mapfile -t COMPREPLY <<<"${out#*$'\n'}"
    if [[ ${COMPREPLY[0]} == $'\t'* ]]; then
        COMPREPLY=()
        compopt -o default
        return
    fi
    # Descriptions are for other shells. bash replaces only what is behind the last word break
    # (such as a colon): what is before it must not be offered again.
    head=${full%"$word"}
    COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    COMPREPLY=("${COMPREPLY[@]#"$head"}")
    [[ ${#COMPREPLY[@]} -gt 1 || ${COMPREPLY[0]} != *[./=] ]] || compopt -o nospace
} && complete -o nosort -F _cmapsh cmapsh
