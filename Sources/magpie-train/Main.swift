import ArgumentParser
import Foundation

/// Makes the models of the classifier from texts and generated samples: `magpie-train MODEL ARGUMENT...`.
@main enum Main {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first else { fail("usage: magpie-train documents|names|secrets|words ...") }
        arguments.removeFirst()
        switch name {
        case "documents": Documents.main(arguments)
        case "names": try NameTraining.run(arguments)
        case "secrets": try SecretTraining.run(arguments)
        case "words": try WordCounting.run(arguments)
        default: fail("magpie-train: there is no model '\(name)'")
        }
    }

    /// Says what is wrong and ends the program.
    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(2)
    }
}
