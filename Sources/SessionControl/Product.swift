/// How this program names itself to servers and people.
public enum Product {
  public static let name = "xmlactl"
  public static let version = "0.1.0"
}
