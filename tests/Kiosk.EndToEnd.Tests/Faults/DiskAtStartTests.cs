using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A disk that is full or read-only when the service starts is a screen, not an exit (case <c>14-kiosk-environment</c>).</summary>
public sealed class DiskAtStartTests : IDisposable
{
    private readonly TinyDisk disk = new();
    private readonly Installation installation = new();

    public void Dispose()
    {
        installation.Dispose();
        disk.Dispose();
    }

    [FactWithTinyDisk]
    public async Task A_read_only_disk_is_an_outage_on_screen_and_in_status_and_ends_by_itself()
    {
        installation.PutJournalOn(disk.Path);
        disk.MakeReadOnly();
        await using var service = Start();

        await AssertOutAsync(service, "is read-only; see why (dmesg)");

        disk.MakeWritable();
        await AssertBackAsync(service);
    }

    [FactWithTinyDisk]
    public async Task A_full_disk_is_one_too()
    {
        installation.PutJournalOn(disk.Path);
        Fill();
        await using var service = Start();

        await AssertOutAsync(service, "is full; make room");

        File.Delete(Filling);
        await AssertBackAsync(service);
    }

    /// <summary>The command socket cannot be created either, so the health page reports the outage.</summary>
    [FactWithTinyDisk]
    public async Task A_data_folder_on_a_read_only_disk_is_told_without_a_socket_for_commands()
    {
        disk.MakeReadOnly();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Kiosk__DataFolder"] = disk.Path };
        await using var service = KioskProcess.Start(settings, "run", "--config", WithoutDataFolder());
        await Eventually.IsAsync(async () => await installation.StatusOfAsync("/health/ready") == 503, "the outage");

        var status = await KioskProcess.RunAsync(settings, "status", "--config", WithoutDataFolder());

        status.AssertExit(1);
        Assert.StartsWith("NOT READY  terminal.journal: The disk of", status.Output, StringComparison.Ordinal);
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    private string Filling => Path.Combine(disk.Path, "filling");

    private KioskProcess Start() => KioskProcess.Start("run", "--screen", "text", "--config", installation.SettingsFile);

    private string WithoutDataFolder()
    {
        installation.Write(new { Installation.TerminalId, Reader = new { Kind = "virtual" }, Http = new { installation.Port } });
        return installation.SettingsFile;
    }

    private void Fill()
    {
        using var filling = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(WriteOn);

        void WriteOn()
        {
            while (true)
            {
                filling.Write(new byte[4096]);
            }
        }
    }

    private async Task AssertOutAsync(KioskProcess service, string cause)
    {
        await service.Output.UntilAsync("terminal.journal");
        Assert.Equal(200, await installation.StatusOfAsync("/health/live"));
        Assert.Equal(503, await installation.StatusOfAsync("/health/ready"));
        var status = (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(1);
        Assert.StartsWith("NOT READY  terminal.journal: The disk of", status.Output, StringComparison.Ordinal);
        Assert.Contains(cause, status.Output, StringComparison.Ordinal);
        (await KioskProcess.RunAsync("mode", "verify", "--data", installation.Data)).AssertRefused(2, cause);
    }

    private async Task AssertBackAsync(KioskProcess service)
    {
        await installation.ReadyAsync();
        (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(0);
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }
}
