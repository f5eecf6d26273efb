internal import Runs

extension [ModelAnswer] {
  /// One answer for each scale, in their order: its seeds are averaged, as on a ladder. All have as many choices.
  var withSeedsAveraged: [ModelAnswer] {
    var order: [SeededScale] = []
    var seeds: [SeededScale: [ModelAnswer]] = [:]
    for answer in self {
      let scale = SeededScale(answer.model)
      if seeds[scale] == nil { order.append(scale) }
      seeds[scale, default: []].append(answer)
    }
    return order.compactMap { scale in seeds[scale].flatMap { ModelAnswer(seeds: $0) } }
  }
}

/// What the seeds of one scale share.
private struct SeededScale: Hashable {
  let family: String
  let name: String
  let parameters: Double?

  init(_ model: Model) {
    family = model.family
    name = model.seedless
    parameters = model.parameters?.value
  }
}

extension ModelAnswer {
  /// The mean over the seeds of one scale of what the lines and figures of choices are drawn from; the rest is the first
  /// seed's.
  fileprivate init?(seeds: [ModelAnswer]) {
    guard let first = seeds.first else { return nil }
    self = first
    let count = Double(seeds.count)
    logLikelihoods = first.logLikelihoods.indices.map { choice in
      seeds.reduce(0) { $0 + $1.logLikelihoods[choice] } / count
    }
    measured.margin = seeds.reduce(0) { $0 + $1.measured.margin } / count
  }
}
