using System.Formats.Asn1;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Properties;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using static Kiosk.Testing.Properties.Parsing;

namespace Kiosk.Verification.Tests.Properties;

/// <summary>Random bytes and mutated valid input either parse or are rejected with the parser's own exception.</summary>
public sealed class ParserProperties
{
    private static readonly byte[] Signature = TestPki.Issue().Evidence().Answer.ToArray();
    private static readonly byte[] Entries = CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing, new(new byte[] { 7 }, TestPki.Yesterday), new(new byte[] { 9 }, TestPki.Yesterday))).Entries.ToArray();

    [Fact]
    public void EcdsaSignature_never_throws() => Holds<NeverException>([Signature], bytes =>
    {
        _ = EcdsaSignature.IsWellFormed(bytes, EllipticCurve.P256);
        _ = EcdsaSignature.IsWellFormed(bytes, EllipticCurve.P384);
    });

    [Fact]
    public void X509Time() => Holds<AsnContentException>(
        ["\u0017\u000D261122080000Z"u8.ToArray(), "\u0018\u000F20611122080000Z"u8.ToArray()],
        bytes => Kiosk.Verification.Der.X509Time.Read(new AsnReader(bytes, AsnEncodingRules.DER), X509Reading.Strict));

    [Fact]
    public void CrlTime_reads_what_X509Time_reads() => Holds<AsnContentException>(["\u0017\u000D261122080000Z"u8.ToArray(), "\u0018\u000F20611122080000Z"u8.ToArray()], bytes =>
    {
        var reader = new DerReader(bytes);
        Assert.Equal(Kiosk.Verification.Der.X509Time.Read(new AsnReader(bytes, AsnEncodingRules.DER), X509Reading.Strict), CrlTime.Read(ref reader, X509Reading.Strict));
    });

    [Fact]
    public void CrlEntryReader() => Holds<CrlException>([Entries], bytes =>
    {
        var reader = new Kiosk.Verification.Crls.CrlEntryReader(bytes);
        while (reader.MoveNext())
        {
            Assert.InRange(reader.Length, 1, bytes.Length);
        }
    });

    [Fact]
    public void DerReader() => Holds<AsnContentException>([TestPki.Issuing.Certificate.ToArray()], bytes =>
    {
        var reader = new Kiosk.Verification.Der.DerReader(bytes);
        while (reader.HasData)
        {
            reader.Read(reader.NextTag);
        }
    });

    [Fact]
    public void CardProfile_JSON() => Holds<CardProfileException>([CardProfile.Default.ToJson()], bytes => CardProfile.Parse(bytes, "profile.json"));
}
