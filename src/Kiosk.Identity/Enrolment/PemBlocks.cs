using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Identity.Enrolment;

/// <summary>One block of a PEM text (RFC 7468).</summary>
internal sealed record PemBlock(string Label, byte[] Content);

/// <summary>Reads and writes texts of several PEM blocks.</summary>
internal static class PemBlocks
{
    /// <summary>HMAC-SHA256 under a token's secret over what stands before it.</summary>
    public const string ProofLabel = "KIOSK TOKEN PROOF";

    private const int MaxBlocks = 8;

    /// <exception cref="FormatException">A block is not Base64, or there are too many.</exception>
    public static List<PemBlock> Read(string text)
    {
        var blocks = new List<PemBlock>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            blocks.Add(blocks.Count < MaxBlocks
                ? new(rest[fields.Label].ToString(), Convert.FromBase64String(rest[fields.Base64Data].ToString()))
                : throw new FormatException($"There are more than {MaxBlocks} blocks."));
            rest = rest[fields.Location.End..];
        }

        return blocks;
    }

    public static string Write(IEnumerable<PemBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.Append(PemEncoding.Write(block.Label, block.Content)).Append('\n');
        }

        return text.ToString();
    }
}
