using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using static Kiosk.Verification.Tests.Certificates.CertificateDer;

namespace Kiosk.Verification.Tests.Certificates;

public sealed class CertificateParserTests
{
    private const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    private const string Md5WithRsa = "1.2.840.113549.1.1.4";
    private const string EcdsaWithSha1 = "1.2.840.10045.4.1";

    [Fact]
    public void A_certificate_reads_as_the_framework_reads_it()
    {
        var card = TestPki.Issue().WithSerialNumber(0x00, 0x01, 0x02, 0xFF);
        using var expected = X509CertificateLoader.LoadCertificate(card.Certificate.Span);

        var certificate = Certificate.Parse(card.Certificate);

        Assert.Equal(expected.SubjectName.RawData, certificate.Subject.ToArray());
        Assert.Equal(expected.IssuerName.RawData, certificate.Issuer.ToArray());
        Assert.Equal(expected.NotBefore.ToUniversalTime(), certificate.NotBefore.UtcDateTime);
        Assert.Equal(expected.NotAfter.ToUniversalTime(), certificate.NotAfter.UtcDateTime);
        Assert.Equal(expected.PublicKey.ExportSubjectPublicKeyInfo(), certificate.PublicKey.Encoded.ToArray());
        Assert.Equal("0102FF", Convert.ToHexString(certificate.SerialNumber.Span));
        Assert.Equal(SignatureAlgorithm.EcdsaSha256, certificate.SignatureAlgorithm);
    }

    [Fact]
    public void Extensions_read_as_they_were_written()
    {
        var extensions = Certificate.Parse(TestPki.Issue().Certificate).Extensions;

        Assert.Null(extensions.BasicConstraints);
        Assert.Equal(KeyUsages.DigitalSignature, extensions.KeyUsage);
        Assert.True(extensions.KeyUsageIsCritical && extensions.ExtendedKeyUsageIsCritical);
        Assert.Equal([Oids.PivCardAuthentication], extensions.ExtendedKeyUsage);
        Assert.Equal([Oids.CommonCardAuthenticationPolicy], extensions.Policies);
        Assert.Single(extensions.UniformResourceIdentifiers);
    }

    [Fact]
    public void A_CAs_constraints_read_as_they_were_written()
    {
        Assert.Equal(new BasicConstraints(true, 0), Certificate.Parse(TestPki.Issuing.Certificate).Extensions.BasicConstraints);
        Assert.Equal(new BasicConstraints(true, null), Certificate.Parse(TestPki.Root.Certificate).Extensions.BasicConstraints);
    }

    [Fact]
    public void Validity_may_end_in_9999()
    {
        var forever = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

        Assert.Equal(forever, Certificate.Parse(TestPki.Issue().ValidTo(forever).Certificate).NotAfter);
    }

