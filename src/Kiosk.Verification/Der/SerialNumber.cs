namespace Kiosk.Verification.Der;

/// <summary>Normalizes serial numbers for comparing certificates and CRL entries.</summary>
internal static class SerialNumber
{
    private const int MaxLength = 20;

    /// <summary>Trims the content of a DER INTEGER.</summary>
    /// <returns>
    /// Big-endian, at most 20 bytes, without leading zeros; empty for zero. A negative number, which only <see cref="X509Reading.Tolerant"/> accepts, is extended to
    /// 21 bytes, so that it never equals a positive one.
    /// </returns>
    /// <param name="isTaken">False if the reading does not accept the number.</param>
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
