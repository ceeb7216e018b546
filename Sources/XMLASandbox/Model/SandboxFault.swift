/// An error as the server reports it: in a SOAP fault, or inside a result that has already begun.
struct SandboxFault: Error, Hashable, Sendable {
  /// One error of the fault's detail.
  struct Detail: Hashable, Sendable {
    var code: UInt32
    var description: String
    var source: String

    init(_ code: UInt32, _ description: String, source: String = SandboxFault.serverSource) {
      self.code = code
      self.description = description
      self.source = source
    }
  }

  /// The server whose behaviour the model follows; recorded messages of that version carry this text.
  static let serverSource = "Microsoft SQL Server 2016 Analysis Services"

  /// The root cause first; the last one gives the fault code and the text (facts c.1).
  var details: [Detail]

  private init(_ details: Detail...) {
    self.details = details
  }

  /// The code of the last error, as a fault code ends with it.
  var codeText: String {
    let code = String(details.last?.code ?? 0, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - code.count) + code
  }
}

extension SandboxFault {
  /// A command was cancelled (facts c.2).
  static let cancelled = SandboxFault(Detail(0xC11C_0002, "Server: The operation has been cancelled."))

  /// The time of the Timeout property is over (facts c.2).
  static let timedOut = SandboxFault(
    Detail(
      0xC10C_0031,
      "XML for Analysis parser: The XML for Analysis request timed out before it was completed."))

  /// A GET reached the endpoint (facts a.9).
  static let get = SandboxFault(
    Detail(0xC10E_0002, "Parser: The syntax for 'GET' is incorrect.", source: "Unknown"))

  /// The session of a header does not exist, has ended or belongs to somebody else (facts c.2).
  static func sessionNotFound(_ identifier: String) -> SandboxFault {
    let text =
      "The '\(identifier)' session ID cannot be found. "
      + "Either the session does not exist or it has already expired."
    return SandboxFault(Detail(0xC10C_000A, text))
  }

