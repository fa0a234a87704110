import ServiceModel

/// What a request demands of the state of an object.
///
/// Source: RFC 9110, section 13.2.2, and
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
struct Preconditions {
    private let match: String?
    private let noneMatch: String?
    private let modifiedSince: Int?
    private let unmodifiedSince: Int?

    /// Reads the parameters of a request; with a prefix, those about the source of a copy.
    ///
    /// - Throws: ``ServiceError`` for what is no time.
    init(_ request: ServiceRequest, prefix: String = "") throws(ServiceError) {
        match = request.text("\(prefix)IfMatch")
        noneMatch = request.text("\(prefix)IfNoneMatch")
        modifiedSince = try request.time("\(prefix)IfModifiedSince").map { Int($0.rounded(.down)) }
        unmodifiedSince = try request.time("\(prefix)IfUnmodifiedSince").map { Int($0.rounded(.down)) }
    }

    /// Checks an object.
    ///
    /// - Parameters:
    ///   - etag: In quotation marks.
    ///   - modified: When it was changed last, in seconds since 1970.
    /// - Throws: ``ServiceError`` with the code `PreconditionFailed`, or `NotModified` for what whoever asks has already.
    func check(etag: String, modified: Int) throws(ServiceError) {
        if let match {
            guard Preconditions.names(etag, in: match) else { throw S3Error.preconditionFailed }
        } else if let unmodifiedSince, modified > unmodifiedSince {
            throw S3Error.preconditionFailed
        }
        if let noneMatch {
            guard !Preconditions.names(etag, in: noneMatch) else { throw S3Error.notModified }
        } else if let modifiedSince, modified <= modifiedSince {
            throw S3Error.notModified
        }
    }

    /// Whether a list of tags names one; clients leave the quotation marks away as they like.
    static func names(_ etag: String, in list: String) -> Bool {
        list.split(separator: ",").contains { part in
            var tag = part.drop { $0 == " " }
            while tag.last == " " { tag.removeLast() }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            return tag == "*" || tag == etag || "\"\(tag)\"" == etag
        }
    }
}
