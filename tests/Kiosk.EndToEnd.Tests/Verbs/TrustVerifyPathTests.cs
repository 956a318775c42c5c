using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class TrustVerifyPathTests : IDisposable
{
    private const string Policy = "1.3.6.1.4.1.99999.10";

    private static readonly ChainMember Root = ChainMember.Root("CN=Root");
    private static readonly ChainMember Authority = Root.Authority("CN=CA", 2, ChainExtensions.Policies(Policy));
    private static readonly ChainMember Target = Authority.Target("CN=Target", ChainExtensions.Policies(Policy));

    private readonly TestFolder folder = new();

    public TrustVerifyPathTests()
    {
        Write("root.crt", Root.Certificate);
        Write("ca.crt", Authority.Certificate);
        Write("target.crt", Target.Certificate);
        Write("root.crl", Root.List([]));
        Write("ca.crl", Authority.List([]));
        Write("revoking.crl", Authority.ListOf(ChainLists.Entries([Target]), 2));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_valid_path_is_told_with_subjects_policies_and_that_revocation_was_not_checked()
    {
        var json = (await VerifyAsync("--policy", Policy, "--explicit-policy")).AssertExit(0).Json;

        Assert.Equal((true, "ok"), (json.GetProperty("valid").GetBoolean(), json.GetProperty("code").GetString()));
        Assert.Equal(["CN=Root", "CN=CA", "CN=Target"], Texts(json, "path"));
        Assert.Equal([Policy], Texts(json, "policies"));
        Assert.Equal((false, JsonValueKind.Null), (json.GetProperty("revocationChecked").GetBoolean(), json.GetProperty("asOf").ValueKind));
    }

    [Fact]
    public async Task The_certificate_may_stand_before_or_after_options_and_switches()
    {
        string[][] forms =
        [
            ["--anchor", folder["root.crt"], folder["ca.crt"], "--at", At, "--json"],
            ["--at", At, "--anchor", folder["root.crt"], folder["ca.crt"], "--json"],
            ["--json", "--anchor", folder["root.crt"], "--crl", folder["root.crl"], folder["ca.crt"], "--at", At],
            [folder["ca.crt"], "--anchor", folder["root.crt"], "--json", "--at", At],
            ["--anchor", folder["root.crt"], "--json", "--at", At, "--", folder["ca.crt"]],
        ];

        foreach (var form in forms)
        {
            Assert.Equal(["CN=Root", "CN=CA"], Texts((await RunAsync(form)).AssertExit(0).Json, "path"));
        }
    }

    [Fact]
    public async Task Without_a_certificate_no_other_file_is_taken_for_it() =>
        (await RunAsync("--anchor", folder["root.crt"], folder["ca.crt"], "--crl", folder["root.crl"])).AssertRefused(2, "Name the certificate to judge first, as in: kiosk trust verify-path CERT --anchor ROOT");

    [Fact]
    public async Task With_lists_the_answer_says_as_of_when()
    {
        var json = (await VerifyAsync("--crl", folder["root.crl"], folder["ca.crl"])).AssertExit(0).Json;

        Assert.Equal(TestPki.Yesterday, json.GetProperty("asOf").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_revoked_certificate_is_not_valid()
    {
        var json = (await VerifyAsync("--crl", folder["root.crl"], folder["ca.crl"], folder["revoking.crl"])).AssertExit(1).Json;

        Assert.Equal((false, "revocation.revoked"), (json.GetProperty("valid").GetBoolean(), json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_list_for_one_issuer_alone_leaves_the_path_open() =>
        Assert.Equal("revocation.unknown", (await VerifyAsync("--crl", folder["ca.crl"])).AssertExit(1).Json.GetProperty("code").GetString());

    [Fact]
    public async Task Files_may_be_PEM_with_several_blocks_and_words_around_them()
    {
        var bundle = $"A CA follows.\r\n{Pem("CERTIFICATE", Authority.Certificate)}\r\nAnd what is none:\n{Pem("PUBLIC KEY", [1, 2, 3])}\nTwice.\n{Pem("CERTIFICATE", Authority.Certificate)}";
        Write("bundle.pem", Encoding.ASCII.GetBytes(bundle));
        Write("lists.pem", Encoding.ASCII.GetBytes(Pem("X509 CRL", Root.List([])) + "\n" + Pem("X509 CRL", Authority.List([]))));

        (await RunAsync("--anchor", folder["root.crt"], "--intermediate", folder["bundle.pem"], "--crl", folder["lists.pem"], "--at", At, "--json", folder["target.crt"])).AssertExit(0);
    }

    [Fact]
    public async Task What_is_of_no_use_among_the_intermediates_and_lists_is_named_and_ignored()
    {
        Write("junk.bin", [0x30, 0x82, 0xFF, 0xFF, 0x00]);

        var json = (await RunAsync(
            "--anchor", folder["root.crt"], "--intermediate", folder["junk.bin"], folder["target.crt"], folder["ca.crt"], folder["ca.crt"],
            "--crl", folder["junk.bin"], folder["root.crl"], folder["ca.crl"], "--at", At, "--json", folder["target.crt"])).AssertExit(0).Json;

        Assert.Equal(2, Texts(json, "ignored").Count(sentence => sentence!.Contains("junk.bin", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_certificate_may_follow_an_option_that_takes_several_values() =>
        (await RunAsync("--json", "--at", At, "--anchor", folder["root.crt"], "--intermediate", folder["ca.crt"], folder["target.crt"])).AssertExit(0);

    [Fact]
    public async Task A_certificate_that_breaks_the_standard_is_not_valid()
    {
        // An INTEGER with a redundant leading zero is not DER.
        var broken = Target.Certificate.ToArray();
        var serialNumber = broken.AsSpan().IndexOf(Target.SerialNumber);
        broken[serialNumber] = 0x00;
        broken[serialNumber + 1] = 0x00;
        Write("broken.crt", broken);

        Assert.Equal("cert.malformed", (await RunAsync("--anchor", folder["root.crt"], "--json", folder["broken.crt"])).AssertExit(1).Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("root.crl")]
    [InlineData("missing.crt")]
    public async Task A_file_that_is_no_certificate_is_misuse_with_one_sentence(string file) =>
        (await RunAsync("--anchor", folder["root.crt"], folder[file])).AssertRefused(2, file);

    [Theory]
    [InlineData("--policy", "no.oid")]
    [InlineData("--at", "yesterday")]
    public async Task An_option_that_means_nothing_is_misuse(string option, string value) => (await VerifyAsync(option, value)).AssertExit(2);

    [Fact]
    public async Task Without_a_certificate_or_an_anchor_it_is_misuse()
    {
        (await RunAsync("--anchor", folder["root.crt"], "--json")).AssertExit(2);
        (await RunAsync("--json", folder["target.crt"])).AssertExit(2);
    }

    private static string At => TestPki.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Pem(string label, byte[] content) => PemEncoding.WriteString(label, content);

    private static IEnumerable<string?> Texts(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(text => text.GetString());

    private static Task<Ended> RunAsync(params string[] arguments) => KioskProcess.RunAsync(["trust", "verify-path", .. arguments]);

    private Task<Ended> VerifyAsync(params string[] options)
    {
        string[] instant = options.Contains("--at") ? [] : ["--at", At];
        return RunAsync(["--anchor", folder["root.crt"], "--intermediate", folder["ca.crt"], .. options, .. instant, "--json", folder["target.crt"]]);
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(folder[name], content);
}
