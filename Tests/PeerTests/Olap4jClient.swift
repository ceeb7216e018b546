import Foundation
import TestSupport

/// Debian's olap4j: a Java client for XMLA that nobody here wrote.
struct Olap4jClient: Sendable {
  private static let libraries = ["olap4j", "olap4j-xmla", "xercesImpl"].map { "/usr/share/java/\($0).jar" }

  static let isInstalled = Peer.isInstalled(["java", "javac"], files: libraries)

  private let folder: String

  /// Compiles the program below.
  init(in scratch: ScratchFolder) async throws {
    folder = scratch.path
    let package = "\(folder)/org/olap4j/driver/xmla"
    try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: true)
    try Self.missing.write(toFile: "\(package)/FactoryJdbc4Plus.java", atomically: false, encoding: .utf8)
    try Self.walk.write(toFile: "\(folder)/Walk.java", atomically: false, encoding: .utf8)
    try await Peer.shell("javac -nowarn -cp \(classPath) \(package)/*.java \(folder)/Walk.java")
  }

  private var classPath: String { (Self.libraries + [folder]).joined(separator: ":") }

  /// Runs the program: `walk`, `query` or `names`, and what that takes.
  func run(_ words: String...) async throws -> ProgramResult {
    // One thread for the collector and one compiler: it is a small program beside others.
    try await Program.run(
      ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, "Walk"] + words)
  }

  /// Debian's package lacks this class, without which its driver can't be loaded. Only the constructors are needed: what
  /// JDBC 4 has more is never called.
  private static let missing = """
    package org.olap4j.driver.xmla;

    import java.util.List;

    class FactoryJdbc4Plus {
      static abstract class AbstractEmptyResultSet extends EmptyResultSet {
        AbstractEmptyResultSet(XmlaOlap4jConnection c, List<String> names, List<List<Object>> rows) {
          super(c, names, rows);
        }
      }
      static abstract class AbstractConnection extends XmlaOlap4jConnection {
        AbstractConnection(Factory f, XmlaOlap4jDriver d, org.olap4j.driver.xmla.proxy.XmlaOlap4jProxy p,
            String url, java.util.Properties more) throws java.sql.SQLException {
          super(f, d, p, url, more);
        }
      }
      static abstract class AbstractCellSet extends XmlaOlap4jCellSet {
        AbstractCellSet(XmlaOlap4jStatement s) throws org.olap4j.OlapException { super(s); }
      }
      static abstract class AbstractPreparedStatement extends XmlaOlap4jPreparedStatement {
        AbstractPreparedStatement(XmlaOlap4jConnection c, String mdx) throws org.olap4j.OlapException {
          super(c, mdx);
        }
      }
      static abstract class AbstractDatabaseMetaData extends XmlaOlap4jDatabaseMetaData {
        AbstractDatabaseMetaData(XmlaOlap4jConnection c) { super(c); }
      }
    }
    """

  private static let walk = """
    import org.olap4j.*;
    import org.olap4j.metadata.*;

    public class Walk {
      public static void main(String[] words) throws Exception {
        Class.forName("org.olap4j.driver.xmla.XmlaOlap4jDriver");
        OlapConnection connection =
          java.sql.DriverManager.getConnection("jdbc:xmla:Server=" + words[1]).unwrap(OlapConnection.class);
        switch (words[0]) {
          case "walk": walk(connection); break;
          case "names": names(connection.getMetaData()); break;
          default: query(connection, words[2]);
        }
        connection.close();
      }

      static void walk(OlapConnection connection) throws Exception {
        System.out.println("server " + connection.getDatabase());
        for (Catalog catalog : connection.getOlapCatalogs())
          for (Schema schema : catalog.getSchemas())
            for (Cube cube : schema.getCubes()) {
              System.out.println(catalog.getName() + ": " + cube.getName() + ", " + cube.getMeasures().size()
                + " measures, " + cube.getSets().size() + " set");
              for (Dimension dimension : cube.getDimensions())
                for (Hierarchy hierarchy : dimension.getHierarchies()) walk(hierarchy);
            }
      }

      static void walk(Hierarchy hierarchy) throws Exception {
        StringBuilder line = new StringBuilder(hierarchy.getUniqueName());
        for (Level level : hierarchy.getLevels())
          line.append(" " + level.getName() + " " + level.getCardinality() + "=" + level.getMembers().size());
        Member root = hierarchy.getDefaultMember();
        System.out.println(line + ", " + root.getName() + " has " + root.getChildMembers().size());
      }

      static void query(OlapConnection connection, String mdx) throws Exception {
        try {
          CellSet result = connection.createStatement().executeOlapQuery(mdx);
          CellSetAxis columns = result.getAxes().get(0);
          for (Position row : result.getAxes().get(1)) {
            StringBuilder line = new StringBuilder();
            for (Member member = row.getMembers().get(0); member != null; member = member.getParentMember())
              line.append(member.getName() + " < ");
            for (Position column : columns) line.append("|" + result.getCell(column, row).getFormattedValue());
            System.out.println(line);
          }
        } catch (OlapException error) {
          Throwable cause = error;
          while (cause.getCause() != null) cause = cause.getCause();
          System.out.println("failed: " + cause.getMessage().replaceAll("\\\\s+", " "));
        }
      }

      static void names(OlapDatabaseMetaData all) throws Exception {
        System.out.println("words " + all.getMdxKeywords());
        System.out.println("literals " + count(all.getLiterals()));
        System.out.println("properties " + count(all.getDatabaseProperties(null, null)));
        System.out.println("children " + count(all.getMembers("Sales DW", null, "Sales", null, null, null,
          "[Geography].[Places].[Country].&[1]", java.util.EnumSet.of(Member.TreeOp.CHILDREN))));
      }

      static int count(java.sql.ResultSet rows) throws Exception {
        int count = 0;
        while (rows.next()) count++;
        return count;
      }
    }
    """
}
