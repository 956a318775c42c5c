using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>Taps all twelve cards in order, printing a line for each, revokes a valid one, syncs and taps it again, then verifies the journal.</summary>
internal sealed class DemoTour(DemoTaps taps, DemoWorld world, SyncSetup sync, CheckInJournal journal, bool asJson)
{
    private bool isRight = true;
    private ulong recorded;

    /// <returns>The exit code: 0 only if every answer is as expected and the journal is intact and complete.</returns>
    public async Task<int> PlayAsync(CancellationToken cancellationToken)
    {
        foreach (var card in DemoCard.All)
        {
            await TapAsync(card, cancellationToken);
        }

        await world.RevokeAsync(DemoCard.GoodRsa, cancellationToken);
        await DemoSync.RunAsync(sync, cancellationToken);
        await TapAsync(DemoCard.GoodRsaRevokedSince, cancellationToken);
        return isRight & IsJournalRight() ? ExitCode.Done : ExitCode.No;
    }

    private async Task TapAsync(DemoCard card, CancellationToken cancellationToken)
    {
        var outcome = await taps.TapAsync(card, cancellationToken);
        isRight &= outcome.Code == card.Expected;
        recorded += outcome.Receipt is null ? 0UL : 1;
        Print(TourLine.Of(card, outcome));
    }

    private bool IsJournalRight()
    {
        journal.SignCheckpoint();
        var folders = new KioskFolders(world.Data);
        var found = JournalVerifier.Verify(folders.Journal, GivenTerminals.Read(null, folders));
        var tapped = JournalReader.Open(folders.Journal).Read().Count(entry => entry.Record.Outcome is not JournalOutcome.Note);
        var isWhole = found.IsWhole && tapped == (int)recorded && found.Signed.KeyId is not null && found.Unsigned == 0;
        if (!asJson)
        {
            Console.WriteLine(isWhole
                ? $"Nhật ký nguyên vẹn: {recorded} bản ghi, máy {found.TerminalId} đã ký bằng khóa {found.Signed.KeyId:x8} · Journal verified: {recorded} records, chain whole, signed by terminal {found.TerminalId} with key {found.Signed.KeyId:x8}."
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
    public static TourLine Of(DemoCard card, CheckInOutcome outcome) => new(
        card.Number,
        card.Vietnamese,
        ReasonTable.NameOf(outcome.Code),
        ReasonTable.NameOf(card.Expected),
        outcome.Code == card.Expected,
        ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline,
        outcome.CardTime.TotalMilliseconds,
        outcome.TerminalTime.TotalMilliseconds);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TourLine))]
internal sealed partial class TourJson : JsonSerializerContext;
