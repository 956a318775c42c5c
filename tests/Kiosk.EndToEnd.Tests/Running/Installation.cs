using System.Net.Sockets;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>An installed terminal: a settings file, a data folder with a cache, a port.</summary>
internal sealed class Installation : IDisposable
{
    public const string TerminalId = "HN-01";

    /// <summary>The world's second terminal.</summary>
    public const string OtherTerminalId = "HN-02";

    private readonly TestFolder folder = new();

    /// <param name="terminalId">One of the world's two terminals.</param>
    public Installation(string terminalId = TerminalId)
    {
        Folders = new KioskFolders(folder["data"]);
        SharedWorld.CopyCacheTo(Folders.Cache, terminalId);
        Write(Settings);
    }

    public KioskFolders Folders { get; }

    public string Data => Folders.Data;

    public string SettingsFile => folder["kiosk.json"];

    public int Port { get; } = FreePorts.TakePair();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public string this[string name] => folder[name];

    private object Settings => new
    {
        TerminalId,
        Door = "2",
        DataFolder = Data,
        Reader = new { Kind = "virtual" },
        Http = new { Port },
        Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
    };

    /// <param name="kiosk">The section <c>Kiosk</c>.</param>
    public void Write(object kiosk) => Kiosk.Testing.Configuration.SettingsFile.Write(SettingsFile, kiosk);

    /// <summary>Takes the shared world's feed from a stick, with the program itself.</summary>
    public async Task SyncAsync()
    {
        var feed = SharedWorld.World.Feed;
        var settings = Kiosk.Testing.Configuration.SettingsFile.Write(folder["sync.json"], new { TerminalId, DataFolder = Data, Sync = new { Root = feed.RootFile, Provinces = feed.Province.Text } });
        (await KioskProcess.RunAsync("sync", "import", feed.Folder, "--config", settings)).AssertExit(0);
    }

    /// <summary>Moves the journal to another disk, and leaves a link to it.</summary>
    public void PutJournalOn(string disk)
    {
        foreach (var path in Directory.GetFiles(Folders.Journal))
        {
            File.Move(path, Path.Combine(disk, Path.GetFileName(path)));
        }

        Directory.Delete(Folders.Journal);
        Directory.CreateSymbolicLink(Folders.Journal, disk);
    }

    /// <summary>Starts the service and waits until it is ready.</summary>
    public async Task<KioskProcess> RunAsync()
    {
        var process = KioskProcess.Start("run", "--config", SettingsFile);
        await ReadyAsync();
        return process;
    }

    public Task ReadyAsync() => Eventually.IsAsync(async () => await StatusOfAsync("/health/ready") == 200, "the service is ready");

    /// <summary>The HTTP status, or 0 if nothing answers.</summary>
    public async Task<int> StatusOfAsync(string path)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = Address };
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return 0;
        }
    }

    public void Dispose() => folder.Dispose();
}
