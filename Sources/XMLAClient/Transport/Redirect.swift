internal import SessionControl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What to do about an answer that points elsewhere. Pure.
enum Redirect: Equatable {
  /// Post the same request there, without login and extra headers.
  case follow(String)
  case refuse(why: String)

  static let maximumHops = 3

  /// Decides by RFC 9110 section 15.4.
  ///
  /// - Parameters:
  ///   - location: where it points: an absolute URL, or a reference from `url`. Not resolved by curl, whose
  ///     answer holds the password.
  ///   - hops: how many redirects this request has followed.
  ///   - mayRepeat: whether the request does no harm when it is taken twice.
  static func decide(
    status: Int, location: String, from url: String, hops: Int, mayRepeat: Bool
  ) -> Redirect {
    switch status {
    case 307, 308: break
    // They do not say that the request was left alone, and 302 is what many login pages answer with.
    case 301, 302: if !mayRepeat { return .refuse(why: "a cancel is not sent again") }
    // 303 says that it was taken, and that the answer is to be fetched by GET.
    default: return .refuse(why: "that is no place to post to")
    }
    // Each hop is more time since the look before a cancel.
    guard hops < (mayRepeat ? maximumHops : 1) else { return .refuse(why: "that is one redirect too many") }
    guard let old = URLComponents(string: url, encodingInvalidCharacters: false),
      let base = URL(string: url, encodingInvalidCharacters: false),
      let place = URL(string: location, relativeTo: base),
      var new = URLComponents(url: place, resolvingAgainstBaseURL: true),
      let scheme = new.scheme?.lowercased(), ["http", "https"].contains(scheme),
      new.user == nil, new.password == nil
    else { return .refuse(why: "that is no usable URL") }
    guard let host = new.host?.lowercased(), host == old.host?.lowercased() else {
      return .refuse(why: "that is another host")
    }
    let wasEncrypted = old.scheme?.lowercased() == "https"
    if wasEncrypted, scheme == "http" { return .refuse(why: "that is not encrypted") }
    // From http to https the port changes; otherwise another port is another server.
    if wasEncrypted == (scheme == "https"), port(old) != port(new) {
      return .refuse(why: "that is another port")
    }
    new.fragment = nil
    return new.string.map { .follow($0) } ?? .refuse(why: "that is no usable URL")
  }

  private static func port(_ url: URLComponents) -> Int {
    url.port ?? (url.scheme?.lowercased() == "https" ? 443 : 80)
  }
}
