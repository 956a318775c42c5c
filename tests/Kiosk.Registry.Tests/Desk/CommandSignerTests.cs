using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Testing.Skipping;

namespace Kiosk.Registry.Tests.Desk;

public sealed class CommandSignerTests : IDisposable
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();

    private readonly TestFiles files = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        files.Dispose();
    }

    [FactWithTool("openssl")]
    public async Task A_command_signs_what_it_gets_on_its_input()
    {
        var pem = files.Write("key.pem", key.ExportPkcs8PrivateKeyPem());

        var signature = await Signer("openssl", "dgst", "-sha256", "-sign", pem).SignAsync(Message, CancellationToken.None);

        Assert.True(key.VerifyData(Message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [FactWithTool("openssl")]
    public async Task A_desk_publishes_with_keys_that_only_commands_hold()
    {
        var source = files.WriteSource(DeskPki.Issue(1));
        var pem = files.Write("elsewhere/key.pem", key.ExportPkcs8PrivateKeyPem());
        files.Write("desk/key.pub.pem", key.ExportSubjectPublicKeyInfoPem());
        var role = """{ "keys": ["hsm"], "threshold": 1, "lifetime": "30.00:00:00" }""";
        files.Write("desk/registry.json", $$"""
            {
              "feed": "feed",
              "keys": { "hsm": { "command": ["openssl", "dgst", "-sha256", "-sign", "{{pem}}"], "public": "key.pub.pem" } },
              "roles": { "root": {{role}}, "timestamp": {{role}}, "snapshot": {{role}}, "targets": {{role}} },
              "provinces": { "01": {{role}} },
              "publications": 3,
              "deltas": 3
            }
            """);
        Directory.CreateDirectory(files.At("desk/keys"));

        (await Programs.RegistryAsync("init", "--desk", files.At("desk"))).With(0);
        (await Programs.RegistryAsync("publish", "--desk", files.At("desk"), "--from", source)).With(0);

        (await Programs.RegistryAsync("status", "--desk", files.At("desk"))).With(0);
    }

    [Theory]
    [InlineData("echo no token >&2; exit 3", "ended with 3: no token")]
    [InlineData("cat >/dev/null; head -c 3000 /dev/zero", "more than 2048 bytes: it must print the signature")]
    [InlineData("exit 1", "sh ended with 1 and said nothing: it must print the signature")]
    [InlineData("cat >/dev/null", "sh ended with 0 and printed no signature: it must print the signature")]
    [InlineData("cat", "sh printed 14 bytes that are no signature by the key whose public half the desk has")]
    public async Task A_command_that_fails_is_named_with_its_words(string script, string sentence) =>
        Assert.Contains(sentence, VietnameseText.MessageOf(await Assert.ThrowsAsync<SigningException>(() => Signer("sh", "-c", script).SignAsync(Message, CancellationToken.None).AsTask())), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_that_is_not_there_is_named() =>
        Assert.Contains("/no/such/tool cannot be started: there is no such program.", (await Assert.ThrowsAsync<SigningException>(() => Signer("/no/such/tool").SignAsync(Message, CancellationToken.None).AsTask())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_in_the_place_of_a_command_is_said_to_be_one() =>
        Assert.Contains($"{files.Folder} cannot be started: it is a folder.", (await Assert.ThrowsAsync<SigningException>(() => Signer(files.Folder).SignAsync(Message, CancellationToken.None).AsTask())).Message, StringComparison.Ordinal);

    private CommandSigner Signer(params string[] command) => new(command, TufKey.FromPem(key.ExportSubjectPublicKeyInfoPem()));
}
