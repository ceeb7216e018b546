import Rendering
import SessionControl
import Synchronization
import Testing

/// Multidimensional results in each format.
@Suite struct CellSetTests {
  private func text(_ format: OutputFormat, _ cells: CellSet..., width: Int = 80, color: Bool = false) throws
    -> String
  {
    let bytes = Mutex<[UInt8]>([])
    let renderer = ResultRenderer(format: format, layout: TableLayout(width: width, usesColor: color)) {
      more in
      bytes.withLock { $0 += more }
    }
    for set in cells {
      try renderer.receive(.cells(set))
      try renderer.receive(.end(StatementResult()))
    }
    return bytes.withLock { String(decoding: $0, as: UTF8.self) }
  }

  private static func member(_ hierarchy: String, _ caption: String, level: Int? = nil) -> CellSet.Member {
    CellSet.Member(uniqueName: "\(hierarchy).[\(caption)]", caption: caption, levelNumber: level)
  }

  private static func axis(_ hierarchies: [String], _ tuples: [[String]]) -> CellSet.Axis {
    CellSet.Axis(
      hierarchies: hierarchies,
      tuples: tuples.map { zip(hierarchies, $0).map { member($0, $1) } })
  }

  private static func number(_ value: Double, _ formatted: String) -> CellSet.Cell {
    CellSet.Cell(value: .double(value), formatted: formatted)
  }

  private static let years = axis(
    ["[Year]", "[Measures]"],
    [["2025", "Net"], ["2025", "Units"], ["2026", "Net"], ["2026", "Units"]])
  private static let places = axis(
    ["[Place]", "[Kind]"], [["Germany", "new"], ["Germany", "old"], ["日本", "new"]])
  private static let slicer = CellSet.Axis(
    hierarchies: ["[Product]", "[Customer]"],
    tuples: [
      [
        member("[Product]", "Bikes"),
        CellSet.Member(uniqueName: "[Customer].[All]", caption: "All", levelName: "[Customer].[(All)]"),
      ]
    ])
  private static let sales = CellSet(
    axes: [years, places], slicer: slicer,
    cells: [
      0: number(1234.5, "1,234.50 €"), 1: number(7, "7"), 3: CellSet.Cell(value: .text(""), formatted: ""),
      4: CellSet.Cell(value: .null, error: "0xC10A0055: denied"), 6: CellSet.Cell(value: .text("0.25")),
      11: CellSet.Cell(value: .null, error: "0xC10A0055: denied"),
      9: CellSet.Cell(value: .null, error: "0xC1000007: broken\nby \u{1B}[31m"),
    ])

  private static let grid = """
    where [Product]: Bikes
                        2025            2026
                         Net   Units     Net  Units
    Germany  new  1,234.50 €       7  (null)
             old      #ERROR  (null)    0.25  (null)
    日本     new      (null)  #ERROR  (null)  #ERROR
    #ERROR in 2 cells, first at 2025 / Net, Germany / old: 0xC10A0055: denied
    #ERROR at 2025 / Units, 日本 / new: 0xC1000007: broken\\nby \\u{1b}[31m

    """

  @Test("A grid: repeated captions blank, an empty cell no empty text, errors below")
  func grid() throws {
    #expect(try text(.table, Self.sales) == Self.grid)
    #expect(try text(.wide, Self.sales, width: 10) == Self.grid)
  }