  /// No right to call Discover for this rowset with these restrictions (facts c.2).
  static func discoverDenied(to user: SandboxUser) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC118_0016, "The '\(user.name)' user does not have permission to call the Discover method.",
        source: "Microsoft Analysis Services"))
  }

  /// No right to cancel. The text is a server's, the code is invented (facts c.2).
  static func cancelDenied(to user: SandboxUser) -> SandboxFault {
    SandboxFault(
      Detail(0xC118_FFFF, "The '\(user.name)' user does not have permission to perform a cancel operation."))
  }

  /// Cancel named a SPID that is not there. Code and text are invented (facts c.3), as in the next four.
  static func unknownSPID(_ spid: Int) -> SandboxFault {
    SandboxFault(
      Detail(0xC114_FFFE, "Errors in the metadata manager. The session with SPID \(spid) cannot be found."))
  }

  static func unknownSession(_ identifier: String) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC114_FFFD, "Errors in the metadata manager. The session with ID '\(identifier)' cannot be found."))
  }

  static func unknownConnection(_ identifier: Int) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC114_FFFC, "Errors in the metadata manager. The connection with ID \(identifier) cannot be found."))
  }

  /// Cancel named a connection whose sessions are gone, or that a pump shares among them: the seed says that
  /// this is an error.
  static func sessionsNotLocated(ofConnection identifier: Int) -> SandboxFault {
    let text =
      "Errors in the metadata manager. The sessions associated with the connection with ID \(identifier) "
      + "cannot be located and cancelled, and the connection cannot be cancelled."
    return SandboxFault(Detail(0xC114_FFFA, text))
  }

  static let ambiguousCancel = SandboxFault(
    Detail(
      0xC114_FFFB,
      "Errors in the metadata manager. Cancel takes one of ConnectionID, SessionID and SPID, not several."))

  /// A session runs one command at a time. Code and text are invented.
  static func sessionBusy(_ identifier: String) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC114_FFF9,
        "Errors in the metadata manager. The session with ID '\(identifier)' is already running a command."))
  }

  /// CommitTransaction or RollbackTransaction without a transaction. That it is an error the seed says; code and
  /// text are invented.
  static func noTransaction(_ command: String) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC11C_FFFE, "Server: There is no active transaction on the session for \(command)."))
  }

  /// A command that only an explicit session can have. Code and text are invented, as in the next three.
  static func needsSession(_ command: String) -> SandboxFault {
    SandboxFault(Detail(0xC11C_FFFD, "Server: \(command) needs an explicit session."))
  }

  static func lockNeedsTransaction(_ command: String) -> SandboxFault {
    SandboxFault(
      Detail(0xC11C_FFFC, "Server: \(command) can be used in an explicit transaction only."))
  }

  static func unknownLock(_ id: String) -> SandboxFault {
    SandboxFault(Detail(0xC11C_FFFB, "Server: The session holds no lock with the ID '\(id)'."))
  }

  /// No right to change a database. Code and text are invented.
  static func changeDenied(to user: SandboxUser, database: String) -> SandboxFault {
    SandboxFault(
      Detail(
        0xC118_FFFE, "The '\(user.name)' user does not have permission to change the '\(database)' database."
      ))
  }

  /// A view, or a column of one, that is not there. Code and text are invented.
  static func unknownView(_ name: String) -> SandboxFault {
    SandboxFault(Detail(0xC10E_FFFE, "The '$SYSTEM.\(name)' table or column does not exist."))
  }

  /// A statement that needs a database and got none.
  static let noDatabase = SandboxFault(
    Detail(0xC10A_0006, "The statement needs a database: the Catalog property, or that of the session."))

  /// The request names a database that is not there (facts c.2).
  static func databaseNotFound(_ name: String) -> SandboxFault {
    let text = "Either the user does not have access to the '\(name)' database, or it does not exist."
    return SandboxFault(Detail(0xC10A_0006, text))
  }

  /// A query on a cube that its database does not have. The text is a server's, the code is that of objects that are not
  /// found (facts c.2).
  static func cubeNotFound(_ name: String) -> SandboxFault {
    SandboxFault(
      Detail(0xC10A_0006, "The '\(name)' cube either does not exist or has not been processed."))
  }

  /// What `FAIL text` answers.
  static func failed(_ text: String) -> SandboxFault {
    SandboxFault(Detail(0xC100_0007, text))
  }

  /// A statement that can't be read, or the part of it where that begins (facts c.2).
  static func syntax(of statement: String) -> SandboxFault {
    SandboxFault(Detail(0xC10E_0002, "Parser: The syntax for '\(statement)' is incorrect."))
  }

  /// The request is not XML, or not the XML that an envelope has (facts c.2, 0xC10F000A).
  static func malformed(_ reason: String) -> SandboxFault {
    SandboxFault(Detail(0xC10F_000A, "XML for Analysis parser: \(reason)"))
  }

  /// A value in the request that its place does not allow: the cause, then the place.
  static func invalid(_ cause: String, code: UInt32 = 0xC10F_FFFE, at place: RequestPlace) -> SandboxFault {
    let text =
      "An error occurred while parsing the '\(place.name)' element at line \(place.line), "
      + "column \(place.column) ('\(place.namespace)' namespace) under \(place.path)."
    return SandboxFault(
      Detail(code, "XML for Analysis parser: \(cause)", source: "Microsoft Analysis Services"),
      Detail(0xC10F_0014, text, source: "Microsoft Analysis Services"))
  }

  /// A request type that the sandbox does not answer (facts c.2, 0xC10C0021).
  static func unknownRequestType(_ name: String, at place: RequestPlace) -> SandboxFault {
    invalid(
      "The '\(name)' request type was not recognized by the server.", code: 0xC10C_0021, at: place)
  }
}
