# Completion of magpie(1) for fish: the program itself says how a command may go on.
function __magpie_complete
    set -l words (commandline -opc) (commandline -ct)
    magpie complete -- $words[2..-1] 2>/dev/null
end
complete -c magpie -a '(__magpie_complete)'
