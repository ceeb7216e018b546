internal import SessionControl

/// What stands before the line: target, session and how many commits its transaction needs, such as
/// `cube [3F2A tx:1]> `. Pure.
struct ShellPrompt: Equatable {
  var target: String?
  /// As the server names it; nil while there is none.
  var session: String?
  var transactionCount = 0

  /// In front of each further line of a command.
  static let continuation = "-> "

  var text: String {
    let state = [session.map(Self.short), transactionCount > 0 ? "tx:\(transactionCount)" : nil]
      .compactMap(\.self).joined(separator: " ")
    return (target ?? Product.name).printable + (state.isEmpty ? "" : " [\(state)]") + "> "
  }

  /// The begin of a GUID, or a thread's id without the server's.
  private static func short(_ session: String) -> String {
    let plain = session.drop { $0 == "{" }
    let id = plain.prefix { $0 != "/" && $0 != "@" }
    return String(id.count > 12 || id.contains("-") ? id.prefix(4) : id).uppercased().printable
  }

  /// A target as short as it is still told from others: its name, or where its URL leads.
  static func name(of target: Target) -> String {
    guard target.name.contains(":") else { return target.name }
    switch target.address {
    case .mysql(let address):
      switch address.endpoint {
      case .tcp: return address.endpoint.description
      case .socket(let path): return path.map { String($0.split(separator: "/").last ?? "") } ?? "mysql"
      }
    case .xmla(let address):
      let afterScheme = address.url.split(separator: "//", maxSplits: 1).last ?? ""
      return String(afterScheme.prefix { $0 != "/" })
    }
  }
}
