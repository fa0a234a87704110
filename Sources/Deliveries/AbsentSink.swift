/// Another service of AWS that a rule names, and that there is not here: what is to go there is a dead letter.
package final class AbsentSink: Sink {
    private let arn: String

    /// Stands for the service that an ARN names.
    package init(_ arn: String) { self.arn = arn }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        messages.map { _ in
            .failed(code: "NO_SUCH_SERVICE", message: "nothing here takes events for \(arn)", isFinal: true)
        }
    }
}
