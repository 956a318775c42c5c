using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Data from a card is overwritten when its tap is over, rather than left to the garbage collector.</summary>
public sealed class OverwrittenTests
{
    private readonly IssuedCard member = TappedCards.Member(1).WithFascN().WithChuid();
    private readonly ManualTimeProvider time = new(TestPki.Now);

    [Fact]
    public async Task Certificate_answer_and_CHUID_are_zero_after_the_tap_and_were_not_while_it_was_judged()
    {
        using var folder = TestFolder.Fast();
        var source = TestCacheSource.Create(folder["source"], member);
        source.Feed.PutProfile(new TestTrust().WithChuid().Profile);
        using var cache = source.Open(folder["cache"], time);
        using var journal = CheckInJournal.Open(folder["journal"], "HN-01", TestJournalKeys.Of("HN-01"), new DurableFiles());
        await using var reader = new VirtualReader(time, absence: TimeSpan.Zero);
        List<byte[]> judged = [];
        CardEvidence? given = null;
        var pipeline = Pipeline(reader, journal, evidence =>
        {
            given = evidence;
            judged.AddRange(BytesOf(evidence).Select(bytes => bytes.ToArray()));
        });
        reader.Present(new VirtualCard(member.Image(), time));

        var context = new TapContext(cache.Current, new AdmissionMode.VerifyOnly(), new ClockReading(TestPki.Now, ClockTrust.Attested));
        var outcome = await pipeline.CheckInAsync(await reader.WaitForCardAsync(CancellationToken.None), context, CancellationToken.None);

        Assert.Equal(ReasonCode.RevocationRevoked, outcome.Code);
        Assert.All(judged, bytes => Assert.Contains(bytes, value => value != 0));
        Assert.All(BytesOf(given!), bytes => Assert.DoesNotContain(bytes.ToArray(), value => value != 0));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> BytesOf(CardEvidence evidence) =>
        [evidence.Certificate, evidence.Answer, Assert.NotNull(Assert.IsType<CardEvidence.Piv>(evidence).Chuid)];

    private CheckInPipeline Pipeline(VirtualReader reader, CheckInJournal journal, Action<CardEvidence> look)
    {
        var register = new AttendanceRegister(MeetingJournals.Of(journal), AdmissionRules.Default.Meetings, new OtherDoors(TimeProvider.System));
        var passages = new PassageRegister(MeetingJournals.Of(journal), register.Others);
        var attention = new OperatorAttention(new DoorAlarm(DoorAlarmRules.Of(new KioskOptions()), time), time);
        return new(
            new CardSession(reader, new ChallengeSource("HN-01"), time),
            new CardJudge(new ReplayCache(), (evidence, _, _, _) =>
            {
                look(evidence);
                return new Verdict.Rejected(ReasonCode.RevocationRevoked);
            }),
            new RepeatTapGuard(time),
            new AdmissionDesk(() => new AdmissionPolicy("1", attended: true, AdmissionRules.Default), register, passages, attention, EndedCards.None),
            new CheckInAnswers(new CheckInRecorder(MeetingJournals.Of(journal), new JournalSeals(), register, passages, new TerminalDoor("1"), EndedCards.None), new FeedbackMap(new FeedbackOptions { TerminalId = "HN-01" }), new ReceiptSigner(ECDsa.Create(ECCurve.NamedCurves.nistP256), NullLogger<ReceiptSigner>.Instance), new ClerkShift(new DeskOptions(), time), new CardHandover(time), attention, new RepeatTapGuard(time)));
    }
}
