using Kiosk.CommandLine;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests.Sync;

/// <summary>What systemd starts when a courier plugs in a stick.</summary>
public sealed class CourierUnitTests
{
    private static readonly string[] Courier = File.ReadAllLines(SourceTree.PathOf("image", "courier", "kiosk-stick@.service"));
    private static readonly string[] Terminal = File.ReadAllLines(SourceTree.PathOf("image", "units", "kiosk.service"));

    /// <summary>What root wrote, the service could not read.</summary>
    [Theory]
    [InlineData("User")]
    [InlineData("UMask")]
    public void It_writes_as_the_service_does(string setting)
    {
        Assert.StartsWith("/usr/bin/kiosk sync import ", Of(Courier, "ExecStart"), StringComparison.Ordinal);
        Assert.Equal(Of(Terminal, setting), Of(Courier, setting));
    }

    [Fact]
    public void A_stick_that_is_of_no_use_counts_as_handled() =>
        Assert.Equal($"{ExitCode.No} {ExitCode.NotAvailable}", Of(Courier, "SuccessExitStatus"));

    private static string Of(string[] unit, string setting) => Assert.Single(unit, line => line.StartsWith($"{setting}=", StringComparison.Ordinal)).Split('=', 2)[1];
}
