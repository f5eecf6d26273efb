import Dashboard
import Runs

extension Card {
  /// As every export carries it.
  var json: JSON {
    .object([
      ("picked", .string("after looking")), ("seen", .integer(seen)), ("shown", .integer(shown)),
      ("hidden_by_options", .integer(hidden)), ("hidden_by_filter", .integer(filtered)), ("marks", .integer(marks)),
      ("subsets", JSON(subsets)), ("measure", .string(measure.rawValue)), ("axis", .string(axis.rawValue)),
      ("families", .array(families.map(JSON.string))),
    ])
  }
}
