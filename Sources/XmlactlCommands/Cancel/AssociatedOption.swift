internal import ArgumentParser

/// XMLA's CancelAssociated.
struct AssociatedOption: ParsableArguments {
  @Flag(
    help: "Also cancel the connection, sessions and commands that go with the id (XMLA's CancelAssociated).")
  var associated = false
}
