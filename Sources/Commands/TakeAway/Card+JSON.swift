import ArgumentParser
import Dashboard
import Runs

extension Card {
  /// As every file that is taken away carries it. Those behind it are only there.
  var json: JSON {
    .object(
      contract + [
        ("filter", JSON(filter)), ("flagged", JSON(flagged)),
        ("flagged_elsewhere", .integer(flaggedElsewhere)),
        (
          "items",
          items.map { items in
            .object([
              ("shown", .integer(items.shown)), ("of", .integer(items.of)), ("filter", JSON(items.filter)),
              ("marked", .integer(items.marked)),
            ])
          } ?? .null
        ), ("command", JSON(command.isEmpty ? nil : command)), ("vane", .string(Vane.configuration.version)),
      ])
  }

  /// What `vane compare` prints of it.
  var contract: [(String, JSON)] {
    [
      ("picked", .string(picked.rawValue)), ("seen", .integer(seen)), ("shown", .integer(shown)),
      ("hidden_by_options", .integer(hidden)), ("hidden_by_filter", .integer(filtered)), ("marks", .integer(marks)),
      ("subsets", JSON(subsets)), ("measure", .string(measure.rawValue)), ("axis", .string(axis.rawValue)),
      ("families", .array(families.map(JSON.string))),
    ]
  }
}
