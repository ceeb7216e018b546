import SessionControl
import Testing

@Suite struct SecretWordsTests {
  @Test(
    "What may hold a password is found",
    arguments: [
      "CREATE USER a IDENTIFIED BY 'x'", "alter user a identified with p as 'x'", "SET PASSWORD = 'x'",
      "set password for a = PASSWORD('x')", "CHANGE MASTER TO MASTER_PASSWORD='x'", "Pwd=x;",
      "User ID=a;pWd = x",
      "curl -H 'Authorization: Basic eDp5'", "x --token abc", "SELECT AES_ENCRYPT('a', 'key')",
      "use mysql://root:x@db:3306/", "run -t https://me:p%40ss@olap/ 'SELECT 1'", "SELECT 'client_secret=x'",
      "--password-file f --password x",
    ])
  func secret(_ text: String) { #expect(SecretWords.areIn(text)) }

  @Test(
    "What people work with all day is not",
    arguments: [
      "sessions --user 'DOMAIN\\me'", "SELECT * FROM t WHERE a = 'seen'", "use mysql://root@db:3306/",
      "use https://olap.example.com/msmdpump.dll?a=b:c@d",
      "cancel session 3F2A --reason 'asked at 12:30 by a@b'",
      "use prod --password-file ~/.prod", "EVALUATE TOPN(10, Sales)", "",
    ])
  func noSecret(_ text: String) { #expect(!SecretWords.areIn(text)) }
}
