using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Time;

namespace Kiosk.Benchmarks;

/// <summary>Evidence to decision (verification, sealed record, roster, rules), compared with the unavoidable cryptography alone.</summary>
internal static class DecisionBench
{
    public static Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var folder = new BenchFolder();
        var rounds = size == BenchSize.Quick ? 400 : 2000;
        IssuedCard[] cards = [.. Enumerable.Range(1, rounds + WarmUps).Select(serial => TestPki.Issue(serial))];
        var source = TestCacheSource.Create(folder.At("source"), cards);
        using var cache = source.Open(folder.At("cache"), TimeProvider.System);
        using var journal = CheckInJournal.Open(folder.At("journal"), "BENCH-01", TestJournalKeys.Of("BENCH-01"), new DurableFiles());
        var meeting = cache.Current.FindMeeting(TestCacheSource.Meeting.Id)!;
        var desk = new Desk(cache.Current, new AdmissionMode.AtMeeting(meeting, meeting.Sessions[0]), journal);
        return Task.FromResult<IReadOnlyList<Figure>>([Known(desk, cards[0], rounds), FirstSight(desk, cards, rounds)]);
    }

    private const int WarmUps = 200;

    private static Figure Known(Desk desk, IssuedCard card, int rounds)
    {
        var evidence = card.Evidence();
        return SideBySide.Measure(WarmUps, rounds, () => desk.Decide(evidence), new UnavoidableSignatures(evidence).VerifyAnswer).ToFigure("decision.known-card", 1.3);
    }

    private static Figure FirstSight(Desk desk, IssuedCard[] cards, int rounds)
    {
        var evidence = Array.ConvertAll(cards, card => card.Evidence());
        var unavoidable = Array.ConvertAll(evidence, one => new UnavoidableSignatures(one));
        var (ours, bare) = (0, 0);
        return SideBySide.Measure(WarmUps, rounds, () => desk.Decide(evidence[ours++]), () => unavoidable[bare++].Verify()).ToFigure("decision.first-sight", 2);
    }

    private sealed class Desk(CacheGeneration generation, AdmissionMode mode, CheckInJournal journal)
    {
        private readonly TapContext context = new(generation, mode, new ClockReading(TestCacheSource.Meeting.Sessions[0].Starts, ClockTrust.Attested));
        private readonly ReplayCache answers = new();
        private readonly AdmissionDesk desk = NewDesk(journal);

        private static AdmissionDesk NewDesk(CheckInJournal journal)
        {
            var register = new AttendanceRegister(MeetingJournals.Of(journal), AdmissionRules.Default.Meetings, new OtherDoors(TimeProvider.System));
            return new(
                () => new AdmissionPolicy("1", attended: true, AdmissionRules.Default),
                register,
                new PassageRegister(MeetingJournals.Of(journal), register.Others),
                new OperatorAttention(new DoorAlarm(DoorAlarmRules.Of(new KioskOptions()), TimeProvider.System), TimeProvider.System),
                EndedCards.None);
        }

        public void Decide(CardEvidence evidence)
        {
            var verdict = EvidenceVerifier.Verify(evidence, generation.Trust, answers, context.Clock);
            var decision = desk.Decide(context, new Shown.Card(default, verdict));
            if (decision is not AdmissionDecision.Admit)
            {
                throw new InvalidOperationException("The benchmark's card was not admitted.");
            }
        }
    }
}
