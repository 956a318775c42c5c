using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A terminal at a meeting that is started, tapped once and stopped, over and over from the same disk; its reader is an emulated PN532.</summary>
internal sealed class TappedTerminal : IAsyncDisposable
{
    private const string Invites = "Mời đồng chí đặt thẻ";
    private const string Welcomes = "Chào mừng đồng chí";
    /// <summary>Of a fault that stays; at a start the reader is awaited on a like screen.</summary>
    private const string OutOfService = "Mã lỗi: terminal.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Installation installation = new();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;

    public TappedTerminal()
    {
        hand = new(reader);
        installation.Write(new
        {
            Installation.TerminalId,
            Door = "2",
            DataFolder = Data,
            Reader = new { Kind = "pn532", reader.Device },
            Http = new { installation.Port },
            Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
        });
        FileTree.Copy(Data, folder["before"]);
    }

    public string Data => installation.Data;

    /// <summary>Its disk is again as it was in the beginning.</summary>
    public void PutBack()
    {
        Directory.Delete(Data, recursive: true);
        FileTree.Copy(folder["before"], Data);
    }

    /// <summary>Starts it, lays one card on its reader if it invites to, and stops it.</summary>
    /// <param name="environment">What breaks its calls.</param>
    public async Task<Told> RunAsync(IReadOnlyDictionary<string, string> environment, DemoCard card)
    {
        await using var service = KioskProcess.Start(environment, "run", "--screen", "text", "--config", installation.SettingsFile);
        if (await AnyAsync(service, 0, Invites, OutOfService) == Invites)
        {
            var before = service.Output.Lines.Count;
            await hand.LayAsync(SharedWorld.World.Load(card), () => Task.FromResult(service.HasEnded || Shown(service, before, Welcomes, OutOfService) is not null), () => $"an answer, but with:\n{service.Output}\n{service.Errors}");
        }

        if (!service.HasEnded)
        {
            service.Signal(KioskProcess.Terminate);
        }

        var ended = await service.EndAsync();
        return new(
            ended.Output.Contains(Welcomes, StringComparison.Ordinal),
            ended.Output.Contains(OutOfService, StringComparison.Ordinal) || (ended.ExitCode != 0 && ended.Errors.Length > 0),
            ended);
    }

    /// <summary>Starts it without faults, taps another card, and reads its journal.</summary>
    public async Task<Found> RepairAsync()
    {
        var told = await RunAsync(new Dictionary<string, string>(), DemoCard.GoodRsa);
        var verified = await KioskProcess.RunAsync("log", "verify", "--json", "--config", installation.SettingsFile);
        var exported = await KioskProcess.RunAsync("log", "export", "--json", "--config", installation.SettingsFile);
        return new(
            told.Welcomed,
            verified.ExitCode == 0 && verified.Json.GetProperty("whole").GetBoolean(),
            exported.ExitCode == 0 ? exported.JsonLines.Count(line => line.GetProperty("reason").GetString() == "admitted") : 0,
            $"{told.Ended.Output}\n{told.Ended.Errors}\n{verified.Output}{verified.Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        installation.Dispose();
        folder.Dispose();
    }

    /// <summary>Waits until the screen shows one of the words, or the program has ended.</summary>
    /// <returns>The words; null if it ended.</returns>
    private static async Task<string?> AnyAsync(KioskProcess service, int from, params string[] words)
    {
        using var late = new CancellationTokenSource(Timeout);
        while (true)
        {
            // Asked before the lines are searched, which are whole once it has ended.
            var hasEnded = service.HasEnded;
            if (Shown(service, from, words) is { } found)
            {
                return found;
            }

            if (hasEnded)
            {
                return null;
            }

            Assert.False(late.IsCancellationRequested, $"Neither {string.Join(" nor ", words)} was shown, but:\n{service.Output}\n{service.Errors}");
            await Task.Delay(Interval, CancellationToken.None);
        }
    }

    private static string? Shown(KioskProcess service, int from, params string[] words) => words.FirstOrDefault(word => service.Output.TryFind(word, from) is not null);

    /// <summary>What a run told the person in front of it.</summary>
    /// <param name="Welcomed">Whether the member was let in: the record is acknowledged to the outside.</param>
    /// <param name="WentOut">Whether it said that it does not serve.</param>
    public sealed record Told(bool Welcomed, bool WentOut, Ended Ended);

    /// <summary>What is there once nothing fails any more.</summary>
    /// <param name="Serves">Whether the next member is let in.</param>
    /// <param name="IsWhole">Whether the journal verifies.</param>
    /// <param name="Admitted">Records of admissions, the next member's among them.</param>
    public sealed record Found(bool Serves, bool IsWhole, int Admitted, string Text);
}
