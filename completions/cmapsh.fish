# fish completion for cmapsh: the program itself finds the candidates.

# Asks the program for candidates. False: it wants only file names, so fish completes files.
function __cmapsh_ask
    # Drop the words before the name of the program.
    set -l line (commandline -cp | string replace -r '^.*?((\S|\\\\ )*cmapsh["\']?\s)' '$1')
    set -l program (commandline -cpo | string match -r '^(?:.*/)?cmapsh$')[1]
    set program (string replace -r '^~/' "$HOME/" -- "$program")
    command -q -- "$program"; or set program cmapsh
    set -g __cmapsh_answer ($program __complete "$line" 2>/dev/null </dev/null)
    set -e __cmapsh_answer[1]
    string match -q -- \t'*' "$__cmapsh_answer[1]"; or return 0
    set -e __cmapsh_answer[1]
    set -q __cmapsh_answer[1]; or return 1
    set -a __cmapsh_answer (__fish_complete_path (commandline -ct))
end

complete -c cmapsh -n __cmapsh_ask -f -k -a '$__cmapsh_answer'
