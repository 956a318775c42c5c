using System.Formats.Asn1;

namespace Kiosk.Verification.Crls;

/// <summary>What a list covers where that is not everything its issuer issued (RFC 5280, 5.2.5).</summary>
internal sealed record IssuingDistributionPoint
{
    private static readonly Asn1Tag NameTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UserCertificatesTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag AuthorityCertificatesTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ReasonsTag = new(TagClass.ContextSpecific, 3);
    private static readonly Asn1Tag IndirectTag = new(TagClass.ContextSpecific, 4);
    private static readonly Asn1Tag AttributeCertificatesTag = new(TagClass.ContextSpecific, 5);

    /// <summary>Null where the list is about certificates of every distribution point.</summary>
    public DistributionPointName? Name { get; private init; }

    public bool OnlyContainsUserCertificates { get; private init; }

    public bool OnlyContainsAuthorityCertificates { get; private init; }

    public bool OnlyContainsAttributeCertificates { get; private init; }

    /// <summary>Null for every reason.</summary>
    public ReasonFlags? OnlySomeReasons { get; private init; }

    /// <summary>Whether the list covers certificates of other issuers too.</summary>
    public bool IsIndirect { get; private init; }

    /// <summary>Reads an extension's whole value.</summary>
    /// <exception cref="AsnContentException">Not DER of it, empty, or limited to two kinds of certificates at once.</exception>
    public static IssuingDistributionPoint Parse(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (!sequence.HasData)
        {
            throw new AsnContentException("An issuing distribution point that limits nothing is left out.");
        }

        var point = Read(sequence);
        sequence.ThrowIfNotEmpty();
        ReadOnlySpan<bool> kinds = [point.OnlyContainsUserCertificates, point.OnlyContainsAuthorityCertificates, point.OnlyContainsAttributeCertificates];
        return kinds.Count(true) <= 1 ? point : throw new AsnContentException("A list is limited to one kind of certificates at the most.");
    }

    // The initialisers run in this order, which is the order of the fields.
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
        IsNext(sequence, tag) && (sequence.ReadBoolean(tag) ? true : throw new AsnContentException("DER leaves out a FALSE that is the default."));

    private static bool IsNext(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
