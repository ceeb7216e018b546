/// A reply as faults make it, before it goes out.
struct FaultyReply: Hashable, Sendable {
  /// How the body goes out.
  enum Delivery: Hashable, Sendable {
    case whole
    /// Half of it, and then nothing.
    case stalls
    /// Half of it, and then the connection closes.
    case closes
  }

  static let xml = "text/xml; charset=utf-8"

  var status = 200
  var contentType = xml
  var body: [UInt8]
  var delivery = Delivery.whole
  /// How long it waits before the first byte.
  var delay: SandboxDuration?

  /// A server's reply.
  init(_ body: [UInt8]) {
    self.body = body
  }

  /// What is answered in place of the server; nil for a fault that lets it answer.
  init?(insteadOf fault: Fault) {
    switch fault {
    case .htmlPage:
      self.init(Array(Self.loginPage.utf8))
      contentType = "text/html; charset=utf-8"
    case .fault500:
      self.init(Array(Envelope.fault(.failed("The sandbox fails on purpose (--fault fault-500).")).utf8))
      status = 500
    case .jsonError:
      self.init(Array(Self.gatewayError.utf8))
      status = 502
      contentType = "application/json; charset=utf-8"
    default: return nil
    }
  }

  /// Spoils the reply; a fault of another group leaves it as it is.
  mutating func apply(_ rule: FaultRule) {
    switch rule.fault {
    case .slowFirstByte: delay = rule.duration
    case .stallMidBody: delivery = .stalls
    case .truncate: delivery = .closes
    case .emptyBody: body = []
    case .trailingZero: body.append(0)
    case .wrongCharset: contentType = "text/xml; charset=utf-16"
    case .htmlPage, .fault500, .jsonError, .cancelWarning, .cancelSlow, .cancelIgnored: break
    }
  }

  private static let loginPage = """
    <!DOCTYPE html>
    <html lang="en"><head><title>Sign in</title></head>
    <body><h1>Sign in</h1><form method="post"><input name="user"><input name="password" type="password">\
    <button>Sign in</button></form></body></html>

    """

  /// The shape of a cloud gateway's error (facts c.4; xmla-samples/cloud/pbi-gateway-error.json).
  private static let gatewayError = """
    {
      "code": "InternalError",
      "subCode": 0,
      "message": "Internal error ApiException.Bad Request",
      "timeStamp": "2026-09-30T21:10:28Z",
      "httpStatusCode": 400,
      "hresult": -2147467259,
      "details": [
        { "code": "RootActivityId", "message": "d63c60e7-0000-4000-8000-aa688e072af8" },
        { "code": "Param1", "message": "Bad Request" }
      ]
    }

    """
}
