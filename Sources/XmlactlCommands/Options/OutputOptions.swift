public import ArgumentParser
public import Rendering

extension OutputFormat: ExpressibleByArgument {}

/// How a listing is written.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .customLong("output")], help: "How to write it.")
  var output: OutputFormat = .table
}
