using System.Globalization;
using Kiosk.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>How many cuts, and the seed of what happens between them: <c>KIOSK_CUTS=1000</c> is the release setting (<c>./kiosk test --powercut</c>), <c>KIOSK_CUTS_SEED</c> draws others.</summary>
/// <remarks>The moment of a cut is drawn as a share of what the action takes: the same seed cuts in the same action, not at the same instruction.</remarks>
internal static class CutPlan
{
    private const int Few = 30;
    private const int DefaultSeed = 1;

    public static int Cuts { get; } = Number("KIOSK_CUTS") ?? Few;

    /// <param name="lane">Of several terminals at once, from 0.</param>
    public static Random Draw(ITestOutputHelper output, int lane = 0)
    {
        var seed = Number("KIOSK_CUTS_SEED") ?? DefaultSeed;
        Progress.Say(output, $"KIOSK_CUTS={Cuts} KIOSK_CUTS_SEED={seed}, lane {lane}");
        return new(seed + lane);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
