using System.CommandLine;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card read</c>: collects evidence from a card, for judging later.</summary>
internal static class CardReadCommand
{
    private const string TerminalId = "KIOSK-CARD-READ";

    public static Command Create()
    {
        var card = new Option<string?>("--card") { Description = "Read this card image instead of a card on the reader.", HelpName = "FILE" };
        var source = new CardSource();
        var profile = new Option<string?>("--profile") { Description = "Card profile; default: PIV card authentication as published.", HelpName = "FILE" };
        var json = new CommonOptions().Json;
        var command = new Command("read", "Read a card and print its evidence as JSON. Exit code 1: it could not be read; 3: no card came.") { card, source.Reader, source.Config, profile, source.Wait, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reading = CardFiles.ReadProfile(parsed.GetValue(profile)).Reading;
            var image = parsed.GetValue(card) is { } file ? CardFiles.ReadImage(file) : null;
            var reader = await source.OpenAsync(parsed, image, cancellationToken);
            await using (reader)
            {
                return await ReadAsync(parsed.GetValue(card) ?? "the card", reader, reading, source.Timeout(parsed), parsed.GetValue(json), cancellationToken);
            }
        });
        return command;
    }

    /// <summary>Waits for the next card and reads it.</summary>
    /// <exception cref="ServiceUnavailableException">No card came in time.</exception>
    public static async Task<CardReadResult> NextAsync(ICardReader reader, CardReadingProfile profile, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        CardArrival arrival;
        try
        {
            arrival = await reader.WaitForCardAsync(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServiceUnavailableException($"No card came within {timeout.TotalSeconds:0} s (reader: {reader.State}). {ReaderSetup.DetailOf(reader)} See: kiosk doctor", exception);
        }

        var session = new CardSession(reader, new ChallengeSource(TerminalId), TimeProvider.System);
        return await session.ReadAsync(arrival, profile, cancellationToken);
    }

    /// <summary>How the card deviates from the profile; null if the reason says it all.</summary>
    public static string? DetailOf(CardReadResult result, CardReadingProfile profile) => result switch
    {
        CardReadResult.Faulted faulted => faulted.Detail,
        CardReadResult.Unsupported => $"None of the applications of the card profile answers SELECT: {string.Join(", ", profile.Applications)}.",
        _ => null,
    };

    /// <param name="name">The card, as the user named it.</param>
    private static async Task<int> ReadAsync(string name, ICardReader reader, CardReadingProfile profile, TimeSpan timeout, bool asJson, CancellationToken cancellationToken)
    {
        var result = await NextAsync(reader, profile, timeout, cancellationToken);
        if (result is CardReadResult.Read { Evidence: var evidence })
        {
            Console.WriteLine(CardEvidenceJson.ToJson(evidence));
            return ExitCode.Done;
        }

        var reason = ReasonTable.Of(CardReadReason.Of(result));
        var sentence = $"{name}: {reason.Name}: {DetailOf(result, profile) ?? reason.Meaning.English}";
        if (asJson)
        {
            Console.WriteLine(JsonText.OfFailure($"{sentence} {reason.OperatorRemedy.English}", ExitCode.No));
        }
        else
        {
            await Console.Error.WriteLineAsync($"{sentence}\n{reason.OperatorRemedy.English}");
        }

        return ExitCode.No;
    }
}
