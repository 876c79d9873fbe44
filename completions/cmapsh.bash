# bash completion for cmapsh, for bash 4.4 and later: the program itself finds the candidates.
# shellcheck shell=bash

_cmapsh() {
    local program=$1 word=$2 line=${COMP_LINE:0:COMP_POINT} out full head alias files=() i
    COMPREPLY=()
    if [[ $3 == *[\<\>]* ]]; then
        compopt -o default
        return
    fi
    # Of an alias such as "sudo cmapsh -m stats", pass the words from the program on.
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
        COMPREPLY=("${COMPREPLY[@]:1}")
        # Without a candidate, bash completes files by itself.
        if ((${#COMPREPLY[@]} == 0)); then
            compopt -o default
            return
        fi
        compopt -o filenames
        mapfile -t files < <(compgen -f -- "$word")
    fi
    # Descriptions are for other shells. bash replaces only the text after the last word break
    # (such as a colon), so remove the text before it from the candidates.
    head=${full%"$word"}
    COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    COMPREPLY=("${COMPREPLY[@]#"$head"}")
    COMPREPLY+=("${files[@]}")
    [[ ${#COMPREPLY[@]} -gt 1 || ${COMPREPLY[0]} != *[./=] ]] || compopt -o nospace
} && complete -o nosort -F _cmapsh cmapsh
