import TestSupport
import Testing

/// The built binary against real servers. One test after the other, since each starts several of them.
@Suite(.startsServers, .serialized) enum PeerTests {}
