/// Says what usually lies behind the words of libyaml's complaints.
enum SyntaxHint {
    /// What to do about `problem`, if that is known.
    static func hint(for problem: String) -> String? {
        hints.first { problem.contains($0.words) }?.hint
    }

    private static let hints: [(words: String, hint: String)] = [
        ("tab character", "indent with spaces, not tabs"),
        ("cannot start any token", "indent with spaces, not tabs; quote a value that begins with '%', '@' or '`'"),
        ("mapping values are not allowed", "quote a value that contains ': ', and check the indentation"),
        ("could not find expected ':'", "every line of a mapping needs 'key: value'"),
        ("did not find expected key", "check the indentation, and quotes inside quotes"),
        ("did not find expected '-' indicator", "check the indentation of the list"),
        ("did not find expected ',' or", "close the bracket, and quote elements that contain brackets, commas or ': '"),
        ("did not find expected alphabetic", "quote a value that begins with '*' or '&'"),
        ("expected comment or line break", "begin the text of a block on the line after '|' or '>'"),
        ("undefined alias", "define it above with '&name', or quote a value that begins with '*'"),
        ("unknown escape character", "in double quotes write '\\\\' for a backslash, or use single quotes"),
        ("unexpected end of stream", "a quote or bracket is not closed"),
        ("another document", "put the second document into a file of its own"),
        ("control characters are not allowed", "write the character as an escape in double quotes"),
    ]
}
