extension Model: Packable {
  public static var blank: Model { Model(name: "", family: "") }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&name)
    try packing.text(&family)
    try packing.bits(&parameters)
    try packing.bits(&flops)
    try packing.bits(&trainingTokens)
    try packing.bits(&textLoss)
    try packing.bits(&checkpoint)
    try packing.bits(&seed)
  }
}

extension BehaviourKey: Packable {
  public static var blank: BehaviourKey { BehaviourKey("") }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&behaviour)
    try packing.optional(&variant)
  }
}

extension Ladder.Rung: Packable {
  public static var blank: Ladder.Rung { Ladder.Rung(models: [], family: "", x: 0) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.values(&models)
    try packing.text(&family)
    try packing.bits(&x)
  }
}

extension Ladder.SeedSpread: Packable {
  public static var blank: Ladder.SeedSpread { Ladder.SeedSpread(deviation: 0, degreesOfFreedom: 0) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&deviation)
    try packing.bits(&degreesOfFreedom)
    try packing.values(&scales)
  }
}

extension Ladder.SeedSpread.Scale: Packable {
  public static var blank: Ladder.SeedSpread.Scale { Ladder.SeedSpread.Scale(name: "", means: []) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&name)
    try packing.bits(&means)
  }
}

extension Aggregate: Packable {
  public static var blank: Aggregate { Aggregate(texts: []) }
  public mutating func pack(by packing: inout some Packing) throws { try packing.values(&texts) }
}

extension Aggregate.Text: Packable {
  public static var blank: Aggregate.Text { Aggregate.Text(suite: "", points: []) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&suite)
    try packing.values(&points)
    try packing.bits(&dropped)
  }
}

extension Aggregate.Point: Packable {
  public static var blank: Aggregate.Point { Aggregate.Point(model: .blank, mean: 0, standardError: 0, n: 0) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.value(&model)
    try packing.bits(&mean)
    try packing.bits(&standardError)
    try packing.bits(&n)
  }
}
