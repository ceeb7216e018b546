/// Whether a request may go out over a connection. Pure.
///
/// curl sends a request again when a kept connection closes without an answer. A cancel that the server took
/// before that would hit the next command.
struct SendGuard {
  /// Whether the request does no harm when the server takes it twice.
  let mayRepeat: Bool
  private(set) var hasBegun = false
  private var wasTurnedAway = false

  init(mayRepeat: Bool) { self.mayRepeat = mayRepeat }

  /// - Returns: whether the request may go out now.
  mutating func begin() -> Bool {
    defer {
      hasBegun = true
      wasTurnedAway = false
    }
    return mayRepeat || !hasBegun || wasTurnedAway
  }

  /// Whether a server may have taken what must not be sent twice: the answer to it is missing.
  var isUncertain: Bool { hasBegun && !mayRepeat && !wasTurnedAway }

  /// An answer came. One that asks for a login did not take the request: NTLM and Negotiate go on from there.
  mutating func answered(_ status: Int) { wasTurnedAway = status == 401 || status == 407 }
}
