using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Journal;

/// <summary>The link that the next frame must continue.</summary>
/// <param name="Sequence">Number of the last frame; 0 before the first.</param>
/// <param name="Hash">SHA-256 of the last frame; the genesis hash before the first.</param>
internal sealed record ChainLink(ulong Sequence, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The link before the first frame: SHA-256("kiosk.journal.v1" ‖ terminal id).</summary>
    public static ChainLink Genesis(string terminalId) =>
        new(0, SHA256.HashData([.. "kiosk.journal.v1"u8, .. Encoding.UTF8.GetBytes(terminalId)]));

    /// <summary>Whether both name the same frame; the record's own equality compares where hashes lie.</summary>
    public bool Is(ChainLink other) => Sequence == other.Sequence && Hash.Span.SequenceEqual(other.Hash.Span);
}
