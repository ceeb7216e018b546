/// Reads the engine's commands from their elements.
enum CommandParser {
  static func command(_ element: RequestElement) throws(SandboxFault) -> EngineCommand {
    switch element.name {
    case "BeginTransaction": return .begin
    case "CommitTransaction":
      let durability = element.child("DurabilityGuarantee", in: Namespaces.engine)
      if let durability, !["LocalDisk", "Full"].contains(durability.trimmedText) {
        throw .invalid("'\(durability.trimmedText)' is no durability guarantee.", at: durability.place)
      }
      return .commit
    case "RollbackTransaction": return .rollback
    case "Lock":
      return .lock(
        LockCommand(
          id: try text("ID", of: element).uppercased(), database: try database(of: element),
          mode: try mode(of: element)))
    case "Unlock": return .unlock(id: try text("ID", of: element))
    case "Process": return .process(database: try database(of: element))
    case "ClearCache": return .clearCache(database: try database(of: element))
    default: throw unknown(element)
    }
  }

  static func batch(_ element: RequestElement) throws(SandboxFault) -> BatchCommand {
    // The documentation's default is true (facts a.7).
    let isTransactional = !["false", "0"].contains(element.attributes["Transaction"])
    var batch = BatchCommand(isTransactional: isTransactional, commands: [])
    for child in element.children {
      switch child.name {
      case "Discover": batch.commands.append(.discover(try RequestParser.discoverRequest(child)))
      case "Parallel" where isTransactional:
        var commands: [EngineCommand] = []
        for process in child.children {
          guard process.name == "Process" else { throw unknown(process) }
          commands.append(try command(process))
        }
        batch.commands.append(.parallel(commands))
      case "Statement":
        throw .invalid("The Statement command is currently not supported in a Batch.", at: child.place)
      case "BeginTransaction", "CommitTransaction", "RollbackTransaction":
        guard !isTransactional else {
          throw .invalid("A transactional Batch is a transaction of its own.", at: child.place)
        }
        batch.commands.append(try command(child))
      default: batch.commands.append(try command(child))
      }
    }
    return batch
  }

  private static func unknown(_ element: RequestElement) -> SandboxFault {
    .invalid("The '\(element.name)' command was not recognized by the server.", at: element.place)
  }

  private static func text(_ name: String, of element: RequestElement) throws(SandboxFault) -> String {
    guard let child = element.child(name, in: Namespaces.engine), !child.trimmedText.isEmpty else {
      throw .invalid("The \(name) element is missing.", at: element.place)
    }
    return child.trimmedText
  }

  private static func database(of element: RequestElement) throws(SandboxFault) -> String {
    guard let object = element.child("Object", in: Namespaces.engine) else {
      throw .invalid("The Object element is missing.", at: element.place)
    }
    return try text("DatabaseID", of: object)
  }

  private static func mode(of element: RequestElement) throws(SandboxFault) -> LockMode {
    switch try text("Mode", of: element) {
    case "CommitShared": return .commitRead
    case "CommitExclusive": return .commitWrite
    case let other: throw .invalid("'\(other)' is no lock mode.", at: element.place)
    }
  }
}
