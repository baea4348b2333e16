import ArgumentParser

/// Tries the built program with everything that can go wrong around it, and tells what it lost.
@main
struct MartletProof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet-proof",
        abstract: "Try to make martlet lose or double a mail, or give away a secret.",
        subcommands: [PopCommand.self, ScenariosCommand.self])
}
