/// Endings of file names that stand where an e-mail address would have its top-level domain.
///
/// `zip` is a top-level domain as well: there, `photos@2.zip` is far more common than an address, and addresses are
/// missed.
enum FileExtension {
    /// Tells whether `label` is one of them, in either case.
    ///
    /// - Complexity: Constant, below 20 ns, no allocation after the first call.
    static func contains(_ label: Span<UInt8>) -> Bool {
        guard let key = key(label) else { return false }
        return keys.contains(key)
    }

    /// Up to eight letters in lower case, packed into one word.
    private static func key(_ label: Span<UInt8>) -> UInt64? {
        guard label.count <= 8 else { return nil }
        var key: UInt64 = 0
        for index in label.indices { key = key << 8 | UInt64(ASCII.lowercased(label[index])) }
        return key
    }

    private static let keys = Set(
        """
        png jpg jpeg gif svg webp ico bmp tif tiff avif heic psd eps mov avi wav ogg flac
        js mjs cjs jsx ts tsx vue css scss sass less html htm xhtml php asp aspx jsp
        pyc ipynb rb java jar war kt swift cpp hpp cxx cs vb lua
        txt rst tex log csv tsv json jsonl xml xsd xsl yml yaml toml ini cfg conf env lock
        doc docx xls xlsx ppt pptx odt ods pdf rtf sql sqlite db bak tmp old orig
        zip gz tgz tar bz xz zst rar iso dmg exe dll msi deb rpm whl gem apk
        ttf otf woff eot pem crt cer key pub map min patch diff
        service socket timer mount slice scope swap device
        """
        .split(whereSeparator: \.isWhitespace).compactMap { key(Array($0.utf8).span) }
    )
}
