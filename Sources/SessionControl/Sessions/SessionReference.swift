/// The id of a session of an XMLA server, and what it was listed or opened with: `GUID`, `GUID/7f3a91-4t9x8s2k1a-c`, or,
/// where a balancer told by a cookie which server has it, `GUID@SERVERID=s1`.
public struct SessionReference: Sendable, Hashable, CustomStringConvertible {
  public var id: String
  public var mark: SessionMark?
  public var affinity: [AffinityCookie]

  public init(id: String, mark: SessionMark? = nil, affinity: [AffinityCookie] = []) {
    self.id = id
    self.mark = mark
    self.affinity = affinity
  }

  /// - Throws: ``ControlError`` with code `.usage`.
  public init(_ text: String) throws(ControlError) {
    var rest = text[...]
    affinity = []
    while let at = rest.lastIndex(of: "@"), let cookie = AffinityCookie(rest[rest.index(after: at)...]) {
      affinity.insert(cookie, at: 0)
      rest = rest[..<at]
    }
    (rest, mark) = SessionMark.split(rest)
    id = try IdentifierParsing.session(String(rest))
  }

  public var description: String {
    id + (mark.map { "/\($0)" } ?? "") + affinity.map { "@\($0)" }.joined()
  }
}

extension SessionMark {
  /// An id and the mark behind it; an id may have a slash of its own.
  static func split(_ text: Substring) -> (id: Substring, mark: SessionMark?) {
    guard let slash = text.lastIndex(of: "/"), let mark = SessionMark(text[text.index(after: slash)...])
    else { return (text, nil) }
    return (text[..<slash], mark)
  }
}
