# Completion of magpie(1) for bash: the program itself says how a command may go on.
_magpie() {
    local words=("${COMP_WORDS[@]:1:COMP_CWORD}") word
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        COMPREPLY+=("$word")
    done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
}
complete -o bashdefault -o default -F _magpie magpie
