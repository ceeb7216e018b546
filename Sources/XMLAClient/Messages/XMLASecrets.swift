/// The passwords in commands that a person wrote, such as a data source's connection string. They are left out of traces,
/// rather too much than too little.
enum XMLASecrets {
  /// Leaves out what stands after `Password=` and its like, in elements and in JSON members of such names.
  ///
  /// - Parameter document: a whole one: a secret may have lines of its own.
  static func masked(_ document: String) -> String {
    document.replacing(element) { "\($0.output.1)(not shown)" }
      .replacing(member) { "\($0.output.1)\"(not shown)\"" }
      .replacing(connectionString) { "\($0.output.1)(not shown)" }
  }

  // Made anew each time: a regex compiles itself when it is first used, and not safely on several threads.

  /// An element up to its end tag, CDATA and comments included; also in text that is markup itself.
  private static var element: Regex<(Substring, Substring)> {
    #/
    (?is)
    (
      (?:<|&lt;)[\w.:\-]*
      (?:password|passwd|pwd|passphrase|access_?token|(?:account|access|api)_?key|client_?secret)
      (?:\s(?:[^>"'\/&]|"[^"]*"|'[^']*'|\/(?!>)|&(?!gt;))*)?
      (?:>|&gt;)
    )
    .*?
    (?=
      (?:<|&lt;)\/[\w.:\-]*
      (?:password|passwd|pwd|passphrase|access_?token|(?:account|access|api)_?key|client_?secret)
      \s*(?:>|&gt;)
      |\z
    )
    /#.matchingSemantics(.unicodeScalar)
  }

  /// A member of a JSON object (TMSL), whose quotes may be escaped in XML or in another JSON text.
  private static var member: Regex<(Substring, Substring)> {
    #/
    (?is)
    (
      (?:password|passwd|pwd|passphrase|access_?token|(?:account|access|api)_?key|client_?secret)
      (?:\\*"|&quot;|&\#34;|&\#x22;)\s*:\s*
    )
    (?:
      "(?:\\.|[^"\\])*"
      |(?:&quot;|&\#34;|&\#x22;)(?:\\.|(?!&quot;|&\#34;|&\#x22;).)*(?:&quot;|&\#34;|&\#x22;)
      |\\+"(?:\\\\\\+"|(?!\\+").)*\\+"
      |[^\s"&\\,}][^,}<]*
    )
    /#.matchingSemantics(.unicodeScalar)
  }

  /// A value may be in quotes or braces, in which it may have the `;` that ends it elsewhere.
  private static var connectionString: Regex<(Substring, Substring)> {
    #/
    (?is)
    (
      (?:password|passwd|pwd|passphrase|access_?token|(?:account|access|api)_?key|client_?secret)
      \s*=\s*
    )
    (?:
      "(?:""|[^"])*"
      |'(?:''|[^'])*'
      |\\"(?:(?!\\").)*\\"
      |&quot;(?:&quot;&quot;|(?!&quot;).)*&quot;
      |&apos;(?:&apos;&apos;|(?!&apos;).)*&apos;
      |\{(?:\}\}|[^\}])*\}
      |(?:&(?:\#?\w+);|(?!<\/|\]\]>)[^;])+
    )
    /#.matchingSemantics(.unicodeScalar)
  }
}
