import Findings

// Mail: RFC 5322, and RFC 2045 to 2049.
extension ExtractionRun {
    /// How deep parts may lie in one another.
    private static let mostLevels = 32

    /// Reads a mail, or all mails of a mailbox.
    func readMail(_ stream: any ByteStream, isMailbox: Bool) throws(ExtractionFailure) {
        let lines = MailLines(stream, isMailbox: isMailbox)
        guard isMailbox else {
            _ = try readEntity(lines, [], isMessage: true)
            while try lines.next() != nil {}
            return
        }
        let outer = record
        defer { record = outer }
        var number = 0
        while try lines.beginMail() {
            record = number
            number += 1
            try budget.countMember()
            _ = try readEntity(lines, [], isMessage: true)
            while try lines.nextOfMail() != nil {}
        }
    }

    /// Reads a mail or a part of one.
    ///
    /// - Parameters:
    ///   - lines: At the first line of its header.
    ///   - boundaries: What ends the parts around it, the outermost first.
    ///   - isMessage: Whether its header is that of a mail, which people read.
    /// - Returns: Which boundary ended it.
    /// - Throws: ``ExtractionFailure`` when reading fails or is to end.
    private func readEntity(
        _ lines: MailLines,
        _ boundaries: [[UInt8]],
        isMessage: Bool
    ) throws(ExtractionFailure) -> (level: Int, isLast: Bool)? {
        let header = try MailHeader(lines, until: boundaries)
        if isMessage {
            var fields: [UInt8] = []
            for field in header.fields { fields += Array(field.name.utf8) + Array(": ".utf8) + field.value + [10] }
            text(fields, .header, at: here)
        } else {
            text(header.asides, .hidden, at: here)
        }
        let type = header.type
        if type.hasPrefix("multipart/"), let boundary = header.boundary {
            guard boundaries.count < ExtractionRun.mostLevels else {
                note(Gap.Reason.nestingLimit)
                let body = MailBody(lines, until: boundaries, .none)
                try readOpen(Content(body))
                try body.drain()
                return body.ending
            }
            return try readParts(lines, boundaries, boundary)
        }
        if type == "message/rfc822" || type == "message/global", header.encoding == .none {
            return try readEntity(lines, boundaries, isMessage: true)
        }
        let body = MailBody(lines, until: boundaries, header.encoding)
        try readLeaf(body, header)
        try body.drain()
        return body.ending
    }

    /// Reads the parts between boundaries, and what stands before and behind them.
    private func readParts(
        _ lines: MailLines,
        _ boundaries: [[UInt8]],
        _ boundary: [UInt8]
    ) throws(ExtractionFailure) -> (level: Int, isLast: Bool)? {
        let level = boundaries.count
        let inner = boundaries + [boundary]
        let preamble = MailBody(lines, until: inner, .none)
        try readAside(preamble)
        var ending = preamble.ending
        while let found = ending, found.level == level, !found.isLast {
            try budget.countMember()
            ending = try readEntity(lines, inner, isMessage: false)
        }
        guard let found = ending, found.level == level else { return ending }
        let epilogue = MailBody(lines, until: boundaries, .none)
        try readAside(epilogue)
        return epilogue.ending
    }

    /// Reads text that programs do not show.
    private func readAside(_ body: MailBody) throws(ExtractionFailure) {
        let (bytes, _) = try body.readAll(upTo: 1 << 20)
        if bytes.contains(where: { $0 > 32 }) { text(bytes, .hidden, at: here) }
        try body.drain()
    }

    /// Reads a part that holds no others.
    private func readLeaf(_ body: MailBody, _ header: MailHeader) throws(ExtractionFailure) {
        let name = header.fileName ?? []
        let type = header.type
        // What proves who has written a mail holds no text.
        if type.hasSuffix("pkcs7-signature") || type == "application/pgp-signature" { return }
        if type.hasSuffix("pkcs7-mime"),
            header.secureType == "enveloped-data" || header.secureType == "authenveloped-data"
        {
            return try unread(name, .encrypted)
        }
        for name in header.fileNames where MemberNotes.mayIdentify(name) {
            text(MemberName.readable(name) + [10], .attachment, at: here)
        }
        guard type.hasPrefix("text/") else {
            try member(name, body)
            return try readPacked(body)
        }
        var stream: any ByteStream = body
        if header.isFlowed { stream = FlowedStream(stream, deletesSpaces: header.deletesSpaces) }
        if header.charset == "utf-7" {
            stream = UTF7Stream(stream)
        } else if Charset.isDecoded(header.charset) {
            stream = CharsetStream(stream, header.charset ?? "")
        }
        try member(name, stream, isHTML: type == "text/html")
        try readPacked(body)
    }

    /// Reads files that lie packed in the lines of a text.
    private func readPacked(_ body: MailBody) throws(ExtractionFailure) {
        for file in body.takeFiles() {
            if MemberNotes.mayIdentify(file.name) {
                text(MemberName.readable(file.name) + [10], .attachment, at: here)
            }
            let store = MemoryStore(file.bytes)
            try member(file.name, StoreStream(store, 0..<store.count))
        }
    }

    /// Where what is read now lies, besides its trail.
    var here: TextPlace {
        var place = TextPlace()
        place.record = record
        return place
    }
}
