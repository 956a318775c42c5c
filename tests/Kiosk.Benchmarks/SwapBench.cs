using System.Diagnostics;
using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Benchmarks;

/// <summary>
/// Taps while generations are built and put in force, alternating with taps on an idle terminal: card session with an in-process virtual card (no PC/SC,
/// no radio), verification, admission, a record on the disk, feedback.
/// </summary>
internal static class SwapBench
{
    private const int WarmUps = 300;
    private const int LeastQuietTaps = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchFolder folder, CacheStore store, IssuedCard card, IReadOnlyList<CacheUpdate> deltas, IReadOnlyList<CacheUpdate> snapshots)
    {
        using var cache = new KioskCache(store, TimeProvider.System);
        cache.Refresh();
        var clock = new ClockMonitor(new FixedInstant(TestPki.Now), ClockSource.OfMachine(), TestPki.Yesterday);
        var site = new SyncSite(folder.At("sync"), store, cache, [ProvinceCode.Parse("01")], clock, new DurableFiles());
        await using var reader = new VirtualReader(TimeProvider.System, absence: TimeSpan.Zero);
        using var terminal = new Terminal(folder, reader, cache, clock);
        reader.Present(new VirtualCard(BenchCards.ImageOf(card), TimeProvider.System));
        var arrival = await reader.WaitForCardAsync(CancellationToken.None);
        for (var tap = 0; tap < WarmUps; tap++)
        {
            await terminal.TapAsync(arrival);
        }

        var duringDeltas = await MeasureAsync(site, terminal, arrival, deltas);
        var duringSnapshots = await MeasureAsync(site, terminal, arrival, snapshots);
        return
        [
            duringDeltas.ToFigure("sync.tap-during-delta", 2),
            duringDeltas.ToTailFigure("sync.tap-during-delta-p99", double.PositiveInfinity),
            duringSnapshots.ToFigure("sync.tap-during-import", 2),
            duringSnapshots.ToTailFigure("sync.tap-during-import-p99", double.PositiveInfinity),
        ];
    }

    private static async Task<SideBySide> MeasureAsync(SyncSite site, Terminal terminal, CardArrival arrival, IReadOnlyList<CacheUpdate> updates)
    {
        var both = new SideBySide();
        foreach (var update in updates)
        {
            var busy = new List<double>();
            var swapping = Task.Run(() => site.UpdateAsync(update, new SyncState(), TimeProvider.System, CancellationToken.None));
            while (!swapping.IsCompleted)
            {
                busy.Add(await terminal.TapAsync(arrival));
            }

            if ((await swapping).Opened is null)
            {
                throw new InvalidOperationException("The update was refused.");
            }

            var quiet = new List<double>();
            while (quiet.Count < int.Max(busy.Count, LeastQuietTaps))
            {
                quiet.Add(await terminal.TapAsync(arrival));
            }

            foreach (var (during, without) in busy.Zip(quiet))
            {
                both.Add(during, without);
            }
        }

        return both;
    }

    private sealed class Terminal : IDisposable
    {
        private readonly ManualTimeProvider guardTime = new();
        private readonly AdmissionMode mode =
            new AdmissionMode.ForProcedure(TestCacheSource.Procedure, null, Purpose.Parse("bench"), RandomNumberGenerator.GetBytes(Pseudonym.KeyLength));
        private readonly KioskCache cache;
        private readonly ClockMonitor clock;
        private readonly CheckInJournal journal;
        private readonly CheckInPipeline pipeline;

        public Terminal(BenchFolder folder, ICardReader reader, KioskCache cache, ClockMonitor clock)
        {
            (this.cache, this.clock) = (cache, clock);
            journal = CheckInJournal.Open(folder.At("journal"), "BENCH-01", TestJournalKeys.Of("BENCH-01"), new DurableFiles());
            var register = new AttendanceRegister(MeetingJournals.Of(journal), AdmissionRules.Default.Meetings, new OtherDoors(TimeProvider.System));
            var passages = new PassageRegister(MeetingJournals.Of(journal), register.Others);
            var attention = new OperatorAttention(new DoorAlarm(DoorAlarmRules.Of(new KioskOptions()), TimeProvider.System), TimeProvider.System);
            pipeline = new CheckInPipeline(
                new CardSession(reader, new ChallengeSource("BENCH-01"), TimeProvider.System),
                new CardJudge(new ReplayCache(), EvidenceVerifier.Verify),
                new RepeatTapGuard(guardTime),
                new AdmissionDesk(() => new AdmissionPolicy("1", attended: true, AdmissionRules.Default), register, passages, attention, EndedCards.None),
                new CheckInAnswers(new CheckInRecorder(MeetingJournals.Of(journal), new JournalSeals(), register, passages, new TerminalDoor("1"), EndedCards.None), new FeedbackMap(new FeedbackOptions { TerminalId = "BENCH-01" }), new ReceiptSigner(ECDsa.Create(ECCurve.NamedCurves.nistP256), NullLogger<ReceiptSigner>.Instance), new ClerkShift(new DeskOptions(), TimeProvider.System), new CardHandover(TimeProvider.System), attention, new RepeatTapGuard(TimeProvider.System)));
        }

        /// <returns>Microseconds.</returns>
        public async Task<double> TapAsync(CardArrival arrival)
        {
            guardTime.Advance(RepeatTapGuard.Window);
            var start = Stopwatch.GetTimestamp();
            cache.Refresh();
            var outcome = await pipeline.CheckInAsync(arrival, new(cache.Current, mode, clock.Read()), CancellationToken.None);
            var elapsed = Stopwatch.GetElapsedTime(start);
            return outcome is { Code: ReasonCode.Admitted, Receipt: not null, IsRepeat: false }
                ? elapsed.TotalMicroseconds
                : throw new InvalidOperationException($"The tap was answered with {outcome.Code}.");
        }

        public void Dispose() => journal.Dispose();
    }
}
