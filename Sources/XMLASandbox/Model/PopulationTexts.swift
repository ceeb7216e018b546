/// The command texts of the population, per database in the order of `Population.databases`.
///
/// They hold line breaks and the characters that XML has to escape, because clients get those wrong first.
enum PopulationTexts {
  /// Queries, some of which never end.
  static let queries: [[String]] = [
    [
      """
      EVALUATE
      FILTER (
          SUMMARIZECOLUMNS ( 'Date'[Year], 'Product'[Category], "Net", [Net Sales] ),
          [Net] > 10000 && [Net] < 250000
      )
      ORDER BY 'Date'[Year], [Net] DESC
      """,
      """
      SELECT NON EMPTY { [Measures].[Net Sales], [Measures].[Units] } ON COLUMNS,
        NON EMPTY FILTER (
          [Customer].[City].[City].MEMBERS * [Date].[Month].[Month].MEMBERS,
          [Measures].[Units] <> 0 ) ON ROWS
      FROM [Sales]
      WHERE ( [Product].[Category].&[3] )
      """,
      """
      DEFINE
          MEASURE 'Sales'[Margin %] = DIVIDE ( [Net Sales] - [Cost], [Net Sales] )
      EVALUATE
      TOPN ( 500, ADDCOLUMNS ( 'Customer', "Margin", [Margin %] ), [Margin], ASC )
      """,
    ],
    [
      """
      EVALUATE
      CALCULATETABLE (
          SUMMARIZECOLUMNS ( 'Employee'[Department], "Heads", [Headcount] ),
          'Employee'[Hired] >= DATE ( 2019, 1, 1 ) && 'Employee'[Left] = BLANK ()
      )
      """,
      """
      SELECT { [Measures].[Headcount] } ON COLUMNS,
        DESCENDANTS ( [Organization].[Tree].&[1], 4, SELF_AND_BEFORE ) ON ROWS
      FROM [Staff]
      """,
      "SELECT {} ON 0 FROM [Staff]",
    ],
    [
      """
      EVALUATE
      VAR Open = FILTER ( 'Ledger', 'Ledger'[Debit] <> 'Ledger'[Credit] )
      RETURN
          GROUPBY ( Open, 'Ledger'[Account & Cost Centre],
              "Balance", SUMX ( CURRENTGROUP (), [Debit] - [Credit] ) )
      """,
      """
      WITH MEMBER [Measures].[Change] AS
        [Measures].[Balance] - ( [Measures].[Balance], [Period].[Month].PREVMEMBER )
      SELECT { [Measures].[Balance], [Measures].[Change] } ON 0,
        ORDER ( [Account].[Account].MEMBERS, [Measures].[Change], BDESC ) ON 1
      FROM [Finance]
      """,
      "EVALUATE ROW ( \"Rows\", COUNTROWS ( 'Ledger' ) )",
    ],
  ]

  /// Process commands, which take locks and so wait for queries.
  static let processes: [[String]] = [
    processes(of: "Sales DW", dimension: "Customer"),
    processes(of: "HR", dimension: "Employee"),
    processes(of: "Finance", dimension: "Account"),
  ]

  /// What clients send between queries.
  static let metadata = [
    "DISCOVER_PROPERTIES", "MDSCHEMA_CUBES", "TMSCHEMA_MEASURES",
    "select [CATALOG_NAME] from $system.DBSCHEMA_CATALOGS", "MDSCHEMA_HIERARCHIES", "DBSCHEMA_TABLES",
  ]

  /// What its users send, or its services; nothing for a database that is not there.
  static func texts(of database: String, process isProcess: Bool) -> [String] {
    guard let index = Population.databases.firstIndex(of: database) else { return [] }
    return isProcess ? processes[index] : queries[index]
  }

  private static func processes(of database: String, dimension: String) -> [String] {
    [
      """
      <Batch xmlns="http://schemas.microsoft.com/analysisservices/2003/engine" Transaction="true">
        <Process>
          <Object><DatabaseID>\(database)</DatabaseID></Object>
          <Type>ProcessFull</Type>
        </Process>
      </Batch>
      """,
      """
      <Process xmlns="http://schemas.microsoft.com/analysisservices/2003/engine">
        <Object>
          <DatabaseID>\(database)</DatabaseID>
          <DimensionID>\(dimension)</DimensionID>
        </Object>
        <Type>ProcessUpdate</Type>
      </Process>
      """,
    ]
  }
}

extension Array {
  /// The element at a number that goes round; the array must not be empty.
  func element(_ number: Int) -> Element { self[number % count] }
}
