import SessionControl
import Testing

@testable import XmlactlCommands

@Suite struct ShellPromptTests {
  @Test("Target, session, and how many commits are needed")
  func text() {
    #expect(ShellPrompt().text == "xmlactl> ")
    #expect(ShellPrompt(target: "cube").text == "cube> ")
    let session = "3f2a7c4e-5e1b-4c6b-9c55-7b1c2f4a9d10"
    #expect(ShellPrompt(target: "cube", session: session).text == "cube [3F2A]> ")
    #expect(
      ShellPrompt(target: "cube", session: "{\(session)}", transactionCount: 1).text == "cube [3F2A tx:1]> ")
    #expect(
      ShellPrompt(target: "db1", session: "4711@k7f3q2-t5u2m0", transactionCount: 1).text
        == "db1 [4711 tx:1]> ")
  }

  @Test("A URL is told by where it leads")
  func name() {
    let xmla = Target.Address.xmla(XMLAAddress(url: "http://127.0.0.1:8080/xmla", isPrivate: true))
    #expect(ShellPrompt.name(of: Target(name: "cube", address: xmla)) == "cube")
    #expect(
      ShellPrompt.name(of: Target(name: "http://127.0.0.1:8080/xmla", address: xmla)) == "127.0.0.1:8080")
    let socket = MySQLAddress(endpoint: .socket(path: "/run/mysqld/mysqld.sock"), tls: .preferred)
    #expect(
      ShellPrompt.name(of: Target(name: "mysql:///?socket=/run/mysqld/mysqld.sock", address: .mysql(socket)))
        == "mysqld.sock")
  }
}
