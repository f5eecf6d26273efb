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
}
