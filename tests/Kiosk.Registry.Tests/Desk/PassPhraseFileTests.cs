using System.Runtime.Versioning;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Problems;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Registry.Tests.Desk;

/// <summary>A pass phrase comes from a file or from a pipe that is being written; nothing else is waited for.</summary>
[SupportedOSPlatform("linux")]
public sealed class PassPhraseFileTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("/dev/zero", "/dev/zero: this is a device, pipe or socket: only regular files are read. A pass phrase is read from the first line of a file")]
    [InlineData("/dev/null", "/dev/null: this is a device, pipe or socket")]
    [InlineData("/tmp", "/tmp: this is a folder where a file is expected.")]
    [InlineData("/nonexistent", "/nonexistent: the file is missing.")]
    public void What_is_no_file_is_named_as_what_it_is(string path, string sentence) => Refuses(path, sentence);

    [Theory]
    [InlineData("", "its first line is empty, where the pass phrase stands")]
    [InlineData("\r\nmật khẩu\n", "its first line is empty")]
    public void A_file_without_a_phrase_is_named(string content, string sentence) => Refuses(files.Write("phrase", content), sentence);

    [Fact]
    public void A_line_that_is_too_long_for_a_phrase_is_refused_and_not_cut() => Refuses(files.Write("phrase", new string('a', 2000)), "its first line has more than 1024 bytes");

    [Fact]
    public void A_pipe_that_nobody_writes_is_not_waited_for_without_end()
    {
        var refused = Assert.Throws<RegistryException>(() => new PassPhraseFile(TimeProvider.System, TimeSpan.FromMilliseconds(200), Long).ReadFirstLine(Pipe(), CancellationToken.None));

        Assert.EndsWith("nobody wrote a pass phrase into this pipe within 0 s: start what writes it, or name a file.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_whose_writer_writes_nothing_is_not_waited_for_without_end()
    {
        var pipe = Pipe();
        using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);

        var refused = Assert.Throws<RegistryException>(() => new PassPhraseFile(TimeProvider.System, Long, TimeSpan.FromMilliseconds(200)).ReadFirstLine(pipe, CancellationToken.None));

        Assert.Contains("nobody wrote a pass phrase into this pipe", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_is_being_written_is_read()
    {
        var pipe = Pipe();
        var reading = Task.Run(() => new PassPhraseFile(TimeProvider.System, Long, Long).ReadFirstLine(pipe, CancellationToken.None));
        await using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync("mật "u8.ToArray());
            await writer.FlushAsync();
            await writer.WriteAsync("khẩu\nzweite"u8.ToArray());
        }

        Assert.Equal("mật khẩu", new string(await reading));
    }

    [FactWithTool("bash")]
    public async Task A_shells_process_substitution_gives_the_phrase()
    {
        var command = $"dotnet {Path.Combine(AppContext.BaseDirectory, "registry.dll")} init --desk {files.At("desk")} --province 01 --encrypt --pass-phrase-file <(echo secret)";
        (await ChildProcess.RunAsync("bash", "-c", command)).With(0);
    }

    [FactWithTool("kill")]
    public async Task SIGTERM_ends_the_waiting()
    {
        var pipe = Pipe();
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        using var waiting = ChildProcess.Start("dotnet", Path.Combine(AppContext.BaseDirectory, "registry.dll"), "init", "--desk", files.At("desk"), "--province", "01", "--encrypt", "--pass-phrase-file", pipe);
        await UntilOpenedAsync(waiting, pipe);
        (await ChildProcess.RunAsync("kill", "-TERM", waiting.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))).With(0);

        var ended = await waiting.EndAsync(within: TimeSpan.FromSeconds(9));

        Assert.Equal((1, "registry: Called off; what was published last is whole and in force.\n"), (ended.ExitCode, ended.Errors));
        Assert.False(File.Exists(files.At("desk/registry.json")));
    }

    private static void Refuses(string path, string sentence) =>
        Assert.Contains(sentence, VietnameseText.MessageOf(Assert.Throws<RegistryException>(() => PassPhraseFile.Usual.ReadFirstLine(path, CancellationToken.None))), StringComparison.Ordinal);

    private static async Task UntilOpenedAsync(ChildProcess process, string pipe)
    {
        using var timeout = new CancellationTokenSource(Long);
        while (!Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == pipe))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private string Pipe()
    {
        ChildProcess.Run("mkfifo", files.At("pipe")).With(0);
        return files.At("pipe");
    }
}
