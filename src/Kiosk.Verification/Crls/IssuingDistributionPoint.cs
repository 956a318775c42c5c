using System.Formats.Asn1;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>The scope of a CRL that does not cover every certificate of its issuer (RFC 5280, 5.2.5).</summary>
internal sealed record IssuingDistributionPoint
{
    private static readonly Asn1Tag NameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UserCertificatesTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag AuthorityCertificatesTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ReasonsTag = new(TagClass.ContextSpecific, 3);
    private static readonly Asn1Tag IndirectTag = new(TagClass.ContextSpecific, 4);
    private static readonly Asn1Tag AttributeCertificatesTag = new(TagClass.ContextSpecific, 5);

    /// <summary>Null if the CRL covers every distribution point.</summary>
    public DistributionPointName? Name { get; private init; }

    public bool OnlyContainsUserCertificates { get; private init; }

    public bool OnlyContainsAuthorityCertificates { get; private init; }

    public bool OnlyContainsAttributeCertificates { get; private init; }

    /// <summary>Null for all reasons.</summary>
    public ReasonFlags? OnlySomeReasons { get; private init; }

    /// <summary>Whether the CRL also covers certificates of other issuers.</summary>
    public bool IsIndirect { get; private init; }

    /// <summary>Parses the whole value of the extension.</summary>
    /// <exception cref="AsnContentException">Not DER of this type, empty, or limited to two types of certificates at once.</exception>
    public static IssuingDistributionPoint Parse(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (!sequence.HasData)
        {
            throw new DerRuleException("It is an empty sequence, which limits nothing and which no issuer may write (RFC 5280, 5.2.5).");
        }

        var point = Read(sequence);
        sequence.ThrowIfNotEmpty();
        ReadOnlySpan<bool> kinds = [point.OnlyContainsUserCertificates, point.OnlyContainsAuthorityCertificates, point.OnlyContainsAttributeCertificates];
        return kinds.Count(true) <= 1 ? point : throw new DerRuleException("It limits the list to more than one kind of certificates (RFC 5280, 5.2.5).");
    }

    // The initializers run in order, which must be the order of the fields.
    private static IssuingDistributionPoint Read(AsnReader sequence) => new()
    {
        Name = ReadName(sequence),
        OnlyContainsUserCertificates = ReadFlag(sequence, UserCertificatesTag),
        OnlyContainsAuthorityCertificates = ReadFlag(sequence, AuthorityCertificatesTag),
        OnlySomeReasons = IsNext(sequence, ReasonsTag) ? sequence.ReadNamedBitListValue<ReasonFlags>(ReasonsTag) : null,
        IsIndirect = ReadFlag(sequence, IndirectTag),
        OnlyContainsAttributeCertificates = ReadFlag(sequence, AttributeCertificatesTag),
    };

    private static DistributionPointName? ReadName(AsnReader sequence)
    {
        if (!IsNext(sequence, NameTag))
        {
            return null;
        }

        var wrapper = sequence.ReadSequence(NameTag);
        var name = DistributionPointName.Read(wrapper);
        wrapper.ThrowIfNotEmpty();
        return name;
    }

    private static bool ReadFlag(AsnReader sequence, Asn1Tag tag) =>
        IsNext(sequence, tag) && (sequence.ReadBoolean(tag) ? true : throw new DerRuleException("A FALSE that is the default is written out, which DER forbids (X.690, 11.5)."));

    private static bool IsNext(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
