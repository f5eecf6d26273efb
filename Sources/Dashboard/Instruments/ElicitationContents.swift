public import Trends

/// What may be claimed after so many prompts: the numbers of `vane elicitation`.
public struct ElicitationContents: Sendable, Equatable {
  public var elicitation: Elicitation
  /// Prompts in another measure: they count as tried and are no part of the claim.
  public var others: [String]

  public init(elicitation: Elicitation, others: [String] = []) {
    self.elicitation = elicitation
    self.others = others
  }
}
