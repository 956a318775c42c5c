using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Cards.Iso7816;
using Kiosk.Words;

namespace Kiosk.Cards;

/// <summary>Card evidence as JSON: byte fields in Base64, AID and algorithm in hexadecimal.</summary>
public static class CardEvidenceJson
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxTerminalId = 64;
    private const double MaxAnswerMilliseconds = 600_000;

    public static string ToJson(CardEvidence evidence) => evidence switch
    {
        CardEvidence.Piv piv => JsonSerializer.Serialize(DocumentOf(piv), CardEvidenceJsonContext.Default.PivEvidenceDocument),
        _ => throw new ArgumentException($"No form for {evidence.GetType().Name}.", nameof(evidence)),
    };

    /// <param name="json">UTF-8.</param>
    /// <exception cref="CardEvidenceException">Not that JSON, an unknown kind, or a member that is missing, unknown, duplicated or malformed.</exception>
    public static CardEvidence Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
        {
            throw new CardEvidenceException($"Card evidence has at most {MaxLength} bytes, not {json.Length}.");
        }

        try
        {
            return Deserialize(json, CardEvidenceJsonContext.Default.CardEvidenceKind).Kind switch
            {
                null or CardEvidenceKind.Piv => Read(Deserialize(json, CardEvidenceJsonContext.Default.PivEvidenceDocument)),
                var other => throw new CardEvidenceException(
                    $"This is card evidence of the kind \"{other}\", and this version judges the kind \"{CardEvidenceKind.Piv}\" only: judge it with the version that read the card."),
            };
        }
        catch (JsonException exception)
        {
            throw new CardEvidenceException($"This is no card evidence as kiosk card read prints it: {JsonMistake.In(json, exception)}", exception);
        }
    }

    private static T Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new CardEvidenceException("This is no card evidence as kiosk card read prints it, but null.");

    private static PivEvidenceDocument DocumentOf(CardEvidence.Piv evidence) => new(
        evidence.Application.ToString(),
        evidence.Certificate.ToArray(),
        evidence.Challenge.TerminalId,
        evidence.Challenge.Nonce.ToArray(),
        evidence.KeyAlgorithm.ToString("X2"),
        evidence.Answer.ToArray(),
        evidence.AnswerTime.TotalMilliseconds,
        evidence.Chuid?.ToArray());

    private static CardEvidence.Piv Read(PivEvidenceDocument document)
    {
        if (document.Nonce.Length != CardChallenge.NonceLength)
        {
            throw new CardEvidenceException($"The nonce has {document.Nonce.Length} bytes, not {CardChallenge.NonceLength}.");
        }

        if (document.TerminalId.Length is 0 or > MaxTerminalId)
        {
            throw new CardEvidenceException($"The terminal id has {document.TerminalId.Length} characters, not 1 to {MaxTerminalId}.");
        }

        // Written so that NaN is refused too.
        if (document.AnswerMilliseconds is not (>= 0 and <= MaxAnswerMilliseconds))
        {
            throw new CardEvidenceException($"The answer took {document.AnswerMilliseconds} ms, not 0 to {MaxAnswerMilliseconds}.");
        }

        var aid = ReadHex("application", document.Application);
        var algorithm = ReadHex("keyAlgorithm", document.KeyAlgorithm);
        if (aid.Length is < 5 or > 16 || algorithm.Length != 1)
        {
            throw new CardEvidenceException("The application has 5 to 16 bytes and the key algorithm one.");
        }

        return new CardEvidence.Piv(
            new ApplicationIdentifier(aid),
            document.Certificate,
            new CardChallenge(document.TerminalId, document.Nonce),
            algorithm[0],
            document.Answer,
            TimeSpan.FromMilliseconds(document.AnswerMilliseconds),
            // A null array would convert to empty memory, not to null.
            document.Chuid is null ? default(ReadOnlyMemory<byte>?) : document.Chuid);
    }

    private static byte[] ReadHex(string member, string hex)
    {
        var bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? bytes
            : throw new CardEvidenceException($"The member \"{member}\" of card evidence is not hexadecimal.");
    }
}
