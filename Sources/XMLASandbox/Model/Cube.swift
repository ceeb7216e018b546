/// The cube of a database. It is made up, and the same one everywhere but for its name: whatever `Grid` shows is part of it.
struct Cube: Hashable, Sendable {
  struct Level: Hashable, Sendable {
    var name: String
    var uniqueName: String
    /// MDLEVEL_TYPE: 0 regular, 1 all, 20 years.
    var type: Int64 = 0
  }

  struct Hierarchy: Hashable, Sendable {
    var dimension: String
    var name: String
    var uniqueName: String
    /// MD_DIMTYPE: 1 time, 2 measures, 8 products, 17 geography.
    var type: Int64
    var levels: [Level]
    /// In their natural order: parents before their children.
    var members: [Member]

    var dimensionUniqueName: String { "[\(dimension)]" }
    /// Only measures have none.
    var allMember: String? { type == 2 ? nil : members.first?.member.uniqueName }
    var defaultMember: String { members.first?.member.uniqueName ?? "" }

    func members(ofLevel number: Int) -> [Member] { members.filter { $0.member.depth == number } }
    func children(of uniqueName: String) -> [Member] { members.filter { $0.parent == uniqueName } }
  }

  struct Member: Hashable, Sendable {
    var member: Grid.Member
    var key: String
    /// The unique name of its parent; nil at the top.
    var parent: String?
  }

  var database: String
  var name: String

  static let all = [
    Cube(database: "Sales DW", name: "Sales"), Cube(database: "HR", name: "Staff"),
    Cube(database: "Finance", name: "Finance"),
  ]

  static let measureGroup = "Facts"

  /// The measures come first, as in a server's listings.
  static let hierarchies: [Hierarchy] = {
    let grid = Grid()
    let years = (0..<6).map { Grid.year($0) }
    let categories = (0..<4).map { grid.page($0) }
    let places = (0..<32).map { grid.row($0) }
    return [
      Hierarchy(
        dimension: "Measures", name: "Measures", uniqueName: "[Measures]", type: 2,
        levels: [Level(name: "MeasuresLevel", uniqueName: "[Measures].[MeasuresLevel]")],
        members: (0..<2).map { Member(member: Grid.measure($0), key: Grid.measure($0).caption) }),
      hierarchy("Date", "Year", type: 1, levels: ["Year"], levelType: 20) { all in
        years.map { Member(member: $0, key: $0.caption, parent: all) }
      },
      hierarchy("Geography", "Places", type: 17, levels: ["Country", "City"]) { all in
        places.enumerated().map { index, place in
          let country = grid.row(index / 4 * 4)
          return place.depth == 1
            ? Member(member: place, key: String(index / 4 + 1), parent: all)
            : Member(member: place, key: String(index), parent: country.uniqueName)
        }
      },
      hierarchy("Product", "Category", type: 8, levels: ["Category"]) { all in
        categories.enumerated().map { Member(member: $1, key: String($0 + 1), parent: all) }
      },
    ]
  }()

  /// A hierarchy with a member All above the others.
  private static func hierarchy(
    _ dimension: String, _ name: String, type: Int64, levels: [String], levelType: Int64 = 0,
    members: (_ all: String) -> [Member]
  ) -> Hierarchy {
    let uniqueName = "[\(dimension)].[\(name)]"
    let top = Grid.all(uniqueName)
    return Hierarchy(
      dimension: dimension, name: name, uniqueName: uniqueName, type: type,
      levels: [Level(name: "(All)", uniqueName: top.level, type: 1)]
        + levels.map { Level(name: $0, uniqueName: "\(uniqueName).[\($0)]", type: levelType) },
      members: [Member(member: top, key: "0")] + members(top.uniqueName))
  }
}
