using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>The disk refuses a call on what a terminal keeps of its uploads: the door goes on, and once the disk works again every record is at the collector, with a receipt that verifies.</summary>
[SupportedOSPlatform("linux")]
public sealed class ErrorsInUploadTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 6;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FactWithTool("cc")]
    public async Task A_call_that_fails_keeps_no_record_from_the_collector()
    {
        using (var first = await CollectorProcess.StartAsync(folder["collector"]))
        {
            await first.InviteAsync("HN-09");
        }

        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        await door.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await door.StopAsync();
        var shim = new StepShim(folder, door.Upload);
        await door.StartAsync(shim.RecordingReads);
        var records = await ReceiptedAsync(door, collector, after: 0);
        await door.StopAsync();
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            await door.StartAsync(shim.FailingAt(step, error));
            await Eventually.IsAsync(() => Task.FromResult(shim.Recorded.Count > 0), $"call {step} was made");
            var broken = shim.Recorded[0];
            await door.StopAsync();

            await door.StartAsync();
            var after = await ReceiptedAsync(door, collector, after: records);
            await door.StopAsync();

            Progress.Say(output, $"{step} {error}, {broken}: {after} records receipted, {records} before");
            records = after;
        }
    }

    /// <returns>How many records the newest receipt covers, once they are more.</returns>
    private static async Task<int> ReceiptedAsync(HallDoor door, CollectorProcess collector, int after)
    {
        var records = 0;
        await Eventually.IsAsync(async () => (records = await door.ReceiptedAsync(collector)) > after, $"a receipt covers more than {after} records");
        return records;
    }
}
