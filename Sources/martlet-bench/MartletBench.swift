import ArgumentParser

/// Measures the program and its parts, each beside the limit of what is possible.
///
/// Not a test: figures of one machine mean little on another, so nothing here passes or fails.
@main
struct MartletBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "martlet-bench",
        abstract: "Measure martlet; prints Markdown tables.",
        subcommands: [
            OpenCase.self, PopCase.self, DownloadCase.self, ServeCommand.self, DrainCommand.self,
            DelayCommand.self, ParseCase.self, SearchCase.self, ScoreCommand.self,
        ])
}
