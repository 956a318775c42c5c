using System.Buffers.Binary;
using System.Text;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>The last block of a file: its tables by name, and where the rows of each lie.</summary>
/// <remarks>For each table the lengths of name and fences (4 bytes each, little-endian), the name, the fences.</remarks>
internal static class CacheDirectory
{
    private const int LengthsLength = 2 * sizeof(int);

    public static byte[] Encode(IEnumerable<(string Name, byte[] Fences)> tables)
    {
        var encoded = new MemoryStream();
        Span<byte> lengths = stackalloc byte[LengthsLength];
        foreach (var (name, fences) in tables)
        {
            BinaryPrimitives.WriteInt32LittleEndian(lengths, Encoding.UTF8.GetByteCount(name));
            BinaryPrimitives.WriteInt32LittleEndian(lengths[sizeof(int)..], fences.Length);
            encoded.Write(lengths);
            encoded.Write(Encoding.UTF8.GetBytes(name));
            encoded.Write(fences);
        }

        return encoded.ToArray();
    }

    /// <returns>Null where the bytes are none.</returns>
    public static Dictionary<string, Fences>? TryParse(ReadOnlyMemory<byte> encoded)
    {
        var tables = new Dictionary<string, Fences>(StringComparer.Ordinal);
        while (!encoded.IsEmpty)
        {
            if (encoded.Length < LengthsLength)
            {
                return null;
            }

            var (name, length) = (BinaryPrimitives.ReadInt32LittleEndian(encoded.Span), BinaryPrimitives.ReadInt32LittleEndian(encoded.Span[sizeof(int)..]));
            encoded = encoded[LengthsLength..];
            if (name < 0 || length < 0 || name > encoded.Length || length > encoded.Length - name
                || Fences.TryParse(encoded.Slice(name, length)) is not { } fences
                || !tables.TryAdd(Encoding.UTF8.GetString(encoded.Span[..name]), fences))
            {
                return null;
            }

            encoded = encoded[(name + length)..];
        }

        return tables;
    }
}
