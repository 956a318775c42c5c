using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class SelfTestThroughPn532Tests
{
    /// <summary>Rows that a reader can affect: time and absence (5), times of refusals (27).</summary>
    [Fact]
    public async Task The_hostile_table_holds_through_an_emulated_PN532()
    {
        var ended = await KioskProcess.RunAsync("selftest", "--reader", "pn532", "--row", "1", "--row", "5", "--row", "12", "--row", "27", "--row", "31");

        ended.AssertExit(0);
    }
}
