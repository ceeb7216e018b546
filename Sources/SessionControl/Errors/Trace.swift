/// Receives one line of what goes over the wire, for `--trace`. Never given a secret. Called on any thread.
public typealias Trace = @Sendable (String) -> Void
