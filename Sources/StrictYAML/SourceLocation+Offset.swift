extension SourceLocation {
    /// The place that lies `count` characters into `text`.
    init(file: String, text: String, characters count: Int) {
        self.init(file: file, after: text.prefix(count).unicodeScalars)
    }

    /// The place right after `scalars`.
    init(file: String, after scalars: some Sequence<Unicode.Scalar>) {
        self.init(file: file, line: 1, column: 1)
        for scalar in scalars {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
    }
}
