namespace Kiosk.Feed.Metadata;

/// <summary>One metadata file: what it says, who signed it, and the bytes it came in.</summary>
/// <param name="Bytes">As received; what is kept on the disk and what hashes are over.</param>
/// <param name="SignedBytes">The canonical form of "signed" as received, unknown members included: what signatures are over.</param>
public sealed record SignedMetadata<T>(T Content, IReadOnlyList<MetadataSignature> Signatures, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> SignedBytes)
    where T : RoleMetadata
{
    /// <summary>Whether enough distinct keys of the role signed. Equal keys under several ids count once.</summary>
    public bool IsSignedBy(Signatories signatories) => CountSigners(signatories) >= signatories.Role.Threshold;

    /// <summary>How many distinct keys of the role made a good signature.</summary>
    public int CountSigners(Signatories signatories)
    {
        var signers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keyId in signatories.Role.KeyIds.Distinct(StringComparer.Ordinal))
        {
            if (Signatures.FirstOrDefault(made => made.KeyId == keyId) is { } signature && signatories.Keys.TryGetValue(keyId, out var key))
            {
                using var verifier = VerificationKey.TryImport(key);
                if (verifier?.Verifies(SignedBytes.Span, signature.Value.Span) is true)
                {
                    signers.Add(verifier.Identity);
                }
            }
        }

        return signers.Count;
    }
}

/// <summary>One signature.</summary>
/// <param name="Value">Empty where the text was no hexadecimal: it then proves nothing.</param>
public sealed record MetadataSignature(string KeyId, ReadOnlyMemory<byte> Value);
