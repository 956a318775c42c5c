using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.Benchmarks;

/// <summary>A program that reports on NOTIFY_SOCKET when it is ready, with the time that took.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private ServiceProcess(Process process, TimeSpan readyAfter) => (this.process, ReadyAfter) = (process, readyAfter);

    public TimeSpan ReadyAfter { get; }

    /// <summary>VmRSS, in MB of 1,000,000 bytes.</summary>
    public double ResidentMegabytes => ReadKilobytes("VmRSS:") * 1024 / 1e6;

    /// <param name="folder">Folder for the socket.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ServiceProcess Start(string folder, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var path = Path.Combine(folder, $"notify-{Guid.NewGuid():N}"[..16]);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = (int)Timeout.TotalMilliseconds };
        socket.Bind(new UnixDomainSocketEndPoint(path));
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NOTIFY_SOCKET"] = path;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        var started = Process.Start(start)!;
        started.EnableRaisingEvents = true;
        started.Exited += (_, _) => SayEnded(path, started.ExitCode);
        var buffer = new byte[4096];
        var state = Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
        var elapsed = Stopwatch.GetElapsedTime(began);
        File.Delete(path);
        return state.StartsWith("READY=1", StringComparison.Ordinal)
            ? new ServiceProcess(started, elapsed)
            : throw new InvalidOperationException($"The program said \"{state}\" instead of READY=1: {started.StandardError.ReadToEnd()}");
    }

    // A program that exited never reports, so report its exit instead.
    private static void SayEnded(string path, int exitCode)
    {
        if (File.Exists(path))
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes($"exit code {exitCode}"), new UnixDomainSocketEndPoint(path));
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private double ReadKilobytes(string field) =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..^2]);
}
