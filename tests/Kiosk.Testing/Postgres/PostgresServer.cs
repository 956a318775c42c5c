using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Testing.Postgres;

/// <summary>A real PostgreSQL in a folder of its own, on a Unix socket there. Run as root it belongs to nobody: PostgreSQL refuses root.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PostgresServer : IDisposable
{
    private const string User = "collector";
    private const string Unprivileged = "nobody";

    private readonly TestFolder folder;
    private readonly string data;
    private bool isRunning;
    private int databases;

    /// <summary>On the disk, where a commit waits for it.</summary>
    public PostgresServer()
        : this(new())
    {
    }

    /// <param name="folder">Owned.</param>
    public PostgresServer(TestFolder folder)
    {
        this.folder = folder;
        data = Path.Combine(folder.Path, "data");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", Unprivileged, folder.Path);
        }

        Run([.. AsOwner, Path.Combine(Programs, "initdb"), "-D", data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        Start();
    }

    /// <summary>Where Debian's package puts the server's programs.</summary>
    private static string Programs { get; } =
        Directory.GetDirectories("/usr/lib", "postgresql").SelectMany(Directory.GetDirectories).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "postgres")))
        ?? throw new InvalidOperationException("postgresql is not installed on this machine; ./kiosk test installs it when it may.");

    private static string[] AsOwner => Environment.IsPrivilegedProcess ? ["runuser", "-u", Unprivileged, "--"] : [];

    /// <summary>Makes a new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        Run([.. AsOwner, Path.Combine(Programs, "createdb"), "-h", folder.Path, "-U", User, name]);
        return ConnectionString(name);
    }

    /// <summary>Starts the server, also after <see cref="Stop"/>, and waits until it answers.</summary>
    public void Start()
    {
        Control("-l", Path.Combine(data, "log"), "-o", $"-k {folder.Path} -c listen_addresses= -c max_connections=200", "start");
        isRunning = true;
    }

    /// <summary>Stops the server as a crash would: without a checkpoint, dropping every connection.</summary>
    public void Stop()
    {
        Control("-m", "immediate", "stop");
        isRunning = false;
    }

    public void Dispose()
    {
        if (isRunning)
        {
            Stop();
        }

        folder.Dispose();
    }

    private string ConnectionString(string database) => $"Host={folder.Path};Username={User};Database={database};Maximum Pool Size=80;Timeout=10;Include Error Detail=true";

    private void Control(params string[] arguments) => Run([.. AsOwner, Path.Combine(Programs, "pg_ctl"), "-D", data, "-w", "-s", "-t", "60", .. arguments]);

    private static void Run(params string[] command)
    {
        // The server that pg_ctl leaves behind writes to its log.
        ChildProcess.Run(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" }).With(0);
    }
}
