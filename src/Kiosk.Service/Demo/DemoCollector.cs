using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>The program <c>collector</c> beside the demo's terminals: SQLite in the demo's folder, on a free loopback port, ended with the demo.</summary>
internal sealed class DemoCollector : IAsyncDisposable
{
    /// <summary>Said where the program is not found.</summary>
    public static readonly Phrase Missing = new(
        "không có chương trình collector bên cạnh chương trình này, nên bản minh họa chạy không có máy thu thập; ./kiosk demo biên dịch cả hai.",
        "the program collector is not beside this one, so the demo goes on without it; ./kiosk demo compiles both.");

    /// <summary>The name of the account.</summary>
    public const string Secretary = "thu-ky";

    private const int PasswordLength = 16;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // Not a reference: a folder's name.
    private const string ProjectFolder = "Kiosk" + ".Collector";

    private readonly string program;
    private readonly string folder;
    private readonly Process serving;

    private DemoCollector(string program, string folder, Process serving, JsonElement announced)
    {
        (this.program, this.folder, this.serving) = (program, folder, serving);
        (Address, Key, Page) = (announced.GetProperty("address").GetString()!, announced.GetProperty("key").GetString()!, announced.GetProperty("page").GetString()!);
    }

    public string Address { get; }

    /// <summary>The address of its page for people.</summary>
    public string Page { get; }

    /// <summary>Its data.</summary>
    public string Folder => folder;

    /// <summary>Its public key, for the terminals' settings.</summary>
    public string Key { get; }

    /// <returns>The program, where the build puts it: in a folder beside this program's; null if it is not there.</returns>
    public static string? Find()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return ((string[])[
            Path.Combine(own.FullName, "collector.dll"),
            Path.Combine(own.FullName, "..", "collector", "collector.dll"),
            Path.Combine(own.FullName, "..", "..", ProjectFolder, own.Name, "collector.dll"),
        ]).FirstOrDefault(File.Exists);
    }

    /// <param name="folder">Its data.</param>
    /// <param name="authorityFile">The certificate of the terminals' CA.</param>
    /// <exception cref="ServiceUnavailableException">It did not start.</exception>
    public static async Task<DemoCollector> StartAsync(string program, string folder, string authorityFile, CancellationToken cancellationToken)
    {
        var started = Start(program, folder, ["serve", "--listen", "127.0.0.1:0", "--name", "demo", "--terminals-ca", authorityFile, "--until-eof", "--json"]);
        try
        {
            var line = await started.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Timeout, TimeProvider.System, cancellationToken);
            using var announced = JsonDocument.Parse(line ?? throw Silent(await started.StandardError.ReadToEndAsync(cancellationToken)));
            _ = started.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = started.StandardError.ReadToEndAsync(CancellationToken.None);
            return new(program, folder, started, announced.RootElement.Clone());
        }
        catch (Exception exception) when (exception is JsonException or TimeoutException)
        {
            started.Kill();
            throw Silent(exception.Message);
        }
    }

    /// <summary>Tells it who is who, and makes an account for its page.</summary>
    /// <param name="source">The demo's source folder.</param>
    /// <returns>The password of <see cref="Secretary"/>.</returns>
    /// <exception cref="ServiceUnavailableException">It failed.</exception>
    public async Task<string> LetInAsync(string source, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "import", "--source", source);
        var password = RandomNumberGenerator.GetHexString(PasswordLength, lowercase: true);
        await RunAsync(password + "\n", cancellationToken, "user", "add", Secretary, "--role", "secretary");
        return password;
    }

    /// <summary>Runs a verb on its data.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ServiceUnavailableException">It failed.</exception>
    public Task<string> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) => RunAsync("", cancellationToken, arguments);

    private async Task<string> RunAsync(string input, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using var running = Start(program, folder, arguments);
        await running.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        running.StandardInput.Close();
        var errors = running.StandardError.ReadToEndAsync(cancellationToken);
        var output = await running.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Timeout, TimeProvider.System, cancellationToken);
        await running.WaitForExitAsync(cancellationToken);
        return running.ExitCode == ExitCode.Done ? output : throw Silent(await errors);
    }

    public async ValueTask DisposeAsync()
    {
        serving.StandardInput.Close();
        try
        {
            await serving.WaitForExitAsync(CancellationToken.None).WaitAsync(Timeout, TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            serving.Kill();
        }

        serving.Dispose();
    }

    private static Process Start(string program, string folder, IReadOnlyList<string> arguments)
    {
        var runtime = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, "dotnet")) ? Path.Combine(root, "dotnet") : "dotnet";
        try
        {
            return Process.Start(new ProcessStartInfo(runtime, [program, .. arguments, "--dev", "--data", folder])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception exception)
        {
            throw Silent(exception.Message);
        }
    }

    private static ServiceUnavailableException Silent(string detail) =>
        new(Phrase.WithDetail("Máy thu thập của bản minh họa không chạy được", $"The demo's collector did not start: {detail.Trim()}"));
}
