using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Registry.Tests.Desk;

/// <summary>Keys under a pass phrase: PKCS #8 with PBES2.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PassPhraseTests : IDisposable
{
    private const string Phrase = "mật khẩu thử 1";

    private readonly TestFiles files = new();
    private readonly string phrase;

    public PassPhraseTests() => phrase = WritePhrase("phrase", Phrase + "\n");

    private string Desk => files.At("desk");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Keys_are_written_under_a_pass_phrase_but_for_those_that_renew_unattended()
    {
        await InitialisedAsync();

        Assert.All(["root-1", "targets-1", "province-01-1"], name => Assert.Contains("ENCRYPTED PRIVATE KEY", Key(name), StringComparison.Ordinal));
        Assert.All(["timestamp-1", "snapshot-1"], name => Assert.Contains("BEGIN PRIVATE KEY", Key(name), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pass_phrase_from_a_file_opens_them_and_a_renewal_needs_none()
    {
        var source = await InitialisedAsync();

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--pass-phrase-file", phrase)).With(0);

        Assert.Contains("timestamp 2", (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_phrase_that_others_can_read_is_warned_of()
    {
        var open = files.Write("open", Phrase + "\n");
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var made = (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--encrypt", "--pass-phrase-file", open)).With(0);

        Assert.Contains($"{open} can be read by others than its owner, and so the pass phrase: chmod 600 {open}", made.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "does not open")]
    [InlineData("mật khẩu thử 2\n", "does not open")]
    public async Task A_wrong_pass_phrase_is_one_sentence(string typed, string part)
    {
        var source = await InitialisedAsync();

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--pass-phrase-file", WritePhrase("other", typed))).With(2);

        var sentence = Assert.Single(refused.Error.Split('\n'), line => line.StartsWith("registry: ", StringComparison.Ordinal));
        Assert.Contains(part, sentence, StringComparison.Ordinal);
        Assert.Contains("keys/province-01-1.pem", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_key_is_named()
    {
        var source = await InitialisedAsync();

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(2);

        Assert.Contains("province-01-1", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--pass-phrase-file", refused.Error, StringComparison.Ordinal);
    }

    [FactWithTool("openssl")]
    public async Task A_key_that_openssl_encrypted_by_scrypt_is_opened()
    {
        var source = files.WriteSource(DeskPki.Issue(1));
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await ChildProcess.RunAsync("openssl", "pkcs8", "-topk8", "-scrypt", "-in", files.At("desk/keys/targets-1.pem"), "-passout", $"file:{phrase}", "-out", files.At("targets.pem"))).With(0);
        File.Move(files.At("targets.pem"), files.At("desk/keys/targets-1.pem"), overwrite: true);

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--pass-phrase-file", phrase)).With(0);
    }

    [FactWithTool("script")]
    public async Task A_pass_phrase_is_typed_at_a_terminal_and_not_shown()
    {
        var source = await InitialisedAsync();
        var command = $"dotnet {Path.Combine(AppContext.BaseDirectory, "registry.dll")} publish --desk {Desk} --from {source}";
        using var terminal = ChildProcess.Start("script", "-qec", command, "/dev/null");
        await terminal.Output.UntilAsync("Pass phrase of ");
        // At a terminal the Enter key is a carriage return.
        await terminal.TypeAsync(Phrase + "\r");

        Assert.DoesNotContain(Phrase, (await terminal.EndAsync()).With(0).Output, StringComparison.Ordinal);
    }

    private async Task<string> InitialisedAsync()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--encrypt", "--pass-phrase-file", phrase)).With(0);
        return files.WriteSource(DeskPki.Issue(1));
    }

    private string Key(string name) => File.ReadAllText(files.At($"desk/keys/{name}.pem"));

    private string WritePhrase(string name, string content)
    {
        var path = files.Write(name, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
