using System.Formats.Asn1;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Certificates;

/// <summary>RSASSA-PSS-params (RFC 4055, 3.1). Only one form is accepted: the same hash for message and mask, and a salt of the hash's length.</summary>
internal static class RsaPssParameters
{
    private static readonly Asn1Tag HashTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag MaskTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SaltTag = new(TagClass.ContextSpecific, 2);

    /// <summary>Reads the parameters of an AlgorithmIdentifier.</summary>
    /// <returns><see cref="SignatureAlgorithm.None"/> for any other form, whose parameters are not read.</returns>
    /// <exception cref="AsnContentException">Not DER of this type.</exception>
    public static SignatureAlgorithm Read(AsnReader algorithm)
    {
        if (!algorithm.HasData)
        {
            return SignatureAlgorithm.None;
        }

        var parameters = algorithm.ReadSequence();
        if (!IsNext(parameters, HashTag) || ReadAlgorithm(parameters.ReadSequence(HashTag)) is not { } hash
            || !IsNext(parameters, MaskTag) || ReadMask(parameters.ReadSequence(MaskTag)) != hash
            || !IsNext(parameters, SaltTag) || !parameters.ReadSequence(SaltTag).TryReadInt32(out var salt))
        {
            return SignatureAlgorithm.None;
        }

        // RFC 4055 allows only the default trailer.
        parameters.ThrowIfNotEmpty();
        return (hash, salt) switch
        {
            (Oids.Sha256, 32) => SignatureAlgorithm.RsaPssSha256,
            (Oids.Sha384, 48) => SignatureAlgorithm.RsaPssSha384,
            (Oids.Sha512, 64) => SignatureAlgorithm.RsaPssSha512,
            _ => SignatureAlgorithm.None,
        };
    }

    private static string? ReadMask(AsnReader mask)
    {
        var sequence = mask.ReadSequence();
        return sequence.ReadObjectIdentifier() == Oids.Mgf1 ? ReadAlgorithm(sequence) : null;
    }

    /// <summary>Reads a hash's AlgorithmIdentifier, with NULL parameters or none.</summary>
    private static string ReadAlgorithm(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var oid = sequence.ReadObjectIdentifier();
        if (sequence.HasData)
        {
            sequence.ReadNull();
        }

        sequence.ThrowIfNotEmpty();
        return oid;
    }

    private static bool IsNext(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
