using System.Buffers.Binary;
using System.Text;

namespace Kiosk.Journal.Checkpoints;

/// <summary>A text with its signatures (C2SP signed-note).</summary>
/// <param name="Text">Lines, each with its newline.</param>
/// <param name="Signatures">In the order of their lines. Signatures by unknown keys are kept but ignored.</param>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    public const int MaxLength = 16_384;

    private const int MaxSignatures = 16;
    private const string SignatureMark = "\u2014 ";

    private static readonly UTF8Encoding Utf8Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot be used.</exception>
    public static SignedNote Sign(string text, INoteSigner signer) => new(text, [new(signer.Key.Name, signer.Key.Id, signer.Sign(Utf8Strict.GetBytes(text)))]);

    /// <exception cref="FormatException">The input is not a signed note, or has more than 16 signatures.</exception>
    public static SignedNote Parse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > MaxLength || end <= 0 || end + 3 > note.Length || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            throw new FormatException("This is no signed note: a text, an empty line, and signatures.");
        }

        var lines = note[(end + 2)..^1].Split('\n');
        return lines.Length <= MaxSignatures
            ? new(note[..(end + 1)], [.. lines.Select(ReadSignature)])
            : throw new FormatException($"The note has {lines.Length} signatures; {MaxSignatures} are the most.");
    }

    /// <summary>Whether the key signed the text. False if any signature attributed to this key does not verify.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        var own = Signatures.Where(signature => signature.Name == key.Name && signature.KeyId == key.Id).ToList();
        return own.Count > 0 && own.TrueForAll(signature => key.Verifies(Utf8Strict.GetBytes(Text), signature.Bytes.Span));
    }

    public override string ToString() => string.Concat([Text, "\n", .. Signatures.Select(signature => $"{SignatureMark}{signature}\n")]);

    private static NoteSignature ReadSignature(string line)
    {
        if (!line.StartsWith(SignatureMark, StringComparison.Ordinal) || line[SignatureMark.Length..].Split(' ') is not [{ Length: > 0 } name, var base64])
        {
            throw new FormatException($"The line \"{line}\" is no signature.");
        }

        var bytes = Convert.FromBase64String(base64);
        return bytes.Length > sizeof(uint) ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint))) : throw new FormatException("A signature is missing behind its key's id.");
    }
}

/// <summary>A signature on a note.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">As <see cref="NoteKey.Id"/>.</param>
internal sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => $"{Name} {Convert.ToBase64String([(byte)(KeyId >> 24), (byte)((KeyId >> 16) & 0xFF), (byte)((KeyId >> 8) & 0xFF), (byte)(KeyId & 0xFF), .. Bytes.Span])}";
}
