internal import ArgumentParser
internal import SessionControl

/// How an XMLA server is asked what is there.
struct ViewOption: ParsableArguments {
  @Flag(
    name: .customLong("via-dmv"),
    help: "XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.")
  var viaView = false

  /// - Throws: ``ControlError`` when the target has no such views.
  func check(_ target: Target) throws {
    guard viaView, target.kind == .mysql else { return }
    throw ControlError(
      .usage, "--via-dmv is for XMLA servers", target: target.name, hint: "nothing was sent")
  }
}
