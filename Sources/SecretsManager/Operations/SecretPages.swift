import JSON
import Records
import ServiceModel

/// Pages of lists of secrets.
///
/// A page begins behind the place of the last secret of the one before, so that secrets that are added or removed between
/// two pages neither hide others nor bring them twice. The token for the next page is that place.
extension SecretsManager {
    /// The secrets of one page of a list.
    ///
    /// - Parameters:
    ///   - call: Filters, order, length and token as AWS has them.
    ///   - most: The longest page.
    ///   - mayWaitForDeletion: Whether the list has secrets that wait for their deletion.
    ///   - visible: Decides which secrets the list may have.
    /// - Returns: The secrets, and the token for the next page if there is one.
    /// - Throws: `ServiceError` when a filter or the token is not valid; other errors when the records cannot be read.
    /// - Complexity: Linear in the secrets that are hidden, or that the filters refuse, until the page is full.
    func page(
        _ call: ServiceRequest,
        most: Int,
        mayWaitForDeletion: Bool,
        _ visible: Visibility
    ) throws -> (secrets: [SecretRecord], next: JSONValue?) {
        let filters = try (call.input["Filters"]?.array ?? []).map { try SecretFilter($0) }
        let limit = min(most, call.input["MaxResults"]?.integer ?? most)
        let order = SecretsManager.order(call)
        var cursor = try call.text("NextToken").map { try SecretsManager.cursor($0, in: order) }
        let found = try records.readSecrets { transaction in
            var found: [SecretRecord] = []
            // One more than the page has tells whether there is another.
            while found.count <= limit {
                // With a filter, most of them may be refused.
                let some = try transaction.secrets(
                    in: order,
                    after: cursor,
                    most: filters.isEmpty && visible.isEverything ? limit + 1 : 512
                )
                guard let last = some.last else { break }
                cursor = order.cursor(of: last)
                for secret in some where found.count <= limit {
                    guard mayWaitForDeletion || secret.deletedAt == nil else { continue }
                    guard SecretFilter.accept(secret, filters) else { continue }
                    if SecretsManager.isVisible(secret, visible) { found.append(secret) }
                }
            }
            return found
        }
        let page = Array(found.prefix(limit))
        guard found.count > limit, let last = page.last else { return (page, nil) }
        return (page, .string(SecretsManager.token(order.cursor(of: last), in: order)))
    }

    private static func order(_ call: ServiceRequest) -> SecretOrder {
        let key: SecretOrder.Key =
            switch call.text("SortBy") {
            case "name": .name
            case "last-accessed-date": .access
            case "last-changed-date": .change
            default: .creation
            }
        return SecretOrder(key, isDescending: call.text("SortOrder") == "desc")
    }

    /// A cursor as a token: what the order is by, and where in it.
    private static func token(_ cursor: SecretOrder.Cursor, in order: SecretOrder) -> String {
        let text =
            switch order.key {
            case .creation: "made:\(cursor.id)"
            case .name: "name:\(cursor.name)"
            case .access: "accessed:\(cursor.id):\(cursor.time)"
            case .change: "changed:\(cursor.id):\(cursor.time)"
            }
        return PageToken.text(text)
    }

    private static func cursor(_ token: String, in order: SecretOrder) throws(ServiceError) -> SecretOrder.Cursor {
        let parts = (PageToken.place(token) ?? "").split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        let rest = parts.dropFirst()
        let cursor: SecretOrder.Cursor? =
            switch (order.key, parts.first) {
            case (.creation, "made"): rest.count == 1 ? rest.last.flatMap { Int64($0) }.map { .init(id: $0) } : nil
            case (.name, "name"): rest.count == 1 ? rest.last.map { .init(name: String($0)) } : nil
            case (.access, "accessed"), (.change, "changed"):
                if rest.count == 2, let id = rest.first.flatMap({ Int64($0) }),
                    let time = rest.last.flatMap({ Double($0) })
                {
                    .init(time: time, id: id)
                } else {
                    nil
                }
            default: nil
            }
        guard let cursor else {
            throw ServiceError("InvalidNextTokenException", "The provided NextToken is not valid.")
        }
        return cursor
    }
}
