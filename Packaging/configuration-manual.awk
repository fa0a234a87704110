# Makes the manual page magpie.yaml(5) of Config/magpie.yaml: each key with the comment above it, so that the two never differ.
#
#     awk -v version=0.1.0 -v date=2026-11-29 -f Packaging/configuration-manual.awk Config/magpie.yaml

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/) text = "\\&" text
    return text
}

function escaped_value(text) {
    gsub(/-/, "\\-", text)
    return text
}

# Text that has been gathered and belongs to no key.
function flush_text() {
    if (text != "" && has_keys) print ".PP\n" text
    text = ""
}

function entry(level, key, value) {
    while (depth > level) { print ".RE"; depth-- }
    while (depth < level) { print ".RS"; depth++ }
    gsub(/"/, "\\(dq", value)
    print ".TP\n.BI \"" key ": \" \"" escaped_value(value) "\""
    print (text == "" ? "See above." : text)
    text = ""
    has_keys = 1
}

BEGIN {
    print ".TH MAGPIE.YAML 5 " date " \"Magpie " version "\" \"File Formats\""
    print ".SH NAME\nmagpie.yaml \\- configuration of magpied"
    print ".SH SYNOPSIS\n.I /etc/magpie/magpie.yaml"
    print ".SH DESCRIPTION"
    print "A file in YAML that"
    print ".BR magpied (8)"
    print "reads at its start, and again when it gets SIGHUP. Keys that it does not know are mistakes, which it refuses with"
    print "their place. Each key is shown with its default, or an example where it has none."
    print ".SH KEYS"
}

/^ *$/ { flush_text(); next }

{
    line = $0
    is_comment = line ~ /^ *#/
    match(line, /^ */)
    indent = RLENGTH
    if (is_comment) {
        match(line, /^ *# */)
        inner = RLENGTH - indent - 2
        line = substr(line, RLENGTH + 1)
        if (inner > 0) indent += inner
    } else line = substr(line, indent + 1)
    sub(/^# */, "", line)
    if (sub(/^- /, "", line)) indent += 2
    if (line ~ /^- \{|^[{]/ ) next
    # Comments are sentences; a key in one is an example that is commented out.
    if (match(line, /^[a-z][A-Za-z]*:( |$)/) && (!is_comment || line !~ /[;,.]$/)) {
        key = substr(line, 1, index(line, ":") - 1)
        value = substr(line, index(line, ":") + 1)
        gsub(/^ +| +$/, "", value)
        entry(indent >= 2 ? 1 : 0, key, value)
    } else if (is_comment) {
        text = text (text == "" ? "" : "\n") escaped(line)
    }
}

END {
    while (depth-- > 0) print ".RE"
    print ".SH SEE ALSO\n.BR magpie (1),\n.BR magpied (8)"
}
