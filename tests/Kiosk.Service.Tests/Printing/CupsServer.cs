using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Service.Tests.Printing;

/// <summary>A real cupsd with a queue of cups-pdf, on a socket and in a folder of its own; the machine's own CUPS and its settings stay as they are.</summary>
internal sealed class CupsServer : IAsyncDisposable
{
    public const string Backend = "/usr/lib/cups/backend/cups-pdf";
    public const string Queue = "BAN-1";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = new();
    private readonly ChildProcess server;

    private CupsServer()
    {
        foreach (var name in (string[])["etc/ppd", "spool", "pdf", "cache", "state", "log", "run", "out"])
        {
            Directory.CreateDirectory(folder[name]);
        }

        WriteSettings();
        // cups-pdf reads its settings in /etc/cups: in a mount namespace of its own.
        server = ChildProcess.Start("unshare", "--mount", "sh", "-c", "chmod 755 \"$0\" && chmod 1777 \"$0/out\" \"$0/pdf\" && mount --bind \"$0/etc\" /etc/cups && exec cupsd -f -c \"$0/etc/cupsd.conf\" -s \"$0/etc/cups-files.conf\"", folder.Path);
    }

    public PrinterOptions Options => new() { Name = Queue, Socket = Socket };

    private string Socket => folder["run/cups.sock"];

    public static async Task<CupsServer> StartAsync()
    {
        var cups = new CupsServer();
        await UntilAsync(() => File.Exists(cups.Socket) || cups.server.HasEnded);
        return cups;
    }

    /// <summary>Waits for a printed document.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> NextPageAsync()
    {
        await UntilAsync(() => File.Exists(folder[$"log/cups-pdf-{Queue}_log"]) && File.ReadAllText(folder[$"log/cups-pdf-{Queue}_log"]).Contains("successfully finished", StringComparison.Ordinal));
        return Directory.GetFiles(folder["out"]).Single();
    }

    public Task StopQueueAsync() => ChildProcess.RunAsync("cupsdisable", "-h", Socket, Queue);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var late = new CancellationTokenSource(Limit);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
        }
    }

    private void WriteSettings()
    {
        File.WriteAllText(folder["etc/cupsd.conf"], $"""
            Listen {Socket}
            LogLevel info
            DefaultAuthType None
            WebInterface No
            Browsing No
            <Location />
            Order allow,deny
            Allow all
            </Location>
            <Policy default>
            <Limit All>
            Order deny,allow
            </Limit>
            </Policy>

            """);
        File.WriteAllText(folder["etc/cups-files.conf"], $"""
            ServerRoot {folder["etc"]}
            RequestRoot {folder["spool"]}
            CacheDir {folder["cache"]}
            StateDir {folder["state"]}
            TempDir {folder["spool"]}
            DataDir /usr/share/cups
            ServerBin /usr/lib/cups
            AccessLog {folder["log/access_log"]}
            ErrorLog {folder["log/error_log"]}
            PageLog {folder["log/page_log"]}
            SystemGroup root

            """);
        File.WriteAllText(folder["etc/cups-pdf.conf"], $"Out {folder["out"]}\nAnonDirName {folder["out"]}\nSpool {folder["pdf"]}\nLog {folder["log"]}\n");
        File.WriteAllText(folder["etc/printers.conf"], $"<Printer {Queue}>\nDeviceURI cups-pdf:/\nState Idle\nAccepting Yes\nShared No\nJobSheets none none\nOpPolicy default\nErrorPolicy stop-printer\n</Printer>\n");
        File.Copy("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd", folder[$"etc/ppd/{Queue}.ppd"]);
    }
}
