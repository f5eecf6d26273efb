import Canvas
import Testing

@Suite struct DecimalTests {
  @Test(arguments: [
    (0.0, "0"), (0.41372, "0.4137"), (-12, "-12"), (1.0 / 3, "0.3333"), (123456.7, "123457"), (1.318e-7, "1.318e-07"),
    (9.99996e9, "1e10"), (0.0001, "0.0001"), (.nan, "·"), (-.infinity, "-∞"),
    (Double.leastNonzeroMagnitude, "4.941e-324"),
    (Double.greatestFiniteMagnitude, "1.798e308"), (-0.0, "0"),
  ])
  func shortHasFourDigits(_ value: Double, _ text: String) { #expect(Decimal.short(value) == text) }

  @Test(arguments: [
    (0.008598, "0.0086"), (-0.00996, "-0.01"), (0.2, "0.2"), (0.137, "0.14"), (1.26, "1.3"), (12.4, "12"),
    (0.00001234, "1.2e-05"), (0, "0"), (.nan, "·"),
  ])
  func shortHasTheDigitsThatAreWanted(_ value: Double, _ text: String) {
    #expect(Decimal.short(value, digits: 2) == text)
  }

  @Test(arguments: [
    (0.41, "+0.41"), (-1.2, "-1.20"), (-0.001, "+0.00"), (.nan, "·"), (0, "+0.00"), (.infinity, "+∞"),
    (99.999, "+100.00"),
  ])
  func signedNamesTheDirectionOnlyOfWhatIsNotZero(_ value: Double, _ text: String) {
    #expect(Decimal.signed(value) == text)
  }

  @Test(arguments: [
    (-0.001, "-0.00"), (0.001, "+0.00"), (0, "+0.00"), (-1.2, "-1.20"), (.nan, "·"), (-.infinity, "-∞"),
  ])
  func sidedKeepsTheSideOfZero(_ value: Double, _ text: String) {
    #expect(Decimal.sided(value, places: 2) == text)
  }

  @Test func tightLeavesOutTheZero() {
    #expect(Decimal.signed(-0.3, tight: true) == "-.30")
    #expect(Decimal.fixed(0.031, places: 2, tight: true) == ".03")
    #expect(Decimal.fixed(10.5, places: 1, tight: true) == "10.5")
    #expect(Decimal.fixed(2.5, places: 0) == "3")
    #expect(Decimal.fixed(1e18, places: 2) == "1e18")
  }

  @Test(arguments: [(412_106, "412,106"), (0, "0"), (-1000, "-1,000"), (Int.min, "-9,223,372,036,854,775,808")])
  func countsAreGrouped(_ value: Int, _ text: String) { #expect(Decimal.count(value) == text) }

  @Test(arguments: [
    (36_000.0, "36k"), (1.6e6, "1.6M"), (175e9, "175B"), (1e9, "1.0B"), (999.6e6, "1.0B"), (9.97e6, "10M"), (70, "70"),
    (2.3e21, "2.3e21"), (6.9e9, "6.9B"), (14_067_712, "14M"), (0.5, "0.5"), (7, "7"), (1.5e12, "1.5T"), (-3e6, "-3.0M"),
  ])
  func sizesOfModelsAreShort(_ value: Double, _ text: String) { #expect(Decimal.magnitude(value) == text) }

  @Test(arguments: [
    (0.0, "<.001"), (0.0009, "<.001"), (0.0034, ".003"), (0.00996, ".01"), (0.03, ".03"), (0.97, ".97"),
    (0.999, ">.99"),
    (1, ">.99"), (.nan, "·"),
  ])
  func probabilitiesNeverClaimCertainty(_ value: Double, _ text: String) { #expect(Decimal.p(value) == text) }
}
