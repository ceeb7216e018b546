internal import Rendering
internal import SessionControl
internal import Terminal

/// Lists from one target after the other into one output. A target that fails is told of, and the others are
/// still listed.
struct ListingRun<Item: TableListable & Watchable> {
  typealias Source =
    @Sendable (any SessionBackend, @escaping ListingReceiver<Item>) async throws -> Void

  let targets: TargetOptions
  let options: ListingOptions
  let source: Source

  func run() async throws {
    if let interval = options.watch {
      return try await WatchRun(
        targets: targets, format: options.format, interval: interval, list: source
      ).run()
    }
    let context = CommandContext.required
    let resolved = try targets.resolved()
    var layout = context.layout
    layout.showsTargets = resolved.count > 1
    let renderer = ListingRenderer<Item>(
      format: options.format, layout: layout, note: { context.report($0) }
    ) {
      try context.output.write($0)
    }
    context.shell?.beginListing()
    var statuses: [ExitStatus] = []
    for target in resolved {
      do {
        let backend = try targets.backend(for: target)
        try await source(backend) { event in
          switch event {
          case .note(let text): context.report("\(target.name): \(text)")
          case .item(let item): context.shell?.note(item)
          case .columns: break
          }
          try renderer.receive(event, from: target.name)
        }
        await backend.close()
        statuses.append(.success)
      } catch let error as ControlError {
        if error.code == .loginRefused { context.shell?.forgetPassword() }
        context.report(error.of(target: target.name).description)
        statuses.append(error.code.exitStatus)
      }
    }
    if statuses.contains(.success) { try renderer.finish() }
    try ReportedFailure.check(CancelOutcome.exitStatus(of: statuses))
  }
}
