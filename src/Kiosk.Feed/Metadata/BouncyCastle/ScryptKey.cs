using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Kiosk.Feed.Metadata.BouncyCastle;

/// <summary>A private key encrypted with PBES2 using scrypt (RFC 7914, 7) and AES-CBC, which .NET cannot read.</summary>
/// <param name="Cost">scrypt's N.</param>
internal sealed record ScryptKey(byte[] Salt, int Cost, int BlockSize, int Parallelization, int KeyLength, byte[] InitializationVector, byte[] Encrypted)
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Scrypt = "1.3.6.1.4.1.11591.4.11";

    /// <summary>Maximum memory for scrypt; keys written by OpenSSL need 16 MB.</summary>
    private const long MaxMemoryInBytes = 256 * 1024 * 1024;

    private const int MaxParallelization = 16;

    /// <returns>Null if the key is encrypted in another way.</returns>
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

    /// <returns>A PrivateKeyInfo in DER, or garbage if a wrong pass phrase happens to yield valid padding.</returns>
    /// <exception cref="CryptographicException">The pass phrase is wrong.</exception>
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
            && cost > 1 && int.IsPow2(cost) && blockSize > 0 && parallelization is > 0 and <= MaxParallelization && 128L * cost * blockSize <= MaxMemoryInBytes
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
