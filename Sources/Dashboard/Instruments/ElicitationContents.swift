public import Trends

/// What may be claimed after so many prompts: the numbers of `vane elicitation`.
public struct ElicitationContents: Sendable, Equatable {
  /// Of the prompts in the measure that was asked for.
  public var elicitation: Elicitation
  public var others: [Other]

  /// A prompt in another measure (sampled answers): it counts as tried and is no part of the claim.
  public struct Other: Sendable, Equatable {
    public var name: String
    public var finding: Finding

    public init(name: String, finding: Finding) {
      self.name = name
      self.finding = finding
    }
  }

  public init(elicitation: Elicitation, others: [Other] = []) {
    self.elicitation = elicitation
    self.others = others
  }
}
