import Canvas
import Runs
import Testing

@testable import Dashboard

@Suite struct ItemFiguresTests {
  /// As of long texts: a log-likelihood is a sum over all tokens.
  @Test(arguments: [
    (-1234.56, "-1234.6"), (-12_345.67, "-12346"), (-123_456.7, "-123457"), (-1_234_567, "-1.2M"), (-1e200, "-1e200"),
  ]) func aLargeLogLikelihoodStandsInItsColumn(value: Double, shown: String) throws {
    var contents = try #require(Made.firstItem(ofRow: 1))
    for at in contents.models.indices {
      contents.models[at].logLikelihoods = [value, value]
      contents.models[at].measured.margin = value
    }
    let size = Size(columns: 120, rows: 60)
    let text = ItemScreen(contents).view(size, Surroundings(size: size, overview: Made.overview)).text
    let figures = text.split(whereSeparator: \.isWhitespace).count { $0 == shown }
    // Three of each choice and of the margin above, and three of each model below.
    #expect(figures == 9 + 3 * contents.models.count, "\(text)")
  }

  /// As the list that the item was opened from has it: one column for each scale, and its seeds' mean in the figures.
  @Test func theSeedsOfAScaleAreOneColumnAndOneFigure() throws {
    var contents = try #require(Made.firstItem(ofRow: 1))
    let margins = [("vane-37k", 1.0), ("vane-37k-seed1", 2.0), ("vane-37k-seed2", 6.0), ("vane-148k", 4.0)]
    contents.models = margins.map { name, margin in
      let nats = [-1.4 - margin / 2, -1.4 + margin / 2]
      return ModelAnswer(
        model: Model(raw: name), logLikelihoods: nats, measured: Measured(logLikelihoods: nats, watched: 2),
        place: Place(file: "\(name).jsonl", line: 1))
    }
    let size = Size(columns: 80, rows: 40)
    let text = ItemScreen(contents).view(size, Surroundings(size: size, overview: Made.overview)).text
    let margin = try #require(text.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix("margin ") })
    let words = margin.split(separator: " ")
    #expect(words.dropFirst(2) == ["+3.00", "+4.00", "+4.00"], "\(text)")
    #expect(words[1].count == 2, "a column for each scale")
    #expect(text.contains("seeds of a scale averaged"))
    #expect(text.contains("+6.00"), "each seed stands in the table of models")
  }
}
