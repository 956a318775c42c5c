using System.Text.Json;

namespace Kiosk.Journal.Upload;

/// <summary>Why a collector refused a batch: the body of a 4xx answer, as problem details (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Code">A stable name, one of the constants here.</param>
/// <param name="Detail">One sentence for an operator, without names of people.</param>
internal sealed record UploadRefusal(string Code, string Detail)
{
    /// <summary>400: the body is not a batch.</summary>
    public const string Malformed = "malformed";

    /// <summary>403: the certificate is not that of the terminal in the address or in the batch, or that terminal is unknown.</summary>
    public const string UnknownTerminal = "unknown-terminal";

    /// <summary>403: the desk revoked the terminal's key.</summary>
    public const string RevokedTerminal = "revoked-terminal";

    /// <summary>403: the connection passes on what a terminal sent elsewhere, and its key is no listed hall's.</summary>
    public const string UnknownHall = "unknown-hall";

    /// <summary>409: another frame with the same number is stored.</summary>
    public const string Fork = "fork";

    /// <summary>422: the frames do not continue what is stored, or the checkpoint is not the terminal's or does not match the frames.</summary>
    public const string BrokenChain = "broken-chain";

    /// <summary>422: a hall passes on more records than a terminal leaves unsigned.</summary>
    public const string Unsigned = "unsigned";

    public const string ContentType = "application/problem+json";

    private const int MaxLength = 8_192;
    private const int MaxTextLength = 300;

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, UploadJson.Default.UploadRefusal);

    /// <returns>Null if the body says nothing usable: any server may have answered.</returns>
    public static UploadRefusal? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.Length <= MaxLength && JsonSerializer.Deserialize(json, UploadJson.Default.UploadRefusal) is { } refusal && IsShown(refusal.Code) && IsShown(refusal.Detail) ? refusal : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsShown(string text) => text.Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl);
}
