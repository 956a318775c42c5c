using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Time;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Benchmarks;

/// <summary>The check-in line over a reader, with a cache of one member and a journal on the disk.</summary>
internal sealed class BenchTerminal : IDisposable
{
    private readonly ManualTimeProvider guardTime = new();
    private readonly KioskFixture fixture;
    private readonly CheckInPipeline pipeline;
    private readonly TapContext context;

    public BenchTerminal(BenchFolder folder, ICardReader reader, IssuedCard card)
    {
        fixture = new KioskFixture(folder, card);
        var register = new AttendanceRegister(MeetingJournals.Of(fixture.Journal), AdmissionRules.Default.Meetings, new OtherDoors(TimeProvider.System));
        var passages = new PassageRegister(MeetingJournals.Of(fixture.Journal), register.Others);
        var attention = new OperatorAttention(new DoorAlarm(DoorAlarmRules.Of(new KioskOptions()), TimeProvider.System), TimeProvider.System);
        var clock = new ClockMonitor(new FixedInstant(TestPki.Now), ClockSource.OfMachine(), TestPki.Yesterday);
        pipeline = new CheckInPipeline(
            new CardSession(reader, new ChallengeSource("BENCH-01"), TimeProvider.System),
            new CardJudge(new ReplayCache(), EvidenceVerifier.Verify),
            new RepeatTapGuard(guardTime),
            new AdmissionDesk(() => new AdmissionPolicy("1", attended: true, AdmissionRules.Default), register, passages, attention, EndedCards.None),
            new CheckInAnswers(new CheckInRecorder(MeetingJournals.Of(fixture.Journal), new JournalSeals(), register, passages, new TerminalDoor("1"), EndedCards.None), new FeedbackMap(new FeedbackOptions { TerminalId = "BENCH-01" }), new ReceiptSigner(ECDsa.Create(ECCurve.NamedCurves.nistP256), NullLogger<ReceiptSigner>.Instance), new ClerkShift(new DeskOptions(), TimeProvider.System), new CardHandover(TimeProvider.System), attention, new RepeatTapGuard(TimeProvider.System)));
        context = new TapContext(
            fixture.Cache.Current,
            new AdmissionMode.ForProcedure(TestCacheSource.Procedure, null, Purpose.Parse("bench"), RandomNumberGenerator.GetBytes(Pseudonym.KeyLength)),
            clock.Read());
    }

    /// <summary>Length of one record in bytes, sealed part included.</summary>
    public int FrameLength { get; private set; }

    public async Task TapAsync(CardArrival arrival)
    {
        guardTime.Advance(RepeatTapGuard.Window);
        var outcome = await pipeline.CheckInAsync(arrival, context, CancellationToken.None);
        if (outcome is not { Code: ReasonCode.Admitted, Receipt: not null, IsRepeat: false })
        {
            throw new InvalidOperationException($"The tap was answered with {outcome.Code}.");
        }

        if (FrameLength == 0)
        {
            FrameLength = JournalFrame.LengthOf(fixture.Journal.Read().Last().Record);
        }
    }

    public CheckInJournal Journal => fixture.Journal;

    /// <summary>Appends the last record again, so many times.</summary>
    public void Repeat(int count)
    {
        var record = fixture.Journal.Read().Last().Record;
        for (; count > 0; count--)
        {
            fixture.Journal.Append(record);
        }
    }

    public void Dispose() => fixture.Dispose();
}
