public import Runs

/// A run's folder of naimenz/inverse-scaling-eval-pipeline, file by file: `data.csv` with the questions, one
/// `<model>.csv` per model with its losses.
///
///     index,loss,correct,total_logprob
///     0,0.4443206787109375,1,-0.6060198545455933
///
/// becomes item `0` with loss 0.444, correct, coverage −0.606. Whether a loss is renormalised over classes or belongs
/// to the only continuation is for `data.csv` to say, so it is told where both meet; a table with more than losses says
/// it by itself.
public enum InverseScalingReader: TextReader {
  public static let name = "inverse-scaling"
  public static let summary = "inverse-scaling-eval-pipeline folders: data.csv and one CSV of losses per model"

  public static func recognizes(_ file: LogFile) -> Bool {
    let header = CSVHeader(of: file, lineEnd: file.lineEnd)
    // A plain table names its items, whatever else stands beside them: pandas adds an index.
    guard !header.contains("item") else { return false }
    return LossTable(header) != nil || QuestionTable(header) != nil || isNumeric(header)
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    read(file, chunk: 262_144, cancelled: cancelled)
  }

  static func read(_ file: LogFile, chunk: Int, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    var problems = ProblemList(in: file.path)
    do throws(Problem) {
      var scan = CSVScanner(try file.open(), lineEnd: file.lineEnd, chunk: chunk)
      let first = scan.next()
      let header = first == .record ? CSVHeader(scan) : nil
      if let header, header.contains("index") {
        var facts = RunFacts()
        facts.model = file.stem
        reading.facts = [facts]
      }
      if let header, let table = LossTable(header) {
        if table.isOverClasses { reading.facts[0].tasks = [InverseScalingTask.classes.facts] }
        let columns = table.read(&scan, &problems, cancelled)
        if columns.count > 0 {
          reading.columns = [columns]
        } else {
          reading.ignoredBecause = table.isEmptyReason(rows: scan.line > 1)
        }
      } else if let header, let table = QuestionTable(header) {
        let columns = table.read(&scan, &problems, cancelled)
        if columns.count > 0 { reading.columns = [columns] } else { reading.ignoredBecause = "no data: header only" }
      } else if let header, isNumeric(header) {
        reading.ignoredBecause = "numeric estimates are neither losses nor probabilities"
      } else {
        problems.add("no known columns in the header", "nothing was read from this file", line: 1)
      }
      Accuracies.settle(&reading.columns, &problems)
      if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
    } catch {
      problems.add(error)
    }
    reading.problems = problems.all
    return reading
  }

  /// Anchoring tests, both sides: the model's guesses and what they are compared with.
  private static func isNumeric(_ header: CSVHeader) -> Bool {
    header.contains("index") && header.contains("estimate")
      || header.contains("true_answer") && header.contains("anchor")
  }
}