  @Test("What does not fit is split into blocks with all heads, never cut")
  func blocks() throws {
    #expect(
      try text(.table, Self.sales, width: 34) == """
        where [Product]: Bikes
        columns 1 to 2 of 4
                            2025
                             Net   Units
        Germany  new  1,234.50 €       7
                 old      #ERROR  (null)
        日本     new      (null)  #ERROR

        columns 3 to 4 of 4
                        2026
                         Net  Units
        Germany  new  (null)
                 old    0.25  (null)
        日本     new  (null)  #ERROR
        #ERROR in 2 cells, first at 2025 / Net, Germany / old: 0xC10A0055: denied
        #ERROR at 2025 / Units, 日本 / new: 0xC1000007: broken\\nby \\u{1b}[31m

        """)
    // Narrower than a single column: still whole.
    let narrow = try text(.table, Self.sales, width: 5)
    #expect(narrow.contains("columns 4 to 4 of 4"))
    #expect(narrow.contains("Germany  new  1,234.50 €\n"))
  }

  @Test("Every block fits, whatever the width", arguments: 24...60)
  func fits(_ width: Int) throws {
    let lines = try text(
      .table, CellSet(axes: [Self.years, Self.places], cells: Self.sales.cells), width: width
    )
    .split(separator: "\n").filter { !$0.hasPrefix("#ERROR") }
    // Two columns for each of the wide characters.
    #expect(lines.allSatisfy { $0.count + ($0.hasPrefix("日本") ? 2 : 0) <= width })
  }

  @Test("Lower levels are indented")
  func levels() throws {
    let axis = CellSet.Axis(
      hierarchies: ["[Place]"],
      tuples: [
        [Self.member("[Place]", "Germany", level: 1)], [Self.member("[Place]", "Jena", level: 2)],
        [Self.member("[Place]", "Paradies", level: 3)],
      ])
    #expect(
      try text(
        .table, CellSet(axes: [Self.axis(["[Measures]"], [["Net"]]), axis], cells: [1: Self.number(1, "1")]))
        == "                 Net\nGermany       (null)\n  Jena             1\n    Paradies  (null)\n")
  }

  @Test("No axis, one axis, three axes")
  func axes() throws {
    let one = Self.axis(["[Measures]"], [["Net"], ["Units"]])
    #expect(try text(.table, CellSet(axes: [], cells: [0: Self.number(5, "5")])) == "5\n")
    #expect(try text(.table, CellSet(axes: [], cells: [:])) == "(null)\n")
    #expect(
      try text(.table, CellSet(axes: [one], cells: [0: Self.number(5, "5")])) == "Net   Units\n  5  (null)\n")
    let pages = CellSet(
      axes: [one, Self.axis(["[Kind]"], [["new"], ["old"]]), Self.axis(["[Place]"], [["A"], ["B"]])],
      cells: [0: Self.number(1, "1"), 7: Self.number(8, "8")])
    #expect(
      try text(.table, pages) == """
        [Place]: A
                Net   Units
        new       1  (null)
        old  (null)  (null)

        [Place]: B
                Net   Units
        new  (null)  (null)
        old  (null)       8

        """)
    #expect(
      try text(.csv, pages)
        == "[Place],[Kind],Net,Units\r\nA,new,1.0,\r\nA,old,,\r\nB,new,,\r\nB,old,,8.0\r\n")
  }

  @Test("An empty axis shows the others, and that there are no cells")
  func emptyAxes() throws {
    let one = Self.axis(["[Measures]"], [["Net"]])
    let none = Self.axis(["[Kind]"], [])
    #expect(try text(.table, CellSet(axes: [one, none], cells: [:])) == "Net\n(no cells)\n")
    #expect(try text(.table, CellSet(axes: [none, one], cells: [:])) == "\nNet\n(no cells)\n")
    #expect(try text(.table, CellSet(axes: [one, one, none], cells: [:])) == "(no cells)\n")
    #expect(try text(.csv, CellSet(axes: [one, none], cells: [:])) == "[Kind],Net\r\n")
    #expect(
      try text(.csv, CellSet(axes: [none, one, one], cells: [:])) == "[Measures],[Measures]_2\r\nNet,Net\r\n")
    #expect(try text(.json, CellSet(axes: [none, one], cells: [:])) == "[]\n")
  }

  @Test("Delimited: captions of rows, then a value for each column; an error is no missing value")
  func delimited() throws {
    #expect(
      try text(.csv, Self.sales) == """
        [Place],[Kind],2025 / Net,2025 / Units,2026 / Net,2026 / Units\r
        Germany,new,1234.5,7.0,,""\r
        Germany,old,#ERROR 0xC10A0055: denied,,0.25,\r
        日本,new,,"#ERROR 0xC1000007: broken
        by \u{1B}[31m",,#ERROR 0xC10A0055: denied\r

        """)
    #expect(try text(.csv, CellSet(axes: [], cells: [0: Self.number(5, "5")])) == "value\r\n5.0\r\n")
    #expect(try text(.tsv, Self.sales).hasPrefix("[Place]\t[Kind]\t2025 / Net\t"))
  }

  @Test("Columns of the same captions keep apart")
  func sameCaptions() throws {
    let axis = Self.axis(["[Place]"], [["Halle"], ["Halle"]])
    #expect(try text(.csv, CellSet(axes: [axis], cells: [:])) == "Halle,Halle_2\r\n,\r\n")
    #expect(try text(.table, CellSet(axes: [axis], cells: [:])) == " Halle   Halle\n(null)  (null)\n")
  }

  @Test("One object for each cell, empty ones too")
  func objects() throws {
    let set = CellSet(
      axes: [Self.axis(["[Measures]"], [["Net"]]), Self.axis(["[Place]"], [["A"], ["B"]])],
      slicer: Self.slicer,
      cells: [0: Self.number(0.5, "50 %")])
    let net = "\"axis0\":{\"[Measures]\":{\"unique_name\":\"[Measures].[Net]\",\"caption\":\"Net\"}}"
    func place(_ name: String) -> String {
      "\"axis1\":{\"[Place]\":{\"unique_name\":\"[Place].[\(name)]\",\"caption\":\"\(name)\"}}"
    }
    let slicer = "\"slicer\":[{\"[Product]\":{\"unique_name\":\"[Product].[Bikes]\",\"caption\":\"Bikes\"}}]"
    let first = "{\(net),\(place("A")),\(slicer),\"value\":0.5,\"formatted\":\"50 %\",\"error\":null}"
    let second = "{\(net),\(place("B")),\(slicer),\"value\":null,\"formatted\":null,\"error\":null}"
    #expect(try text(.ndjson, set) == "\(first)\n\(second)\n")
    #expect(try text(.json, set) == "[\n\(first),\n\(second)\n]\n")
    #expect(
      try text(.ndjson, CellSet(axes: [], cells: [0: CellSet.Cell(value: .null, error: "x")]))
        == "{\"slicer\":[],\"value\":null,\"formatted\":null,\"error\":\"x\"}\n")
  }

  private static let described = CellSet(
    axes: [
      axis(["[Measures]"], [["Net"], ["Units"]]),
      CellSet.Axis(
        hierarchies: ["[Place]", "[Kind]"],
        tuples: [
          [
            CellSet.Member(uniqueName: "p1", caption: "Jena", properties: [.unsigned(110), .text("a,b")]),
            member("[Kind]", "new"),
          ],
          [CellSet.Member(uniqueName: "p2", caption: "日本"), member("[Kind]", "new")],
        ], properties: [["POPULATION", "KEY"], []]),
    ],
    cells: [
      0: CellSet.Cell(
        value: .double(0.5), formatted: "50 %", properties: [.text("0 %"), .integer(255)]),
      3: CellSet.Cell(value: .null, error: "denied", properties: [.text("#")]),
    ], cellProperties: ["FORMAT_STRING", "FORE_COLOR"])

  @Test("Properties of members and of cells in csv: columns of their own, each beside what it is of")
  func delimitedProperties() throws {
    #expect(
      try text(.csv, Self.described) == """
        [Place],[Place].[POPULATION],[Place].[KEY],[Kind],Net,Net / FORMAT_STRING,Net / FORE_COLOR,Units,\
        Units / FORMAT_STRING,Units / FORE_COLOR\r
        Jena,110,"a,b",new,0.5,0 %,255,,,\r
        日本,,,new,,,,#ERROR denied,#,\r

        """)
    var one = CellSet(axes: [], cells: [0: Self.number(5, "5")], cellProperties: ["FORE_COLOR"])
    one.cells[0]?.properties = [.integer(1)]
    #expect(try text(.csv, one) == "value,FORE_COLOR\r\n5.0,1\r\n")
  }

  @Test("In objects they are null rather than absent, and absent where the result has none")
  func objectProperties() throws {
    let lines = try text(.ndjson, Self.described).split(separator: "\n")
    #expect(
      lines[0]
        == """
        {"axis0":{"[Measures]":{"unique_name":"[Measures].[Net]","caption":"Net"}},\
        "axis1":{"[Place]":{"unique_name":"p1","caption":"Jena","properties":{"POPULATION":110,"KEY":"a,b"}},\
        "[Kind]":{"unique_name":"[Kind].[new]","caption":"new"}},"slicer":[],"value":0.5,"formatted":"50 %",\
        "error":null,"properties":{"FORMAT_STRING":"0 %","FORE_COLOR":255}}
        """)
    #expect(lines[2].contains("\"caption\":\"日本\",\"properties\":{\"POPULATION\":null,\"KEY\":null}}"))
    #expect(lines[2].hasSuffix("\"error\":null,\"properties\":{\"FORMAT_STRING\":null,\"FORE_COLOR\":null}}"))
    #expect(
      lines[3].hasSuffix("\"error\":\"denied\",\"properties\":{\"FORMAT_STRING\":\"#\",\"FORE_COLOR\":null}}")
    )
  }

  @Test("Wide shows properties beside captions and values; a table shows none")
  func wideProperties() throws {
    #expect(
      try text(.wide, Self.described) == """
                                          Net                              Units
              POPULATION  KEY           VALUE  FORMAT_STRING  FORE_COLOR   VALUE  FORMAT_STRING  FORE_COLOR
        Jena  110         a,b     new    50 %  0 %                   255  (null)  (null)             (null)
        日本  (null)      (null)  new  (null)  (null)             (null)  #ERROR  #                  (null)
        #ERROR at Units, 日本 / new: denied

        """)
    #expect(
      try text(.table, Self.described)
        == "              Net   Units\nJena  new    50 %  (null)\n日本  new  (null)  #ERROR\n#ERROR at Units, 日本 / new: denied\n"
    )
    var pages = Self.described
    pages.axes = [Self.axis(["[Kind]"], [["new"]]), Self.axis(["[Time]"], [["now"]]), Self.described.axes[1]]
    pages.cells = [:]
    pages.cellProperties = []
    #expect(try text(.wide, pages).hasPrefix("[Place]: Jena (POPULATION: 110, KEY: a,b), [Kind]: new\n"))
    #expect(try text(.table, pages).hasPrefix("[Place]: Jena, [Kind]: new\n"))
    var columns = CellSet(axes: [Self.described.axes[1]], cells: [0: Self.number(1, "1")])
    #expect(
      try text(.wide, columns).split(separator: "\n").map(String.init).contains {
        $0.contains("POPULATION: 110") && $0.contains("POPULATION: (null)")
      })
    columns = CellSet(axes: [], cells: [0: Self.number(5, "5")], cellProperties: ["FORE_COLOR"])
    #expect(try text(.wide, columns) == "VALUE  FORE_COLOR\n    5      (null)\n")
  }

  @Test("Names are those of the rows, tuples of several members as MDX writes them")
  func names() throws {
    #expect(
      try text(.name, Self.sales)
        == "([Place].[Germany],[Kind].[new])\n([Place].[Germany],[Kind].[old])\n([Place].[日本],[Kind].[new])\n"
    )
    #expect(
      try text(.name, CellSet(axes: [Self.axis(["[Measures]"], [["Net"]])], cells: [:]))
        == "[Measures].[Net]\n")
    #expect(try text(.name, CellSet(axes: [], cells: [:])) == "")
  }

  @Test("Results follow one another, rows and cells alike; heads are bold where colour is")
  func several() throws {
    let one = CellSet(axes: [Self.axis(["[Measures]"], [["Net"]])], cells: [0: Self.number(5, "5")])
    #expect(try text(.table, one, one) == "Net\n  5\n\nNet\n  5\n")
    #expect(try text(.table, one, color: true) == "\u{1B}[1mNet\u{1B}[0m\n  5\n")
    #expect(try text(.table, Self.sales, color: true).contains("\u{1B}[1m                     Net   Units"))
  }

  @Test("A slicer of several tuples names each")
  func slicers() throws {
    let set = CellSet(axes: [], slicer: Self.axis(["[Year]"], [["2025"], ["2026"]]), cells: [:])
    #expect(try text(.table, set) == "where [Year]: 2025 or [Year]: 2026\n(null)\n")
  }

  @Test("No caption, value or error reaches the terminal as a control character")
  func controls() throws {
    let bad = "\u{1B}]0;x\u{7}\n"
    let set = CellSet(
      axes: [Self.axis([bad], [[bad]]), Self.axis([bad], [[bad]]), Self.axis([bad], [[bad]])],
      slicer: Self.axis([bad], [[bad]]), cells: [0: CellSet.Cell(value: .text(bad), formatted: bad)])
    var failed = set
    failed.cells[0]?.error = bad
    for format in [OutputFormat.table, .wide, .name] {
      for set in [set, failed] {
        let text = try text(format, set)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      }
    }
  }
}
