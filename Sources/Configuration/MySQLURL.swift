internal import SessionControl

/// What a `mysql://` URL says of the server; what it leaves open comes from elsewhere.
struct MySQLURL: Equatable {
  var host: String?
  var port: UInt16?
  var socket: String?
  var tls: MySQLAddress.TLSMode?
  var tlsFiles = MySQLAddress.TLSFiles()
}
