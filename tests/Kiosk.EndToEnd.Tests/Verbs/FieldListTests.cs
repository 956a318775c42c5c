using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>CRLs as signed by authorities in the field (case 08-crl-content): accepted, or refused with the file's name and a correct reason.</summary>
public sealed class FieldListTests : IDisposable
{
    private const string Date = "170D3236313132303038303030305A";
    private static readonly IssuedCard Card = TestPki.Issue();

    private static readonly Dictionary<string, (Action<CrlFields> Bend, string Strict, string Tolerant)> Lists = new(StringComparer.Ordinal)
    {
        ["01-empty-sequence"] = (list => list.Entries = [0x30, 0x00], "", ""),
        ["02-no-entries"] = (list => list.Entries = [], "", ""),
        ["07-crl-number-of-25-bytes"] = (
            list => list.Extensions = [CertificateForge.Extension(Oids.CrlNumber, false, Hex("0219" + "40" + new string('0', 46) + "05"))],
            "at most 20 bytes (RFC 5280, 5.2.3).",
            "at most 20 bytes (RFC 5280, 5.2.3)."),
        ["08-generalizedtime-before-2050"] = (list => list.ThisUpdate = Hex("180F32303236313132303038303030305A"), "thisUpdate of the CRL: A time before 2050 is a UTCTime", ""),
        ["09-without-nextupdate"] = (list => list.NextUpdate = [], "The CRL has no nextUpdate (RFC 5280, 5.1.2.5).", "The CRL has no nextUpdate (RFC 5280, 5.1.2.5)."),
        ["12-idp-empty-sequence"] = (
            list => list.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, [0x30, 0x00])),
            "issuingDistributionPoint of the CRL: It is an empty sequence",
            "issuingDistributionPoint of the CRL: It is an empty sequence"),
        ["19-entry-unknown-critical-extension"] = (
            list => list.Entries = CrlFields.Sequence(CrlFields.Sequence(Hex("020107" + Date + "300E300C06032A03040101FF04020500"))),
            "Entry 1 of the CRL: It bears the critical extension 1.2.3.4",
            "Entry 1 of the CRL: It bears the critical extension 1.2.3.4"),
        ["24-ecdsa-with-null-parameters"] = (list => list.Algorithm = list.OuterAlgorithm = Hex("300C06082A8648CE3D0403020500"), "bears parameters, and takes none, not even NULL (RFC 5758, 3.2", ""),
        ["27-utctime-without-seconds"] = (list => list.ThisUpdate = Hex("170B323631313230303830305A"), "thisUpdate of the CRL: A UTCTime is written", "thisUpdate of the CRL: A UTCTime is written"),
        ["30-empty-entry-extensions"] = (
            list => list.Entries = CrlFields.Sequence(CrlFields.Sequence(Hex("020107" + Date + "3000"))),
            "Entry 1 of the CRL: Its crlEntryExtensions are empty",
            "Entry 1 of the CRL: Its crlEntryExtensions are empty"),
    };

    private readonly TestFolder folder = new();

    public FieldListTests()
    {
        Write("root.crt", TestPki.Root.Certificate.ToArray());
        Write("issuing.crt", TestPki.Issuing.Certificate.ToArray());
        Write("root.crl", TestTrust.ListOf(TestPki.Root));
        Write("card.crt", Card.Certificate.ToArray());
        File.WriteAllText(folder["card.json"], Card.Image().ToJson());
    }

    public static TheoryData<string> Names => [.. Lists.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Card_verify_takes_the_list_or_says_why_not(string name)
    {
        var (bend, sentence, _) = Lists[name];
        Issue(name, bend);

        var ended = await VerifyCardAsync(name);

        Assert.Equal(sentence.Length == 0 ? 0 : 2, ended.ExitCode);
        Assert.Contains(sentence, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not valid DER", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Verify_path_reads_the_list_or_says_why_not(string name)
    {
        var (bend, _, sentence) = Lists[name];
        Issue(name, bend);

        var json = (await VerifyPathAsync(name)).Json;

        Assert.Equal(sentence.Length == 0 ? "ok" : "revocation.unknown", json.GetProperty("code").GetString());
        Assert.Contains(sentence, string.Concat(json.GetProperty("ignored").EnumerateArray().Select(one => one.GetString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refusal_names_the_file_and_the_next_step()
    {
        Issue("nightly", list => list.NextUpdate = []);

        (await VerifyCardAsync("nightly")).AssertRefused(2, $"{folder["nightly.crl"]}: The CRL has no nextUpdate (RFC 5280, 5.1.2.5). Have its authority issue it anew, or leave the file out.");
    }

    [Fact]
    public async Task A_list_that_covers_less_is_named_with_what_it_is_about()
    {
        Issue("users", list => list.Extensions.Add(CertificateForge.Extension(Oids.IssuingDistributionPoint, true, Hex("3003" + "8201FF"))));

        var json = (await VerifyPathAsync("users")).AssertExit(1).Json;

        Assert.Contains($"{folder["users.crl"]} is about other certificates by its issuingDistributionPoint.", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_a_stranger_is_named_as_signed_by_none_who_may()
    {
        Write("stranger.crl", TestTrust.ListOf(TestPki.ForeignIssuing));

        var json = (await VerifyPathAsync("stranger")).AssertExit(1).Json;

        Assert.Contains($"{folder["stranger.crl"]} is signed by no key that may sign the lists of its issuer.", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_and_a_certificate_in_the_place_of_a_list_are_named_as_what_they_are()
    {
        Write("page.crl", "<!DOCTYPE html><html></html>"u8.ToArray());

        (await VerifyCardAsync("page")).AssertRefused(2, $"{folder["page.crl"]}: holds no certificate revocation list: it is an HTML page.");
    }

    private Task<Ended> VerifyCardAsync(string list) => KioskProcess.RunAsync(
        "card", "verify", "--card", folder["card.json"], "--anchor", folder["root.crt"], "--intermediate", folder["issuing.crt"],
        "--crl", folder["root.crl"], folder[$"{list}.crl"], "--at", "2026-11-22T08:00:00Z");

    private Task<Ended> VerifyPathAsync(string list) => KioskProcess.RunAsync(
        "trust", "verify-path", "--anchor", folder["root.crt"], "--intermediate", folder["issuing.crt"],
        "--crl", folder["root.crl"], folder[$"{list}.crl"], "--at", "2026-11-22T08:00:00Z", "--json", folder["card.crt"]);

    private void Issue(string name, Action<CrlFields> bend)
    {
        var fields = new CrlFields { Issuer = Certificate.Parse(TestPki.Issuing.Certificate).Subject.ToArray() };
        bend(fields);
        Write($"{name}.crl", fields.Sign(TestPki.Issuing.Key));
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(folder[name], content);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
