extension AccessPolicy {
    /// Whether some statement allows an action to something, whatever its conditions are.
    ///
    /// - Parameter action: Such as `kms:Decrypt`.
    /// - Returns: `false` when no statement that allows anything is about the action.
    public func mayAllow(action: String) -> Bool {
        let request = PolicyRequest(principal: .anonymous, action: action, resource: "*")
        return permissions.contains { $0.hasAction(of: request) }
    }
}
