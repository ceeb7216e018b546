/// A request as the client meant it.
struct Request: Hashable, Sendable {
  /// What the SOAP header says about sessions (facts a.8).
  enum SessionHeader: Hashable, Sendable {
    case none
    case begin
    case use(String)
    case end(String)
  }

  enum Body: Hashable, Sendable {
    case discover(DiscoverRequest)
    case statement(String)
    case cancel(CancelCommand)
    case command(EngineCommand, text: String)
    case batch(BatchCommand, text: String)
  }

  var session: SessionHeader
  var body: Body
  /// The PropertyList, by name.
  var properties: [String: String]
}

/// The restrictions and the type of a Discover.
struct DiscoverRequest: Hashable, Sendable {
  /// One element of the RestrictionList.
  struct Restriction: Hashable, Sendable {
    var name: String
    /// Any of these; none when the element is nil.
    var values: [String]
    var place: RequestPlace
  }

  var requestType: String
  var requestTypePlace: RequestPlace
  var restrictions: [Restriction]
}
