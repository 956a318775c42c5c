using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class DoctorTests : IDisposable
{
    private static readonly string[] All = ["daemon", "reader", "cache", "feed", "journal", "clock", "disk", "display"];

    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Every_part_is_examined_and_what_is_wrong_has_a_remedy_in_both_languages()
    {
        var before = Fingerprint.Of(installation.Data);

        var findings = (await KioskProcess.RunAsync("doctor", "--json", "--data", installation.Data)).AssertExit(1).JsonLines;

        Assert.Equal(All, findings.Select(finding => finding.GetProperty("name").GetString()));
        Assert.Equal("Bad", Of(findings, "daemon").GetProperty("health").GetString());
        Assert.Equal("Good", Of(findings, "cache").GetProperty("health").GetString());
        Assert.Equal("Doubtful", Of(findings, "journal").GetProperty("health").GetString());
        Assert.All(findings.Where(finding => finding.GetProperty("health").GetString() != "Good"), finding => Assert.All(
            ["vietnamese", "english"],
            language => Assert.NotEmpty(finding.GetProperty("remedy").GetProperty(language).GetString()!)));
        Assert.Equal(before, Fingerprint.Of(installation.Data));
    }

    [Fact]
    public async Task One_part_can_be_asked_for_and_decides_the_exit_code()
    {
        var good = (await KioskProcess.RunAsync("doctor", "--only", "cache", "--data", installation.Data)).AssertExit(0);
        var bad = (await KioskProcess.RunAsync("doctor", "--only", "cache", "--data", installation["nowhere"])).AssertExit(1);

        Assert.StartsWith("✓ cache", good.Output, StringComparison.Ordinal);
        Assert.StartsWith("✗ cache", bad.Output, StringComparison.Ordinal);
        Assert.Contains("→ Run: kiosk sync now, or kiosk sync import PATH; without a feed: kiosk cache build --from DIR", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_beside_the_running_service()
    {
        await using var service = await installation.RunAsync();

        var finding = (await KioskProcess.RunAsync("doctor", "--only", "journal", "--json", "--data", installation.Data)).AssertExit(0).Json;

        Assert.Equal("The journal is whole, 0 records.", finding.GetProperty("what").GetProperty("english").GetString());
    }

    private static JsonElement Of(IReadOnlyList<JsonElement> findings, string name) => findings.Single(finding => finding.GetProperty("name").GetString() == name);
}
