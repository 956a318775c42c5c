using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>
/// Taps all twelve cards in order, printing a line for each, revokes a valid one, syncs and taps it again, and at a second door taps one that is in; plays <see cref="TourScenes"/>; then verifies the journal and the collector's receipt for it,
/// and prints the collector's attendance list, with the made-up members' names.
/// </summary>
/// <param name="collector">Null where the program is missing.</param>
internal sealed class DemoTour(DemoWorld world, IReadOnlyList<DemoDoor> doors, DemoCollector? collector, bool asJson)
{
    private readonly DemoDoor first = doors[0];
    private bool isRight = true;
    private ulong recorded;

    /// <returns>The exit code: 0 only if every answer is as expected, the journal is intact and complete, and the collector vouches for all of it.</returns>
    public async Task<int> PlayAsync(CancellationToken cancellationToken)
    {
        foreach (var card in DemoCard.All)
        {
            recorded += await TapAsync(first, card, cancellationToken);
        }

        await world.RevokeAsync(DemoCard.GoodRsa, cancellationToken);
        await DemoSync.RunAsync(first.Sync, cancellationToken);
        recorded += await TapAsync(first, DemoCard.GoodRsaRevokedSince, cancellationToken);
        var way = collector is null ? null : new TourCollection(doors, collector, world.Authority, asJson);
        foreach (var other in doors.Skip(1))
        {
            await TourCollection.HeardAsync(other, cancellationToken);
            await TapAsync(other, DemoCard.GoodP256InAlready, cancellationToken);
        }

        await PlayScenesAsync(cancellationToken);
        isRight &= IsJournalRight();
        if (way is not null)
        {
            isRight &= await way.IsRightAsync(cancellationToken);
        }
        else if (!asJson)
        {
            Console.WriteLine($"Máy thu thập: {DemoCollector.Missing.Vietnamese} · Collector: {DemoCollector.Missing.English}");
        }

        return isRight ? ExitCode.Done : ExitCode.No;
    }

    /// <returns>The number of records that it made.</returns>
    private async Task<ulong> TapAsync(DemoDoor door, DemoCard card, CancellationToken cancellationToken)
    {
        var outcome = await door.Taps.TapAsync(card, cancellationToken);
        isRight &= outcome.Code == card.Expected;
        Print(TourLine.Of(card, outcome));
        return outcome.Receipt is null ? 0UL : 1;
    }

    private async Task PlayScenesAsync(CancellationToken cancellationToken)
    {
        var scenes = new TourScenes(world, first);
        await foreach (var (line, outcome) in scenes.PlayAsync(cancellationToken))
        {
            isRight &= line.Ok;
            recorded += outcome.Receipt is null ? 0UL : 1;
            Print(line);
        }

        recorded += scenes.Undone;
    }

    private bool IsJournalRight()
    {
        first.Journal.SignCheckpoint();
        var found = JournalVerifier.Verify(first.Folders.Journal, GivenTerminals.Read(null, first.Folders));
        var outcomes = JournalReader.Open(first.Folders.Journal).Read().Select(entry => entry.Record.Outcome).ToList();
        var isWhole = found.IsWhole && outcomes.Count(outcome => outcome is not JournalOutcome.Note) == (int)recorded && found.Signed.KeyId is not null && found.Unsigned == 0;
        if (!asJson)
        {
            Console.WriteLine(isWhole
                ? $"Nhật ký nguyên vẹn: {outcomes.Count} bản ghi, trong đó {recorded} của người đến, máy {found.TerminalId} đã ký bằng khóa {found.Signed.KeyId:x8} · Journal verified: {outcomes.Count} records, {recorded} of them of people who came, chain whole, signed by terminal {found.TerminalId} with key {found.Signed.KeyId:x8}."
                : $"JOURNAL WRONG: {recorded} receipts were given; {found}");
        }

        return isWhole;
    }

    private void Print(TourLine line)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(line, TourJson.Default.TourLine));
            return;
        }

        Console.WriteLine($"{(line.Ok ? "✓" : "✗")} {line.Number,2} {line.Card,-48} {line.Code,-26} card {line.CardMilliseconds,6:0.0} ms  terminal {line.TerminalMilliseconds,6:0.0} ms  {line.Sentence}");
        if (!line.Ok)
        {
            Console.WriteLine($"     expected {line.Expected}");
        }
    }
}

/// <summary>One tap of the tour.</summary>
/// <param name="Sentence">The screen's text for the member, in Vietnamese.</param>
internal sealed record TourLine(int Number, string Card, string Code, string Expected, bool Ok, string Sentence, double CardMilliseconds, double TerminalMilliseconds)
{
    public static TourLine Of(DemoCard card, CheckInOutcome outcome) => Of(card.Number, card.Vietnamese, card.Expected, outcome);

    /// <param name="holds">Whether what else belongs to it is as it should be.</param>
    public static TourLine Of(int number, string words, ReasonCode expected, CheckInOutcome outcome, bool holds = true) => new(
        number,
        words,
        ReasonTable.NameOf(outcome.Code),
        ReasonTable.NameOf(expected),
        holds && outcome.Code == expected,
        ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline,
        outcome.CardTime.TotalMilliseconds,
        outcome.TerminalTime.TotalMilliseconds);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TourLine))]
[JsonSerializable(typeof(TourCollected))]
internal sealed partial class TourJson : JsonSerializerContext;
