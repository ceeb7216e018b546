/// What a request tells about the program that sent it.
struct ClientDescription: Hashable, Sendable {
  /// Address and port of the peer.
  var hostName: String
  /// The name in the property SspropInitAppName, empty when it is not given.
  var application: String
  /// The database that the property Catalog names, empty when it is not given.
  var database: String
}
