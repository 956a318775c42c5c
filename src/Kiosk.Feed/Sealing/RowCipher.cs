using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>Seals and opens the rows of one data class under an audience key (<see cref="SyntheticSeal"/>). Not thread-safe.</summary>
public sealed class RowCipher : IDisposable
{
    private const byte Version = 1;

    private readonly AesGcm cipher;
    private readonly byte[] nonceKey;
    private byte[] opened = [];

    internal RowCipher(ReadOnlySpan<byte> key, byte[] nonceKey) => (cipher, this.nonceKey) = (SyntheticSeal.CipherOf(key), nonceKey);

    public byte[] Seal(ReadOnlySpan<byte> rowKey, ReadOnlySpan<byte> plaintext) => SyntheticSeal.Seal(Version, cipher, nonceKey, rowKey, plaintext);

    /// <returns>Valid until the next row is opened.</returns>
    /// <exception cref="SealException">It was sealed under another key or for another row, or was modified.</exception>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> rowKey, ReadOnlySpan<byte> sealedRow)
    {
        if (opened.Length < sealedRow.Length)
        {
            CryptographicOperations.ZeroMemory(opened);
            opened = new byte[sealedRow.Length];
        }

        return SyntheticSeal.Open(Version, cipher, rowKey, sealedRow, opened);
    }

    public void Dispose()
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(nonceKey);
        CryptographicOperations.ZeroMemory(opened);
    }
}
