using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>
/// The disk refuses a call while the real service starts, lets a member in and stops: whoever was let in has a record, whoever has none was not let in, and once the disk works again
/// the terminal serves with a whole journal.
/// </summary>
/// <remarks>Proves nothing about disks that lie (<see cref="A_write_that_is_lost_without_an_error_is_noticed_by_this_harness"/>) nor about power cuts.</remarks>
public sealed class ErrorsInServiceTests(ITestOutputHelper output)
{
    private const int Most = 12;

    [FactWithTool("cc")]
    public async Task Nothing_acknowledged_is_lost_by_a_call_that_fails()
    {
        await using var terminal = new TappedTerminal();
        using var place = new TestFolder();
        var shim = new StepShim(place, terminal.Data);
        Assert.True((await terminal.RunAsync(shim.RecordingReads, DemoCard.GoodP256)).Welcomed);
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            terminal.PutBack();

            var told = await terminal.RunAsync(shim.FailingAt(step, error), DemoCard.GoodP256);
            var found = await terminal.RepairAsync();

            var broken = shim.Recorded.FirstOrDefault("none");
            Progress.Say(output, $"{step} {error}, {broken}: {(told.Welcomed ? "let in" : told.WentOut ? "out of service" : "no answer")}");
            Assert.True(FaultOf(told, found) is null, $"Call {step} ({broken}) with {error}: {FaultOf(told, found)}\n{told.Ended.Output}\n{told.Ended.Errors}\nAfter it:\n{found.Text}");
        }
    }

    /// <summary>The same run on a disk that throws a write away and says that it is done, which no program can notice in time: this harness does.</summary>
    [FactWithTool("cc")]
    public async Task A_write_that_is_lost_without_an_error_is_noticed_by_this_harness()
    {
        await using var terminal = new TappedTerminal();
        using var place = new TestFolder();
        var shim = new StepShim(place, terminal.Data);
        await terminal.RunAsync(shim.RecordingReads, DemoCard.GoodP256);
        var faults = new List<string?>();
        foreach (var step in shim.Recorded.Index().Where(call => call.Item.StartsWith("write journal/", StringComparison.Ordinal)).Select(call => call.Index + 1).ToList())
        {
            terminal.PutBack();
            faults.Add(FaultOf(await terminal.RunAsync(shim.FailingAt(step, DiskError.Lost), DemoCard.GoodP256), await terminal.RepairAsync()));
        }

        Assert.Contains("the member was let in and no record is there", faults);
    }

    private static string? FaultOf(TappedTerminal.Told told, TappedTerminal.Found found) =>
        told.Welcomed && found.Admitted < 2 ? "the member was let in and no record is there"
        : found.Admitted > 2 ? "there are more records than taps"
        : !told.Welcomed && !told.WentOut ? "the member got no answer"
        : told.Ended.ExitCode > 100 ? $"the service ended with {told.Ended.ExitCode}"
        : told.Ended.Errors.Contains("   at ", StringComparison.Ordinal) ? "a stack trace was shown"
        : !found.Serves ? "it does not serve again"
        : !found.IsWhole ? "the journal is not whole"
        : null;
}
