# fish completion for cmapsh: the program itself knows what may come next.

# Asks the program. False when it wants the name of a file: then fish offers files.
function __cmapsh_ask
    # What stands before the program's name does not concern it.
    set -l line (commandline -cp | string replace -r '^.*?((\S|\\\\ )*cmapsh["\']?\s)' '$1')
    set -l program (commandline -cpo | string match -r '^(?:.*/)?cmapsh$')[1]
    set program (string replace -r '^~/' "$HOME/" -- "$program")
    command -q -- "$program"; or set program cmapsh
    set -g __cmapsh_answer ($program __complete "$line" 2>/dev/null </dev/null)
    set -e __cmapsh_answer[1]
    not string match -q -- \t'*' "$__cmapsh_answer[1]"
end

complete -c cmapsh -n __cmapsh_ask -f -k -a '$__cmapsh_answer'
