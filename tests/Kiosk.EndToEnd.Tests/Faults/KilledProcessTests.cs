using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Faults;

public sealed partial class KilledProcessTests
{
    [Fact]
    public async Task Every_record_that_was_announced_before_the_kill_is_in_a_whole_journal()
    {
        using var folder = new TestFolder();
        await using var demo = KioskProcess.Start("demo", "--data", folder["demo"]);
        for (var round = 0; round < 5; round++)
        {
            foreach (var card in (string[])["1", "2", "3", "9", "5"])
            {
                await demo.TypeAsync(card);
            }
        }

        // The first record is the start itself.
        await demo.Output.UntilAsync(", record 7");
        demo.Signal(KioskProcess.Kill);
        var killed = await demo.EndAsync();

        var announced = RecordNumber.Matches(killed.Output).Select(match => ulong.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)).ToHashSet();
        Assert.True(announced.Count >= 6, killed.Output);
        Assert.True((await KioskProcess.RunAsync("log", "verify", "--json", "--data", folder["demo/data"])).AssertExit(0).Json.GetProperty("whole").GetBoolean());
        var exported = (await KioskProcess.RunAsync("log", "export", "--json", "--data", folder["demo/data"])).AssertExit(0);
        Assert.Subset(exported.JsonLines.Select(line => line.GetProperty("sequence").GetUInt64()).ToHashSet(), announced);
    }

    [GeneratedRegex(", record (?<number>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex RecordNumber { get; }
}
