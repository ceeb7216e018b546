import Foundation

extension RogueTalk {
  /// Reads one HTTP request, head and body.
  public func request() throws -> String {
    var head: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while !head.ends(with: end) { head += try read(1) }
    let text = String(decoding: head, as: UTF8.self)
    let length = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.split(separator: " ").last ?? "") }
    return text + String(decoding: try read(length ?? 0), as: UTF8.self)
  }
}

extension RogueTalk {
  /// Answers one request after the other.
  public func answer(_ reply: (String) throws -> [UInt8]) throws {
    while true { try send(reply(try request())) }
  }
}

extension Array where Element: Equatable {
  fileprivate func ends(with other: [Element]) -> Bool { suffix(other.count).elementsEqual(other) }
}
