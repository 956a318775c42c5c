using System.Globalization;
using System.Security.Cryptography;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Fuzzing;

namespace Kiosk.Service.Tests.Fuzzing;

/// <summary>The fuzzer over the terminal's own code: 50,000 cards, and as many as the environment says in the nightly run.</summary>
public sealed class FuzzTests
{
    private const string CardsVariable = "KIOSK_FUZZ_CARDS";
    private const long Cards = 50_000;
    private const int Seed = 20_261_122;

    [Fact]
    public async Task Nothing_is_found_in_bent_cards_and_lists()
    {
        using var folder = TestFolder.Fast();
        var nightly = Environment.GetEnvironmentVariable(CardsVariable);
        var cards = nightly is null ? Cards : long.Parse(nightly, CultureInfo.InvariantCulture);
        var seed = nightly is null ? Seed : RandomNumberGenerator.GetInt32(int.MaxValue);
        var run = new FuzzRun(new FuzzOptions(cards, cards / 10, seed, folder[""], Environment.ProcessorCount), FuzzSubject.Terminal);
        await using var output = new StringWriter();

        var code = await FuzzCommand.RunAsync(run, asJson: false, output, Kiosk.Words.Language.English, CancellationToken.None);

        Assert.True(code == ExitCode.Done, output.ToString());
        Assert.Equal((cards, cards / 10), (run.Tally.Cards, run.Tally.Lists));
        // Bending must reach every stage, and leave some cards as they were.
        Assert.True(run.Tally.Admitted > cards / 100, output.ToString());
        Assert.True(run.Tally.Answers.Count() > 15, output.ToString());
    }
}
