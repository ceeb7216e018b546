internal import ArgumentParser

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "A guided run on throwaway servers; leaves nothing behind.")

  func run() async throws {}
}