    private static readonly Dictionary<string, (Action<TbsFields> Bend, ReasonCode Code)> BentFields = new(StringComparer.Ordinal)
    {
        ["version 1"] = (fields => fields.Version = ReadOnlyMemory<byte>.Empty, ReasonCode.CertMalformed),
        ["version 2"] = (fields => fields.Version = Hex("A003020101"), ReasonCode.CertMalformed),
        ["version 4"] = (fields => fields.Version = Hex("A003020103"), ReasonCode.CertMalformed),
        ["a negative serial number"] = (fields => fields.SerialNumber = Hex("0201FF"), ReasonCode.CertMalformed),
        ["serial number 0"] = (fields => fields.SerialNumber = Hex("020100"), ReasonCode.CertMalformed),
        ["an empty serial number"] = (fields => fields.SerialNumber = Hex("0200"), ReasonCode.CertMalformed),
        ["a zero too many before the serial number"] = (fields => fields.SerialNumber = Hex("02020007"), ReasonCode.CertMalformed),
        ["a serial number of 21 bytes"] = (fields => fields.SerialNumber = Hex("0215" + "7F" + new string('0', 40)), ReasonCode.CertMalformed),
        ["an inner algorithm that differs from the outer"] = (fields => fields.OuterSignature = Algorithm(Oids.EcdsaWithSha384), ReasonCode.CertSignature),
        ["SHA-1 with ECDSA"] = (fields => fields.Signature = Algorithm(EcdsaWithSha1), ReasonCode.CertWeakSignature),
        ["SHA-1 with RSA"] = (fields => fields.Signature = Algorithm(Sha1WithRsa), ReasonCode.CertWeakSignature),
        ["MD5 with RSA"] = (fields => fields.Signature = Algorithm(Md5WithRsa), ReasonCode.CertWeakSignature),
        ["ECDSA with parameters"] = (fields => fields.Signature = Hex("300C06082A8648CE3D0403020500"), ReasonCode.CertMalformed),
        ["a name that is no sequence"] = (fields => fields.Issuer = Hex("3100"), ReasonCode.CertMalformed),
        ["UTCTime without seconds"] = (fields => fields.Validity = Validity("170B323630313031303030305A", "170D3237303130313030303030305A"), ReasonCode.CertMalformed),
        ["UTCTime with an offset"] = (fields => fields.Validity = Validity("1711323630313031303030303030" + "2B30373030", "170D3237303130313030303030305A"), ReasonCode.CertMalformed),
        ["GeneralizedTime before 2050"] = (fields => fields.Validity = Validity("170D3236303130313030303030305A", "180F32303237303130313030303030305A"), ReasonCode.CertMalformed),
        ["GeneralizedTime with a fraction"] = (fields => fields.Validity = Validity("170D3236303130313030303030305A", "181132303630303130313030303030302E355A"), ReasonCode.CertMalformed),
        ["30 February"] = (fields => fields.Validity = Validity("170D3236303233303030303030305A", "170D3237303130313030303030305A"), ReasonCode.CertMalformed),
        ["an extension twice"] = (fields => fields.Extensions.Add(fields.Extensions[0]), ReasonCode.CertMalformed),
        ["no extension value"] = (fields => fields.Extensions[0] = Hex("30050603551D0F"), ReasonCode.CertMalformed),
        ["critical written though FALSE"] = (fields => fields.Extensions.Add(Hex("300C0603551D0E0101000402" + "0400")), ReasonCode.CertMalformed),
        ["an EC key with explicit parameters"] = (fields => fields.SubjectPublicKeyInfo = ExplicitP256(), ReasonCode.CertWeakKey),
        ["an EC key with implicit parameters"] = (fields => fields.SubjectPublicKeyInfo = EcKey(Hex("0500"), new byte[65]), ReasonCode.CertWeakKey),
        ["secp256k1"] = (fields => fields.SubjectPublicKeyInfo = EcKey(Hex("06052B8104000A"), [4, .. new byte[64]]), ReasonCode.CertWeakKey),
        ["a compressed point"] = (fields => fields.SubjectPublicKeyInfo = EcKey(P256, [2, .. new byte[32]]), ReasonCode.CertWeakKey),
        ["the point at infinity"] = (fields => fields.SubjectPublicKeyInfo = EcKey(P256, [0]), ReasonCode.CertWeakKey),
        ["a hybrid point"] = (fields => fields.SubjectPublicKeyInfo = EcKey(P256, [6, .. new byte[64]]), ReasonCode.CertWeakKey),
        ["RSA with e = 1"] = (fields => fields.SubjectPublicKeyInfo = RsaKey(2048, 1), ReasonCode.CertWeakKey),
        ["RSA with e = 3"] = (fields => fields.SubjectPublicKeyInfo = RsaKey(2048, 3), ReasonCode.CertWeakKey),
        ["RSA with an even e"] = (fields => fields.SubjectPublicKeyInfo = RsaKey(2048, 65538), ReasonCode.CertWeakKey),
        ["RSA with an even modulus"] = (fields => fields.SubjectPublicKeyInfo = RsaKey(2048, 65537, lastByte: 0xFE), ReasonCode.CertWeakKey),
        ["an Ed25519 key"] = (fields => fields.SubjectPublicKeyInfo = Hex("302A300506032B6570032100" + new string('A', 64)), ReasonCode.CertWeakKey),
    };

    public static TheoryData<string> NamesOfBentFields => [.. BentFields.Keys];

    [Theory]
    [MemberData(nameof(NamesOfBentFields))]
    public void A_bent_certificate_is_refused_even_when_the_authority_signed_it(string what)
    {
        var (bend, code) = BentFields[what];
        var certificate = TestPki.Issue().Reissued(bend).Certificate;

        var refused = Assert.Throws<CertificateException>(() => Certificate.Parse(certificate));
        Assert.Equal(code, refused.Code);
    }

    [Theory]
    [InlineData("GeneralizedTime before 2050", "notAfter of the certificate: A time before 2050 is a UTCTime, and this is a GeneralizedTime (RFC 5280, 4.1.2.5 and 5.1.2.4).")]
    [InlineData("UTCTime without seconds", "notBefore of the certificate: A UTCTime is written YYMMDDHHMMSSZ, with seconds and in Z (RFC 5280, 4.1.2.5.1).")]
    [InlineData("ECDSA with parameters", "signature of the certificate: The signature algorithm EcdsaSha256 bears parameters, and takes none, not even NULL (RFC 5758, 3.2 and RFC 3279, 2.2).")]
    [InlineData("a name that is no sequence", "issuer of the certificate: A Name is a SEQUENCE (RFC 5280, 4.1.2.4).")]
    [InlineData("an empty serial number", "serialNumber of the certificate is not encoded in DER as RFC 5280, 4.1.2.2 defines it.")]
    [InlineData("critical written though FALSE", "extensions of the certificate: A FALSE that is the default is written out, which DER forbids (X.690, 11.5).")]
    public void The_sentence_names_the_field_and_its_rule(string what, string sentence)
    {
        var certificate = TestPki.Issue().Reissued(BentFields[what].Bend).Certificate;

        Assert.Equal(sentence, Assert.Throws<CertificateException>(() => Certificate.Parse(certificate)).Message);
    }

