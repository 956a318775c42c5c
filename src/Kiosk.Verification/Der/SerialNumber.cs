namespace Kiosk.Verification.Der;

/// <summary>Serial numbers in the form in which certificates and CRL entries are compared.</summary>
internal static class SerialNumber
{
    private const int MaxLength = 20;

    /// <summary>Trims the content of an INTEGER that was found to be DER.</summary>
    /// <returns>
    /// Big-endian, at most 20 bytes, without leading zeros; empty for zero. A negative number, which only <see cref="X509Reading.Tolerant"/> takes, is stretched to
    /// 21 bytes, so that it equals no positive one.
    /// </returns>
    /// <param name="isTaken">False for a number that the reading does not take.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> integer, X509Reading reading, out bool isTaken)
    {
        if ((integer[0] & 0x80) == 0)
        {
            var magnitude = integer.TrimStart((byte)0);
            isTaken = magnitude.Length <= MaxLength;
            return magnitude;
        }

        isTaken = reading == X509Reading.Tolerant && integer.Length <= MaxLength;
        return isTaken ? Stretch(integer) : [];
    }

    private static byte[] Stretch(ReadOnlySpan<byte> negative)
    {
        var stretched = new byte[MaxLength + 1];
        stretched.AsSpan().Fill(0xFF);
        negative.CopyTo(stretched.AsSpan()[^negative.Length..]);
        return stretched;
    }
}
