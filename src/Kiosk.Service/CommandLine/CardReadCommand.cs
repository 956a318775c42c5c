using System.CommandLine;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card read</c>: collects evidence from a card, for judging later.</summary>
internal static class CardReadCommand
{
    private const string TerminalId = "KIOSK-CARD-READ";

    public static Command Create(Language language)
    {
        var card = new Option<string?>("--card") { Description = new Phrase("Đọc ảnh thẻ này thay cho thẻ trên đầu đọc.", "Read this card image instead of a card on the reader.").In(language), HelpName = "FILE" };
        var source = new CardSource(language);
        var profile = new Option<string?>("--profile") { Description = new Phrase("Hồ sơ thẻ; mặc định: xác thực thẻ PIV theo bản công bố.", "Card profile; default: PIV card authentication as published.").In(language), HelpName = "FILE" };
        var json = new CommonOptions(language).Json;
        var command = new Command("read", new Phrase("Đọc một thẻ và in bằng chứng của thẻ ở dạng JSON. Mã thoát 1: không đọc được; 3: không có thẻ nào.", "Read a card and print its evidence as JSON. Exit code 1: it could not be read; 3: no card came.").In(language)) { card, source.Reader, source.Config, profile, source.Wait, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reading = CardFiles.ReadProfile(parsed.GetValue(profile)).Reading;
            var image = parsed.GetValue(card) is { } file ? CardFiles.ReadImage(file) : null;
            var reader = await source.OpenAsync(parsed, image, cancellationToken);
            await using (reader)
            {
                return await ReadAsync(parsed.GetValue(card) ?? new Phrase("thẻ", "the card").In(language), reader, reading, source.Timeout(parsed), parsed.GetValue(json), language, cancellationToken);
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
            throw new ServiceUnavailableException(new(
                $"Không có thẻ nào trong {timeout.TotalSeconds:0} giây (đầu đọc: {StatusWords.OfReader(reader.State.ToString()).Vietnamese}). Xem: kiosk doctor [{ReaderSetup.DetailOf(reader).TrimEnd('.')}].",
                $"No card came within {timeout.TotalSeconds:0} s (reader: {reader.State}). {ReaderSetup.DetailOf(reader)} See: kiosk doctor"), exception);
        }

        var session = new CardSession(reader, new ChallengeSource(TerminalId), TimeProvider.System);
        return await session.ReadAsync(arrival, profile, cancellationToken);
    }

    /// <summary>How the card deviates from the profile; null if the reason says it all.</summary>
    public static Phrase? DetailOf(CardReadResult result, CardReadingProfile profile) => result switch
    {
        CardReadResult.Faulted { Detail: { } detail } => Phrase.WithDetail("thẻ trả lời khác với hồ sơ thẻ", detail),
        CardReadResult.Unsupported => new(
            $"Không ứng dụng nào của hồ sơ thẻ trả lời lệnh SELECT: {string.Join(", ", profile.Applications)}.",
            $"None of the applications of the card profile answers SELECT: {string.Join(", ", profile.Applications)}."),
        _ => null,
    };

    /// <param name="name">The card, as the user named it.</param>
    private static async Task<int> ReadAsync(string name, ICardReader reader, CardReadingProfile profile, TimeSpan timeout, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var result = await NextAsync(reader, profile, timeout, cancellationToken);
        if (result is CardReadResult.Read { Evidence: var evidence })
        {
            Console.WriteLine(CardEvidenceJson.ToJson(evidence));
            return ExitCode.Done;
        }

        var reason = ReasonTable.Of(CardReadReason.Of(result));
        var sentence = $"{name}: {reason.Name}: {(DetailOf(result, profile) ?? reason.Meaning).In(language)}";
        if (asJson)
        {
            JsonPrinter.Print(FailurePrinter.ToJson($"{sentence} {reason.OperatorRemedy.In(language)}", ExitCode.No));
        }
        else
        {
            await Console.Error.WriteLineAsync($"{sentence}\n{reason.OperatorRemedy.In(language)}");
        }

        return ExitCode.No;
    }
}
