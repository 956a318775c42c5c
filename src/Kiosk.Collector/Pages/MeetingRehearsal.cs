using Kiosk.Collector.People;
using Kiosk.Feed.Attendance;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>Whether a meeting can be held as far as this collector knows; pure.</summary>
/// <param name="convened">In the order of a list of names.</param>
/// <param name="lines">All terminals, judged for this meeting.</param>
internal sealed class MeetingRehearsal(KnownMeeting known, IReadOnlyList<ConvenedPerson> convened, IReadOnlyList<TerminalLine> lines, DateTimeOffset now)
{
    public KnownMeeting Known => known;

    public DateTimeOffset Now => now;

    /// <summary>Those that the desk has not revoked.</summary>
    public IReadOnlyList<TerminalLine> Terminals { get; } = [.. lines.Where(line => line.Revoked is null)];

    /// <summary>Cards whose certificates end before the meeting does, by delegation.</summary>
    public IReadOnlyList<EndingCards> Ending { get; } = EndingCards.Of(known.Meeting, convened.Select(person => person.Entry));

    /// <summary>Whose they are, of one delegation.</summary>
    public IEnumerable<ConvenedPerson> HoldersIn(EndingCards ending) =>
        convened.Where(person => (person.Entry.Delegation ?? "") == ending.Delegation && EndingCards.EndsEarly(known.Meeting, person.Entry.CertificateUntil));

    /// <summary>The meeting in a terminal's data; null if it has not said that it has it.</summary>
    public MeetingAtHand? AtHand(TerminalLine line) => line.Reported?.State.Meetings.FirstOrDefault(one => one.Id == known.Meeting.Id);

    /// <summary>What stands above the terminals, each good or not.</summary>
    public IReadOnlyList<(bool IsGood, Phrase What)> Points =>
    [
        (known.Closes > now, known.Closes > now ? new(
            $"Điểm danh từ {LocalFormat.Time(known.Opens)} ngày {LocalFormat.Day(known.Opens)} đến {LocalFormat.Time(known.Closes)} ngày {LocalFormat.Day(known.Closes)}, số phiên: {known.Meeting.Sessions.Count}.",
            $"Check-in from {LocalFormat.Time(known.Opens)} on {LocalFormat.Day(known.Opens)} to {LocalFormat.Time(known.Closes)} on {LocalFormat.Day(known.Closes)}; sessions: {known.Meeting.Sessions.Count}.") : RehearsalWords.Over),
        (convened.Count > 0, convened.Count > 0 ? RehearsalWords.Listed(convened.Count) : RehearsalWords.NobodyListed),
        (Ending.Count == 0, Ending.Count == 0 ? RehearsalWords.CardsGood : RehearsalWords.CardsEnd(Ending.Sum(one => one.Count))),
        (Terminals.Any(line => line.IsReady), RehearsalWords.TerminalsReady(Terminals.Count(line => line.IsReady), Terminals.Count)),
    ];
}
