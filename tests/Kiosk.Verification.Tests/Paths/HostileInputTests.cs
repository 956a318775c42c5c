using System.Formats.Asn1;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Names;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>Random and damaged bytes either parse or are rejected with the parser's own exception.</summary>
public sealed class HostileInputTests
{
    /// <summary>An issuing distribution point with a name, for an indirect CRL.</summary>
    private const string Limits = "301AA015A0138611687474703A2F2F63726C2E746573742F318401FF";

    private static readonly ChainMember Root = ChainMember.Root("CN=Root");

    private static readonly ChainMember Rich = Root.Authority(
        "CN=Rich, E=box@example.com",
        2,
        ChainExtensions.Policies(PathTest.PolicyA, Oids.AnyPolicy),
        ChainExtensions.Mappings((PathTest.PolicyA, PathTest.PolicyB)),
        ChainExtensions.PolicyConstraints(3, 2),
        ChainExtensions.InhibitAnyPolicy(4),
        ChainExtensions.NameConstraints(["dns:example.com", "dir:O=Party", "ip:C0000200FFFFFF00"], ["mail:example.org", "uri:.example.org"]),
        ChainExtensions.SubjectAltName(false, "dns:a.example.com", "mail:a@example.com", "uri:https://example.com/", "dir:CN=A, O=Party", "ip:C0000201"),
        ChainExtensions.DistributionPoint("http://crl.test/1", Root.Name));

    private static readonly byte[] RichList = Root.ListOf(
        ChainLists.Entries([Rich], CrlReason.KeyCompromise, Rich.Name), 7, ChainLists.DeltaOf(5), ChainLists.Limited(Limits));

    private static readonly Dictionary<string, Action<byte[]>> Parsers = new(StringComparer.Ordinal)
    {
        ["certificate"] = bytes => Expect<CertificateException>(() => new PathCertificate(Certificate.Parse(bytes, X509Reading.Tolerant))),
        ["list"] = bytes => Expect<CrlException>(() => new PathCrl(CrlParser.Parse(bytes, X509Reading.Tolerant)).Find(Rich.Parsed)),
        ["name"] = bytes => Expect<AsnContentException>(() => DistinguishedName.Parse(bytes)),
        ["names"] = bytes => Expect<AsnContentException>(() => GeneralNames.Parse(bytes)),
        ["name constraints"] = bytes => Expect<AsnContentException>(() => NameConstraints.Parse(bytes)),
        ["distribution points"] = bytes => Expect<AsnContentException>(() => DistributionPoint.ParseAll(bytes)),
        ["issuing distribution point"] = bytes => Expect<AsnContentException>(() => IssuingDistributionPoint.Parse(bytes)),
    };

    public static TheoryData<string> NamesOfParsers => [.. Parsers.Keys];

    [Theory]
    [MemberData(nameof(NamesOfParsers))]
    public void Random_bytes_parse_or_are_refused(string parser) => Prop.ForAll<byte[]>(bytes => Parsers[parser](bytes)).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(NamesOfParsers))]
    public void Random_damage_parses_or_is_refused(string parser)
    {
        var whole = parser switch
        {
            "certificate" => Rich.Certificate,
            "list" => RichList,
            "name" => Rich.Name.RawData,
            "names" => ChainExtensions.Names("dns:a.example.com", "dir:CN=A, O=Party", "ip:C0000201"),
            "name constraints" => ChainExtensions.NameConstraints(["dns:example.com", "dir:O=Party"], ["ip:C0000200FFFFFF00"]).RawData,
            "distribution points" => ChainExtensions.DistributionPoint("http://crl.test/1", Root.Name).RawData,
            _ => Convert.FromHexString(Limits),
        };
        var random = new Random(20261125);
        for (var round = 0; round < 3_000; round++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Parsers[parser](damaged[..(random.Next(8) == 0 ? random.Next(damaged.Length) : damaged.Length)]);
        }
    }

    [Fact]
    public void What_the_damage_begins_with_is_taken_whole()
    {
        Assert.Equal(2, new PathCertificate(Certificate.Parse(Rich.Certificate, X509Reading.Tolerant)).Extensions.NameConstraints?.Excluded.Count);
        Assert.NotNull(new PathCrl(CrlParser.Parse(RichList)).Crl.Extensions.BaseCrlNumber);
    }

    private static void Expect<TException>(Action parse)
        where TException : Exception => Assert.True(Record.Exception(parse) is null or TException);
}
