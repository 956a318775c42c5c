using Kiosk.Service.CheckIn;
using Kiosk.Service.SelfTest;
using Kiosk.Trials.Pki;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Row 32 of the hostile table, for one tap.</summary>
internal static class LeftTraces
{
    /// <summary>Asserts that nothing about the card or its holder is in the log, the metrics, the status or on the screen.</summary>
    public static void AssertNone(RunningTerminal terminal, CheckInOutcome outcome, IssuedCard card) => Assert.Empty(new Traces([card]).FindIn(
        new Dictionary<string, string>
        {
            ["log"] = terminal.Log,
            ["metrics"] = terminal.MetricsText,
            ["status"] = terminal.StatusJsonText,
            ["screen"] = Traces.WordsOf(outcome),
        },
        Traces.Of(card.Image())));
}
