import Runs
import Testing

@Suite struct FinalModelsTests {
  private func model(_ name: String, _ checkpoint: Int?) -> Model {
    Model(name: name, family: "pythia", checkpoint: checkpoint)
  }

  private func finals(_ models: [Model]) -> [Model] { models.filter(FinalModels(of: models).contains) }

  @Test func theFinishedModelStandsBeforeAllItsCheckpoints() {
    let models = [model("pythia-70m", 143_000), model("pythia-70m", nil), model("pythia-70m", 512)]
    #expect(finals(models) == [model("pythia-70m", nil)])
  }

  @Test func ofCheckpointsAloneTheFurthestStandsForItsModel() {
    let models = [model("pythia-70m", 512), model("pythia-70m", 1000), model("pythia-160m", 512)]
    #expect(finals(models) == [model("pythia-70m", 1000), model("pythia-160m", 512)])
  }
}
