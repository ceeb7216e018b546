import ArgumentParser
import XMLASandbox

/// The value of `--user`: a name, a colon, a role. A name can't hold a colon in HTTP Basic either.
struct SandboxUserArgument: ExpressibleByArgument {
  let user: SandboxUser

  init?(argument: String) {
    guard let colon = argument.firstIndex(of: ":"), colon > argument.startIndex,
      let role = Role(String(argument[argument.index(after: colon)...]))
    else { return nil }
    user = SandboxUser(name: String(argument[..<colon]), role: role)
  }
}
