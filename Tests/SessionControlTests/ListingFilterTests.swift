import Testing

@testable import SessionControl

@Suite("Which rows are listed")
struct ListingFilterTests {
  @Test(
    "Every condition given must hold, to the letter",
    arguments: [
      (ListingFilter(), nil, nil, true), (ListingFilter(), "app", "shop", true),
      (ListingFilter(user: "app"), "app", nil, true), (ListingFilter(user: "app"), "App", nil, false),
      (ListingFilter(user: "app"), nil, nil, false), (ListingFilter(database: "shop"), "app", "shop", true),
      (ListingFilter(database: "shop"), "app", nil, false),
      (ListingFilter(database: "shop", user: "app"), "app", "shop", true),
      (ListingFilter(database: "shop", user: "app"), "app", "hr", false),
      (ListingFilter(database: "shop", user: "app"), "root", "shop", false),
    ] as [(ListingFilter, String?, String?, Bool)])
  func admits(filter: ListingFilter, user: String?, database: String?, isListed: Bool) {
    #expect(filter.admits(user: user, database: database) == isListed)
  }
}
