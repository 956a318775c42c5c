using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Kiosk.Journal.Checkpoints;

/// <summary>
/// A public key that verifies signed notes: signature type 02, ECDSA with SHA-256 over P-256 (C2SP signed-note). Its text form is the verifier key <c>NAME+ID+BASE64</c>.
/// </summary>
internal sealed class NoteKey
{
    private const byte EcdsaType = 2;
    private const int MaxTextLength = 1_024;

    private readonly byte[] subjectPublicKeyInfo;

    private NoteKey(string name, byte[] subjectPublicKeyInfo)
    {
        Name = name;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(subjectPublicKeyInfo));
    }

    /// <summary>The name of the log that the key signs for.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of the SHA-256 of the SubjectPublicKeyInfo.</summary>
    public uint Id { get; }

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => subjectPublicKeyInfo;

    /// <param name="subjectPublicKeyInfo">A P-256 key, DER.</param>
    /// <exception cref="CryptographicException">The name is empty or contains white space or a plus, or the key is not P-256.</exception>
    public static NoteKey Create(string name, byte[] subjectPublicKeyInfo)
    {
        if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || c is '+'))
        {
            throw new CryptographicException($"The key's name \"{name}\" is empty or holds a space or \"+\".");
        }

        using var key = ECDsa.Create();
        int read;
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out read);
        }
        catch (PlatformNotSupportedException otherCurve)
        {
            throw new CryptographicException("The key is on a curve that is not known here.", otherCurve);
        }

        return key.KeySize == 256 && read == subjectPublicKeyInfo.Length
            ? new(name, subjectPublicKeyInfo)
            : throw new CryptographicException("A device key is an ECDSA key on the curve P-256.");
    }

    /// <exception cref="FormatException">The text is not a verifier key of this type.</exception>
    public static NoteKey Parse(string text)
    {
        try
        {
            if (text.Length <= MaxTextLength && text.Split('+', 3) is [var name, { Length: 8 } id, var material] && Convert.FromBase64String(material) is [EcdsaType, .. var key])
            {
                var parsed = Create(name, key);
                if (parsed.Id.ToString("x8", CultureInfo.InvariantCulture) == id)
                {
                    return parsed;
                }
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or FormatException)
        {
            // Reported below for the whole text.
        }

        throw new FormatException("This is no verifier key of a terminal (NAME+8 hexadecimal digits+Base64 of 02 and an ECDSA public key on P-256).");
    }

    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The verifier key.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([EcdsaType, .. subjectPublicKeyInfo])}";
}
