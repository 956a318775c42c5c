using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.X509;
using X509Extensions = Org.BouncyCastle.Asn1.X509.X509Extensions;

namespace Kiosk.Verification.Tests.Crls;

/// <summary>CRLs as issued in the field (case 08-crl-content): each is accepted, or rejected with a correct message that names the field and the rule.</summary>
public sealed class FieldCrlTests
{
    private const string Taken = "";
    private const string Date = "170D3236313132313038303030305A";
    private const string Number2 = "300A0603551D140403020102";
    private static readonly Certificate Issuer = Certificate.Parse(TestPki.Issuing.Certificate);

    private static readonly Dictionary<string, (Action<CrlFields> Bend, string Strict, string Tolerant)> Lists = new(StringComparer.Ordinal)
    {
        ["00 good"] = (_ => { }, Taken, Taken),
        ["01 an empty sequence of revoked certificates"] = (list => list.Entries = Hex("3000"), Taken, Taken),
        ["02 no sequence of revoked certificates"] = (list => list.Entries = [], Taken, Taken),
        ["05 without authorityKeyIdentifier"] = (list => list.Extensions = [Hex(Number2)], Taken, Taken),
        ["06 a CRL number of 20 bytes"] = (list => list.Extensions = [CertificateForge.Extension(Oids.CrlNumber, false, Hex("0214" + "40" + new string('0', 36) + "05"))], Taken, Taken),
        ["07 a CRL number of 25 bytes"] = (
            list => list.Extensions = [CertificateForge.Extension(Oids.CrlNumber, false, Hex("0219" + "40" + new string('0', 46) + "05"))],
            "A CRL number is not negative and has at most 20 bytes (RFC 5280, 5.2.3).",
            "A CRL number is not negative and has at most 20 bytes (RFC 5280, 5.2.3)."),
        ["08 GeneralizedTime before 2050"] = (
            list => list.ThisUpdate = Hex("180F32303236313132313038303030305A"),
            "thisUpdate of the CRL: A time before 2050 is a UTCTime, and this is a GeneralizedTime (RFC 5280, 4.1.2.5 and 5.1.2.4).",
            Taken),
        ["09 without nextUpdate"] = (list => list.NextUpdate = [], "The CRL has no nextUpdate (RFC 5280, 5.1.2.5).", "The CRL has no nextUpdate (RFC 5280, 5.1.2.5)."),
        ["12 an issuingDistributionPoint that is empty"] = (
            list => list.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("3000"))),
            "issuingDistributionPoint of the CRL: It is an empty sequence, which limits nothing and which no issuer may write (RFC 5280, 5.2.5).",
            "issuingDistributionPoint of the CRL: It is an empty sequence, which limits nothing and which no issuer may write (RFC 5280, 5.2.5)."),
        ["14 freshestCRL and extensions of Microsoft's"] = (
            list => list.Extensions.AddRange(
            [
                CertificateForge.Extension(Oids.FreshestCrl, false, Hex("3000")),
                CertificateForge.Extension("1.3.6.1.4.1.311.21.1", false, Hex("020100")),
                CertificateForge.Extension("1.3.6.1.4.1.311.21.4", false, Hex(Date)),
            ]),
            Taken,
            Taken),
        ["15 an entry with its invalidityDate"] = (list => list.Entries = Entry(Date + "3026300A0603551D1504030A010130180603551D180411180F32303236313132313038303030305A"), Taken, Taken),
        ["16 an entry on hold, with what to do then"] = (list => list.Entries = Entry(Date + "301E300A0603551D1504030A010630100603551D17040906072A8648CE380201"), Taken, Taken),
        ["17 removeFromCRL in a complete list"] = (
            list => list.Entries = Entry(Date + "300C300A0603551D1504030A0108"),
            "Entry 1 of the CRL: Its reasonCode is removeFromCRL, which only delta CRLs say (RFC 5280, 5.3.1).",
            "Entry 1 of the CRL: Its reasonCode is removeFromCRL, which only delta CRLs say (RFC 5280, 5.3.1)."),
        ["18 reason 0"] = (list => list.Entries = Entry(Date + "300C300A0603551D1504030A0100"), Taken, Taken),
        ["19 an unknown critical extension of an entry"] = (
            list => list.Entries = Entry(Date + "300E300C06032A03040101FF0402" + "0500"),
            "Entry 1 of the CRL: It bears the critical extension 1.2.3.4, which is not understood, so that the list may not be used (RFC 5280, 5.3).",
            "Entry 1 of the CRL: It bears the critical extension 1.2.3.4, which is not understood, so that the list may not be used (RFC 5280, 5.3)."),
        ["20 a negative serial number"] = (
            list => list.Entries = CrlFields.Sequence([.. Entry("0", Date), .. Entry("-5", Date)]),
            "Entry 2 of the CRL: Its serial number is negative or has more than 20 bytes (RFC 5280, 4.1.2.2).",
            Taken),
        ["20 a serial number of 26 bytes"] = (
            list => list.Entries = CrlFields.Sequence([.. Entry("0", Date), .. Entry("huge", Date)]),
            "Entry 2 of the CRL: Its serial number is negative or has more than 20 bytes (RFC 5280, 4.1.2.2).",
            "Entry 2 of the CRL: Its serial number is negative or has more than 20 bytes (RFC 5280, 4.1.2.2)."),
        ["21 one serial number twice"] = (list => list.Entries = CrlFields.Sequence([.. Entry("7", Date), .. Entry("7", Date)]), Taken, Taken),
        ["24 ECDSA with NULL parameters"] = (
            list => list.Algorithm = list.OuterAlgorithm = Hex("300C06082A8648CE3D0403020500"),
            "signature of the CRL: The signature algorithm EcdsaSha256 bears parameters, and takes none, not even NULL (RFC 5758, 3.2 and RFC 3279, 2.2).",
            Taken),
        ["25 inner and outer algorithm differ"] = (
            list => list.Algorithm = Hex("300A06082A8648CE3D040303"),
            "The signed and the outer signature algorithm of the CRL differ (RFC 5280, 5.1.1.2).",
            "The signed and the outer signature algorithm of the CRL differ (RFC 5280, 5.1.1.2)."),
        ["26 an entry in GeneralizedTime"] = (
            list => list.Entries = Entry("180F32303236313132313038303030305A"),
            "Entry 1 of the CRL: A time before 2050 is a UTCTime, and this is a GeneralizedTime (RFC 5280, 4.1.2.5 and 5.1.2.4).",
            Taken),
        ["27 UTCTime without seconds"] = (
            list => list.ThisUpdate = Hex("170B323631313231303830305A"),
            "thisUpdate of the CRL: A UTCTime is written YYMMDDHHMMSSZ, with seconds and in Z (RFC 5280, 4.1.2.5.1).",
            "thisUpdate of the CRL: A UTCTime is written YYMMDDHHMMSSZ, with seconds and in Z (RFC 5280, 4.1.2.5.1)."),
        ["30 an empty sequence of entry extensions"] = (
            list => list.Entries = Entry(Date + "3000"),
            "Entry 1 of the CRL: Its crlEntryExtensions are empty, and are left out then (RFC 5280, 5.1 and 5.3).",
            "Entry 1 of the CRL: Its crlEntryExtensions are empty, and are left out then (RFC 5280, 5.1 and 5.3)."),
        ["32 an unknown extension"] = (list => list.Extensions.Add(CertificateForge.Extension("1.2.3.4.5", false, Hex("0500"))), Taken, Taken),
        ["33 expiredCertsOnCRL"] = (list => list.Extensions.Add(CertificateForge.Extension("2.5.29.60", false, Hex("180F32303236313132313038303030305A"))), Taken, Taken),
    };

    private static readonly RevokedCertificate[] Revoked =
    [
        new(new byte[] { 0x01 }, TestPki.Yesterday, CrlReason.Unspecified),
        new(new byte[] { 0xFF, 0x01 }, new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero), CrlReason.CertificateHold),
        new(new byte[] { 0x7F, 0x02 }, new DateTimeOffset(2051, 2, 28, 23, 59, 59, TimeSpan.Zero), CrlReason.Superseded),
    ];

    public static TheoryData<string> Names => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_list_of_the_field_is_taken_or_refused_by_a_true_sentence(string name)
    {
        var (bend, strict, tolerant) = Lists[name];
        var der = Issue(bend);

        Assert.Equal(strict, SentenceOn(() => CrlParser.Parse(der)));
        Assert.Equal(tolerant, SentenceOn(() => CrlParser.Parse(der, X509Reading.Tolerant)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_list_read_from_a_stream_gets_the_same_sentence(string name)
    {
        var (bend, strict, _) = Lists[name];
        var der = Issue(bend);

        Assert.Equal(strict, SentenceOn(() => StreamedCrl.Check(() => new MemoryStream(der), [Issuer], AlgorithmPolicy.Default)));
    }

    [Fact]
    public void A_line_end_after_the_list_is_named_as_what_it_is()
    {
        byte[] der = [.. Issue(_ => { }), (byte)'\n'];
        const string Sentence = "1 byte follows the end of the CRL, such as a line end that was added on the way. Fetch it again, in binary.";

        Assert.Equal(Sentence, SentenceOn(() => CrlParser.Parse(der)));
        Assert.Equal(Sentence, SentenceOn(() => StreamedCrl.Check(() => new MemoryStream(der), [Issuer], AlgorithmPolicy.Default)));
    }

    [Fact]
    public void A_page_in_the_place_of_a_list_is_named_as_no_list()
    {
        var page = "<!DOCTYPE html><html></html>"u8.ToArray();
        const string Sentence = "What is given is no CRL in DER: it does not begin with a SEQUENCE (30).";

        Assert.Equal(Sentence, SentenceOn(() => CrlParser.Parse(page)));
        Assert.Equal(Sentence, SentenceOn(() => StreamedCrl.Check(() => new MemoryStream(page), [Issuer], AlgorithmPolicy.Default)));
    }

    [Fact]
    public void A_list_that_was_cut_short_is_told_so()
    {
        var der = Issue(_ => { })[..^10];

        Assert.Contains("The CRL is cut short: it claims", SentenceOn(() => CrlParser.Parse(der)), StringComparison.Ordinal);
        Assert.Contains("The CRL is cut short: it ends before", SentenceOn(() => StreamedCrl.Check(() => new MemoryStream(der), [Issuer], AlgorithmPolicy.Default)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_list_that_is_taken_says_the_same_to_BouncyCastle()
    {
        var taken = Lists.Values.Where(list => list.Strict == Taken).Select(list => Issue(list.Bend)).Append(TestTrust.ListOf(TestPki.Issuing, Revoked)).ToList();
        var key = new X509CertificateParser().ReadCertificate(TestPki.Issuing.Certificate.ToArray()).GetPublicKey();

        Assert.All(taken, der => Assert.Equal(EntriesOf(der), EntriesOf(new X509CrlParser().ReadCrl(der), key).ToHashSet()));
    }

    /// <summary>Serial number, date and reason of each entry, without duplicates.</summary>
    private static HashSet<string> EntriesOf(byte[] der)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var reader = new CrlEntryReader(CrlParser.Parse(der).Entries.Span);
        while (reader.MoveNext())
        {
            found.Add($"{Convert.ToHexString(reader.SerialNumber)} {reader.RevocationDate:u} {(int)reader.Reason}");
        }

        return found;
    }

    /// <exception cref="Org.BouncyCastle.Security.SignatureException">The CRL was not signed by the key.</exception>
    private static IEnumerable<string> EntriesOf(X509Crl list, AsymmetricKeyParameter key)
    {
        list.Verify(key);
        return (list.GetRevokedCertificates() ?? new HashSet<X509CrlEntry>()).Select(entry =>
            $"{Convert.ToHexString(entry.SerialNumber.ToByteArrayUnsigned())} {entry.RevocationDate:u} {DerEnumerated.GetInstance(entry.GetExtensionParsedValue(X509Extensions.ReasonCode) ?? new DerEnumerated(0)).IntValueExact}");
    }

    private static string SentenceOn(Action read) => Record.Exception(read)?.Message ?? Taken;

    private static byte[] Issue(Action<CrlFields> bend)
    {
        var fields = new CrlFields { Issuer = Issuer.Subject.ToArray(), Entries = Entry(Date) };
        bend(fields);
        return fields.Sign(TestPki.Issuing.Key);
    }

    /// <summary>A CRL's entries with a single one, for serial number 7.</summary>
    private static byte[] Entry(string rest) => CrlFields.Sequence(CrlFields.Sequence(Hex("020107" + rest)));

    private static byte[] Entry(string serialNumber, string rest) => CrlFields.Sequence(Hex(serialNumber switch
    {
        "0" => "020100",
        "-5" => "0201FB",
        "7" => "020107",
        _ => "021A01" + new string('0', 50),
    } + rest));

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