    [Fact]
    public void An_RSA_key_without_its_NULL_is_refused_by_its_rule_and_read_tolerantly()
    {
        using var key = RSA.Create(2048);
        var without = Sequence(Sequence(Oid(Oids.RsaEncryption)), Bits(key.ExportRSAPublicKey()));
        var certificate = TestPki.Issue().Reissued(fields => fields.SubjectPublicKeyInfo = without).Certificate;

        var refused = Assert.Throws<CertificateException>(() => Certificate.Parse(certificate));
        Assert.Equal("subjectPublicKeyInfo of the certificate: The parameters of rsaEncryption are missing, and must be NULL (RFC 3279, 2.3.1).", refused.Message);
        var read = Assert.IsType<SubjectPublicKey.Rsa>(Certificate.Parse(certificate, X509Reading.Tolerant).PublicKey);
        var digest = SHA256.HashData([1, 2, 3]);
        Assert.True(Kiosk.Verification.Certificates.PublicKey.Import(read).VerifyHash(digest, key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Parameters_of_an_RSA_key_that_are_not_NULL_are_refused_in_every_reading()
    {
        using var key = RSA.Create(2048);
        var other = key.ExportSubjectPublicKeyInfo();
        other[other.AsSpan().IndexOf((byte[])[0x05, 0x00, 0x03])] = 0x04;
        var certificate = TestPki.Issue().Reissued(fields => fields.SubjectPublicKeyInfo = other).Certificate;

        Assert.Throws<CertificateException>(() => Certificate.Parse(certificate));
        Assert.Throws<CertificateException>(() => Certificate.Parse(certificate, X509Reading.Tolerant));
    }

    [Fact]
    public void A_certificate_that_was_cut_or_added_to_is_told_so()
    {
        var certificate = TestPki.Issue().Certificate.ToArray();

        Assert.Contains("is cut short", Assert.Throws<CertificateException>(() => Certificate.Parse(certificate.AsMemory(0, 100))).Message, StringComparison.Ordinal);
        Assert.Contains("1 byte follows the end", Assert.Throws<CertificateException>(() => Certificate.Parse((byte[])[.. certificate, (byte)'\n'])).Message, StringComparison.Ordinal);
        Assert.Contains("does not begin with a SEQUENCE", Assert.Throws<CertificateException>(() => Certificate.Parse("<html>"u8.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_off_the_curve_is_refused_when_the_key_is_imported()
    {
        var key = SubjectPublicKeyParser.Parse(EcKey(P256, [4, .. Enumerable.Repeat((byte)0x11, 64)]), X509Reading.Strict);

        Assert.Equal(ReasonCode.CertWeakKey, Assert.Throws<CertificateException>(() => Kiosk.Verification.Certificates.PublicKey.Import(key)).Code);
    }

    [Fact]
    public void RSA_below_2048_bits_is_refused_by_the_policy()
    {
        using var small = RSA.Create(1024);

        Assert.False(AlgorithmPolicy.Default.Allows(SubjectPublicKeyParser.Parse(small.ExportSubjectPublicKeyInfo(), X509Reading.Strict)));
    }

    [Fact]
    public void A_byte_after_the_certificate_is_refused()
    {
        byte[] certificate = [.. TestPki.Issue().Certificate.Span, 0x00];

        Assert.Equal(ReasonCode.CertMalformed, Assert.Throws<CertificateException>(() => Certificate.Parse(certificate)).Code);
    }

    [Fact]
    public void A_certificate_of_17_kB_is_refused_unread()
    {
        Assert.Equal(ReasonCode.CertMalformed, Assert.Throws<CertificateException>(() => Certificate.Parse(new byte[17 * 1024])).Code);
    }

    [Fact]
    public void A_certificate_cut_anywhere_is_refused()
    {
        var certificate = TestPki.Issue().Certificate;

        for (var length = 0; length < certificate.Length; length++)
        {
            var cut = certificate[..length];
            Assert.Throws<CertificateException>(() => Certificate.Parse(cut));
        }
    }

    [Fact]
    public void Random_bytes_parse_or_are_refused() =>
        Prop.ForAll<byte[]>(ParsesOrRefuses).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_damage_parses_or_is_refused()
    {
        var certificate = TestPki.Issue().Certificate;
        var random = new Random(20261122);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = certificate.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            ParsesOrRefuses(damaged);
        }
    }

    private static void ParsesOrRefuses(byte[] bytes) =>
        Assert.True(Record.Exception(() => Certificate.Parse(bytes)) is null or CertificateException);

    private static byte[] P256 => Hex("06082A8648CE3D030107");
}
