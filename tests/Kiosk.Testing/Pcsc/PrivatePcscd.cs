using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Testing.Processes;

namespace Kiosk.Testing.Pcsc;

/// <summary>
/// A real pcscd with vpcd's virtual readers, in a folder of its own and independent of the system's daemon. There is one socket path per process, because
/// libpcsclite reads PCSCLITE_CSOCK_NAME once: use one daemon at a time; it can be restarted on the same path.
/// </summary>
public sealed partial class PrivatePcscd : IAsyncDisposable
{
    private const string Daemon = "/usr/sbin/pcscd";
    private const string Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
    private const string PidFile = "/run/pcscd/pcscd.pid";
    private const int Sigcont = 18;
    private const int Sigstop = 19;

    // Binds the socket and passes it as systemd would: fd 3, LISTEN_FDS and LISTEN_PID. exec keeps the process id.
    private const string Launcher = """
        use Socket; use POSIX (); $^F = 255;
        my ($path, $log, @command) = @ARGV;
        unlink $path;
        socket(S, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
        bind(S, sockaddr_un($path)) or die "bind $path: $!";
        listen(S, 64) or die "listen: $!";
        POSIX::dup2(fileno(S), 3) if fileno(S) != 3;
        open(STDOUT, '>>', $log); open(STDERR, '>&STDOUT');
        ($ENV{LISTEN_FDS}, $ENV{LISTEN_PID}) = (1, $$);
        exec @command or die "exec: $!";
        """;

    private static readonly string Folder = CreateFolder();
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly List<VpcdReader> readers = [];
    private ChildProcess? daemon;

    private PrivatePcscd() => AppDomain.CurrentDomain.ProcessExit += (_, _) => daemon?.Kill();

    /// <summary>The value of PCSCLITE_CSOCK_NAME for child processes; already set in this process.</summary>
    public static string SocketPath { get; } = TakeSocketPath();

    public IReadOnlyList<VpcdReader> Readers => readers;

    public int ProcessId => daemon?.Id ?? throw new InvalidOperationException("The private pcscd is not running.");

    /// <summary>Prepares a daemon with one two-slot vpcd reader per name. Start it with <see cref="StartAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">pcscd, vpcd or perl is not installed; the message has the command that installs it.</exception>
    public static PrivatePcscd Create(params IReadOnlyList<string> names)
    {
        foreach (var path in (string[])[Daemon, Driver, "/usr/bin/perl"])
        {
            if (!File.Exists(path))
            {
                throw new InvalidOperationException($"{path} is missing. Install it: apt-get install -y --no-install-recommends pcscd vsmartcard-vpcd perl-base");
            }
        }

        Directory.CreateDirectory(ConfigurationFolder);
        foreach (var stale in Directory.GetFiles(ConfigurationFolder))
        {
            File.Delete(stale);
        }

        var pcscd = new PrivatePcscd();
        for (var i = 0; i < names.Count; i++)
        {
            pcscd.Add(names[i], i);
        }

        return pcscd;
    }

    /// <summary>Starts the daemon and waits until it lists the slots of every plugged reader.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (daemon is not null)
        {
            throw new InvalidOperationException("The private pcscd runs already.");
        }

        daemon = ChildProcess.Start("/usr/bin/perl", "-e", Launcher, SocketPath, LogPath, Daemon, "--foreground", "--config", ConfigurationFolder);
        await WaitForReadersAsync(cancellationToken);
    }

    /// <summary>Kills the daemon, like a crash, and removes its socket.</summary>
    public async Task KillAsync()
    {
        if (daemon is { } victim)
        {
            daemon = null;
            victim.Kill();
            File.Delete(SocketPath);
            RemovePidFileOf(victim.Id);
            victim.Dispose();
        }
    }

    /// <summary>Freezes the daemon: it neither answers nor closes its connections.</summary>
    public void Freeze() => _ = kill(ProcessId, Sigstop);

    public void Thaw() => _ = kill(ProcessId, Sigcont);

    /// <summary>Removes the reader from the next start on, because vpcd's readers cannot be unplugged from a running daemon.</summary>
    public static void Unplug(VpcdReader reader) => File.Delete(reader.ConfigurationPath);

    /// <summary>Restores the reader from the next start on.</summary>
    public static void Plug(VpcdReader reader) => File.WriteAllLines(
        reader.ConfigurationPath,
        [$"FRIENDLYNAME \"{reader.Name}\"", $"DEVICENAME /dev/null:0x{reader.Port:X}", $"LIBPATH {reader.DriverPath}", $"CHANNELID 0x{reader.Port:X}"]);

    /// <summary>Kills the daemon, because pcscd takes a second to exit on SIGTERM.</summary>
    public async ValueTask DisposeAsync() => await KillAsync();

    private static string ConfigurationFolder => Path.Combine(Folder, "reader.conf.d");

    private static string LogPath => Path.Combine(Folder, "pcscd.log");

    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("kiosk-pcscd-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }

    private static string TakeSocketPath()
    {
        var path = Path.Combine(Folder, "pcscd.comm");

        // .NET keeps a copy of the environment: the library reads the C one, and child processes get the copy.
        Environment.SetEnvironmentVariable("PCSCLITE_CSOCK_NAME", path);
        return setenv("PCSCLITE_CSOCK_NAME", path, 1) == 0 ? path : throw new InvalidOperationException("setenv failed.");
    }

    private static void RemovePidFileOf(int processId)
    {
        if (File.Exists(PidFile) && File.ReadAllText(PidFile).Trim() == processId.ToString(CultureInfo.InvariantCulture))
        {
            File.Delete(PidFile);
        }
    }

    private void Add(string name, int index)
    {
        // vpcd keeps its slots in static memory, so each reader needs its own copy of the driver.
        var reader = new VpcdReader(
            name, FreePorts.TakePair(), Path.Combine(Folder, $"vpcd{index}.so"), Path.Combine(ConfigurationFolder, $"vpcd{index}"));
        File.Copy(Driver, reader.DriverPath, overwrite: true);
        Plug(reader);
        readers.Add(reader);
    }

    private async Task WaitForReadersAsync(CancellationToken cancellationToken)
    {
        var expected = readers.Where(r => r.IsPlugged).ToList();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var found = await PcscProbe.RunAsync(StartDeadline, TimeProvider.System, cancellationToken);
            var names = found is PcscProbe.Readers list ? list.Names : [];
            if (found is PcscProbe.Readers or PcscProbe.NoReader && expected.TrueForAll(r => names.Count(n => n.StartsWith(r.Name, StringComparison.Ordinal)) == 2))
            {
                return;
            }

            if (daemon!.HasEnded || clock.Elapsed > StartDeadline)
            {
                throw new InvalidOperationException($"The private pcscd did not start: {found.Detail} {await File.ReadAllTextAsync(LogPath, cancellationToken)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int sig);
}
