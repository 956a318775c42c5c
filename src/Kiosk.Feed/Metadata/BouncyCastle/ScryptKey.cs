using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Kiosk.Feed.Metadata.BouncyCastle;

/// <summary>A private key that is encrypted by PBES2 with scrypt (RFC 7914, 7) and AES in CBC mode, which .NET does not read.</summary>
/// <param name="Cost">N of scrypt.</param>
internal sealed record ScryptKey(byte[] Salt, int Cost, int BlockSize, int Parallelization, int KeyLength, byte[] InitializationVector, byte[] Encrypted)
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";

    /// <summary>What scrypt may take of memory; OpenSSL writes keys that take 16 MB.</summary>
    private const long MostMemoryInBytes = 256 * 1024 * 1024;

    private const int MostParallelization = 16;

    /// <returns>Null when the key is encrypted in another way.</returns>
    public static ScryptKey? TryRead(ReadOnlyMemory<byte> encryptedPrivateKeyInfo)
    {
        try
        {
            return Read(new AsnReader(encryptedPrivateKeyInfo, AsnEncodingRules.DER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <returns>The PrivateKeyInfo, DER, or what another pass phrase makes of it.</returns>
    /// <exception cref="CryptographicException">The pass phrase is another one.</exception>
    public byte[] Open(byte[] passPhrase)
    {
        using var aes = Aes.Create();
        var key = SCrypt.Generate(passPhrase, Salt, Cost, BlockSize, Parallelization, KeyLength);
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);
        return aes.DecryptCbc(Encrypted, InitializationVector);
    }

    private static ScryptKey? Read(AsnReader fields)
    {
        var algorithm = fields.ReadSequence();
        if (algorithm.ReadObjectIdentifier() is not Pbes2)
        {
            return null;
        }

        var schemes = algorithm.ReadSequence();
        var (derivation, cipher) = (schemes.ReadSequence(), schemes.ReadSequence());
        if (derivation.ReadObjectIdentifier() is not Scrypt || KeyLengthOf(cipher.ReadObjectIdentifier()) is not { } keyLength)
        {
            return null;
        }

        var parameters = derivation.ReadSequence();
        var salt = parameters.ReadOctetString();
        return parameters.TryReadInt32(out var cost) && parameters.TryReadInt32(out var blockSize) && parameters.TryReadInt32(out var parallelization)
            && cost > 1 && int.IsPow2(cost) && blockSize > 0 && parallelization is > 0 and <= MostParallelization && 128L * cost * blockSize <= MostMemoryInBytes
            && cipher.ReadOctetString() is { Length: 16 } vector
                ? new(salt, cost, blockSize, parallelization, keyLength, vector, fields.ReadOctetString())
                : null;
    }

    private static int? KeyLengthOf(string cipher) => cipher switch
    {
        "2.16.840.1.101.3.4.1.2" => 16,
        "2.16.840.1.101.3.4.1.22" => 24,
        "2.16.840.1.101.3.4.1.42" => 32,
        _ => null,
    };
}
