using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A terminal that is switched on again after its case was opened.</summary>
public sealed class KeyLockTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task It_serves_nobody_and_says_why_until_a_technician_unlocks_it_and_then_returns_by_itself()
    {
        await File.WriteAllTextAsync(installation.Folders.KeyLockFile, "locked");
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", installation.SettingsFile);
        await service.Output.UntilAsync("terminal.locked");
        var records = JournalReader.Open(installation.Folders.Journal).Read().Count();

        Assert.Contains("keys are locked", (await KioskProcess.RunAsync("enrol", "--renew", "--config", installation.SettingsFile)).Errors, StringComparison.Ordinal);
        Assert.Equal(0, records);
        (await KioskProcess.RunAsync("devices", "unlock", "--config", installation.SettingsFile)).AssertExit(0);
        await installation.ReadyAsync();

        (await KioskProcess.RunAsync("devices", "unlock", "--config", installation.SettingsFile)).AssertExit(1);
        Assert.Contains(JournalReader.Open(installation.Folders.Journal).Read(), entry => entry.Record.Context.StartsWith("keys.unlocked by=user:", StringComparison.Ordinal));
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }
}
