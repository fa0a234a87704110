public import Findings
public import JSON

/// Parts that several formats have in common.
extension JSONWriter {
    /// Writes a cell in Macie's form.
    package mutating func cell(_ cell: Cell) {
        beginObject()
        member("row", cell.row)
        member("column", cell.column)
        member("columnName", cell.columnName)
        member("cellReference", cell.reference)
        endObject()
    }

    /// Adds the members `class`, `probability`, `classes` and `characters` of what a document is held for.
    ///
    /// - Parameters:
    ///   - content: What it is held for; `nil` when it has no text.
    ///   - reason: Why it has none.
    public mutating func add(_ content: ContentClass?, missing reason: String? = nil) {
        member("class", content?.best.name)
        key("probability")
        if let content { share(content.best.value) } else { null() }
        key("classes")
        beginObject()
        for probability in content?.classes ?? [] {
            key(probability.name)
            share(probability.value)
        }
        endObject()
        member("characters", content?.byteCount ?? 0)
        if content == nil, let reason { member("reason", reason) }
    }

    /// Writes the member `member`: the way to it through containers, or null for the object itself.
    package mutating func member(_ trail: Trail) {
        key("member")
        if let path = trail.path { string(lossy: path) } else { null() }
    }

    /// Writes the member `gaps`: what was not read, where and why.
    package mutating func gaps(_ gaps: [Gap]) {
        key("gaps")
        beginArray()
        for gap in gaps {
            beginObject()
            member(gap.trail)
            member("page", gap.page)
            member("reason", gap.reason.name)
            member("detail", gap.reason.summary)
            endObject()
        }
        endArray()
    }

    /// Writes the member `occurrences`: each place in the one list that Macie has for its kind.
    mutating func occurrences(_ places: [Location]) {
        let cells = places.filter { $0.cell != nil }
        // XML and YAML are text to Macie, whatever paths they have.
        let records = places.filter { $0.cell == nil && $0.record != nil }
        let pages = places.filter { $0.cell == nil && $0.record == nil && $0.page != nil }
        let isAllLines = cells.isEmpty && records.isEmpty && pages.isEmpty
        let lines = isAllLines ? places : places.filter { $0.cell == nil && $0.record == nil && $0.page == nil }
        key("occurrences")
        beginObject()
        list("lineRanges", lines) { json, place in
            json.beginObject()
            json.member("start", place.line)
            json.member("end", place.endLine)
            json.member("startColumn", place.column)
            json.endObject()
        }
        list("cells", cells) { json, place in if let cell = place.cell { json.cell(cell) } }
        list("records", records) { json, place in
            json.beginObject()
            json.member("recordIndex", place.record ?? 0)
            json.member("jsonPath", place.jsonPath)
            json.endObject()
        }
        list("pages", pages) { json, place in
            json.beginObject()
            json.member("pageNumber", place.page)
            json.member("lineRange", nil as String?)
            json.member("offsetRange", nil as String?)
            json.endObject()
        }
        member("offsetRanges", nil as String?)
        endObject()
    }

    private mutating func list(_ name: String, _ places: [Location], _ write: (inout JSONWriter, Location) -> Void) {
        key(name)
        if places.isEmpty { return null() }
        beginArray()
        for place in places { write(&self, place) }
        endArray()
    }

    /// Writes the member `s3Bucket` of a finding.
    mutating func bucket(_ bucket: Finding.Bucket) {
        key("s3Bucket")
        beginObject()
        member("arn", path: bucket.arn)
        member("name", path: bucket.name)
        member("createdAt", nil as String?)
        key("owner")
        beginObject()
        member("displayName", bucket.ownerName)
        member("id", bucket.owner.map { String($0) })
        endObject()
        emptyTags()
        noEncryption("defaultServerSideEncryption")
        member("allowsUnencryptedObjectUploads", "UNKNOWN")
        key("publicAccess")
        beginObject()
        member("effectivePermission", bucket.effectivePermission)
        key("permissionConfiguration")
        beginObject()
        key("bucketLevelPermissions")
        beginObject()
        publicAccess("accessControlList", read: bucket.isReadable, write: bucket.isWritable)
        publicAccess("bucketPolicy", read: false, write: false)
        noBlock()
        endObject()
        key("accountLevelPermissions")
        beginObject()
        noBlock()
        endObject()
        endObject()
        endObject()
        endObject()
    }

    mutating func emptyTags() {
        key("tags")
        beginArray()
        endArray()
    }

    mutating func noEncryption(_ name: String) {
        key(name)
        beginObject()
        member("encryptionType", "NONE")
        member("kmsMasterKeyId", nil as String?)
        endObject()
    }

    private mutating func publicAccess(_ name: String, read: Bool?, write: Bool?) {
        key(name)
        beginObject()
        member("allowsPublicReadAccess", read)
        member("allowsPublicWriteAccess", write)
        endObject()
    }

    private mutating func noBlock() {
        key("blockPublicAccess")
        beginObject()
        for name in ["ignorePublicAcls", "restrictPublicBuckets", "blockPublicAcls", "blockPublicPolicy"] {
            member(name, false)
        }
        endObject()
    }
}

extension Finding.Bucket {
    /// What stands for the bucket in the terms of the cloud.
    var arn: [UInt8] { Array("arn:aws:s3:::".utf8) + name }
}
