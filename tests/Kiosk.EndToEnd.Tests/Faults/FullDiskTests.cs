using System.Net;
using System.Threading.Channels;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Hosting;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A journal on a real file system of 64 KiB, filled by taps.</summary>
public sealed class FullDiskTests
{
    [FactWithTinyDisk]
    public async Task A_full_disk_takes_the_terminal_out_of_service_and_every_receipt_is_kept()
    {
        using var disk = new TinyDisk();
        using var installation = new Installation();
        installation.PutJournalOn(disk.Path);
        await using var reader = new VirtualReader(TimeProvider.System, absence: TimeSpan.Zero);
        var receipts = new List<JournalReceipt>();
        CheckInOutcome outcome;
        await using (var application = KioskHost.Build(OptionsOf(installation), reader, TimeProvider.System, LogLevel.None))
        {
            await application.StartAsync(CancellationToken.None);
            var outcomes = Channel.CreateUnbounded<CheckInOutcome>();
            application.Services.GetRequiredService<CheckInEvents>().Answered += answer => outcomes.Writer.TryWrite(answer);
            while ((outcome = await TapAsync(receipts.Count)).Receipt is { } receipt)
            {
                receipts.Add(receipt);
            }

            AssertOutOfService(outcome);
            AssertOutOfService(await TapAsync(0));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (HttpStatusCode)await installation.StatusOfAsync("/health/ready"));
            Assert.Equal(HttpStatusCode.OK, (HttpStatusCode)await installation.StatusOfAsync("/health/live"));
            await application.StopAsync(CancellationToken.None);
            application.Services.GetRequiredService<CheckInJournal>().Dispose();

            // Two members in turn, or the second tap would count as a repeat of the first.
            async Task<CheckInOutcome> TapAsync(int turn)
            {
                var card = turn % 2 == 0 ? DemoCard.GoodP256 : DemoCard.GoodRsa;
                reader.Present(new VirtualCard(SharedWorld.World.Load(card), TimeProvider.System));
                var answer = await outcomes.Reader.ReadAsync(CancellationToken.None);
                reader.Remove();
                return answer;
            }
        }

        Assert.InRange(receipts.Count, 10, 100);
        var kept = JournalReader.Open(disk.Path).Read().ToDictionary(entry => entry.Sequence, entry => entry.FrameHash.ToArray());
        Assert.All(receipts, receipt => Assert.Equal(receipt.FrameHash.ToArray(), kept[receipt.Sequence]));
    }

    private static void AssertOutOfService(CheckInOutcome outcome)
    {
        Assert.Equal(ReasonCode.TerminalJournal, outcome.Code);
        Assert.Null(outcome.Receipt);
        Assert.Equal("terminal.journal", Assert.IsType<Screen.OutOfService>(outcome.Screen).Code);
    }

    /// <summary>In procedure mode, every tap is recorded, with a sealed part.</summary>
    private static KioskOptions OptionsOf(Installation installation) => new()
    {
        TerminalId = Installation.TerminalId,
        DataFolder = installation.Data,
        Http = new HttpOptions { Port = installation.Port },
        Mode = new ModeOptions { Kind = ModeSelection.ForProcedure, Procedure = "CSH-CT" },
    };
}
