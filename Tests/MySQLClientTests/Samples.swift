import SessionControl

@testable import MySQLClient

/// What a MariaDB server answers when asked who it is.
func mariadb(_ values: [(variable: String, value: Value)]? = nil) -> ServerIdentity {
  ServerIdentity(
    flavour: .mariadb, version: "10.11.19-MariaDB", connectionID: 5,
    values: values ?? [
      ("server_uid", .text("Kx+/9cJYq0o3oGfX1b0bqCJ0c3E=")), ("hostname", .text("db1.example.com")),
      ("port", .unsigned(3306)), ("server_id", .unsigned(1)),
    ])
}

/// What a MySQL server answers when asked who it is.
func mysql(_ values: [(variable: String, value: Value)]? = nil) -> ServerIdentity {
  ServerIdentity(
    flavour: .mysql, version: "9.7.4", connectionID: 5,
    values: values ?? [
      ("server_uuid", .text("3e11fa47-71ca-11e1-9e33-c80aa9429562")), ("hostname", .text("db1")),
      ("port", .integer(3306)), ("server_id", .integer(1)),
    ])
}

func victim(_ subject: CancelRequest.Subject, _ sessions: Session...) -> Victim {
  Victim(request: CancelRequest(subject), sessions: sessions)
}
