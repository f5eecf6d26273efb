public import Trends

/// What was predicted before larger scales landed, and how it stands.
public struct PlansContents: Sendable, Equatable {
  /// Oldest first.
  public var standings: [PlanStanding]
  /// Lines of the file that could not be read.
  public var unread: Int

  public init(standings: [PlanStanding], unread: Int = 0) {
    self.standings = standings
    self.unread = unread
  }
}
