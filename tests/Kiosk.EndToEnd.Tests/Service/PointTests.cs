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
    public async Task Two_terminals_of_one_point_know_of_each_other_through_the_collector()
    {
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var wayIn = await HallDoor.OpenAsync(Installation.TerminalId, DemoPoint.WayIn, collector, verifies: true);
        await using var wayOut = await HallDoor.OpenAsync(Installation.OtherTerminalId, DemoPoint.WayOut, collector, "out", verifies: true);
        await wayIn.TapAsync(DemoCard.GoodP256, "Thẻ hợp lệ.");
        await wayIn.TapAsync(DemoCard.GoodRsa, "Thẻ hợp lệ.");

        await wayIn.TapAsync(DemoCard.GoodP256, "Chưa xác thực được.");
        await wayOut.TapAsync(DemoCard.GoodP256, "Thẻ hợp lệ.");
        await wayIn.UntilInsideAsync(1);
        await wayIn.TapAsync(DemoCard.GoodP256, "Thẻ hợp lệ.");
        await wayIn.TapAsync(DemoCard.GoodRsa, "Chưa xác thực được.");
        await wayIn.TapAsync(DemoCard.Staff, "Đã cho phép vào lại một lần.");
        await wayIn.TapAsync(DemoCard.GoodRsa, "Thẻ hợp lệ.");

        Assert.Equal(
            [ReasonCode.Admitted, ReasonCode.Admitted, ReasonCode.AdmissionPassback, ReasonCode.Admitted, ReasonCode.AdmissionPassback, ReasonCode.AdmissionPassback, ReasonCode.Admitted],
            CodesIn(wayIn));
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
