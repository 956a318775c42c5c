namespace Kiosk.Cards.Piv;

/// <summary>EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 9.2): RSA cards do a raw private-key operation, so the terminal pads.</summary>
internal static class RsaSignatureBlock
{
    private const int LeastPadding = 8;

    private static ReadOnlySpan<byte> Sha256DigestPrefix =>
        [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    /// <param name="digest">SHA-256, 32 bytes.</param>
    /// <param name="length">Length of the modulus in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The modulus is too short for the digest.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> digest, int length)
    {
        var padding = length - 3 - Sha256DigestPrefix.Length - digest.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(padding, LeastPadding, nameof(length));
        var block = new byte[length];
        block[1] = 1;
        block.AsSpan(2, padding).Fill(0xFF);
        Sha256DigestPrefix.CopyTo(block.AsSpan(3 + padding));
        digest.CopyTo(block.AsSpan(length - digest.Length));
        return block;
    }
}
