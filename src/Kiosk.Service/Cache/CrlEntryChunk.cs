using System.Buffers;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache;

/// <summary>Collects the entries of one CRL to rows of about 64 kB, whole entries each.</summary>
internal sealed class CrlEntryChunk(GenerationWriter writer, int crl)
{
    private const int Length = 64 * 1024;

    private readonly ArrayBufferWriter<byte> collected = new(Length);
    private int number;

    /// <param name="entries">Whole entries.</param>
    /// <param name="places">Receives the place of each.</param>
    public void Add(ReadOnlySpan<byte> entries, Span<uint> places)
    {
        var reader = new CrlEntryReader(entries);
        for (var entry = 0; reader.MoveNext(); entry++)
        {
            if (collected.WrittenCount > 0 && collected.WrittenCount + reader.Length > Length)
            {
                Flush();
                number++;
            }

            collected.Write(entries.Slice(reader.Offset, reader.Length));
            places[entry] = new RevocationPlace(crl, number).Encode();
        }
    }

    /// <summary>Writes what is collected.</summary>
    public void Flush()
    {
        if (collected.WrittenCount > 0)
        {
            writer.Put(GenerationTables.CrlEntries, GenerationTables.Key(crl, number), collected.WrittenSpan);
            collected.ResetWrittenCount();
        }
    }
}
