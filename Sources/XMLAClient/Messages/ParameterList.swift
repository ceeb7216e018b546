internal import SessionControl

/// What a statement's `@Name` stand for: the Parameters of an Execute, after its Properties (learn.microsoft.com,
/// "Parameters Element (XMLA)").
struct ParameterList: Sendable, Equatable {
  private let parameters: [StatementParameter]

  init(_ parameters: [StatementParameter]) { self.parameters = parameters }

  /// From the end of the line before; nothing where there are none.
  var element: XMLText {
    guard !parameters.isEmpty else { return "" }
    let list = parameters.map { parameter -> String in
      let text: XMLText = """
                <Parameter>
                  <Name>\(parameter.name)</Name>
                  <Value xsi:type="xsd:\(parameter.type.rawValue)">\(parameter.value)</Value>
                </Parameter>

        """
      return text.markup
    }
    return """

            <Parameters xmlns:xsd="\(raw: XMLText(stringLiteral: "\(XMLNamespace.schema)"))" \
      xmlns:xsi="\(raw: XMLText(stringLiteral: "\(XMLNamespace.instance)"))">
      \(raw: XMLText(stringLiteral: list.joined()))      </Parameters>
      """
  }
}
