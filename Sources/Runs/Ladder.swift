/// Items × models of one behaviour (or suite, or item) under one prompt variant: what a statistic eats.
public struct Ladder: Sendable, Equatable {
  /// One column: a scale of one family. Seeds of a scale are averaged before they get here; checkpoints never do.
  public struct Rung: Sendable, Equatable {
    /// The models behind it: one, or several seeds of one scale.
    public var models: [Model]
    public var family: String
    /// Where it stands on the axis in use: log10 of the scale, or minus the text loss. The mean over its seeds.
    public var x: Double

    public init(models: [Model], family: String, x: Double) {
      self.models = models
      self.family = family
      self.x = x
    }

    /// The name that stands on the axis.
    public var name: String { models.first?.name ?? "?" }
    public var seeds: Int { models.count }
    /// The name without a seed: of one scale on two ladders, whichever of its seeds were run on each.
    public var seedless: String { models.first?.seedless ?? name }
  }

  public var rungs: [Rung]
  /// Identities of the rows, n of them: `suite` and `item`.
  public var items: [ItemName]
  /// The measure that is tested. n × K, complete: no NaN.
  public var values: Matrix
  public var measure: Measure
  /// The other measures of the same items and models; NaN where a log lacks them. n × K each.
  public var others: [Measure: Matrix]
  /// Items left out because at least one model lacks them.
  public var dropped: [ItemName]
  /// Models left out, and why.
  public var leftOut: [LeftOut]
  /// Models in use that lack more than a tenth of the items, so that the others lose them too: leave them out?
  public var thin: [LeftOut]
  /// Sd over seeds of a scale's mean, pooled over the scales that have several; nil without seeds. Nats.
  public var seedSpread: SeedSpread?
  /// How long the choices of the items are; nil where no log tells.
  public var lengths: Lengths?

  /// What `x` of the rungs is.
  public var axis = ScaleAxis.parameters

  /// True where the log keeps no items, only what its writer made of them: the only row is the aggregate.
  public var isAggregate = false

  /// What to know about how the numbers came to be, beside the statistics.
  public var remarks: [Remark] = []

  /// A short name for programs, a mark for a column, a sentence.
  public struct Remark: Sendable, Hashable {
    public var name: String
    public var mark: String
    public var sentence: String
    public init(name: String, mark: String, sentence: String) {
      self.name = name
      self.mark = mark
      self.sentence = sentence
    }
  }

  public struct LeftOut: Sendable, Equatable {
    public var model: Model
    public var why: String
    public init(model: Model, why: String) {
      self.model = model
      self.why = why
    }
  }

  public struct SeedSpread: Sendable, Equatable {
    /// Standard deviation of one seed's mean around its scale's mean, nats.
    public var deviation: Double
    public var degreesOfFreedom: Int
    /// The mean of each seed, at every scale that has several.
    public var scales: [Scale]

    public struct Scale: Sendable, Equatable {
      /// Of the rung: the name on the axis.
      public var name: String
      public var means: [Double]
      public init(name: String, means: [Double]) {
        self.name = name
        self.means = means
      }
    }

    public init(deviation: Double, degreesOfFreedom: Int, scales: [Scale] = []) {
      self.deviation = deviation
      self.degreesOfFreedom = degreesOfFreedom
      self.scales = scales
    }
  }

  /// Byte lengths of the choices, over the items of the ladder.
  public struct Lengths: Sendable, Equatable {
    /// Mean over the items of the mean length of an item's choices, bytes.
    public var mean: Double
    /// Items whose choices are not all of one length.
    public var uneven: Int
    /// Items with a choice of unknown length, those that were dropped for it among them.
    public var unknown: Int
    public init(mean: Double, uneven: Int, unknown: Int) {
      self.mean = mean
      self.uneven = uneven
      self.unknown = unknown
    }
  }

  public init(
    rungs: [Rung], items: [ItemName], values: Matrix, measure: Measure = .margin, others: [Measure: Matrix] = [:],
    dropped: [ItemName] = [], leftOut: [LeftOut] = [], thin: [LeftOut] = [],
    seedSpread: SeedSpread? = nil
  ) {
    self.rungs = rungs
    self.items = items
    self.values = values
    self.measure = measure
    self.others = others
    self.dropped = dropped
    self.leftOut = leftOut
    self.thin = thin
    self.seedSpread = seedSpread
  }

  public var scales: [Double] { rungs.map(\.x) }
  public var families: [String] { rungs.map(\.family) }
}

/// An item's identity: the suite that it stands in and its own name there.
public struct ItemName: Hashable, Sendable, Comparable {
  public var suite: String
  public var item: String

  public init(suite: String, item: String) {
    self.suite = suite
    self.item = item
  }

  public static func < (a: Self, b: Self) -> Bool { (a.suite, a.item) < (b.suite, b.item) }
}

extension Ladder {
  /// The same models and one item: what an item's own line is made of.
  public func only(row: Int) -> Ladder {
    var one = self
    one.items = [items[row]]
    one.values = Matrix(rows: 1, columns: values.columns, values: Array(values.row(row)))
    one.others = others.mapValues { Matrix(rows: 1, columns: $0.columns, values: Array($0.row(row))) }
    one.dropped = []
    // It is that of the means, and an item's own seeds lie far wider.
    one.seedSpread = nil
    return one
  }
}
