namespace Kiosk.Feed.Metadata;

/// <summary>One metadata file: content, signatures and original bytes.</summary>
/// <param name="Bytes">As received; this is what is stored and hashed.</param>
/// <param name="SignedBytes">The canonical form of "signed" as received, unknown members included; this is what signatures cover.</param>
public sealed record SignedMetadata<T>(T Content, IReadOnlyList<MetadataSignature> Signatures, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> SignedBytes)
    where T : RoleMetadata
{
    /// <summary>Whether the role's threshold of distinct keys is met. One key under several ids counts once.</summary>
    public bool IsSignedBy(Signatories signatories) => CountSigners(signatories) >= signatories.Role.Threshold;

    /// <summary>The number of the role's distinct keys with a valid signature.</summary>
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
/// <param name="Value">Empty if the text was not hexadecimal, which verifies nothing.</param>
public sealed record MetadataSignature(string KeyId, ReadOnlyMemory<byte> Value);
