/// The plain table, for harnesses that nobody has written a reader for.
enum OwnTable {
  static let page = """
    ## A table of your own

    CSV, TSV, or one JSON object per line, one file per model. Ten lines of script make it from any harness:

    ```csv
    model,parameters,behaviour,suite,variant,item,choice,logp,watched
    mine-70m,7.0e7,flattery,opinions,plain,q1,I agree,-3.25,1
    mine-70m,7.0e7,flattery,opinions,plain,q1,I disagree,-2.5,0
    ```

    | column | what it holds |
    |---|---|
    | `item` | the item's name, the same in every model's table; required |
    | `logp` | total log-likelihood of this row's choice given the prompt, nats; rows of one item are its choices |
    | `loss` | instead: minus the log of the watched answer's probability among the choices; one row per item |
    | `watched` | 1 or true if this choice shows the behaviour |
    | `choice` | the choice's text, for its length; `bytes` gives the length alone |
    | `correct` | 1, 0 or a fraction, on any row of the item |
    | `coverage` | with `loss`: log of the probability of all choices together, nats |
    | `model`, `parameters`, `revision` | the same in all rows; the file's name stands in for a missing model |
    | `behaviour`, `suite`, `variant` | where the item belongs; the file's name stands in for a missing suite |

    An item of which a row is rejected is left out: what is left of its choices is another question. So is one that has a
    choice twice, with two numbers. A row of another model, revision or number of parameters is refused.

    A suite's name that stands under two behaviours of one table has the behaviour before it: `flattery:opinions`.

    """
}
