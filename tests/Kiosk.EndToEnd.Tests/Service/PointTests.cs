using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;
using Kiosk.Verification.Reasons;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A door without staff: who may pass is a rule of the feed.</summary>
public sealed class PointTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whom_the_points_rule_means_passes_and_others_are_refused_neutrally()
    {
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, DemoPoint.WayIn, collector, verifies: true);

        await door.TapAsync(DemoCard.GoodP256, "Thẻ hợp lệ.");
        await door.TapAsync(DemoCard.NotInvited, "Chưa xác thực được.");
        await door.TapAsync(DemoCard.Staff, "Thẻ hợp lệ.");

        Assert.Equal([ReasonCode.Admitted, ReasonCode.AdmissionNotAllowedHere, ReasonCode.Admitted], CodesIn(door));
    }

    [Fact]
    public async Task Where_the_feed_has_no_rule_nobody_passes()
    {
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "2", collector, verifies: true);

        await door.TapAsync(DemoCard.GoodP256, "Chưa xác thực được.");

        Assert.Equal([ReasonCode.AdmissionNoRule], CodesIn(door));
    }

    private static IEnumerable<ReasonCode> CodesIn(HallDoor door) => JournalReader.Open(door.Journal).Read().Where(entry => entry.Record.Mode is JournalMode.VerifyOnly).Select(entry => entry.Record.Code);
}
