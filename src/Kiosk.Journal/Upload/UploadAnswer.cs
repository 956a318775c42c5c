using System.Text.Json;

namespace Kiosk.Journal.Upload;

/// <summary>The collector's answer to a batch, status 200: all frames of the batch are stored durably.</summary>
/// <param name="Contiguous">The last frame up to which, from the first, everything is stored; 0 if the first is missing. Below the batch's frames while earlier ones are missing.</param>
/// <param name="Receipt">The newest checkpoint that the collector has cosigned for this terminal, as a signed note; null if there is none.</param>
internal sealed record UploadAnswer(ulong Contiguous, string? Receipt = null)
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = 65_536;

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, UploadJson.Default.UploadAnswer);

    /// <exception cref="FormatException">The bytes are not an answer, or the receipt in it is not a signed checkpoint.</exception>
    public static UploadAnswer Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var answer = (json.Length <= MaxLength ? JsonSerializer.Deserialize(json, UploadJson.Default.UploadAnswer) : null) ?? throw new FormatException("The collector's answer is empty or too long.");
            _ = answer.ParseReceipt();
            return answer;
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The collector's answer is not the JSON expected.", malformed);
        }
    }

    /// <exception cref="FormatException">The receipt is not a signed checkpoint.</exception>
    public UploadReceipt? ParseReceipt() => Receipt is null ? null : UploadReceipt.Parse(Receipt);
}
