internal import SessionControl

/// An item of a rowset that names its session by an id only; the session itself is another rowset.
protocol SessionWork: RowsetItem {
  var session: Session? { get set }
  /// What names its session, as ``key(of:)`` gives it.
  var sessionKey: String? { get }

  static func key(of session: Session) -> String?
}
