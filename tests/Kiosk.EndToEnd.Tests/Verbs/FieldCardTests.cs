using System.IO.Compression;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>PIV cards as found in the field (case 09-piv-objects), and what the verbs report about each.</summary>
public sealed class FieldCardTests : IDisposable
{
    private const string Trusted = "trusted ok";
    private const string Malformed = "unread card.malformed";
    private const string NotPersonalised = "unread card.not-personalised";
    private static readonly IssuedCard Card = TestPki.Issue();
    private static readonly byte[] Certificate = Card.Certificate.ToArray();
    private static readonly byte[] End = [0xFE, 0x00];

    private static readonly Dictionary<string, (Func<byte[]> Build, string Answer, string Detail)> Objects = new(StringComparer.Ordinal)
    {
        ["00-usual"] = (() => Object(Tlv(0x70, Certificate), Info(0), End), Trusted, ""),
        ["01-no-certinfo"] = (() => Object(Tlv(0x70, Certificate), End), Malformed, "Tag FE stands where 71 should."),
        ["02-no-error-detection-code"] = (() => Object(Tlv(0x70, Certificate), Info(0)), Malformed, "Tag FE is missing."),
        ["03-only-70"] = (() => Object(Tlv(0x70, Certificate)), Malformed, "Tag 71 is missing."),
        ["04-certinfo-empty-value"] = (() => Object(Tlv(0x70, Certificate), [0x71, 0], End), Malformed, "Tag 71 (CertInfo) holds 0 bytes"),
        ["05-mscuid-tag-72"] = (() => Object(Tlv(0x70, Certificate), Info(0), Tlv(0x72, "123"u8.ToArray()), End), Trusted, ""),
        ["06-certinfo-before-70"] = (() => Object(Info(0), Tlv(0x70, Certificate), End), Malformed, "Tag 71 stands where 70 should."),
        ["07-gzip-certinfo-01"] = (() => PivCertificate.Encode(Certificate, compressed: true), Trusted, ""),
        ["08-gzip-certinfo-80"] = (() => Object(Tlv(0x70, Gzip()), Info(0x80), End), Malformed, "Tag 71 (CertInfo) says 80"),
        ["09-gzip-but-certinfo-00"] = (() => Object(Tlv(0x70, Gzip()), Info(0), End), Malformed, "says 00, not compressed, and the certificate is compressed"),
        ["10-certinfo-01-but-not-gzip"] = (() => Object(Tlv(0x70, Certificate), Info(1), End), Malformed, "says 01, compressed with gzip, and the certificate is not"),
        ["14-zero-padding-behind-FE"] = (() => Object(Tlv(0x70, Certificate), Info(0), End, new byte[16]), Malformed, "16 bytes follow the last tag."),
        ["15-zero-padding-behind-certificate-inside-70"] = (() => Object(Tlv(0x70, [.. Certificate, .. new byte[8]]), Info(0), End), Malformed, "8 bytes follow the certificate inside tag 70"),
        ["17-empty-object"] = (() => [0x53, 0x00], NotPersonalised, "is empty"),
        ["19-empty-70"] = (() => Object([0x70, 0x00], Info(0), End), NotPersonalised, "is empty"),
        ["20-error-detection-code-with-lrc"] = (() => Object(Tlv(0x70, Certificate), Info(0), [0xFE, 0x01, 0x5A]), Malformed, "Tag FE (error detection code) is not empty"),
    };

    private readonly TestFolder folder = new();

    public FieldCardTests()
    {
        File.WriteAllBytes(folder["root.crt"], TestPki.Root.Certificate.ToArray());
        File.WriteAllBytes(folder["issuing.crt"], TestPki.Issuing.Certificate.ToArray());
        File.WriteAllBytes(folder["root.crl"], TestTrust.ListOf(TestPki.Root));
        File.WriteAllBytes(folder["issuing.crl"], TestTrust.ListOf(TestPki.Issuing));
    }

    public static TheoryData<string> Names => [.. Objects.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_card_of_the_field_gets_its_answer_and_a_sentence_that_says_what_is_wrong_where(string name)
    {
        var (build, answer, detail) = Objects[name];
        Write(Card.WithObject(build()));

        var json = (await VerifyAsync()).Json;

        Assert.Equal(answer, $"{json.GetProperty("verdict").GetString()} {json.GetProperty("code").GetString()}");
        Assert.Contains(detail, json.GetProperty("detail").GetString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_without_the_object_is_not_personalised()
    {
        Write(Card.Image() with { Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>() });

        var ended = await KioskProcess.RunAsync("card", "read", "--card", folder["card.json"]);

        ended.AssertExit(1);
        Assert.Equal(
            [
                $"{folder["card.json"]}: card.not-personalised: The card answers 6A82 (not found) to GET DATA for the card authentication certificate (5FC101).",
                "Have the issuing authority complete or exchange the card; check the member in by hand if identity can be established.",
            ],
            ended.Errors.Split('\n'));
    }

    [Fact]
    public async Task A_certificate_that_breaks_a_rule_of_the_profile_is_told_by_that_rule()
    {
        Write(Card.With(CardExtensions.Policies(["1.2.3"])).Image());

        var json = (await VerifyAsync()).AssertExit(1).Json;

        Assert.Equal("cert.policy", json.GetProperty("code").GetString());
        Assert.Equal(
            "The certificate states 1.2.3, and none of those that the card profile asks for (2.16.840.1.101.3.2.1.3.17).",
            json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_card_from_before_FIPS_201_2_is_told_to_have_no_UUID()
    {
        Write(Card.With(CardExtensions.SubjectAltName(["https://example.vn"], Convert.FromHexString("D4E739D821086C1084210D8360D8210842108421804210C3F3"))).Image());

        var json = (await VerifyAsync()).AssertExit(1).Json;

        Assert.Equal("binding.uuid", json.GetProperty("code").GetString());
        Assert.Contains("names no UUID (urn:uuid:…), as on cards before FIPS 201-2", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_CHUID_is_taken_whether_its_signature_covers_the_error_detection_code_or_not(bool signsErrorDetectionCode)
    {
        await File.WriteAllTextAsync(folder["profile.json"], """{ "requiresChuid": true }""");
        Write(Card.WithFascN().WithChuid(TestPki.ContentSigner, signsErrorDetectionCode: signsErrorDetectionCode).Image());

        var json = (await VerifyAsync("--profile", folder["profile.json"])).AssertExit(0).Json;

        Assert.Equal("CardAuthenticationKeyWithChuid", json.GetProperty("assurance").GetString());
    }

    private Task<Ended> VerifyAsync(params string[] options) => KioskProcess.RunAsync(
    [
        "card", "verify", "--card", folder["card.json"], "--anchor", folder["root.crt"], "--intermediate", folder["issuing.crt"],
        "--crl", folder["root.crl"], folder["issuing.crl"], "--at", "2026-11-22T08:00:00Z", "--json", .. options,
    ]);

    private void Write(CardImage image) => File.WriteAllText(folder["card.json"], image.ToJson());

    private static byte[] Info(byte packing) => [0x71, 0x01, packing];

    private static byte[] Tlv(uint tag, byte[] value) => BerTlvWriter.Encode(new BerTag(tag), value);

    private static byte[] Object(params byte[][] inside) => Tlv(0x53, [.. inside.SelectMany(part => part)]);

    private static byte[] Gzip()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Certificate);
        }

        return packed.ToArray();
    }
}
