using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A terminal without a TPM gets an old image of its disk: it cannot know by itself, the collector's answer tells it, and it says so on its screen and to whoever asks.</summary>
[SupportedOSPlatform("linux")]
public sealed class PutBackDiskTests : IDisposable
{
    private const string Said = "put back";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Screen_status_and_doctor_say_that_the_journal_was_put_back()
    {
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        await door.StopAsync();
        Copy(door.Data, folder["image"]);
        await door.StartAsync();
        await door.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await door.StopAsync();
        await door.StartAsync();
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(door.Receipt)), "the collector has given a receipt");
        await door.StopAsync();

        Directory.Delete(door.Data, recursive: true);
        Copy(folder["image"], door.Data);
        await door.StartAsync();

        await Eventually.IsAsync(async () => (await StatusAsync(door)).Contains(Said, StringComparison.Ordinal), "status says so");
        await door.Screen.UntilAsync("Nhật ký của máy này đã bị đưa về trạng thái cũ hơn");
        var doctor = await KioskProcess.RunAsync("doctor", "--only", "upload", "--json", "--config", door.SettingsFile);
        doctor.AssertExit(1);
        Assert.Contains(Said, doctor.Output, StringComparison.Ordinal);
    }

    /// <summary>Whoever removes a terminal's checkpoints could shorten its journal, and it would look whole.</summary>
    [Fact]
    public async Task Without_the_checkpoint_that_its_receipt_holds_a_terminal_is_out_of_service_and_log_verify_says_why()
    {
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        await door.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(door.Receipt)), "the collector has given a receipt");
        await door.StopAsync();

        File.Delete(Path.Combine(door.Journal, "checkpoints"));
        var verified = await KioskProcess.RunAsync("log", "verify", "--config", door.SettingsFile);
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", door.SettingsFile);
        await service.Output.UntilAsync("terminal.journal");

        verified.AssertExit(1);
        Assert.Contains("which the collector confirmed", verified.Output, StringComparison.Ordinal);
        service.Signal(KioskProcess.Terminate);
        await service.EndAsync();
    }

    private static async Task<string> StatusAsync(HallDoor door) => (await KioskProcess.RunAsync("status", "--json", "--config", door.SettingsFile)).Output;

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".sock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Copy(path, copy);
        }
    }
}
