# fish completion for cmapsh: the program itself knows what may come next.
complete -c cmapsh -f -k -a '(cmapsh __complete (commandline -cp) 2>/dev/null | tail -n +2)'
